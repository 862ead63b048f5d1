"""The kinds of records that a person can decide about, each from and to JSON without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final, Literal, get_args

from onrecord.errors import UsageError
from onrecord.records.claim import ACTS, CERTAINTIES, POLARITIES, QUOTATIONS, SPAN_FIELDS, Claim
from onrecord.records.element import ELEMENT_STATUSES, Element
from onrecord.records.entity import ENTITY_TYPES, Entity, Mention, Place
from onrecord.records.event import EVENT_ROLES, FACTUALITIES, Event, Role
from onrecord.records.hand import PERSON
from onrecord.records.question import QUESTION_KINDS, Question
from onrecord.records.record_json import claim_json, element_json, entity_json, event_json, question_json, time_json
from onrecord.records.span import Span
from onrecord.records.time import TIME_TYPES, Time

Json = Mapping[str, Any]
Found = Claim | Event | Time | Entity | Question | Element
"""A record of a report that a person can decide about."""
FoundKind = Literal["claim", "event", "time", "entity", "question", "element"]
FOUND_KINDS: tuple[FoundKind, ...] = get_args(FoundKind)

_WRITTEN: Final[Mapping[type, Callable[[Any], dict[str, Any]]]] = {
    Claim: claim_json,
    Event: event_json,
    Time: time_json,
    Entity: entity_json,
    Question: question_json,
    Element: element_json,
}


def kind_of(record: Found) -> FoundKind:
    """Return which kind a record is of."""
    return FOUND_KINDS[list(_WRITTEN).index(type(record))]


def bare(record: Found) -> Found:
    """Return what a record says, whoever says so and however surely."""
    plain = replace(record, made_by="")
    return plain if isinstance(plain, Time | Entity) else replace(plain, score=1.0)


def by_hand(record: Found, by: str) -> Found:
    """Return the record as a person puts it in."""
    return replace(bare(record), made_by=f"{PERSON}{by}")


def found_json(record: Found) -> dict[str, Any]:
    """Return the record as in the case record, its score in full, so that nothing is lost."""
    written = _WRITTEN[type(record)](record)
    return written | ({"score": record.score} if not isinstance(record, Time | Entity) else {})


def found_of(kind: str, report: str, given: Json) -> Found:
    """Return the record that `found_json` was given; what is left out or `null` is as a record has it by default.

    Args:
        kind: One of `FOUND_KINDS`.
        report: Id of its report.
        given: The JSON; its `id` does not count, for it follows from the rest.

    Raises:
        UsageError: It is none of a record of this kind.
    """
    make = _MADE.get(kind)
    if make is None:
        raise UsageError(f"no kind of record is called {kind!r}", hint=f"one of: {', '.join(FOUND_KINDS)}")
    known = {name: value for name, value in given.items() if value is not None and name != "id"}
    try:
        values = make(known)
        _check(values)
        return _CLASSES[kind](report=report, **values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        shown = " ".join(str(error).split())[:200]
        raise UsageError(f"this is no {kind}: {shown}", hint="docs/case-file.md names its fields") from error


_CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "act": ACTS,
    "certainty": CERTAINTIES,
    "polarity": POLARITIES,
    "quotation": QUOTATIONS,
    "factuality": FACTUALITIES,
    "status": ELEMENT_STATUSES,
}
"""Fields with few values that mean the same in every kind of record."""


def _check(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in _CHOICES and value not in _CHOICES[name]:
            raise ValueError(f"{name} is {value!r} and not one of {', '.join(_CHOICES[name])}")
        if name == "score" and not (isinstance(value, int | float) and 0 <= value <= 1):
            raise ValueError(f"score is {value!r} and not a number from 0 to 1")
        if name in _WORDS and not isinstance(value, str):
            raise TypeError(f"{name} is {value!r} and not text")


_WORDS: Final = frozenset({
    "said_at", "speaker", "parent", "made_by", "type", "time", "holder", "value", "name", "country", "role", "about",
    "as_of", "element", "code",
})  # fmt: skip


def _of(value: str, allowed: Iterable[str], name: str) -> str:
    known = tuple(allowed)
    if value not in known:
        raise ValueError(f"{name} is {value!r} and not one of {', '.join(known)}")
    return value


def _span(given: Any) -> Span:
    if not isinstance(given["start"], int) or not isinstance(given["end"], int) or not isinstance(given["text"], str):
        raise TypeError("a span has a start, an end and its text")
    return Span(start=given["start"], end=given["end"], text=given["text"])


def _spans(given: Any) -> tuple[Span, ...]:
    return tuple(_span(one) for one in given)


def _ids(given: Any) -> tuple[str, ...]:
    if isinstance(given, str) or not all(isinstance(one, str) for one in given):
        raise TypeError(f"{given!r} is no list of texts")
    return tuple(given)


def _claim(given: dict[str, Any]) -> dict[str, Any]:
    return given | {name: _spans(given[name]) for name in SPAN_FIELDS if name in given}


def _event(given: dict[str, Any]) -> dict[str, Any]:
    roles = tuple(
        Role(role=_of(one["role"], EVENT_ROLES, "role"), span=_span(one["span"]), entity=one.get("entity") or "")  # type: ignore[arg-type]
        for one in given.get("roles", ())
    )
    return given | {"trigger": _span(given["trigger"]), "roles": roles}


def _time(given: dict[str, Any]) -> dict[str, Any]:
    _of(given["type"], TIME_TYPES, "type")
    return given | {"span": _span(given["span"])}


def _entity(given: dict[str, Any]) -> dict[str, Any]:
    _of(given["type"], ENTITY_TYPES, "type")
    where = given.get("place")
    place = Place(**{field.name: where[field.name] for field in fields(Place)}) if where else None
    return given | {"first": _span(given["first"]), "aliases": _ids(given.get("aliases", ())), "place": place}


def _question(given: dict[str, Any]) -> dict[str, Any]:
    _of(given["kind"], QUESTION_KINDS, "kind")
    party = given.get("party")
    return given | {"span": _span(given["span"]), "party": _span(party) if party else None}


def _element(given: dict[str, Any]) -> dict[str, Any]:
    named = {name: _ids(given.get(name, ())) for name in ("claims", "events")}
    return given | named | {"spans": _spans(given["spans"])}


_CLASSES: Final[Mapping[str, Callable[..., Found]]] = {
    "claim": Claim,
    "event": Event,
    "time": Time,
    "entity": Entity,
    "question": Question,
    "element": Element,
}
_MADE: Final[Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "claim": _claim,
    "event": _event,
    "time": _time,
    "entity": _entity,
    "question": _question,
    "element": _element,
}

_LINKS: Final = ("said_at", "speaker", "parent", "time", "holder", "about")
_SEVERAL: Final = ("claims", "events")


def relinked(record: Any, change: Callable[[str], str]) -> Any:
    """Return the record with other ids in place of those of the records that it names; "" leaves one out.

    Args:
        record: Any record of a report, a mention too.
        change: Gives for an id the one to name instead.
    """
    changed: dict[str, Any] = {name: change(own) for name in _LINKS if (own := getattr(record, name, ""))}
    for name in _SEVERAL if isinstance(record, Element) else ():
        changed[name] = tuple(dict.fromkeys(filter(None, map(change, getattr(record, name)))))
    if isinstance(record, Event):
        changed["roles"] = tuple(replace(r, entity=change(r.entity)) if r.entity else r for r in record.roles)
    if isinstance(record, Mention) and record.entity:
        changed["entity"] = change(record.entity)
    return replace(record, **changed) if any(getattr(record, k) != v for k, v in changed.items()) else record
