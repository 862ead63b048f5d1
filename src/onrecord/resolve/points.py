"""How much speaks for two entities being one, with the reasons: names, countries, roles, genders, what is named beside.

Points are log-odds: at 0 it is as likely as not. What each sign counts was set by trial on the training families.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from onrecord.extract.entities.likeness import is_acronym
from onrecord.resolve.alignment import Alignment, Words, aligned
from onrecord.resolve.names import Naming
from onrecord.resolve.nodes import Node
from onrecord.vocabulary.bodies import is_generic_word, known_body
from onrecord.vocabulary.countries import belonging, country_name, people
from onrecord.vocabulary.persons import given_gender
from onrecord.vocabulary.places import readings

Shared = Callable[[Node, Node], float]
_ONE_NAME: Final = 3.0
_LONGER: Final = 0.6
"""For a name of three words or more, which hardly two bear."""
_OTHER_HAND: Final = -0.5
_LEFT_OUT: Final = -0.9
_TURNED: Final = -1.0
_PART: Final = -2.0
_ONE_PART: Final = -1.7
"""For a part of a name that both reports have alone."""
_INITIAL: Final = -0.5
_ALSO_CALLED: Final = 1.5
_COUNTRY: Final = 0.5
_OTHER_COUNTRY: Final = -2.6
_LOOSELY_OF: Final = -1.6
"""The same for whom and what a report seldom says the country of: a person, a company, a building."""
_OTHER_TYPE: Final = -1.2
"""For one name that a report takes for a place's and another for a body's or a ship's."""
_OTHER_STATE: Final = -8.0
"""For the offices of two states: each has its own."""
_ROLE: Final = 1.2
_OTHER_ROLE: Final = -0.8
_OTHER_GENDER: Final = -4.0
_ONE_REPORT: Final = -6.0
_ONLY_BEARER: Final = 0.5
_RARE: Final = 0.6
_SEVERAL_BEARERS: Final = -0.5
_BESIDE: Final = 1.8
_BESIDE_MOST: Final = 4.0
_NOTHING_BESIDE: Final = -0.8
_BESIDE_FROM: Final = 0.25
"""Shared surroundings from which the reports are said to name others together."""
_SURE: Final = 3.0
"""Points that need nothing beside."""
_ROLE_ALIKE: Final = 72.0
"""Per cent of the words of two roles that are shared, as `rapidfuzz.fuzz.token_set_ratio` counts them."""
_CITY: Final = 15
"""Binary logarithm of the inhabitants of a city that a region is called by."""
_LEAST_OF_ACRONYM: Final = 2


@dataclass(frozen=True, slots=True)
class Points:
    """What speaks for two being one.

    Attributes:
        points: Log-odds.
        reasons: Why, each a short phrase.
    """

    points: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """The chance that they are one, in [0, 1]."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.points))))


def points_of(one: Node, other: Node, shared: Shared, bearers: int = 0) -> Points | None:
    """Return what speaks for two nodes being one, or None where their names cannot be one's.

    Args:
        one: A node.
        other: Another of its sort.
        shared: Returns how much the reports of both name together beside them.
        bearers: How many the case knows that bear the shorter name; 0 where both names tell their bearer.
    """
    named = _names(one, other)
    if named is None:
        return None
    found = [named, *_differences(one, other)]
    if bearers:
        found.append(_borne(one, other, bearers))
    alone = sum(points for points, _ in found)
    if alone >= _SURE or alone + _BESIDE_MOST < 0:  # what is named beside them decides nothing
        return Points(alone, tuple(reason for _, reason in found))
    beside = shared(one, other)
    if beside >= _BESIDE_FROM:
        found.append((min(_BESIDE_MOST, _BESIDE * beside), "the reports name others together"))
    else:
        found.append((_NOTHING_BESIDE, "the reports name nothing rare together"))
    return Points(sum(points for points, _ in found), tuple(reason for _, reason in found))


def _borne(one: Node, other: Node, bearers: int) -> tuple[float, str]:
    """Return what it says how many bear the shorter name; a given name is many others' whom the case does not name."""
    if bearers > 1:
        return _SEVERAL_BEARERS, "several bear the name"
    short = min(one.naming.words, other.naming.words, key=len)
    rare = one.naming.sort == "person" and not any(len(word) == 1 or given_gender(word) for word in short)
    return _ONLY_BEARER + _RARE * rare, "nobody else bears the name"


def _names(one: Node, other: Node) -> tuple[float, str] | None:
    a, b = one.naming, other.naming
    if a.sort != b.sort:
        return (_ONE_NAME + _OTHER_TYPE, f"one name, {_shown(a.words)}, of two types") if a.words == b.words else None
    by_sort = {"person": _persons, "body": _bodies, "place": _places}.get(a.sort)
    best = by_sort(one, other) if by_sort else (_ONE_NAME, "one name") if a.words == b.words else None
    called = _also_called(one, other)
    return max((found for found in (best, called) if found), default=None)


def _also_called(one: Node, other: Node) -> tuple[float, str] | None:
    """Return what it says that a report calls one of them by the name of the other."""
    for name, others in ((one.naming, other.others), (other.naming, one.others)):
        if any(name.words == alias.words and name.sort == alias.sort for alias in others):
            return _ALSO_CALLED if name.telling else _PART, f"also called {_shown(name.words)}"
    return None


def _persons(one: Node, other: Node) -> tuple[float, str] | None:
    found = aligned(one.naming.words, other.naming.words)
    if found is None or not (found.ends or found.whole == 1):  # a first surname stands before the second
        return _initials(one.naming.words, other.naming.words)
    points = found.spelled * _OTHER_HAND + found.initials * _INITIAL + min(2, found.extra) * _LEFT_OUT
    shown = _shown(min(one.naming.words, other.naming.words, key=len))
    if found.whole < 2 or not (one.naming.telling and other.naming.telling):
        same = found.extra == 0 and found.whole > 0
        points = _ONE_PART if same else _PART + bool(found.initials) * _INITIAL
        return points + _LONGER * max(0, found.whole - 1), f"one name, {shown}"
    if found.turned:
        return _ONE_NAME + _TURNED + points, f"one name in another order, {shown}"
    points += _LONGER * max(0, found.whole - 2)
    return _ONE_NAME + points, _told(found, shown)


def _told(found: Alignment, shown: str) -> str:
    if found.spelled:
        return f"one name as two hands write it, {shown}"
    return f"one name, shorter in one report, {shown}" if found.extra or found.initials else f"one name, {shown}"


def _initials(one: Words, other: Words) -> tuple[float, str] | None:
    """Return what it says that one name is the initials of the other: "B.K."."""
    short, long = sorted((one, other), key=lambda words: sum(map(len, words)))
    if all(len(word) == 1 for word in short) and [word[0] for word in long] == list(short):
        return _PART + _INITIAL, f"initials, {_shown(short)}"
    return None


def _bodies(one: Node, other: Node) -> tuple[float, str] | None:
    a, b = one.naming.words, other.naming.words
    if a == b:
        weak = not (one.naming.telling and other.naming.telling)
        return (_PART / 2 if weak else _ONE_NAME), f"one name, {_shown(a)}"
    if (one.naming.kind or other.naming.kind) == "office" and one.naming.telling and other.naming.telling:
        return None
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    if len(short[0]) > _LEAST_OF_ACRONYM and (is_acronym(short, long) or known_body(short[0]) == " ".join(long)):
        return _PART / 2, f"acronym, {_shown(short).upper()}"
    found = aligned(a, b)
    if found is None or found.initials or found.turned or not found.ends:
        return None
    if "office" in {one.naming.kind, other.naming.kind} and any(_is_own(word) for word in set(long) - set(short)):
        return None  # a part of an office, or another body
    telling = sum(1 for word in short if not is_generic_word(word))
    points = found.spelled * _OTHER_HAND + min(2, found.extra) * _LEFT_OUT
    if telling == 0 or len(short) == 1:
        return _PART + points / 2, f"one name, shorter in one report, {_shown(short)}"
    return _ONE_NAME + points, _told(found, _shown(short))


def _is_own(word: str) -> bool:
    """Return whether a word of a body's name belongs to it alone: neither generic nor a country's."""
    return not is_generic_word(word) and people(word) is None and belonging(word) is None


def _places(one: Node, other: Node) -> tuple[float, str] | None:
    a, b = one.naming, other.naming
    if "country" in {a.words[0], b.words[0]} and a.words != b.words:
        return None
    found = aligned(a.words, b.words)
    if found is None or found.initials or found.turned:
        return None
    if found.extra and "facility" in {a.kind, b.kind}:
        return None  # the airport of a city is not the city
    points = found.spelled * 2 * _OTHER_HAND + min(2, found.extra) * 2 * _LEFT_OUT
    if a.kind != b.kind and _is_city(min(a, b, key=lambda name: len(name.kind))):
        return None  # the region of a city is not the city
    if a.kind != b.kind:
        points += _LEFT_OUT if not (a.kind and b.kind) else 2 * _LEFT_OUT
    return _ONE_NAME + points, _told(found, _shown(min(a.words, b.words, key=len)))


def _is_city(name: Naming) -> bool:
    """Return whether a name without the kind of its place is a city's, which may have a region called by it."""
    if name.kind:
        return False
    return any(reading.size >= _CITY for reading in readings(" ".join(name.words)))


def _differences(one: Node, other: Node) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    a, b = one.naming.country, other.naming.country
    if a and b:
        both = (_COUNTRY, f"both of {country_name(a)}")
        found.append(both if a == b else (_abroad(one, other), f"countries differ, {a} and {b}"))
    if one.gender and other.gender and one.gender != other.gender:
        found.append((_OTHER_GENDER, "a man and a woman"))
    if one.roles and other.roles and one.naming.sort == "person":
        found.append(_roles(one, other))
    if one.documents & other.documents and one.naming != other.naming:
        found.append((_ONE_REPORT, "one report tells them apart"))
    return found


def _abroad(one: Node, other: Node) -> float:
    """Return what it says that two are of different countries."""
    if "office" in {one.naming.kind, other.naming.kind}:
        return _OTHER_STATE
    loosely = one.naming.sort in {"person", "body"} or "facility" in {one.naming.kind, other.naming.kind}
    return _LOOSELY_OF if loosely else _OTHER_COUNTRY


def _roles(one: Node, other: Node) -> tuple[float, str]:
    """Return what the nearest of their roles say."""
    pairs = [(a, b) for a in one.main_roles() for b in other.main_roles()]
    near, a, b = max((fuzz.token_set_ratio(a, b), a, b) for a, b in pairs)
    if near >= _ROLE_ALIKE:
        return _ROLE, f"one role, {min(a, b, key=len)}"
    both = one.naming.telling and other.naming.telling
    return _OTHER_ROLE if both else _OTHER_ROLE / 2, f"roles differ, {min(a, b)} and {max(a, b)}"


def _shown(words: Words) -> str:
    return " ".join(word.capitalize() for word in words)
