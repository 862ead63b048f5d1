"""The event types of `events.toml`: what each means, which words and PropBank rolesets usually tell it; pure."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from onrecord.records import EVENT_ROLES, EventRole
from onrecord.vocabulary.phrasebook import Entry, Phrasebook, listed_in, words_of

RoleMap = Mapping[str, EventRole]
"""From an argument of PropBank ("ARG0", "ARGM-LOC") to our role."""

_PASSED_OVER: Final = Entry("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roleset:
    """A PropBank roleset that usually tells an event type.

    Attributes:
        id: As in the frame files ("recruit.01").
        roles: Its numbered arguments and the modifiers that are roles of ours; another argument is none.
    """

    id: str
    roles: RoleMap


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of the event types.

    Attributes:
        name: As in the case record ("recruit").
        group: Its group ("recruitment").
        definition: One sentence.
        words: What usually tells it, uninflected; "…" in a phrase stands for up to three words.
        weak: What tells it here and there, but more often something else.
        roles: The roles it usually has, the most typical first.
        rolesets: The PropBank rolesets that usually tell it.
        plover: The nearest event of PLOVER with its mode ("COERCE/arrest"), or "".
    """

    name: str
    group: str
    definition: str
    words: tuple[str, ...]
    weak: tuple[str, ...]
    roles: tuple[EventRole, ...]
    rolesets: tuple[Roleset, ...]
    plover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord:
    """A listed word in a text; `start` and `end` in code points.

    Attributes:
        start: First code point.
        end: Code point after the last.
        types: The types it is listed for: one when `strong`, often several when not.
        strong: Whether it usually tells them.
    """

    start: int
    end: int
    types: tuple[str, ...]
    strong: bool


@cache
def _source() -> str:
    return files("onrecord.vocabulary").joinpath("events.toml").read_text("utf-8")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_source())


@cache
def events_version() -> str:
    """Return the version of the lists with the beginning of their SHA-256."""
    return f"{_table()['version']}+{hashlib.sha256(_source().encode()).hexdigest()[:12]}"


@cache
def event_groups() -> Mapping[str, str]:
    """Return what each group holds, by its name."""
    return MappingProxyType(dict(_table()["groups"]))


@cache
def event_types() -> Mapping[str, EventType]:
    """Return the event types by name, in the order of the case record."""
    return read_event_types(_table())


@cache
def roleset_types() -> Mapping[str, str]:
    """Return the event type that each listed PropBank roleset usually tells."""
    return MappingProxyType({roleset.id: kind.name for kind in event_types().values() for roleset in kind.rolesets})


def event_words(text: str) -> Iterator[EventWord]:
    """Yield the listed words of a text, in order and without overlaps: at each place the longest phrase."""
    for hit in _phrasebook().find(text):
        types = tuple(dict.fromkeys(entry.label for entry in hit.entries if entry.label))
        if types and _PASSED_OVER.label not in {entry.label for entry in hit.entries}:
            yield EventWord(start=hit.start, end=hit.end, types=types, strong=hit.entries[0].strong)


def read_event_types(table: Mapping[str, Any]) -> Mapping[str, EventType]:
    """Return the event types of a table of the shape of `events.toml`.

    Raises:
        ValueError: A group or a role that there is not, or a list that is missing; it names the type.
    """
    return MappingProxyType({name: _event_type(name, row, table) for name, row in table["types"].items()})


def _event_type(name: str, row: Mapping[str, Any], table: Mapping[str, Any]) -> EventType:
    missing = {"group", "definition", "roles", "plover"} - row.keys()
    if missing:
        raise ValueError(f"event type {name}: {', '.join(sorted(missing))} missing")
    if row["group"] not in table["groups"]:
        raise ValueError(f"event type {name}: group {row['group']!r} is none of {', '.join(table['groups'])}")
    modifiers = {**table["modifiers"], **row.get("modifiers", {})}
    return EventType(
        name=name,
        group=row["group"],
        definition=row["definition"],
        words=words_of(row),
        weak=words_of(row.get("weak", {})),
        roles=tuple(_role(name, role) for role in row["roles"].split()),
        rolesets=tuple(
            Roleset(id=roleset, roles=_role_map(name, modifiers | arguments))
            for roleset, arguments in row.get("rolesets", {}).items()
        ),
        plover=row["plover"],
    )


def _role_map(name: str, arguments: Mapping[str, str]) -> RoleMap:
    return MappingProxyType({argument: _role(name, role) for argument, role in arguments.items()})


def _role(name: str, role: str) -> EventRole:
    if role not in EVENT_ROLES:
        raise ValueError(f"event type {name}: role {role!r} is none of {', '.join(EVENT_ROLES)}")
    return role


@cache
def _phrasebook() -> Phrasebook:
    table = _table()
    listed = list(listed_in(table["passed_over"], _PASSED_OVER.label))
    for name, row in table["types"].items():
        listed += listed_in(row, name)
        listed += listed_in(row.get("weak", {}), name, strong=False)
    return Phrasebook(listed)
