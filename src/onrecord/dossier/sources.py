"""Who is cited, under one name per source; pure.

Two ways of writing a name are one source when they differ in case, spacing or a
leading article only. Who is who beyond that is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_EDGES = " \t\n.,;:'\"“”‘’«»()[]"

# The personal, possessive, reflexive, demonstrative and relative pronouns of English (Huddleston and Pullum 2002,
# ch. 5, sections 10 and 8), and the indefinite ones that name nobody.
_PRONOUN_FORMS = """
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves this that these those who whom whose which one ones some many most
several both all others another someone somebody anyone everybody everyone nobody
"""
PRONOUNS = frozenset(_PRONOUN_FORMS.split())


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
        return _ARTICLE.sub("", self.name) or self.name

    @property
    def reports(self) -> int:
        """In how many reports it is cited."""
        return len({cited.report for cited in self.claims})


def source_key(words: str) -> str:
    """Return the name under which a source is listed; "" for a pronoun and for nobody named."""
    line = " ".join(words.casefold().split()).strip(_EDGES)
    key = _ARTICLE.sub("", line) or line
    return "" if key in PRONOUNS else key


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
