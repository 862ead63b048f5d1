"""`/elements`: which passages speak to which element of the definition of trafficking, on whose word; no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Day, Words
from onrecord.desk.paging import Page, PageNumber, page_from, rows_for
from onrecord.dossier.told import code_name
from onrecord.dossier.wording import ELEMENT_HEADINGS, on_whose_word
from onrecord.records import ELEMENT_STATUSES, ElementCount, ElementFilter, ElementRow, ElementStatus
from onrecord.vocabulary.elements import ElementCode, codes_by_element, element_codes

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A code with how many passages speak to it, by status, and in how many reports."""

    code: ElementCode
    name: str
    counts: dict[str, ElementCount]

    @property
    def passages(self) -> int:
        """Of all statuses."""
        return sum(count.passages for count in self.counts.values())


class PassagesAsked(BaseModel):
    """Which passages; an empty field lets all pass."""

    status: Literal[ElementStatus, ""] = ""
    text: Words = ""
    since: Day = ""
    until: Day = ""
    page: PageNumber = 1


@router.get("/elements")
def elements(request: Request, desk: AtDesk) -> HTMLResponse:
    """Return how much there is of each element."""
    return desk.page(request, "elements.html.j2", groups=element_lines(desk), statuses=ELEMENT_STATUSES)


@router.get("/elements/{code}")
def element(request: Request, desk: AtDesk, code: str, asked: Annotated[PassagesAsked, Query()]) -> HTMLResponse:
    """Return a page of the passages that speak to a code."""
    known = element_codes().get(code)
    if known is None:
        raise HTTPException(404)
    counts = desk.kept.soon("element_counts", lambda case: tuple(case.element_counts()))
    return desk.page(
        request,
        "element.html.j2",
        code=known,
        name=code_name(code),
        heading=ELEMENT_HEADINGS.get(known.element, known.element),
        counts=[count for count in counts if count.code == code],
        asked=asked,
        listing=listed_passages(desk, code, asked),
        statuses=[(status, status) for status in ELEMENT_STATUSES],
        on_whose_word=on_whose_word,
    )


def element_lines(desk: Desk) -> Sequence[tuple[str, list[CodeLine]]]:
    """Return under each heading its codes, those that no passage speaks to as well."""
    found: dict[str, dict[str, ElementCount]] = {}
    for count in desk.kept.soon("element_counts", lambda case: tuple(case.element_counts())):
        found.setdefault(count.code, {})[count.status] = count
    known = element_codes()
    return [
        (ELEMENT_HEADINGS[name], [CodeLine(code=known[c], name=code_name(c), counts=found.get(c, {})) for c in codes])
        for name, codes in codes_by_element().items()
        if name in ELEMENT_HEADINGS
    ]


def listed_passages(desk: Desk, code: str, asked: PassagesAsked) -> Page[ElementRow]:
    """Return a page of the elements with a code, by report."""
    wanted = ElementFilter(code=code, limit=rows_for(asked.page), **asked.model_dump(exclude={"page"}))
    return page_from(desk.case.elements(wanted), asked.page)
