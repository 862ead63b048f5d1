"""What words in or before a name say of its type: `names.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from onrecord.records.entity import EntityType
from onrecord.vocabulary.naming import pronouns


def told_by(place: Literal["last", "first", "before", "whole"], word: str) -> EntityType | None:
    """Return the type that words tell as the last or first of a name of several, before a name, or as all of it."""
    return _words()[place].get(word)


def is_no_name(word: str) -> bool:
    """Return whether a word, however it is written, is no name when it stands alone: "the Ministry"."""
    return word in _alone()


@cache
def wars() -> re.Pattern[str]:
    """Return what finds the names of wars: nobody and nowhere."""
    listed = sorted((name.strip() for name in _rows()["alone"]["wars"].split(";")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def is_no_name_in_capitals(words: str) -> bool:
    """Return whether words of a line that is all in capitals are no name: "HE", "AT", but "US" is one."""
    small = words.casefold()
    return (small in pronouns() or small in _prepositions()) and words not in _words()["whole"]


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(_rows()["alone"]["prepositions"].split())


@cache
def _alone() -> frozenset[str]:
    return frozenset(_rows()["alone"]["none"].split())


@cache
def _words() -> Mapping[str, Mapping[str, EntityType]]:
    rows = _rows()
    listed = {
        place: {word: kind for kind, words in rows[place].items() for word in words.split()}
        for place in ("last", "first", "before")
    }
    whole = {name.strip(): kind for kind, names in rows["whole"].items() for name in names.split(";")}
    return listed | {"whole": whole}


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("names.toml").read_text("utf-8"))
