"""`/api/v1/decisions`: what persons decided, and deciding."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from onrecord.desk.answering import AtDesk
from onrecord.desk.pages.log import LogAsked, listed_decisions
from onrecord.desk.people import Reviewer, is_lead, lead
from onrecord.desk.refusals import Refusal, found
from onrecord.desk.safety import CallChecked
from onrecord.records import Decision, DecisionKind, DecisionVerdict, Found, found_json, found_of

router = APIRouter()

Json = dict[str, Any]


class Decided(BaseModel):
    """A decision as it is kept."""

    id: str
    report: str
    kind: DecisionKind
    target: str
    verdict: DecisionVerdict
    others: list[str]
    was: list[Json]
    becomes: list[Json]
    reliability: str
    credibility: int
    by: str
    at: str
    reason: str
    withdrawn_at: str
    withdrawn_by: str


class Deciding(BaseModel):
    """What is to be decided; the fields of `becomes` are those of the case record."""

    report: str = ""
    kind: DecisionKind
    target: str = ""
    verdict: DecisionVerdict
    others: list[str] = Field(default=[], max_length=50)
    becomes: list[Json] = Field(default=[], max_length=50)
    reliability: str = ""
    credibility: int = 0
    reason: str = Field(default="", max_length=10_000)
    seen: str | None = None


class Decisions(BaseModel):
    """A page of the log, the latest first."""

    decisions: list[Decided]
    page: int
    more: bool


@router.get("/decisions")
def decisions(desk: AtDesk, asked: Annotated[LogAsked, Query()]) -> Decisions:
    """Return a page of what persons decided."""
    listing = listed_decisions(desk, asked)
    return Decisions(decisions=[_told(one) for one in listing.items], page=listing.number, more=listing.more)


@router.post(
    "/decisions",
    dependencies=[CallChecked],
    status_code=201,
    responses={400: {"model": Refusal}, 409: {"model": Refusal}},
)
def decide(request: Request, desk: AtDesk, person: Reviewer, wanted: Deciding) -> Decided:
    """Keep a decision; 409 when somebody decided about the same since `seen` was given out. Leads rate sources."""
    if wanted.kind == "source" or wanted.reliability:
        lead(request)
    becomes: tuple[Found, ...] = tuple(found_of(wanted.kind, wanted.report, one) for one in wanted.becomes)
    told = wanted.model_dump(exclude={"seen", "becomes", "others"})
    decision = Decision(**told, others=tuple(wanted.others), becomes=becomes, by=person)
    return _told(desk.decide(decision, seen=wanted.seen))


@router.post(
    "/decisions/{name}/withdrawal",
    dependencies=[CallChecked],
    responses={400: {"model": Refusal}, 404: {"model": Refusal}},
)
def withdraw(request: Request, desk: AtDesk, person: Reviewer, name: str) -> Decided:
    """Take a decision back: your own, or as a lead anybody's."""
    with found():
        return _told(desk.withdraw(name, by=person, own=not is_lead(request)))


@router.get("/records/{name}/seen", responses={404: {"model": Refusal}})
def seen(desk: AtDesk, name: str) -> dict[str, str]:
    """Return the token of the decisions in force about a record, which a decision brings back as `seen`."""
    with found():
        return {"seen": desk.case.review_token(desk.case.record(name).id)}


def _told(decision: Decision) -> Decided:
    values = {name: getattr(decision, name) for name in Decided.model_fields}
    records = {name: [found_json(record) for record in values[name]] for name in ("was", "becomes")}
    return Decided.model_validate({**values, **records, "others": list(decision.others)})
