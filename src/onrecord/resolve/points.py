"""How much speaks for two entities being one, with the reasons: names, countries, roles, genders, what is named beside.

Points are log-odds: at 0 it is as likely as not. What each sign counts was set by trial on the training families.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from onrecord.resolve.named_alike import Sign, compare_names
from onrecord.resolve.nodes import Node
from onrecord.vocabulary.countries import country_name
from onrecord.vocabulary.persons import given_gender

Shared = Callable[[Node, Node], float]
_COUNTRY: Final = 0.5
_OTHER_COUNTRY: Final = -2.6
_LOOSELY_OF: Final = -1.6
"""The same for whom and what a report seldom says the country of: a person, a company, a building."""
_OTHER_STATE: Final = -8.0
"""For the offices of two states: each has its own."""
_ROLE: Final = 1.2
_OTHER_ROLE: Final = -0.8
_OTHER_GENDER: Final = -4.0
_ONE_REPORT: Final = -6.0
_ONLY_BEARER: Final = 0.5
_RARE: Final = 0.6
_SEVERAL_BEARERS: Final = -0.5
_BESIDE: Final = 2.3
_BESIDE_MOST: Final = 4.0
_NOTHING_BESIDE: Final = -0.8
_BESIDE_FROM: Final = 0.25
"""Shared surroundings from which the reports are said to name others together."""
_SURE: Final = 3.0
"""Points that need nothing beside."""
_ROLE_ALIKE: Final = 72.0
"""Per cent of the words of two roles that are shared, as `rapidfuzz.fuzz.token_set_ratio` counts them."""


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
    named = compare_names(one, other)
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


def _borne(one: Node, other: Node, bearers: int) -> Sign:
    """Return what it says how many bear the shorter name; a given name is many others' whom the case does not name."""
    if bearers > 1:
        return _SEVERAL_BEARERS, "several bear the name"
    short = min(one.naming.words, other.naming.words, key=len)
    rare = one.naming.sort == "person" and not any(len(word) == 1 or given_gender(word) for word in short)
    return _ONLY_BEARER + _RARE * rare, "nobody else bears the name"


def _differences(one: Node, other: Node) -> list[Sign]:
    found: list[Sign] = []
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


def _roles(one: Node, other: Node) -> Sign:
    """Return what the nearest of their roles say."""
    pairs = [(a, b) for a in one.main_roles() for b in other.main_roles()]
    near, a, b = max((fuzz.token_set_ratio(a, b), a, b) for a, b in pairs)
    if near >= _ROLE_ALIKE:
        return _ROLE, f"one role, {min(a, b, key=len)}"
    both = one.naming.telling and other.naming.telling
    return _OTHER_ROLE if both else _OTHER_ROLE / 2, f"roles differ, {min(a, b)} and {max(a, b)}"
