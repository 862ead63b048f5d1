"""Promises whose time is over: what was to be done by a day that lies before the newest report."""

from __future__ import annotations

from collections.abc import Iterable
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
        others: How many more reports tell of the same promise.
    """

    row: ClaimRow
    term: Term
    days: int
    findings: tuple[FindingRow, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A promise's term, and how often it was told beside that."""

    term: Term
    others: int


def promises(desk: Desk, number: int) -> Page[Promise]:
    """Return a page of the promises whose time is over, those that were due first at the top."""
    page = page_of(due(desk), number)
    newest = newest_day(desk)
    rows = {row.claim.id: row for row in desk.case.view.claims_named([one.term.claim for one in page.items])}
    shown = [
        Promise(
            row=rows[one.term.claim],
            term=one.term,
            days=days_between(_last(one.term), newest),
            findings=tuple(desk.case.findings_of(one.term.claim)),
            others=one.others,
        )
        for one in page.items
        if one.term.claim in rows
    ]
    return Page(items=shown, number=page.number, more=page.more, total=page.total)


def due(desk: Desk) -> list[Due]:
    """Return the promises whose time is over, those that were due first at the top."""
    newest = newest_day(desk)
    return together(term for term in desk.kept.soon("terms", _terms) if _last(term) < newest)


def together(terms: Iterable[Term]) -> list[Due]:
    """Return what several reports tell alike, with one term, as one promise: as it was told first."""
    same: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        same.setdefault((term.finding or term.claim, _last(term)), []).append(term)
    return [Due(term=min(told, key=lambda term: term.published), others=len(told) - 1) for told in same.values()]


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
