"""Names as the net saw them, made whole: edges, possessives, one type per form, every place of a form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from onrecord.extract.entities.named import Named
from onrecord.extract.entities.told import is_language, told
from onrecord.records.entity import EntityType
from onrecord.vocabulary.countries import belonging, people
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.names import is_no_name_in_capitals
from onrecord.vocabulary.naming import pronouns
from onrecord.vocabulary.persons import is_address, is_function

_WORD: Final = re.compile(r"[^\W_]+")
_EDGE: Final = ' \t\n\r\u00a0"“”„‟«»‘`´,;:–—…·•*([{'
_TAIL: Final = re.compile(r"(?:['’]s|['’])$")
_POSSESSIVE: Final = re.compile(r"^(.+?)['’]s?\s+(?=\S)")
_SURNAME_FROM: Final = 4  # letters of a surname that is looked for alone; below, it is as often another word
_SPREAD_FROM: Final = 0.5  # a form that the net is less sure of than of its opposite is not looked for elsewhere
_WITHIN: Final = frozenset({" of ", " "})  # what stands between two parts of one name
_OWNING: Final = frozenset({"'s ", "’s "})  # and of one body's: "Attorney General's Office"
_NEVER_ALONE = frozenset({"the", "a", "an", "of", "and"})  # what a name may begin or hold, and is none by itself


def repaired(text: str, named: Sequence[Named]) -> list[Named]:
    """Return the names in order, no two sharing a code point, every place of a form among them."""
    whole = [part for name in _with_of(text, named) for part in _parts(text, name)]
    apart = _apart(part for part in whole if not _is_junk(text, part))
    agreed = _agreed(text, told(text, apart))
    spread = (name for name in _spread(text, agreed) if not is_language(text, name))
    return sorted(spread, key=lambda name: name.start)


def _with_of(text: str, names: Sequence[Named]) -> list[Named]:
    """Join two parts of one name that the net parted at "of" or between words ("Port of Spain", "Latin American").

    Two names of one type seldom stand beside each other: twice in the 756 labelled reports for learning.
    """
    joined: list[Named] = []
    for name in sorted(names, key=lambda n: (n.start, n.end, n.type, n.score)):
        last = joined[-1] if joined else None
        between = text[last.end : name.start] if last and last.type == name.type else ""
        if last and (between in _WITHIN or (name.type == "ORG" and between in _OWNING)):
            joined[-1] = replace(last, end=name.end, score=min(last.score, name.score))
        else:
            joined.append(name)
    return joined


def _parts(text: str, name: Named) -> Iterator[Named]:
    """Trim the edges of a name, and part a possessive country from what it owns ("Russia's Defense Ministry")."""
    start, end = max(0, name.start), min(len(text), name.end)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    if start >= end:
        return
    tail = _TAIL.search(text, start, end) if text[end - 1] in "s'’" else None
    if tail and tail.start() > start and name.type in {"PER", "GPE", "NORP"}:
        end = tail.start()
    owner = _POSSESSIVE.match(text[start : min(end, start + 60)])
    if owner and name.type in {"ORG", "PER"}:
        known = belonging(owner[1])
        if known and known.kind in {"country", "capital", "region"}:
            yield Named(start, start + owner.end(1), "GPE", name.score)
            start += owner.end()
    yield replace(name, start=start, end=end)


def _is_junk(text: str, name: Named) -> bool:
    words = text[name.start : name.end]
    a_pronoun = words.casefold() in pronouns() and (words == "I" or not words.isupper())  # "WHO" is a name
    alone = words.casefold().rstrip(".") in _NEVER_ALONE or is_address(words)
    shouted = is_no_name_in_capitals(words) and _line(text, name).isupper()
    return a_pronoun or alone or shouted or not any(c.isalnum() for c in words)


def _line(text: str, name: Named) -> str:
    end = text.find("\n", name.end)
    return text[text.rfind("\n", 0, name.start) + 1 : end if end >= 0 else len(text)]


def _apart(names: Iterable[Named]) -> list[Named]:
    """Keep of names that share a code point the surer, then the longer."""
    taken: list[Named] = []
    kept: set[int] = set()
    for name in sorted(names, key=lambda n: (-n.score, n.start - n.end, n.start, n.type)):
        if kept.isdisjoint(range(name.start, name.end)):
            kept.update(range(name.start, name.end))
            taken.append(name)
    return taken


def _agreed(text: str, names: Sequence[Named]) -> list[Named]:
    """Give a form the type that most of its places have; one that is nearly as common stays beside it."""
    votes: defaultdict[str, defaultdict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[_form(text, name)][name.type] += name.score
    out = []
    for name in names:
        counted = votes[_form(text, name)]
        best = max(counted, key=lambda kind: counted[kind])
        minor = counted[name.type] * 2 <= counted[best]
        out.append(replace(name, type=best) if minor else name)
    return out


def _form(text: str, name: Named) -> str:
    return folded(text[name.start : name.end])


def _spread(text: str, names: Sequence[Named]) -> list[Named]:
    """Find every other place where a form stands as whole words, the longest form first."""
    taken: set[int] = set()
    for name in names:
        taken.update(range(name.start, name.end))
    by_first: defaultdict[str, list[tuple[str, Named]]] = defaultdict(list)
    for form, name in _forms(text, names).items():
        first = _WORD.search(form)
        if first and first.start() == 0:
            by_first[first[0]].append((form, name))
    for forms in by_first.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    out = list(names)
    for word in _WORD.finditer(text):
        for form, name in by_first.get(word[0], ()):
            end = word.start() + len(form)
            if not text.startswith(form, word.start()) or text[end : end + 1].isalnum():
                continue
            if taken.isdisjoint(range(word.start(), end)):
                taken.update(range(word.start(), end))
                out.append(Named(word.start(), end, name.type, name.score))
                break
    return out


def _forms(text: str, names: Sequence[Named]) -> dict[str, Named]:
    """Return the forms worth looking for: those with a capital, and no common word of one letter."""
    forms: dict[str, Named] = {}
    for name in sorted(names, key=lambda n: (-n.score, n.start, n.end, n.type)):
        form = text[name.start : name.end]
        if name.score >= _SPREAD_FROM and len(form) >= 2 and form != form.lower():
            forms.setdefault(form, name)
            forms.update({f"{form}s": name for _ in (1,) if name.type == "NORP" and people(f"{form}s")})
    for form, name in list(forms.items()):
        surname = form.split()[-1] if name.type == "PER" and " " in form else ""
        if len(surname) >= _SURNAME_FROM and surname[0].isupper() and not is_function(surname):
            forms.setdefault(surname, name)
    return forms
