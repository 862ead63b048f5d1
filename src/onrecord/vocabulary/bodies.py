"""What bodies are called in many countries, and by what other names: `bodies.toml`; pure."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.vocabulary.folding import folded


@cache
def bodies_version() -> str:
    """Return the version of the lists."""
    return str(_table()["version"])


def body_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a body's name for comparing: one spelling, none that is silent, in order of letters."""
    written = _written()
    silent = _silent()
    return tuple(sorted({written.get(word, word) for word in words} - silent)) or words


def office(key: tuple[str, ...], country: str) -> str:
    """Return the office that such a key names, in a country where it is of one alone, or ""."""
    listed = _offices()
    return listed.get((key, country)) or listed.get((key, ""), "")


def known_body(name: str) -> str:
    """Return the name by which a body known under several is listed, or ""."""
    return _known().get(folded(name).removeprefix("the "), "")


def is_generic(key: tuple[str, ...]) -> bool:
    """Return whether a key is made of words that tell no body from another of its kind."""
    return all(word in _generic() for word in key)


def is_generic_word(word: str) -> bool:
    """Return whether a word tells no body from another."""
    return word in _generic()


def is_place_kind(word: str) -> bool:
    """Return whether a word says what a place is: "county", "camp"."""
    return word in _place_kinds()


def is_direction(word: str) -> bool:
    """Return whether a word begins many names of places and names none alone: "north", "new", "san"."""
    return word in _directions()


@cache
def _directions() -> frozenset[str]:
    return frozenset(_table()["places"]["directions"].split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("bodies.toml").read_text("utf-8"))


@cache
def _written() -> dict[str, str]:
    return dict(entry.split("=") for entry in _table()["written"]["words"].split())


@cache
def _silent() -> frozenset[str]:
    return frozenset(_table()["written"]["silent"].split())


@cache
def _generic() -> frozenset[str]:
    return frozenset(_table()["generic"]["words"].split())


@cache
def _place_kinds() -> frozenset[str]:
    return frozenset(_table()["places"]["kinds"].split())


@cache
def _offices() -> dict[tuple[tuple[str, ...], str], str]:
    listed = {}
    for name, row in _table()["offices"].items():
        for entry in row.split(";"):
            country, _, words = entry.rpartition(":")
            listed[body_key(tuple(folded(words).split())), country.strip()] = name
    return listed


@cache
def _known() -> dict[str, str]:
    listed = {}
    for line in _table()["known"]["names"].strip().splitlines():
        first, _, others = line.partition("=")
        for name in (first, *others.split(";")):
            listed[folded(name).removeprefix("the ")] = folded(first)
    return listed
