"""`/api/v1/entities`: who and what the reports name, and what the case knows of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.case import OneIdentity
from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_identities import EntitiesAsked, identity_named, listed_identities
from onrecord.desk.paging import PER_PAGE, Page
from onrecord.desk.refusals import Refusal
from onrecord.desk.shown_identity import Known, Part, PartAsked, known, part_page
from onrecord.dossier.wording import told
from onrecord.records import (
    ClaimRow,
    Companion,
    Decision,
    EventRow,
    IdentitySummary,
    JudgementRow,
    NameBorne,
    Near,
    RecordRow,
    RecordsFound,
    RoleHeld,
    Side,
    Why,
    claim_json,
    event_json,
)
from onrecord.records.across_json import side_json

router = APIRouter(tags=["entities"])

Json = dict[str, Any]


class Entities(BaseModel):
    """A page of who and what the reports name; `id` is what `/entities/{id}` finds each by."""

    page: int
    per_page: int
    total: int
    more: bool
    entities: list[Json]


class Beginning(BaseModel):
    """The newest rows of a list, which has a page of its own.

    `more` says whether there are, or may be, others; `total` is null where they were not counted.
    """

    total: int | None
    more: bool
    rows: list[Json]


class OneEntity(BaseModel):
    """Somebody or something with the beginning of every list about it.

    `identity` is the id that stands for all of its entities. `roles` are in order of time. `company` is who and what
    stands in the same sentences and events, counted in the newest `company_reports` of its reports. `joined` says why
    its entities are one, `near` what is kept apart from it. `judgements` and `decisions` are what persons decided, the
    withdrawn too, the latest first.
    """

    id: str
    identity: str
    type: str
    name: str
    country: str | None
    reports: int
    names: Beginning
    roles: list[Json]
    statements: Beginning
    said: Beginning
    events: Beginning
    company: list[Json]
    company_reports: int
    joined: list[Json]
    near: list[Json]
    judgements: list[Json]
    decisions: list[Json]


class EntityPart(BaseModel):
    """A page of one of the lists about somebody or something; `total` is null where they are not counted."""

    page: int
    per_page: int
    total: int | None
    more: bool
    rows: list[Json]


@router.get("/entities", response_model=Entities, responses={404: {"model": Refusal}})
def entities(desk: AtDesk, asked: Annotated[EntitiesAsked, Query()]) -> ExactJSON:
    """Return a page of who and what the reports name, those that most reports name first."""
    page = listed_identities(desk, asked)
    return ExactJSON({**_counted(page), "entities": [_summary(row) for row in page.items]})


@router.get("/entities/{identity_id}", response_model=OneEntity, responses={404: {"model": Refusal}})
def entity(desk: AtDesk, identity_id: str) -> ExactJSON:
    """Return what the case knows of somebody or something, by the id of an identity or of an entity."""
    return ExactJSON(_known(known(identity_named(desk, segment_name(identity_id)))))


@router.get("/entities/{identity_id}/{part}", response_model=EntityPart, responses={404: {"model": Refusal}})
def entity_part(desk: AtDesk, identity_id: str, part: Part, asked: Annotated[PartAsked, Query()]) -> ExactJSON:
    """Return a page of one of the lists about somebody or something."""
    one = identity_named(desk, segment_name(identity_id))
    page = part_page(one, part, asked)
    tell = _tellers(one)[part]
    return ExactJSON({**_counted(page), "rows": [tell(row) for row in page.items]})


def _tellers(one: OneIdentity) -> dict[Part, Callable[[Any], Json]]:
    """Return what makes JSON of a row of each list."""
    return {
        "reports": asdict,
        "names": _name,
        "mentions": asdict,
        "statements": _claim,
        "said": _claim,
        "events": lambda row: _event(one, row),
        "likenesses": _why,
    }


def _counted(page: Page[Any]) -> Json:
    return {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}


def _summary(row: IdentitySummary) -> Json:
    return {
        "id": row.known_by,
        "identity": row.id,
        "type": row.type,
        "name": row.names[0],
        "aliases": list(row.names[1:]),
        "country": row.country or None,
        "role": row.role or None,
        "reports": row.reports,
        "statements": row.statements,
    }


def _known(shown: Known) -> Json:
    one = shown.one
    tell = _tellers(one)
    return {
        "id": one.known_by,
        "identity": one.identity.id,
        "type": one.identity.type,
        "name": one.identity.name,
        "country": one.identity.country or None,
        "reports": one.reports,
        "names": _beginning(shown.names, tell["names"]),
        "roles": [_role(role) for role in shown.roles],
        "statements": _beginning(shown.statements, tell["statements"]),
        "said": _beginning(shown.said, tell["said"]),
        "events": _beginning(shown.events, tell["events"]),
        "company": [_companion(other) for other in shown.company.companions],
        "company_reports": shown.company.reports,
        "joined": [_why(pair) for pair in shown.joined],
        "near": [_near(other) for other in shown.near],
        "judgements": [_judgement(row) for row in shown.judgements],
        "decisions": [_decision(decision) for decision in shown.decisions],
    }


def _beginning(found: RecordsFound[Any], tell: Callable[[Any], Json]) -> Json:
    return {"total": found.total, "more": found.more, "rows": [tell(row) for row in found.rows]}


def _sides(sides: Sequence[Side]) -> list[Json]:
    return [side_json(side) for side in sides]


def _name(name: NameBorne) -> Json:
    return {"name": name.name, "reports": name.reports, "places": _sides(name.places)}


def _role(role: RoleHeld) -> Json:
    dates = {"first": role.first or None, "last": role.last or None}
    return {"role": role.role, **dates, "reports": role.reports, "places": _sides(role.places)}


def _stands_in(row: RecordRow) -> Json:
    return {name: getattr(row, name) or None for name in ("title", "publisher", "published")}


def _claim(row: ClaimRow) -> Json:
    claim = {"report": row.claim.report, **_stands_in(row), **claim_json(row.claim)}
    return {**claim, "speaker_name": row.speaker or None, "review": row.review}


def _event(one: OneIdentity, row: EventRow) -> Json:
    event = {"report": row.event.report, **_stands_in(row), **event_json(row.event)}
    return {
        **event,
        "takes_part_as": [role.role for role in one.takes_part(row.event)],
        "when": {"value": row.time.value, "days": row.time.days} if row.time else None,
        "told": told(row.event.factuality, row.words),
        "claims": [word.claim.id for word in row.words],
        "review": row.review,
    }


def _companion(other: Companion) -> Json:
    counted = {"sentences": other.sentences, "events": other.events}
    return {"id": other.known_by, "type": other.type, "name": other.name, **counted, "place": side_json(other.place)}


def _why(why: Why) -> Json:
    like = why.likeness
    held = {"joined": why.joined, "score": like.score, "reasons": list(like.reasons), "made_by": like.made_by}
    return {"a": asdict(why.a), "b": asdict(why.b), **held}


def _near(other: Near) -> Json:
    return {"id": other.known_by, "type": other.type, "name": other.name, "why": [_why(why) for why in other.why]}


def _judgement(row: JudgementRow) -> Json:
    sides = {name: asdict(of) if of else None for name, of in (("a", row.a), ("b", row.b))}
    return {"id": row.judgement.id, **_kept(row.judgement), **sides}


def _decision(decision: Decision) -> Json:
    return {"id": decision.id, **_kept(decision), "report": decision.report, "target": decision.target or None}


def _kept(decided: Any) -> Json:
    names = ("verdict", "by", "at", "reason", "withdrawn_at", "withdrawn_by")
    return {name: getattr(decided, name) or None for name in names}
