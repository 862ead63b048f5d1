"""What somebody or a body is called: address, kin, functions, given names by gender, by `persons.toml`; pure."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from onrecord.vocabulary.folding import folded

Gender = Literal["male", "female", ""]
_GENDERS: Final[tuple[Gender, ...]] = ("male", "female")
_HEAD_ENDINGS: Final = ("man", "woman", "person")
# endings of nouns for those who do something, and the shortest noun they are trusted in
_AGENT_ENDINGS: Final = ("ologist", "ographer", "keeper", "maker", "worker", "holder", "ician", "eer", "ist")


def persons_version() -> str:
    """Return the version of the lists."""
    return str(_table()["version"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("persons.toml").read_text("utf-8"))


@cache
def word_list(table: str, *keys: str) -> frozenset[str]:
    """Return the words of a table's lists, of all when none is named."""
    return frozenset(" ".join(_table()[table][key] for key in keys or _table()[table]).replace(";", " ").split())


def is_address(word: str) -> bool:
    """True for a form of address or a title that stands before a name ("Mr", "Dr", "Judge"), in any letter case."""
    return _plain(word) in word_list("address")


def address_gender(word: str) -> Gender:
    """Return the gender that a form of address tells, or ""."""
    return _gender("address", _plain(word))


def is_kin(noun: str) -> bool:
    """True for a noun of kinship or closeness ("mother", "colleague")."""
    return _plain(noun) in word_list("kin")


def is_function(noun: str) -> bool:
    """True for a noun that says what somebody does or is: an office, a rank, a trade, a part in a trial, kin."""
    word = _plain(noun).removeprefix("ex-")
    if word in word_list("functions") or word in word_list("kin"):
        return True
    return len(word) > 5 and word.endswith(_HEAD_ENDINGS + _AGENT_ENDINGS)


def noun_gender(noun: str) -> Gender:
    """Return the gender of those a noun can mean ("mother", "spokeswoman"), or ""."""
    word = _plain(noun)
    told = _gender("kin", word) or _gender("gendered", word)
    if told:
        return told
    return "female" if word.endswith("woman") else "male" if word.endswith("man") and len(word) > 4 else ""


def given_gender(name: str) -> Gender:
    """Return the gender of those who mostly bear a given name, or "".

    Args:
        name: In small letters; with or without marks.
    """
    return _given().get(name, "")


def body_class(noun: str) -> str:
    """Return "public", "private", "press" or "statements" for a noun that a body or its paper is called by, or ""."""
    word = _plain(noun)
    return next((name for name in _table()["bodies"] if word in word_list("bodies", name)), "")


def written_out(word: str) -> str:
    """Return a short title as a role says it ("Col" is "colonel"); another word as it is."""
    return str(_table()["written_out"].get(_plain(word), word))


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:’'").removesuffix("’s").removesuffix("'s")


def _gender(table: str, word: str) -> Gender:
    return next((gender for gender in _GENDERS if word in word_list(table, gender)), "")


@cache
def _given() -> dict[str, Gender]:
    both = word_list("given", "male") & word_list("given", "female")
    return {form: g for g in _GENDERS for name in word_list("given", g) - both for form in (name, folded(name))}
