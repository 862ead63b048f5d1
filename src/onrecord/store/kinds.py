"""The kinds of records found in reports: which tables keep each of them, and what stands in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from onrecord.records import SPAN_FIELDS, Claim, Element, Entity, Event, Mention, Place, Question, Role, Span, Time
from onrecord.store import schema
from onrecord.store.kind import Kind, Parts, span_rows
from onrecord.store.rows import Stored, Values


def _in_order(name: str, values: Sequence[str]) -> list[Values]:
    return [{"ordinal": ordinal, name: value} for ordinal, value in enumerate(values)]


def _span(row: Stored) -> Span:
    return Span(start=row["start"], end=row["end"], text=row["text"])


def _by_field(rows: Sequence[Stored], *fields: str) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {name: [] for name in fields}
    for row in rows:
        found[row["field"]].append(_span(row))
    return {name: tuple(spans) for name, spans in found.items()}


def _only(rows: Sequence[Stored], field: str) -> Span:
    (found,) = _by_field(rows, field)[field]
    return found


def _claim(own: Values, parts: Parts) -> Claim:
    spans: dict[str, Any] = dict(_by_field(parts[0], *SPAN_FIELDS))
    return Claim(**own, **spans)


CLAIM: Kind[Claim] = Kind(
    field="claims",
    table=schema.claim,
    parts=(schema.claim_span,),
    fields=SPAN_FIELDS,
    make=_claim,
)

_TRIGGER = "trigger"


def _event_spans(event: Event) -> list[list[Values]]:
    """Return the trigger and the roles; these are counted through, whatever their names, to keep their order."""
    trigger, *roles = span_rows(event)
    return [
        [
            trigger | {"entity": None},
            *(
                span | {"ordinal": ordinal, "entity": role.entity or None}
                for ordinal, (span, role) in enumerate(zip(roles, event.roles, strict=True))
            ),
        ]
    ]


def _event(own: Values, parts: Parts) -> Event:
    trigger = [span for span in parts[0] if span["field"] == _TRIGGER]
    roles = [span for span in parts[0] if span["field"] != _TRIGGER]
    return Event(
        **own,
        trigger=_only(trigger, _TRIGGER),
        roles=tuple(Role(role=span["field"], span=_span(span), entity=span["entity"] or "") for span in roles),
    )


EVENT: Kind[Event] = Kind(
    field="events",
    table=schema.event,
    parts=(schema.event_span,),
    fields=(_TRIGGER,),
    apart=_event_spans,
    make=_event,
)


def _time(own: Values, parts: Parts) -> Time:
    return Time(**own, span=_only(parts[0], "span"))


TIME: Kind[Time] = Kind(
    field="times",
    table=schema.time,
    parts=(schema.time_span,),
    fields=("span",),
    make=_time,
)


def _mention(own: Values, parts: Parts) -> Mention:
    return Mention(**own, span=_only(parts[0], "span"))


MENTION: Kind[Mention] = Kind(
    field="mentions",
    table=schema.mention,
    parts=(schema.mention_span,),
    fields=("span",),
    make=_mention,
)


def _place_rows(place: Place | None) -> list[Values]:
    if place is None:
        return []
    degrees = {"latitude": float(place.latitude), "longitude": float(place.longitude)}
    return [asdict(place) | degrees]


def _entity_parts(entity: Entity) -> list[list[Values]]:
    return [span_rows(entity), _in_order("name", entity.aliases), _place_rows(entity.place)]


def _entity(own: Values, parts: Parts) -> Entity:
    spans, aliases, places = parts
    where = [Place(**{field.name: place[field.name] for field in fields(Place)}) for place in places]
    return Entity(
        **own,
        first=_only(spans, "first"),
        aliases=tuple(alias["name"] for alias in aliases),
        place=where[0] if where else None,
    )


ENTITY: Kind[Entity] = Kind(
    field="entities",
    table=schema.entity,
    parts=(schema.entity_span, schema.entity_alias, schema.entity_place),
    fields=("first",),
    apart=_entity_parts,
    make=_entity,
)


def _about(question: Question) -> Values:
    named = dict(question.links())
    return {"about_claim": named.get("claim"), "about_event": named.get("event")}


def _question(own: Values, parts: Parts) -> Question:
    spans = _by_field(parts[0], "span", "party")
    (span,), party = spans["span"], spans["party"]
    claim, event = own.pop("about_claim"), own.pop("about_event")
    return Question(**own, about=claim or event, span=span, party=party[0] if party else None)


QUESTION: Kind[Question] = Kind(
    field="questions",
    table=schema.question,
    parts=(schema.question_span,),
    fields=("span", "party"),
    own=_about,
    make=_question,
)


def _element_parts(element: Element) -> list[list[Values]]:
    return [span_rows(element), _in_order("claim", element.claims), _in_order("event", element.events)]


def _element(own: Values, parts: Parts) -> Element:
    spans, claims, events = parts
    return Element(
        **own,
        spans=_by_field(spans, "spans")["spans"],
        claims=tuple(claim["claim"] for claim in claims),
        events=tuple(event["event"] for event in events),
    )


ELEMENT: Kind[Element] = Kind(
    field="elements",
    table=schema.element,
    parts=(schema.element_span, schema.element_claim, schema.element_event),
    fields=("spans",),
    apart=_element_parts,
    make=_element,
)

KINDS: tuple[Kind[Any], ...] = (CLAIM, EVENT, TIME, MENTION, ENTITY, QUESTION, ELEMENT)
"""Every kind, in the order of the case record."""
