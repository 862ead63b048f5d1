"""`/review`: what a person should look at first, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from onrecord.desk.addresses import decide_address, own_path, with_query
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.people import Reviewer
from onrecord.desk.safety import FormChecked, Given
from onrecord.dossier.deciding import reason_words, words_of
from onrecord.records import FOUND_KINDS, QUEUED_KINDS, Queued, QueuedKind, Side

router = APIRouter()

SHOWN = 50
"""What is told at once; a decision changes the order of the rest."""

NEXT = "/review/next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for a look, as it is shown.

    Attributes:
        queued: What and why.
        words: Of a record, or the names of two entities.
        sides: Of a relation, its two passages.
        address: Where it is decided about, or "".
    """

    queued: Queued
    words: tuple[str, ...]
    sides: tuple[Side, ...] = ()
    address: str = ""


class QueueAsked(BaseModel):
    """What of the queue; an empty field lets all pass. `decided` names the decision just made."""

    kind: Literal[QueuedKind, ""] = ""
    decided: str = ""


@router.get("/review")
def review(request: Request, desk: AtDesk, asked: Annotated[QueueAsked, Query()]) -> HTMLResponse:
    """Return what should be looked at, the weightiest first."""
    queue = desk.case.queue(SHOWN, by=desk.person(request).name, kind=asked.kind)
    return desk.page(
        request,
        "review.html.j2",
        asked=asked,
        waiting=_shown(desk, queue),
        rows=desk.kept.report_rows(),
        reason_words=reason_words,
        kinds=[(kind, kind) for kind in QUEUED_KINDS],
        due=desk.case.weighing_due(),
    )


@router.get(NEXT)
def following(request: Request, desk: AtDesk, after: str = "", decided: str = "") -> Response:
    """Go to the first record that waits, or the one after another; to the queue when there is none."""
    queue = desk.case.queue(SHOWN, by=desk.person(request).name)
    waiting = [one.record for one in queue if one.kind in FOUND_KINDS]
    place = waiting.index(after) + 1 if after in waiting else 0
    if place >= len(waiting):
        return RedirectResponse(f"/review{with_query({'decided': decided} if decided else {})}", 303)
    told = {"then": NEXT} | ({"decided": decided} if decided else {})
    return RedirectResponse(f"{decide_address(waiting[place])}{with_query(told)}", 303)


@router.post("/judge", dependencies=[FormChecked])
def judge(desk: AtDesk, person: Reviewer, form: Given) -> Response:
    """Keep a person's judgement on two entities."""
    given = {name: str(form.get(name, "")) for name in ("one", "other", "verdict", "reason", "then")}
    verdict: Any = given["verdict"]  # the case says which there are
    desk.judge(verdict, given["one"], given["other"], by=person, reason=given["reason"])
    return RedirectResponse(own_path(given["then"], "/review"), 303)


def _shown(desk: Desk, queue: Sequence[Queued]) -> list[Waiting]:
    pairs = [(one.record, one.other) for one in queue if one.kind == "identity"]
    named = desk.case.view.bearers({entity for pair in pairs for entity in pair})
    return [_waiting(desk, one, {entity: bearer.name for entity, bearer in named.items()}) for one in queue]


def _waiting(desk: Desk, queued: Queued, names: Mapping[str, str]) -> Waiting:
    if queued.kind == "identity":
        both = (queued.record, queued.other)
        return Waiting(queued=queued, words=tuple(names.get(one, one) for one in both))
    if queued.kind == "relation":
        sides = next((r.sides() for r in desk.case.relations(queued.report) if r.id == queued.record), ())
        return Waiting(queued=queued, words=(), sides=tuple(sides))
    if queued.kind in FOUND_KINDS:
        record = desk.case.record(queued.record)
        address = f"{decide_address(record.id)}{with_query({'then': NEXT})}"
        return Waiting(queued=queued, words=(words_of(record),), address=address)
    return Waiting(queued=queued, words=(queued.record,))
