"""Promises whose time is over: what was to be done by a day that lies before the newest report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.case import Case
from onrecord.desk.answering import Desk
from onrecord.desk.paging import Page, page_of
from onrecord.records import ClaimRow, FindingRow, Term
from onrecord.records.time import days_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise whose time is over.

    Attributes:
        row: The claim.
        term: The time until which it was to be kept.
        days: From the last day of that time to the day of the newest report.
        findings: The findings that it speaks to: where other reports say something of it.
    """

    row: ClaimRow
    term: Term
    days: int
    findings: tuple[FindingRow, ...]


def promises(desk: Desk, number: int) -> Page[Promise]:
    """Return a page of the promises whose time is over, those that were due first at the top."""
    page = page_of(due(desk), number)
    newest = newest_day(desk)
    rows = {row.claim.id: row for row in desk.case.view.claims_named([term.claim for term in page.items])}
    shown = [
        Promise(
            row=rows[term.claim],
            term=term,
            days=days_between(_last(term), newest),
            findings=tuple(desk.case.findings_of(term.claim)),
        )
        for term in page.items
        if term.claim in rows
    ]
    return Page(items=shown, number=page.number, more=page.more, total=page.total)


def due(desk: Desk) -> tuple[Term, ...]:
    """Return the terms of all promises whose time is over, each promise once, with its last term."""
    terms = desk.kept.soon("terms", _terms)
    newest = newest_day(desk)
    return tuple(term for term in terms if _last(term) < newest)


def newest_day(desk: Desk) -> str:
    """Return the day on which the newest report was published, "" where none has a date."""
    return next((row.published[:10] for row in desk.kept.reports() if len(row.published) >= len("2023-09-05")), "")


def days_between(day: str, newest: str) -> int:
    """Return how many days lie between two; 0 where one of them is no day."""
    try:
        return max(0, (date.fromisoformat(newest) - date.fromisoformat(day[:10])).days)
    except ValueError:
        return 0


def _terms(case: Case) -> tuple[Term, ...]:
    """Return each promise's last term that lies after its report: what is told of earlier times was not promised."""
    last: dict[str, Term] = {}
    for term in case.terms():
        if term.published and days_of(term.value) and _last(term) >= term.published[:10]:
            last[term.claim] = max(last.get(term.claim, term), term, key=_last)
    return tuple(sorted(last.values(), key=lambda term: (_last(term), term.claim)))


def _last(term: Term) -> str:
    days = days_of(term.value)
    return days[1] if days else ""
