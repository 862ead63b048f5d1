"""One source as its page shows it: what it is cited for, where it is contradicted, which reports rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from fastapi import HTTPException
from pydantic import BaseModel

from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Day, ReportsAsked, chosen_reports
from onrecord.desk.listed_sources import Source, Sources, Text, rated, sources_of
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.records import Act, CitedClaim, ClaimRow, Contest, FindingInShort, ReportRow

T = TypeVar("T")

BEGINNING: Final = 10
"""Rows of each list on the first page; its own page has them all."""

Part = Literal["claims", "against", "resting", "published"]
"""The lists about a source."""


class SourceAsked(BaseModel):
    """Which list about a source, and which rows; an empty field lets all pass.

    `part` is "" for the beginning of each list. Days bound the publication of claims, both inclusive; `act` is what it
    does in them. `how` lists only reports that cite it, or only those that have its texts; `copies` only those that are
    copies or rewrites of earlier ones, wholly or in part.
    """

    part: Literal[Part, ""] = ""
    act: Literal[Act, ""] = ""
    since: Day = ""
    until: Day = ""
    how: Literal["", "cites", "text"] = ""
    copies: Literal["", "yes"] = ""
    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A finding in which a source and others disagree: either contradicts or doubts the other there."""

    contest: Contest
    finding: FindingInShort


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A report that rests on a source, or that it published.

    Attributes:
        report: It.
        claims: How many of its claims cite the source.
        texts: Texts of the source's reports that it has, wholly or in part.
        repeats: Texts of earlier reports by others that it has.
    """

    report: ReportRow
    claims: int = 0
    texts: tuple[Text, ...] = ()
    repeats: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """A source with a page of each list about it that is wanted; the others are empty.

    Attributes:
        source: It.
        claims: What it is cited for.
        against: Where it and others disagree.
        resting: The reports that cite it or have its texts.
        published: The reports that it published.
    """

    source: Source
    claims: Page[ClaimRow]
    against: Page[Against]
    resting: Page[Resting]
    published: Page[Resting]


def shown_source(desk: Desk, key: str, asked: SourceAsked) -> ShownSource:
    """Return a source with the wanted lists.

    Raises:
        HTTPException: Nobody has this key; 404.
    """
    every = sources_of(desk)
    source = every.by_key.get(key)
    if source is None:
        raise HTTPException(404)
    rows, claims = desk.kept.report_rows(), every.claims.get(key, ())
    return ShownSource(
        source=rated(desk)(source),
        claims=_claims(desk, claims, asked),
        against=_against(desk, claims, asked),
        resting=_reports(_resting(rows, every, key), "resting", asked),
        published=_reports(_published(rows, every, key), "published", asked),
    )


def _page(rows: Sequence[T], part: Part, asked: SourceAsked) -> Page[T]:
    """Return as much of a list as is wanted, and how long it is."""
    if asked.part == part:
        return page_of(rows, asked.page)
    shown = rows[:BEGINNING] if asked.part == "" else ()
    return Page(items=shown, number=1, more=len(rows) > len(shown), total=len(rows))


def _claims(desk: Desk, claims: Sequence[CitedClaim], asked: SourceAsked) -> Page[ClaimRow]:
    """Return claims, those published last first; only those shown are read."""
    rows = desk.kept.report_rows()
    days = ReportsAsked(since=asked.since, until=asked.until)
    there = {row.id: row.published for row in chosen_reports([rows[one.report] for one in claims], days)}
    found = [one for one in claims if one.report in there and asked.act in ("", one.act)]
    found.sort(key=lambda one: (there[one.report], one.report), reverse=True)
    page = _page(found, "claims", asked)
    read = {row.claim.id: row for row in desk.case.view.claims_named([one.claim for one in page.items])}
    shown = [read[one.claim] for one in page.items if one.claim in read]
    return Page(items=shown, number=page.number, more=page.more, total=page.total)


def _against(desk: Desk, claims: Sequence[CitedClaim], asked: SourceAsked) -> Page[Against]:
    """Return the findings in which others say otherwise, the newest first."""
    page = _page(desk.case.view.contests([one.claim for one in claims]), "against", asked)
    read = {one.id: one for one in desk.case.findings_in_short({one.finding for one in page.items})}
    shown = [Against(contest=one, finding=read[one.finding]) for one in page.items if one.finding in read]
    return Page(items=shown, number=page.number, more=page.more, total=page.total)


def _reports(found: Iterable[Resting], part: Part, asked: SourceAsked) -> Page[Resting]:
    """Return reports, those published last first."""
    chosen = [one for one in found if not asked.copies or one.texts or one.repeats]
    if asked.how:
        chosen = [one for one in chosen if (one.claims if asked.how == "cites" else one.texts)]
    return _page(sorted(chosen, key=lambda one: (one.report.published, one.report.id), reverse=True), part, asked)


def _resting(rows: Mapping[str, ReportRow], every: Sources, key: str) -> Iterator[Resting]:
    """Yield the reports that cite a source, and those of others that have a text of its reports."""
    own = frozenset(every.reports.get(key, ()))
    citing = Counter(claim.report for claim in every.claims.get(key, ()))
    having = {
        report
        for report, texts in (every.copied.items() if own else ())
        if report not in own and any(text.first in own for text in texts)
    }
    for report in citing.keys() | having:
        if report in rows:
            yield _row(rows[report], every, own, citing[report])


def _published(rows: Mapping[str, ReportRow], every: Sources, key: str) -> Iterator[Resting]:
    for report in every.reports.get(key, ()):
        if report in rows:
            yield _row(rows[report], every, frozenset(), 0)


def _row(report: ReportRow, every: Sources, own: frozenset[str], claims: int) -> Resting:
    texts = every.copied.get(report.id, ())
    return Resting(
        report=report,
        claims=claims,
        texts=tuple(text for text in texts if text.first in own),
        repeats=tuple(text for text in texts if text.first not in own),
    )
