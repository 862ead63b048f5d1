"""Types of names that words tell better than the net: heads of names, what stands before them, lists of countries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from onrecord.extract.entities.named import Named
from onrecord.records.entity import EntityType
from onrecord.vocabulary.countries import belonging, people
from onrecord.vocabulary.names import is_no_name, told_by, wars
from onrecord.vocabulary.persons import is_function
from onrecord.vocabulary.places import readings

_BEFORE: Final = re.compile(r"(\w+) (?:the )?[\"“‘«]?\Z")
_CASED: Final = frozenset({"ACCOUNT", "LAW"})  # of these alone names are written without capitals
_WORD: Final = re.compile(r"\w+")
_OWNED: Final = re.compile(
    r"['’]?s? (?!(?:and|or|was|is|has|had|were|will|would|did|on|at|in|to|by|for|of|\w+ed)\b)[a-z]"
)
_SURE: Final = 1.0
_IN: Final = re.compile(r"\bin (?:\w+ (?:and|or) )?\Z", re.IGNORECASE)
_NO_NOUN: Final = re.compile(r"[.,;:)!?\n]| (?:and|or|to|that|by|on|at|with|for|in|he|she|they|from|which)\b|\Z")


def told(text: str, names: Iterable[Named]) -> list[Named]:
    """Return the names with the types that words tell, without those that words tell to be none."""
    fought = [found.span() for found in wars().finditer(text)]
    kept = [
        name
        for name in names
        if not _is_none(text, name) and not any(first <= name.start and name.end <= last for first, last in fought)
    ]
    thing: EntityType = "VEHICLE" if any(told_by("before", word) for word in _WORD.findall(text)) else "ORG"
    return _parts_of(text, [_told(text, name, thing) for name in kept])


def _is_none(text: str, name: Named) -> bool:
    words = text[name.start : name.end]
    if name.type not in _CASED and not _has_capital(words) and text != text.lower():
        return True
    return is_no_name(words) or is_language(text, name)


def is_language(text: str, name: Named) -> bool:
    """True for what somebody speaks or writes in: "in Russian, which neither reads"."""
    return (
        people(text[name.start : name.end]) is not None
        and _IN.search(text, max(0, name.start - 24), name.start) is not None
        and _NO_NOUN.match(text, name.end) is not None
    )


def _has_article(text: str, name: Named) -> bool:
    """True for "the Kryzhov sailed", but not for "the Malyutin affair" and "the Malyutins"."""
    return (
        text.endswith("the ", 0, name.start)
        and text[name.end - 1] != "s"
        and _OWNED.match(text, name.end) is None
        and not is_function(text[name.start : name.end].split(maxsplit=1)[0])
    )


def _has_capital(words: str) -> bool:
    return words != words.lower() or any(c.isdigit() for c in words) or words == words.swapcase()


def _told(text: str, name: Named, thing: EntityType) -> Named:
    """Return a name with the type that words tell; `thing` is what it is where a person would have no article."""
    words = text[name.start : name.end].split()
    before = _BEFORE.search(text, max(0, name.start - 24), name.start)
    kind = (
        told_by("whole", " ".join(words))
        or (before and told_by("before", before[1]))
        or (len(words) > 1 and (told_by("last", words[-1]) or told_by("first", words[0])))
        or _of_country(" ".join(words), name.type)
        or (name.type == "PER" and _has_article(text, name) and thing)
    )
    return replace(name, type=kind, score=_SURE) if kind and kind != name.type else name


def _of_country(words: str, kind: EntityType) -> EntityType | None:
    """Return the type of a listed country, capital or people, where the net took it for something else."""
    known = belonging(words)
    taken_for = {"country": {"NORP", "ORG", "LOC"}, "capital": {"NORP"}}.get(known.kind, set()) if known else set()
    if kind in taken_for:
        return "GPE"
    return "NORP" if kind == "GPE" and known is None and people(words) else None


def _parts_of(text: str, names: Sequence[Named]) -> list[Named]:
    """Give a word that ends or begins a longer name of the same text that name's type: a surname, a ship, a body."""
    ends: defaultdict[str, set[EntityType]] = defaultdict(set)
    for name in names:
        words = text[name.start : name.end].split()
        if len(words) > 1 and name.type in {"PER", "VEHICLE"}:
            ends[words[-1]].add(name.type)
        if len(words) > 1 and name.type in {"ORG", "VEHICLE"} and not readings(words[0]) and not belonging(words[0]):
            ends[words[0]].add(name.type)
    return [
        replace(name, type=next(iter(kinds)), score=_SURE)
        if len(kinds := ends.get(text[name.start : name.end], set())) == 1 and name.type not in kinds
        else name
        for name in names
    ]
