"""When two ways of writing a name can be one name: marks, alphabets, initials, parts, acronyms; pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.persons import is_address, word_list

Words = tuple[str, ...]

_VOWELS: Final = str.maketrans("", "", "aeiouyhw'")
_NEAR_FROM: Final = 5  # letters; below, one other letter is mostly another name


@lru_cache(maxsize=4096)
def person_words(name: str) -> Words:
    """Return the words of a person's name without forms of address and suffixes; a title alone stays."""
    raw = name.replace("-", " ").split()
    first = 0
    while first < len(raw) - 1 and is_address(raw[first]) and (raw[first].endswith(".") or not _is_given(raw, first)):
        first += 1
    words = tuple(folded(" ".join(raw[first:])).split())
    bare = tuple(word for word in words if word not in word_list("titles", "suffixes"))
    return bare or words


def _is_given(raw: Sequence[str], at: int) -> bool:
    """True when a form of address may be part of the name: "Abu Yazan", "U Tin"."""
    return raw[at].casefold() in word_list("titles", "in_names")


@lru_cache(maxsize=4096)
def body_words(name: str) -> Words:
    """Return the words of a body's name without a leading article and the form of its company."""
    words = list(folded(name).removeprefix("the ").split())
    while len(words) > 1 and words[-1] in word_list("companies", "legal"):
        words.pop()
    while len(words) > 2 and "".join(words[-2:]) in word_list("companies", "legal"):  # "S.A. S."
        del words[-2:]
    return tuple(words)


def same_person(one: Words, other: Words) -> bool:
    """True when two names of two words and more can be those of one person.

    One is a part of the other in the same order ("Hernán Quispe", "Hernán Quispe Luján"; "E. Hardowar", "Ernest
    Hardowar"), or both have the same words as two alphabets or two hands would write them ("Gennadi Maliutin").
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 2:
        return False
    at = -1
    matched = []
    for word in shorter:
        at = next((i for i in range(at + 1, len(longer)) if alike(word, longer[i])), len(longer))
        if at == len(longer):
            return False
        matched.append(at)
    whole = any(len(word) > 1 for word in shorter)
    return whole and (matched[0] == 0 or matched[-1] == len(longer) - 1)


def alike(one: str, other: str) -> bool:
    """True for one word, its initial, or its spelling by another hand ("Malyutin", "Maliutin")."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    if min(len(one), len(other)) < _NEAR_FROM or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    if {one[-1], other[-1]} == {"a", "o"}:  # Paula, Paulo
        return False
    return _skeleton(one) == _skeleton(other) and len(_skeleton(one)) >= 3


def _skeleton(word: str) -> str:
    """Return the consonants: what transliterations and foreign hands keep; doubled ones are written once."""
    bare = word[0] + word[1:].replace("ck", "k").replace("c", "k").translate(_VOWELS)
    return "".join(c for i, c in enumerate(bare) if i == 0 or c != bare[i - 1])


def same_body(one: Words, other: Words) -> bool:
    """True when two names of bodies, places or things are the same words, or one is the acronym of the other."""
    return one == other or is_acronym(one, other) or is_acronym(other, one)


def is_acronym(short: Words, long: Words) -> bool:
    """True when one word is made of the first letters of the others, with or without those of "of" and "the"."""
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 10:
        return False
    all_letters = "".join(word[0] for word in long)
    main_letters = "".join(word[0] for word in long if word not in word_list("companies", "function"))
    return short[0] in {all_letters, main_letters}


def is_part(short: Words, long: Words) -> bool:
    """True when the words of one name begin or end the other ("Escudo Andino", "The Logone Courier": "Courier")."""
    if len(short) >= len(long) or not short:
        return False
    return long[: len(short)] == short or long[-len(short) :] == short
