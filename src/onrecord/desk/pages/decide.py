"""`/decide/ID`: a record with its words, what was decided about it, and the forms to decide; adding; taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.desk.addresses import add_address, decide_address, own_path, place_in, segment_name, with_query
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.deciding import decision_about, decision_to_add
from onrecord.desk.editing import fields_of
from onrecord.desk.excerpt import excerpt
from onrecord.desk.people import AskedName, Lead, Reviewer, is_lead
from onrecord.desk.refusals import found
from onrecord.desk.safety import FormChecked, Given
from onrecord.errors import DecidedMeanwhile, SpanMismatch, UsageError
from onrecord.records import (
    CREDIBILITIES,
    FOUND_KINDS,
    RELIABILITIES,
    Claim,
    Decision,
    DecisionFilter,
    Extraction,
    Found,
    Span,
    kind_of,
)

router = APIRouter()


Error = UsageError | SpanMismatch | DecidedMeanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What a form brought, where it was not taken; `status` is that of HTTP."""

    given: Mapping[str, str] = field(default_factory=dict)
    error: Error | None = None

    @property
    def status(self) -> int:
        if self.error is None:
            return 200
        return 409 if isinstance(self.error, DecidedMeanwhile) else 400


_NOTHING = _Sent()


@router.get("/decide/{part:path}", dependencies=[AskedName])
def decide(request: Request, desk: AtDesk, part: str, then: str = "", decided: str = "") -> HTMLResponse:
    """Return a record with what can be decided about it."""
    with found():
        record = desk.case.record(segment_name(part))
    return _page(request, desk, record, then=then, decided=decided)


@router.post("/decide/{part:path}", dependencies=[FormChecked])
def decided(request: Request, desk: AtDesk, person: Reviewer, part: str, form: Given) -> Response:
    """Keep a decision about a record; the page comes again with what is wrong when it cannot be meant so."""
    with found():
        record = desk.case.record(segment_name(part))
    given, then = _texts(form), own_path(str(form.get("then", "")), "")
    try:
        with found():
            others = [desk.case.record(str(other)) for other in form.getlist("others")]
        decision = decision_about(record, given, desk.case.report(record.report).text, by=person, others=others)
        kept = desk.decide(decision, seen=given.get("seen"))
    except (UsageError, SpanMismatch, DecidedMeanwhile) as error:
        return _page(request, desk, record, _Sent(given=given, error=error), then=then)
    return _on(then or decide_address(record.id), kept)


@router.get("/add/{kind}/{part:path}", dependencies=[AskedName])
def add(request: Request, desk: AtDesk, part: str, kind: str, at: str = "") -> HTMLResponse:
    """Return the form that puts in what the program did not find; `at` is the place of the marked words."""
    _of_a_kind(kind)
    with found():
        report = desk.case.report(segment_name(part))
    place = place_in(at)
    marked = Span.of(report.text, *place) if place and place[1] <= len(report.text) else None
    first = {"claim": "content", "event": "trigger", "element": "spans"}.get(kind, "span")
    given = {first: " ".join(marked.text.split())} if marked else {}
    return _adding(request, desk, (report.id, kind), _Sent(given=given), marked)


@router.post("/add/{kind}/{part:path}", dependencies=[FormChecked])
def added(request: Request, desk: AtDesk, person: Reviewer, part: str, kind: str, form: Given) -> Response:
    """Keep a record that a person puts in."""
    _of_a_kind(kind)
    with found():
        report = desk.case.report(segment_name(part))
    given = _texts(form)
    try:
        kept = desk.decide(decision_to_add(kind, report.id, given, report.text, by=person))
    except (UsageError, SpanMismatch, DecidedMeanwhile) as error:
        return _adding(request, desk, (report.id, kind), _Sent(given=given, error=error))
    return _on(decide_address(kept.becomes[0].id), kept)


@router.post("/withdraw/{part}", dependencies=[FormChecked])
def withdrawn(
    request: Request, desk: AtDesk, person: Reviewer, part: str, then: Annotated[str, Form()] = ""
) -> Response:
    """Take a decision back: one’s own, or as a lead anybody’s."""
    desk.withdraw(segment_name(part), by=person, own=not is_lead(request))
    return RedirectResponse(own_path(then, "/log"), 303)


@router.get("/rate", dependencies=[AskedName])
def rate(request: Request, desk: AtDesk, source: str, then: str = "") -> HTMLResponse:
    """Return how a source was rated, and the form to rate it: the program never does."""
    return _rating(request, desk, source, then)


@router.post("/rate", dependencies=[FormChecked])
def rated(request: Request, desk: AtDesk, person: Lead, form: Given) -> Response:
    """Keep a person's rating of a source."""
    given = _texts(form)
    source, number = given.get("source", ""), given.get("credibility", "")
    decision = Decision(
        kind="source",
        target=source,
        verdict="rate",
        reliability=given.get("reliability", ""),
        credibility=int(number) if number.isdecimal() and len(number) == 1 else 0,
        by=person,
        reason=given.get("reason", "").strip(),
    )
    try:
        kept = desk.decide(decision, seen=given.get("seen"))
    except (UsageError, DecidedMeanwhile) as error:
        return _rating(request, desk, source, given.get("then", ""), _Sent(error=error))
    return _on(own_path(given.get("then", ""), f"/rate{with_query({'source': source})}"), kept)


def _page(
    request: Request, desk: Desk, record: Found, sent: _Sent = _NOTHING, *, then: str = "", decided: str = ""
) -> HTMLResponse:
    extraction = desk.case.extraction(record.report)
    text = extraction.report.text
    marks = {marked.mark.record: marked for marked in desk.case.marks(record.report)}
    marked = marks.get(record.id)
    return desk.page(
        request,
        "decide.html.j2",
        status=sent.status,
        record=record,
        kind=kind_of(record),
        report=extraction.report,
        row=desk.kept.report_rows().get(record.report),
        runs=excerpt(text, record.passages()),
        marked=marked,
        log=tuple(desk.case.decisions(DecisionFilter(record=record.id))),
        fields=fields_of(kind_of(record), record),
        given=sent.given,
        near=_near(record, extraction),
        seen=desk.case.review_token(record.id),
        then=own_path(then, ""),
        decided=decided,
        error=sent.error,
    )


def _adding(
    request: Request, desk: Desk, where: tuple[str, str], sent: _Sent, marked: Span | None = None
) -> HTMLResponse:
    report, kind = where
    text = desk.case.report(report).text
    return desk.page(
        request,
        "add.html.j2",
        status=sent.status,
        row=desk.kept.report_rows().get(report),
        report=report,
        kind=kind,
        fields=fields_of(kind),
        given=sent.given,
        runs=excerpt(text, [("content", marked)] if marked else []),
        address=add_address(report, kind),
        error=sent.error,
    )


def _rating(request: Request, desk: Desk, source: str, then: str, sent: _Sent = _NOTHING) -> HTMLResponse:
    return desk.page(
        request,
        "rate.html.j2",
        status=sent.status,
        source=source,
        letters=RELIABILITIES,
        numbers=[str(number) for number in CREDIBILITIES],
        log=tuple(desk.case.decisions(DecisionFilter(kind="source", record=source))),
        seen=desk.case.review_token(source, kind="source"),
        then=own_path(then, ""),
        error=sent.error,
    )


def _of_a_kind(kind: str) -> None:
    if kind not in FOUND_KINDS:
        raise HTTPException(404)


def _near(record: Found, extraction: Extraction) -> Sequence[Claim]:
    """Return the claims that a claim can be one with: those next to it."""
    if not isinstance(record, Claim):
        return ()
    claims = sorted(extraction.claims, key=lambda claim: claim.content[0].start if claim.content else 0)
    places = [claim.id for claim in claims]
    at = places.index(record.id) if record.id in places else 0
    return [claim for claim in claims[max(at - 3, 0) : at + 4] if claim.id != record.id]


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _on(address: str, kept: Decision) -> Response:
    """Go on to where the person came from, which tells that it was decided."""
    parted = "&" if "?" in address else "?"
    return RedirectResponse(f"{address}{parted}decided={kept.id}", 303)
