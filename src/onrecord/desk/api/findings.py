"""`/findings`: what reports say together, and one such thing with all that the case knows around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_findings import FindingsAsked, listed_findings
from onrecord.desk.paging import PER_PAGE
from onrecord.desk.refusals import Refusal, found
from onrecord.desk.versions import Version, versions
from onrecord.records import (
    Claim,
    FindingInShort,
    FindingRow,
    FindingSummary,
    QuestionRow,
    RecordRow,
    Told,
    claim_json,
    event_json,
    question_json,
)
from onrecord.records.across_json import difference_json, finding_json, origin_json, relation_json, side_json

router = APIRouter(tags=["findings"])


class Findings(BaseModel):
    """A page of the list of findings."""

    page: int
    per_page: int
    total: int
    more: bool
    findings: list[dict[str, Any]]


class OneFinding(BaseModel):
    """A finding with what is around it.

    `reports` are those that it quotes, by their ids; `records` the claims and events that its passages are, by theirs;
    `relations` those between its passages; `origins` what at least two of its reports rest on. `versions` are the steps
    of its telling in order of publication. `questions` are open and about it, `answered` those of others that it
    answers; `beside` are findings that share passages with it.
    """

    finding: dict[str, Any]
    reports: dict[str, dict[str, Any]]
    records: dict[str, dict[str, Any]]
    relations: list[dict[str, Any]]
    origins: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    answered: list[dict[str, Any]]
    beside: list[dict[str, Any]]


@router.get("/findings", response_model=Findings)
def findings(desk: AtDesk, asked: Annotated[FindingsAsked, Query()]) -> ExactJSON:
    """Return a page of the findings that pass the filter, each as `onrecord findings --format jsonl` prints it."""
    page = listed_findings(desk, asked)
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    rows = {row.finding.id: row for row in desk.case.findings_named([one.id for one in page.items])}
    return ExactJSON({**counted, "findings": [_listed(one, rows[one.id]) for one in page.items if one.id in rows]})


@router.get("/findings/{finding_id:path}", response_model=OneFinding, responses={404: {"model": Refusal}})
def finding(desk: AtDesk, finding_id: str) -> ExactJSON:
    """Return a finding with all that the case knows around it; the beginning of an id is enough where it is unique."""
    with found():
        whole = desk.case.finding(segment_name(finding_id))
    own = whole.row.finding
    records = desk.case.told({voice.record for voice in own.voices if voice.record})
    return ExactJSON(
        {
            "finding": _whole(whole.row),
            "reports": reports_json(whole.reports),
            "records": {name: _told(told) for name, told in records.items()},
            "relations": [relation_json(relation) for relation in whole.relations],
            "origins": [origin_json(origin) for origin in whole.origins],
            "versions": [_version(version) for version in versions(own, whole.reports)],
            "questions": [_question(row) for row in whole.questions],
            "answered": [_question(row) for row in whole.answered],
            "beside": [
                {"kind": one.kind, "more": one.more, "findings": [short_json(row) for row in one.rows]}
                for one in whole.beside
            ],
        }
    )


def reports_json(reports: Mapping[str, RecordRow]) -> dict[str, dict[str, Any]]:
    """Return what lists say of reports, by their ids."""
    return {name: _report(row) for name, row in reports.items()}


def short_json(short: FindingInShort) -> dict[str, Any]:
    """Return a finding without its voices."""
    return {
        "id": short.id,
        "proposition": short.proposition.span.text,
        "said_in": side_json(short.proposition),
        **_report(short),
        "standing": short.standing,
        "passages": short.voices,
        "supporting_reports": short.supporting,
        "independent_origins": short.independent_origins,
        "untold_origins": short.untold,
        "slots": [difference_json(difference) for difference in short.differences],
    }


def _report(row: RecordRow) -> dict[str, str | None]:
    return {"title": row.title or None, "publisher": row.publisher or None, "published": row.published or None}


def _listed(summary: FindingSummary, row: FindingRow) -> dict[str, Any]:
    days = summary.published
    return {
        **_whole(row),
        "reports": summary.reports,
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
    }


def _whole(row: FindingRow) -> dict[str, Any]:
    return {**finding_json(row.finding), **_report(row)}


def _told(told: Told) -> dict[str, Any]:
    """Return a claim or event with who speaks, the ids of the claims that it is told in, and how it was decided."""
    record = claim_json(told.record) if isinstance(told.record, Claim) else event_json(told.record)
    within = [word.claim.id for word in told.words]
    return {**record, "speaker_name": told.speaker or None, "within": within, "review": told.review}


def _version(version: Version) -> dict[str, Any]:
    return {
        "kind": version.kind,
        **side_json(version.side),
        "source": version.source or None,
        "readings": [{"slot": slot, "value": value.value, **side_json(value.side)} for slot, value in version.readings],
        "again": [side_json(side) for side in version.again],
    }


def _question(row: QuestionRow) -> dict[str, Any]:
    answers = [{**side_json(answer.side), "score": answer.score} for answer in row.answers]
    return {"report": row.question.report, **question_json(row.question), "answers": answers}
