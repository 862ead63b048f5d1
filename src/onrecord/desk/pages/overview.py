"""`/`: what is in the case, what is contradicted or denied, what is open, what is new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.case import Case
from onrecord.desk.addresses import list_address
from onrecord.desk.answering import AtDesk
from onrecord.records import CaseStatus, FindingRow, QuestionRow

SHOWN = 5
"""Rows of each list on this page; the list's own page has them all."""

DISPUTED = ("contradicted", "denied", "retracted")
"""The standings that the page shows first."""

TALLY = "tally"
"""The name under which it is kept."""

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the whole case comes to.

    Attributes:
        status: The counts.
        standings: How many findings have each standing.
        disputed: Findings that reports disagree on, those with the most voices first.
        unanswered: How many questions no later report answers.
        open: Some of them, the latest first.
    """

    status: CaseStatus
    standings: Counter[str]
    disputed: tuple[FindingRow, ...]
    unanswered: int
    open: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with the key of its words and the address of what it counts."""

    key: str
    number: int
    address: str


@router.get("/")
def overview(request: Request, desk: AtDesk) -> HTMLResponse:
    """Return the first page."""
    tally = desk.kept.soon(TALLY, tally_of)
    newest = desk.kept.reports()[:SHOWN]
    return desk.page(request, "overview.html.j2", tally=tally, figures=_figures(tally), newest=newest)


def tally_of(case: Case) -> Tally:
    """Return what the whole case comes to; findings and questions are read one by one."""
    standings: Counter[str] = Counter()
    disputed: list[FindingRow] = []
    for row in case.findings():
        standings[row.finding.standing] += 1
        if row.finding.standing in DISPUTED:
            disputed = nlargest(SHOWN, [*disputed, row], key=_weight)
    unanswered, latest = 0, list[QuestionRow]()
    for asked in case.questions():
        if not asked.answers:
            unanswered += 1
            latest = nlargest(SHOWN, [*latest, asked], key=lambda one: one.published)
    return Tally(
        status=case.status(),
        standings=standings,
        disputed=tuple(disputed),
        unanswered=unanswered,
        open=tuple(latest),
    )


def _weight(row: FindingRow) -> tuple[int, int, str]:
    voices = row.finding.voices
    return len({voice.side.report for voice in voices}), len(voices), row.published


def _figures(tally: Tally) -> list[Figure]:
    """Return the numbers of the case; those of what can be missing are left out where it is."""
    status, said = tally.status, tally.standings
    counted = [
        ("reports", status.reports, "/reports"),
        ("claims", status.claims, "/claims"),
        ("sources", status.sources, list_address("/sources", by="name")),
        ("events", status.events, "/timeline"),
        ("findings", status.findings, "/findings"),
        ("origins", status.origins, "/origins"),
        *((standing, said[standing], list_address("/findings", standing=standing)) for standing in DISPUTED),
        ("unanswered", tally.unanswered, list_address("/questions", answered="no")),
        ("identities", status.identities, "/entities"),
        ("pending", status.pending, list_address("/reports", read="pending")),
        ("other_language", status.other_language, list_address("/reports", read="other_language")),
        ("problems", status.problems, "/problems"),
    ]
    optional = {"retracted", "pending", "other_language"}
    return [Figure(key=key, number=n, address=to) for key, n, to in counted if n or key not in optional]
