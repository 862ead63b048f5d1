"""What a name says of its bearer: a person's words, a body's office and country, what a place is; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from onrecord.extract.entities.likeness import body_words, person_words
from onrecord.records.entity import EntityType
from onrecord.vocabulary.bodies import body_key, is_generic, is_generic_word, is_place_kind, known_body, office
from onrecord.vocabulary.countries import belonging, people
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.outlets import is_outlet
from onrecord.vocabulary.spelling import joined, name_words

Sort = Literal["person", "body", "place", "people", "vehicle", "law", "account"]
SORTS: Final[dict[EntityType, Sort]] = {
    "PER": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "VEHICLE": "vehicle",
    "LAW": "law",
    "ACCOUNT": "account",
}
_ACRONYM: Final = re.compile(r"(?:[A-ZÀ-ÞЀ-Я]\.?){2,7}")
_KUNYA: Final = frozenset({"abu", "umm", "um", "abou"})
_VESSEL: Final = re.compile(r"^(?:mv|mt|ms|ss|the) ")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name as it is compared.

    Attributes:
        sort: What bears it.
        words: Its words in one spelling, in order where order tells something.
        country: Of the bearer, ISO 3166-1 alpha-2, or "".
        telling: Whether the name alone tells its bearer from all others; a surname, "the ministry" and "Forum" do not.
        kind: What a place is ("county"), or "".
        short: Whether it may be an acronym.
    """

    sort: Sort
    words: tuple[str, ...]
    country: str = ""
    telling: bool = True
    kind: str = ""
    short: bool = False


@lru_cache(maxsize=65536)
def naming(kind: EntityType, name: str, country: str) -> Naming:
    """Return a name as it is compared; `kind` is one of `SORTS`, `country` what the report says of its bearer."""
    sort = SORTS[kind]
    if not folded(name):
        return Naming(sort, (name.strip() or "?",), telling=False)
    if sort == "place":
        return _place(name, country, facility=kind == "FAC")
    return _BY_SORT[sort](name, country)


def _person(name: str, country: str) -> Naming:
    spaced = name.replace(".", ". ")  # "B.K." is two words
    parts = name_words(" ".join(person_words(spaced)))
    particles = joined("particles")
    inner = range(1, len(parts) - 1)  # a letter at either end is an initial
    words = tuple(part for n, part in enumerate(parts) if part not in particles or (len(part) == 1 and n not in inner))
    return Naming("person", words or parts, country, telling=_is_full(spaced))


def _is_full(name: str) -> bool:
    """Return whether a person's name has two parts or more; "Abu Karrar", "Ali K." and a hyphened surname have one."""
    tokens = " ".join(person_words(name.replace("-", ""))).split()
    particles = joined("particles") | _KUNYA
    return sum(1 for token in name_words(" ".join(tokens)) if len(token) > 1 and token not in particles) > 1


def _body(name: str, country: str) -> Naming:
    known = known_body(name)
    if known:
        return Naming("body", tuple(known.split()))
    words = body_words(name)
    own, bare = _without_country(words)
    country = own or country
    key = body_key(bare)
    named = office(key, country)
    if named:
        return Naming("body", (named,), country, telling=bool(country), kind="office")
    short = len(words) == 1 and _ACRONYM.fullmatch(name.strip()) is not None
    if is_generic(key):
        return Naming("body", key, country, telling=bool(country) and len(key) > 1, kind="office")
    return Naming("body", _in_order(bare), country, telling=_tells(name, bare), short=short)


def _tells(name: str, words: tuple[str, ...]) -> bool:
    found = belonging(name)
    if found is not None and found.kind in {"body", "worldwide"}:
        return True
    return sum(1 for word in words if not is_generic_word(word)) > 1 or (len(words) > 1 and not is_outlet(name))


def _in_order(words: tuple[str, ...]) -> tuple[str, ...]:
    key = set(body_key(words))
    return tuple(word for word in words if body_key((word,))[0] in key and body_key((word,)) != ()) or words


def _without_country(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the country that a body's name begins or ends with, and the rest: "Nepal Police", "Army of Chad"."""
    for size in (3, 2, 1):
        for part, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            if rest and is_generic(body_key(rest)):
                found = belonging(" ".join(part)) or people(" ".join(part))
                if found and found.countries and found.kind in {"country", "people"}:
                    return found.countries[0], rest
    for at in range(1, len(words) - 1):  # "General Staff of the Togolese Armed Forces"
        found, rest = people(words[at]), words[:at] + words[at + 1 :]
        if found and found.countries and found.kind == "people" and is_generic(body_key(rest)):
            return found.countries[0], rest
    return "", words


def _place(name: str, country: str, *, facility: bool) -> Naming:
    found = belonging(name)
    if found is not None and found.kind == "country" and country in {"", *found.countries}:  # not Georgia in the US
        code = country or found.countries[0]
        return Naming("place", ("country", code), code)
    words = folded(name).removeprefix("the ").split()
    kinds = [word for word in words if is_place_kind(word)]
    bare = tuple(word for word in words if not is_place_kind(word) and word != "of")
    if not bare or not kinds:
        bare, kinds = tuple(words), []
    kind = " ".join(kinds) or "facility" if facility else " ".join(kinds)
    return Naming("place", name_words(" ".join(bare)) or bare, country, telling=bool(country), kind=kind)


def _people(name: str, country: str) -> Naming:
    del country  # of a people, its name says it
    found = people(name)
    if found is not None:
        return Naming("people", tuple(folded(found.main).split()))
    return Naming("people", tuple(folded(name).removesuffix("s").split()))


def _vehicle(name: str, country: str) -> Naming:
    del country  # where a ship is from is seldom told
    words = tuple(_VESSEL.sub("", folded(name)).split())
    return Naming("vehicle", words, telling=len(words) > 1 or any(c.isdigit() for c in name))


def _law(name: str, country: str) -> Naming:
    return Naming("law", tuple(folded(name).removeprefix("the ").split()), country, telling=bool(country))


def _account(name: str, country: str) -> Naming:
    del country
    return Naming("account", (name.casefold().removeprefix("@"),))


_BY_SORT: Final[dict[Sort, Callable[[str, str], Naming]]] = {
    "person": _person,
    "body": _body,
    "people": _people,
    "vehicle": _vehicle,
    "law": _law,
    "account": _account,
}
