"""Records as a person changes them: values in the person's words, passages by their words or places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from onrecord.errors import UsageError
from onrecord.records import (
    EVENT_ROLES,
    SPAN_FIELDS,
    Claim,
    Element,
    Entity,
    Event,
    Found,
    Span,
    found_json,
    found_of,
    kind_of,
)

_PLACE: Final = re.compile(r"(\d{1,9})-(\d{1,9})")
_PLACES: Final = ("trigger", "span", "party", "first")
"""Fields that hold one passage."""

_SEVERAL: Final = (*SPAN_FIELDS, "spans")
_LISTS: Final = ("aliases", "claims", "events")

Given = Sequence[tuple[str, str]]
"""Names of fields with what a person gives for them; a field that holds several things is given several times."""


def changed(record: Found, text: str, given: Given) -> Found:
    """Return a record with other values.

    Args:
        record: As it stands.
        text: Of its report.
        given: Fields that change; "" empties one. A passage is given as its words, where the report has them once, or
            as its first code point and one past its last: "120-146". An event's participants are given by their roles.

    Raises:
        UsageError: A field or a value is none, or the report does not have the words, or more than once.
    """
    return found_of(kind_of(record), record.report, _with(kind_of(record), found_json(record), text, given))


def made_of(kind: str, report: str, text: str, given: Given) -> Found:
    """Return a new record of a report; arguments and errors are those of `changed` and `found_of`."""
    return found_of(kind, report, _with(kind, {}, text, given))


def _with(kind: str, values: dict[str, Any], text: str, given: Given) -> dict[str, Any]:
    by_name: dict[str, list[str]] = {}
    for name, value in given:
        by_name.setdefault(name, []).append(value)
    for name, some in by_name.items():
        kept = [value for value in some if value]
        if kind == "event" and name in EVENT_ROLES:
            values["roles"] = [one for one in values.get("roles", ()) if one["role"] != name]
            values["roles"] += [{"role": name, "span": _json(place(text, value))} for value in kept]
        elif name in _SEVERAL:
            values[name] = [_json(place(text, value)) for value in kept]
        elif name in _LISTS:
            values[name] = kept
        elif len(some) > 1:
            raise UsageError(f"{name} has one value, and {len(some)} were given")
        else:
            values[name] = _one(name, text, some[0])
    return values


def _one(name: str, text: str, value: str) -> Any:
    if not value:
        return None
    return _json(place(text, value)) if name in _PLACES else value


def _json(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def place(text: str, given: str) -> Span:
    """Return the passage of a text that a person means.

    Args:
        text: Of a report.
        given: The words, if the text has them once, or "120-146".

    Raises:
        UsageError: The text does not have them, or more than once.
    """
    if numbers := _PLACE.fullmatch(given):
        start, end = int(numbers[1]), int(numbers[2])
        if not 0 <= start < end <= len(text):
            raise UsageError(f"{given} is no passage of the report", hint=f"it has {len(text)} code points")
        return Span.of(text, start, end)
    count = text.count(given)
    if count == 1:
        return Span.of(text, start := text.index(given), start + len(given))
    raise UsageError(
        f"the report has {given!r} {count} times" if count else f"the report does not have the words {given!r}",
        hint="give more words, or the passage as START-END, counted in code points from 0",
    )


def merged(records: Sequence[Found]) -> Found:
    """Return what several records of one kind are together: the first, with the passages and names of the others.

    Raises:
        UsageError: They are of several kinds.
    """
    first, *others = records
    alike = [other for other in others if type(other) is type(first)]
    if len(alike) < len(others):
        raise UsageError("records of several kinds are not merged")
    every: Sequence[Any] = (first, *alike)
    if isinstance(first, Claim):
        own: dict[str, Any] = {n: _in_place(span for one in every for span in getattr(one, n)) for n in SPAN_FIELDS}
        return replace(first, **own)
    if isinstance(first, Event):
        roles = dict.fromkeys(role for one in every for role in one.roles)
        return replace(first, roles=tuple(roles))
    if isinstance(first, Entity):
        names = dict.fromkeys(name for one in every for name in (one.name, *one.aliases))
        aliases = tuple(name for name in names if name != first.name)
        return replace(first, aliases=aliases, mentions=sum(one.mentions for one in every))
    if isinstance(first, Element):
        claims, events = (
            dict.fromkeys(i for one in every for i in getattr(one, name)) for name in ("claims", "events")
        )
        spans = _in_place(span for one in every for span in one.spans)
        return replace(first, spans=spans, claims=tuple(claims), events=tuple(events))
    return first


def _in_place(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order of place; one within another is left out."""
    found = sorted(set(spans), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)
