"""`/sources`: who is cited and who publishes; how reliable they are, a person says and never the program."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from onrecord.case import Case
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.records import DecisionFilter
from onrecord.vocabulary.naming import source_key

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody cited or publishing.

    Attributes:
        key: Under which spellings are one.
        name: The spelling that is used most.
        spellings: How many there are.
        claims: How often it is cited; of a publisher, how many claims its reports have.
        reports: In how many reports, over its spellings at most this many.
        first: The earliest publication.
        last: The latest.
        rating: The letters and numbers that persons gave it, the latest first.
    """

    key: str
    name: str
    spellings: int
    claims: int
    reports: int
    first: str
    last: str
    rating: tuple[str, ...] = ()


class SourcesAsked(BaseModel):
    """Which sources; an empty field lets all pass."""

    kind: Literal["cited", "publishers"] = "cited"
    name: Words = ""
    page: PageNumber = 1


@router.get("/sources")
def sources(request: Request, desk: AtDesk, asked: Annotated[SourcesAsked, Query()]) -> HTMLResponse:
    """Return a page of those who are cited, or of those who publish; the most often first."""
    return desk.page(request, "sources.html.j2", asked=asked, listing=listed_sources(desk, asked))


def listed_sources(desk: Desk, asked: SourcesAsked) -> Page[Source]:
    """Return a page of the sources that pass, with how persons rated them."""
    every = desk.kept.soon("sources", cited_of) if asked.kind == "cited" else _publishers(desk)
    wanted = asked.name.casefold().split()
    page = page_of([one for one in every if all(word in one.name.casefold() for word in wanted)], asked.page)
    rated = desk.kept.answer("ratings", _ratings)
    return page.of(lambda one: replace(one, rating=rated.get(one.name, ())))


def cited_of(case: Case) -> tuple[Source, ...]:
    """Return who is cited by name, spellings of one name as one, the most often cited first."""
    found: dict[str, list[Source]] = {}
    for one in case.source_counts():
        if key := source_key(one.words):
            spelt = Source(
                key=key,
                name=one.words,
                spellings=1,
                claims=one.claims,
                reports=one.reports,
                first=one.first,
                last=one.last,
            )
            found.setdefault(key, []).append(spelt)
    return tuple(sorted(map(_joined, found.values()), key=lambda one: (-one.claims, one.key)))


def _joined(spelt: list[Source]) -> Source:
    most = max(spelt, key=lambda one: (one.claims, one.name))
    days = [one.first for one in spelt if one.first]
    return replace(
        most,
        spellings=len(spelt),
        claims=sum(one.claims for one in spelt),
        reports=sum(one.reports for one in spelt),
        first=min(days, default=""),
        last=max(one.last for one in spelt),
    )


def _publishers(desk: Desk) -> tuple[Source, ...]:
    reports: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    days: dict[str, list[str]] = {}
    for row in desk.kept.reports():
        reports[row.publisher] += 1
        claims[row.publisher] += row.claims
        days.setdefault(row.publisher, []).extend([row.published] if row.published else [])
    return tuple(
        Source(
            key=name,
            name=name,
            spellings=1,
            claims=claims[name],
            reports=count,
            first=min(days[name], default=""),
            last=max(days[name], default=""),
        )
        for name, count in sorted(reports.items(), key=lambda one: (-one[1], one[0]))
        if name
    )


def _ratings(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the ratings in force by the names of sources: of each person the last."""
    latest: dict[str, dict[str, str]] = {}
    for decision in case.decisions(DecisionFilter(kind="source", verdict="rate", in_force=True)):
        latest.setdefault(decision.target, {}).pop(decision.by, None)
        latest[decision.target][decision.by] = f"{decision.reliability}{decision.credibility or ''}"
    return {name: tuple(reversed(given.values())) for name, given in latest.items()}
