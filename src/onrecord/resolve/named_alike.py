"""How much two names say for their bearers being one, and why: words, spellings, parts, acronyms, kinds of place.

Points are log-odds, to be added up in `points`; what each sign counts was set by trial on the training families.
"""

from __future__ import annotations

from typing import Final

from onrecord.extract.entities.likeness import is_acronym
from onrecord.resolve.alignment import Alignment, Words, aligned
from onrecord.resolve.names import Naming
from onrecord.resolve.nodes import Node
from onrecord.vocabulary.bodies import is_direction, is_generic_word, known_body
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.outlets import is_outlet
from onrecord.vocabulary.places import readings

Sign = tuple[float, str]
"""Points, and the reason as a short phrase."""
_ONE_NAME: Final = 3.0
_LONGER: Final = 0.6
"""For a name of three words or more, which hardly two bear."""
_OTHER_HAND: Final = -0.5
_LEFT_OUT: Final = -0.9
_SHORT_BODY: Final = -1.0
"""For a body's name that lacks words of the other: a foundation is not the club it is called by."""
_PART_OF_PLACE: Final = -4.2
_TURNED: Final = -1.0
_PART: Final = -2.0
_ONE_PART: Final = -1.3
"""For a part of a name that both reports have alone."""
_INITIAL: Final = -0.5
_ALSO_CALLED: Final = 1.5
_OTHER_TYPE: Final = -1.2
"""For one name that a report takes for a place's and another for a body's or a ship's."""
_CITY: Final = 15
"""Binary logarithm of the inhabitants of a city that a region is called by."""
_LEAST_OF_ACRONYM: Final = 2


def compare_names(one: Node, other: Node) -> Sign | None:
    """Return what the names of two nodes say for their being one, or None where they cannot be one's."""
    a, b = one.naming, other.naming
    if a.sort != b.sort:
        return (_ONE_NAME + _OTHER_TYPE, f"one name, {_shown(a.words)}, of two types") if a.words == b.words else None
    by_sort = {"person": _persons, "body": _bodies, "place": _places}.get(a.sort)
    best = by_sort(one, other) if by_sort else (_ONE_NAME, "one name") if a.words == b.words else None
    called = _also_called(one, other)
    return max((found for found in (best, called) if found), default=None)


def _also_called(one: Node, other: Node) -> Sign | None:
    """Return what it says that a report calls one of them by the name of the other."""
    if not one.others and not other.others:
        return None
    for name, others in ((one.naming, other.others), (other.naming, one.others)):
        whole = set((other if name is one.naming else one).naming.words)
        if set(name.words) <= whole:
            continue  # a part of the name says nothing more
        if any(name.words == alias.words and name.sort == alias.sort for alias in others):
            return _ALSO_CALLED if name.telling else _PART, f"also called {_shown(name.words)}"
    return None


def _persons(one: Node, other: Node) -> Sign | None:
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


def _initials(one: Words, other: Words) -> Sign | None:
    """Return what it says that one name is the initials of the other: "B.K."."""
    short, long = sorted((one, other), key=lambda words: sum(map(len, words)))
    letters = [word[0] for word in long]
    # of several surnames one may stand: "H.J." is Hadi Jabbar Ukaili
    fits = list(short) == letters or (len(short) == 2 < len(long) and short[0] == letters[0] and short[1] in letters)
    if all(len(word) == 1 for word in short) and fits:
        return _PART + _INITIAL, f"initials, {_shown(short)}"
    return None


def _bodies(one: Node, other: Node) -> Sign | None:
    a, b = one.naming.words, other.naming.words
    if a == b:
        weak = not (one.naming.telling and other.naming.telling)
        return (_PART / 2 if weak else _ONE_NAME), f"one name, {_shown(a)}"
    if "office" in {one.naming.kind, other.naming.kind} and one.naming.telling and other.naming.telling:
        return None  # the Senate is not its subcommittee, nor the Supreme Court a court
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    if len(short) == 1 and len(short[0]) > _LEAST_OF_ACRONYM and _is_acronym(short, long, one, other):
        return _PART / 2, f"acronym, {_shown(short).upper()}"
    found = aligned(a, b)
    return None if found is None or not found.ends else _shorter(found, short)


def _is_acronym(short: Words, long: Words, one: Node, other: Node) -> bool:
    """Return whether a word is made of the first letters of a name; the words of an office are in no order."""
    letters = sorted(word[0] for word in long)
    office = "office" in {one.naming.kind, other.naming.kind} and len(long) > 1
    return is_acronym(short, long) or (office and letters == sorted(short[0]))


def _shorter(found: Alignment, short: Words) -> Sign | None:
    """Return what it says that a body's name is a part of another: "Crossing Lantern", "Forum"."""
    if found.initials or found.turned:
        return None
    if known_body(" ".join(short)) or _is_listed(" ".join(short)):
        return None  # the White House's doctor, a Fox News poll
    telling = sum(1 for word in short if not is_generic_word(word))
    points = found.spelled * _OTHER_HAND + min(2, found.extra) * _LEFT_OUT
    if telling == 0 or len(short) == 1:
        return _PART + points / 2, f"one name, shorter in one report, {_shown(short)}"
    return _ONE_NAME + points + bool(found.extra) * _SHORT_BODY, _told(found, _shown(short))


def _is_listed(name: str) -> bool:
    """Return whether a name is that of a body that everybody knows, or of an outlet."""
    found = belonging(name)
    return (found is not None and found.kind in {"body", "worldwide"}) or is_outlet(name)


def _places(one: Node, other: Node) -> Sign | None:
    a, b = one.naming, other.naming
    if "country" in {a.words[0], b.words[0]} and a.words != b.words:
        return None
    found = aligned(a.words, b.words)
    if found is None or found.initials or found.turned:
        return None
    if found.extra and ("facility" in {a.kind, b.kind} or (_is_on_map(a) and _is_on_map(b))):
        return None  # the airport of a city is not the city, nor is West Virginia Virginia
    points = found.spelled * 2 * _OTHER_HAND + bool(found.extra) * _PART_OF_PLACE
    if a.kind != b.kind and _is_city(min(a, b, key=lambda name: len(name.kind))):
        return None  # the region of a city is not the city
    if a.kind != b.kind:
        points += _LEFT_OUT if not (a.kind and b.kind) else 2 * _LEFT_OUT
    return _ONE_NAME + points, _told(found, _shown(min(a.words, b.words, key=len)))


def _is_on_map(name: Naming) -> bool:
    plain = " ".join(name.words)
    return bool(readings(plain)) or belonging(plain) is not None or all(is_direction(word) for word in name.words)


def _is_city(name: Naming) -> bool:
    """Return whether a name without the kind of its place is a city's, which may have a region called by it."""
    if name.kind:
        return False
    return any(reading.size >= _CITY for reading in readings(" ".join(name.words)))


def _shown(words: Words) -> str:
    return " ".join(word.capitalize() for word in words)
