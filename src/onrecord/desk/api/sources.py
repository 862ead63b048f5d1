"""`/sources`: who is cited and who publishes, and all that the case knows of one of them as a source."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.api.findings import short_json
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_sources import Source, SourcesAsked, listed_sources
from onrecord.desk.paging import PER_PAGE, Page
from onrecord.desk.refusals import Refusal
from onrecord.desk.shown_source import Against, Resting, SourceAsked, shown_source
from onrecord.records import ClaimRow, claim_json

router = APIRouter(tags=["sources"])

Json = dict[str, Any]


class Sources(BaseModel):
    """A page of those who are cited, or of those who publish. `ratings` are persons', the latest first."""

    page: int
    per_page: int
    total: int
    more: bool
    sources: list[Json]


class SourceList(BaseModel):
    """A page of one of the lists about a source, or its beginning; `total` is how long it is."""

    page: int
    total: int
    more: bool
    rows: list[Json]


class OneSource(BaseModel):
    """A source with what it is cited for, the findings in which others disagree, and the reports that rest on it.

    Without `part` each list has its beginning; with it that list has a page, and the others are empty. Of a report
    `claims` cite the source, `texts` are those of the source's reports that it has, `repeats` those of others.
    """

    source: Json
    claims: SourceList
    against: SourceList
    resting: SourceList
    published: SourceList


@router.get("/sources", response_model=Sources)
def sources(desk: AtDesk, asked: Annotated[SourcesAsked, Query()]) -> ExactJSON:
    """Return a page of those who are cited or who publish, with the ratings that persons gave them."""
    page = listed_sources(desk, asked)
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({**counted, "sources": [_source(one) for one in page.items]})


@router.get("/sources/{key:path}", response_model=OneSource, responses={404: {"model": Refusal}})
def source(desk: AtDesk, key: str, asked: Annotated[SourceAsked, Query()]) -> ExactJSON:
    """Return a source, by the key of its name."""
    shown = shown_source(desk, segment_name(key), asked)
    return ExactJSON(
        {
            "source": _source(shown.source),
            "claims": _listed(shown.claims.of(_claim)),
            "against": _listed(shown.against.of(_against)),
            "resting": _listed(shown.resting.of(_resting)),
            "published": _listed(shown.published.of(_resting)),
        }
    )


def _listed(page: Page[Json]) -> Json:
    return {"page": page.number, "total": page.total, "more": page.more, "rows": list(page.items)}


def _source(one: Source) -> Json:
    return {
        "key": one.key,
        "name": one.name,
        "other_spellings": list(one.others),
        "cited": {**asdict(one.cited), "by_name": one.by_name} if one.cited.claims else None,
        "acts": dict(one.acts),
        "publishes": asdict(one.publishes) if one.publishes.reports else None,
        "ratings": list(one.rating),
        "rated_as": one.rated_as or None,
    }


def _claim(row: ClaimRow) -> Json:
    told = {name: getattr(row, name) or None for name in ("title", "publisher", "published")}
    return {"report": row.claim.report, **told, **claim_json(row.claim), "speaker_name": row.speaker or None}


def _against(one: Against) -> Json:
    return {"stance": one.contest.stance, "claims": one.contest.claims, "finding": short_json(one.finding)}


def _resting(one: Resting) -> Json:
    told = {name: getattr(one.report, name) or None for name in ("title", "publisher", "published")}
    texts = {name: [asdict(text) for text in getattr(one, name)] for name in ("texts", "repeats")}
    return {"report": one.report.id, **told, "claims": one.claims, **texts}
