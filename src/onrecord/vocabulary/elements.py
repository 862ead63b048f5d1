"""The codes of `elements.toml`: which parts of the definition of trafficking a passage can speak to; pure."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from onrecord.vocabulary.events import event_types
from onrecord.vocabulary.phrasebook import Phrasebook, listed_in, words_of

Mark = Literal["V", "S", "R"]
"""Verified in the standard's own files, read in a secondary source, or recalled."""

_T = TypeVar("_T", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """Where codes come from.

    Attributes:
        citation: The standard, to be shown with every record of its codes.
        mark: How it was read.
        note: What was and what was not read, and what follows.
    """

    citation: str
    mark: Mark
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementCode:
    """One code.

    Attributes:
        code: As in the case record ("documents_confiscated").
        element: "act", "means", "purpose", "ilo" or "response".
        name: What the standard calls it.
        standard: Where it comes from.
        mark: How the code itself was read; a standard read in a secondary source may hold a code of our own reading.
        dimensions: Of the ILO's indicators, each dimension's number with the strength there ("2 medium"), or "".
        description: Which passages belong to it, in one sentence.
        cues: Words in such passages, uninflected.
        events: Event types that usually speak to it.
        negated_events: Event types that speak to it when they did not happen (wages that are not paid).
        state_only: Whether only what a State or public body does belongs to it.
    """

    code: str
    element: str
    name: str
    standard: Standard
    mark: Mark
    dimensions: str
    description: str
    cues: tuple[str, ...]
    events: tuple[str, ...]
    negated_events: tuple[str, ...]
    state_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementCue:
    """A listed word in a text, with the codes it is listed for; `start` and `end` in code points."""

    start: int
    end: int
    codes: tuple[str, ...]


@cache
def _source() -> str:
    return files("onrecord.vocabulary").joinpath("elements.toml").read_text("utf-8")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_source())


@cache
def elements_version() -> str:
    """Return the version of the lists with the beginning of their SHA-256."""
    return f"{_table()['version']}+{hashlib.sha256(_source().encode()).hexdigest()[:12]}"


@cache
def element_descriptions() -> Mapping[str, str]:
    """Return what each element is about, by its name, in the order of the case record."""
    return MappingProxyType({name: row["description"] for name, row in _table()["elements"].items()})


@cache
def element_codes() -> Mapping[str, ElementCode]:
    """Return the codes by name, in the order of the case record."""
    return read_element_codes(_table())


@cache
def codes_by_element() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each element, in the order of the case record."""
    return MappingProxyType(
        {
            element: tuple(code.code for code in element_codes().values() if code.element == element)
            for element in _table()["elements"]
        }
    )


@cache
def codes_of_events() -> Mapping[str, tuple[str, ...]]:
    """Return the codes that an event of each type usually speaks to; none for a type that no code names."""
    return MappingProxyType(
        {
            event: tuple(code.code for code in element_codes().values() if event in code.events)
            for event in event_types()
        }
    )


def element_cues(text: str) -> Iterator[ElementCue]:
    """Yield the listed words of a text, in order and without overlaps: at each place the longest phrase."""
    for hit in _phrasebook().find(text):
        yield ElementCue(start=hit.start, end=hit.end, codes=tuple(dict.fromkeys(e.label for e in hit.entries)))


def read_element_codes(table: Mapping[str, Any]) -> Mapping[str, ElementCode]:
    """Return the codes of a table of the shape of `elements.toml`.

    Raises:
        ValueError: An element, a standard, a mark or an event type that there is not; it names the code.
    """
    standards = {
        name: Standard(
            citation=row["citation"], mark=_one_of(name, "mark", row["mark"], get_args(Mark)), note=row["note"]
        )
        for name, row in table["standards"].items()
    }
    return MappingProxyType({code: _code(code, row, table, standards) for code, row in table["codes"].items()})


def _code(
    code: str, row: Mapping[str, str], table: Mapping[str, Any], standards: Mapping[str, Standard]
) -> ElementCode:
    return ElementCode(
        code=code,
        element=_one_of(code, "element", row["element"], tuple(table["elements"])),
        name=row["name"],
        standard=standards[_one_of(code, "standard", row["standard"], tuple(standards))],
        mark=_one_of(code, "mark", row["mark"], get_args(Mark)),
        dimensions=row.get("dimensions", ""),
        description=row["description"],
        cues=words_of(row),
        events=_events(code, row.get("events", "")),
        negated_events=_events(code, row.get("negated_events", "")),
        state_only=row.get("actors") == "state",
    )


def _events(code: str, listed: str) -> tuple[str, ...]:
    return tuple(_one_of(code, "event type", event, tuple(event_types())) for event in listed.split())


def _one_of(code: str, what: str, value: str, allowed: tuple[_T, ...]) -> _T:
    for known in allowed:
        if value == known:
            return known
    raise ValueError(f"element code {code}: {what} {value!r} is none of {', '.join(allowed)}")


@cache
def _phrasebook() -> Phrasebook:
    return Phrasebook([row for code, table in _table()["codes"].items() for row in listed_in(table, code)])
