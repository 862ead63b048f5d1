"""`/entities`, `/entities/ID` and its parts: who and what the reports name, and what the case knows of one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.case import OneIdentity
from onrecord.desk.addresses import passage_address, segment_name
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.brief import brief
from onrecord.desk.listed_findings import weighing_due
from onrecord.desk.listed_identities import EntitiesAsked, identity_named, listed_identities
from onrecord.desk.shown_identity import PARTS, REACH, SHOWN, PartAsked, known, part_page
from onrecord.desk.wording import say
from onrecord.dossier.told import GROUPS, parts_of
from onrecord.dossier.wording import TYPE_WORDS, joined, on_whose_word, told, when, who
from onrecord.records import SearchHit, Span
from onrecord.vocabulary.countries import country_name

router = APIRouter()


@router.get("/entities")
def entities(request: Request, desk: AtDesk, asked: Annotated[EntitiesAsked, Query()]) -> HTMLResponse:
    """Return a page of the list of who and what the reports name."""
    return desk.page(
        request,
        "entities.html.j2",
        asked=asked,
        listing=listed_identities(desk, asked),
        one=desk.kept.report_rows().get(asked.report),
        due=weighing_due(desk),
        types=[(code, TYPE_WORDS[code]) for group in GROUPS.values() for code in group],
        named=[("several", say("entities.several"))],
        orders=[(code, say(f"entities.orders.{code}")) for code in ("reports", "statements", "name")],
        country_name=country_name,
        brief=brief,
    )


@router.get("/entities/{identity_id}")
def entity(request: Request, desk: AtDesk, identity_id: str) -> HTMLResponse:
    """Return the page of somebody or something, by the id of an identity or of an entity."""
    one = identity_named(desk, segment_name(identity_id))
    return desk.page(request, "entity.html.j2", shown=known(one), shown_most=SHOWN, reach=REACH, **_words(desk, one))


@router.get("/entities/{identity_id}/{part}")
def entity_part(
    request: Request, desk: AtDesk, identity_id: str, part: str, asked: Annotated[PartAsked, Query()]
) -> HTMLResponse:
    """Return a page of one of the lists about somebody or something."""
    if part not in PARTS:
        raise HTTPException(404)
    one = identity_named(desk, segment_name(identity_id))
    listing = part_page(one, part, asked)
    return desk.page(request, "entity_part.html.j2", part=part, asked=asked, listing=listing, **_words(desk, one))


def _words(desk: Desk, one: OneIdentity) -> dict[str, Any]:
    """Return what the templates say records with."""
    return {
        "one": one,
        "due": weighing_due(desk),
        "reports": desk.kept.report_rows(),
        "hit_address": _hit_address,
        "country_name": country_name,
        "brief": brief,
        "who": who,
        "joined": joined,
        "told": told,
        "when": when,
        "on_whose_word": on_whose_word,
        "parts_of": parts_of,
    }


def _hit_address(hit: SearchHit) -> str:
    return passage_address(hit.report, Span(start=hit.start, end=hit.end, text=hit.match))
