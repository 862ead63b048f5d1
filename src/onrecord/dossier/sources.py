"""Who is cited, under one name per source, by the rule of `vocabulary.naming`; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.vocabulary.naming import source_key, without_article


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim in the list of its source: where it stands and what it says, without its report's text.

    `report` and `number` are those of the dossier; `words` and `cue` join fragments.
    """

    report: int
    number: int
    source: str
    words: str
    cue: str
    act: str
    quotation: str
    polarity: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One cited source: the name as most often written, its other spellings, and its claims in reading order."""

    key: str
    name: str
    spellings: tuple[str, ...]
    claims: tuple[Cited, ...]

    @property
    def headword(self) -> str:
        """The name as an index lists it: without its article."""
        return without_article(self.name)

    @property
    def reports(self) -> int:
        """In how many reports it is cited."""
        return len({cited.report for cited in self.claims})


def by_source(cited: Iterable[Cited]) -> tuple[list[Source], list[Cited]]:
    """Return the named sources, the most often cited first, and the claims of pronouns and of nobody named."""
    named: dict[str, list[Cited]] = {}
    unnamed: list[Cited] = []
    for entry in cited:
        key = source_key(entry.source)
        (named.setdefault(key, []) if key else unnamed).append(entry)
    sources = [_source(key, entries) for key, entries in named.items()]
    return sorted(sources, key=lambda s: (-len(s.claims), s.key)), unnamed


def _source(key: str, entries: list[Cited]) -> Source:
    """Return one source; of equally frequent spellings the first one met is its name."""
    spellings = [form for form, _ in Counter(" ".join(e.source.split()) for e in entries).most_common()]
    distinct = {form.casefold(): form for form in reversed(spellings[1:])}
    distinct.pop(spellings[0].casefold(), None)
    return Source(key=key, name=spellings[0], spellings=tuple(sorted(distinct.values())), claims=tuple(entries))
