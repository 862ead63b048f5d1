"""A small case of an invented port town."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from onrecord.records import (
    Capture,
    Claim,
    Element,
    Entity,
    Event,
    Extraction,
    Hints,
    Mention,
    Place,
    Problem,
    Question,
    Report,
    Role,
    Segment,
    Span,
    Time,
)
from onrecord.store import CaseStore

TEXT = (
    "The Harbour Ministry said on Tuesday that “no sailor was hired”. 😀 Zoë Marlin, a union leader, denied it.\n"
    "Asked twice, the port authority of 北京市 did not answer."
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def make_capture(data: bytes = TEXT.encode(), origin: str = "/reports/port.txt") -> Capture:
    return Capture(
        data=data,
        origin=origin,
        how="file",
        captured_at="2026-05-01T09:30:00Z",
        media_type="text/plain",
        hints=Hints(publisher="Port Courier"),
    )


def make_report(capture: Capture, text: str = TEXT, name: str = "report-port") -> Report:
    return Report(
        id=name,
        capture=capture.id,
        sha256=capture.sha256,
        text=text,
        title="Ministry on sailors",
        publisher="Port Courier",
        published="2023-09-05",
        language="en",
        encoding="utf-8",
        segments=(Segment(start=0, end=len(text), part="", at=0, length=len(text)),),
    )


def make_extraction(report: Report) -> Extraction:
    denial = Claim(
        report=report.id,
        source=(span("Zoë Marlin, a union leader"),),
        cue=(span("denied"),),
        content=(span("it"),),
        act="deny",
        score=0.75,
        made_by="fake-v1",
    )
    statement = Claim(
        report=report.id,
        source=(span("The Harbour Ministry"),),
        cue=(span("said"),),
        content=(span("no sailor"), span("was hired")),
        quotation="direct",
        made_by="fake-v1",
    )
    inner = replace(statement, content=(span("was hired"),), quotation="indirect", parent=statement.id)
    problem = Problem(stage="extract", code="long", message="one sentence was cut", subject=report.id, report=report.id)
    return Extraction(report=report, claims=(statement, inner, denial), problems=(problem,))


def make_whole(report: Report) -> Extraction:
    """Return what `make_extraction` does, with records of every other kind."""
    made = {"report": report.id, "made_by": "fake-v1"}
    tuesday = Time(**made, span=span("on Tuesday"), value="2023-09-05", type="DATE")
    ministry = Entity(**made, first=span("Harbour Ministry"), type="ORG", name="Harbour Ministry")
    city = Entity(
        **made,
        first=span("北京市"),
        type="GPE",
        name="北京市",
        aliases=("Beijing", "北京"),
        country="CN",
        role="capital",
        place=Place(latitude=39.9075, longitude=116.4, readings=3, source="gazetteer-1"),
        mentions=2,
    )
    claims_only = make_extraction(report)
    statement, *others = claims_only.claims
    hired = Event(
        **made,
        type="recruit",
        trigger=span("hired"),
        roles=(
            Role(role="patient", span=span("no sailor")),
            Role(role="agent", span=span("The Harbour Ministry"), entity=ministry.id),
            Role(role="patient", span=span("sailor")),
        ),
        factuality="CT-",
        time=tuesday.id,
        holder=statement.id,
    )
    asked = {"kind": "no_response", "as_of": "2023-09-05"}
    return replace(
        claims_only,
        claims=(replace(statement, said_at=tuesday.id, speaker=ministry.id), *others),
        events=(hired, Event(**made, type="meet", trigger=span("Asked"), factuality="U", score=0.5)),
        times=(tuesday,),
        mentions=(
            Mention(**made, span=span("Harbour Ministry"), type="ORG", entity=ministry.id),
            Mention(**made, span=span("it"), type="ORG", entity="", form="pronoun"),
            Mention(**made, span=span("北京市"), type="GPE", entity=city.id, score=0.25),
        ),
        entities=(ministry, city),
        questions=(
            Question(**made, **asked, span=span("the port authority of 北京市 did not answer"), about=hired.id),
            Question(
                **made, **asked, span=span("did not answer"), party=span("the port authority"), about=statement.id
            ),
            Question(**made, kind="disputed", span=span("denied it")),
        ),
        elements=(
            Element(
                **made,
                element="act",
                code="recruitment",
                status="denied",
                spans=(span("no sailor was hired"), span("it")),
                claims=tuple(claim.id for claim in claims_only.claims),
                events=(hired.id,),
            ),
            Element(**made, element="response", code="investigation", status="alleged", spans=(span("Asked twice"),)),
        ),
    )


CAPTURE = make_capture()
REPORT = make_report(CAPTURE)
EXTRACTION = make_extraction(REPORT)
"""Claims alone, as format 1 held them."""
WHOLE = make_whole(REPORT)


def fill(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    store.add_report(REPORT)
    store.add_extraction(EXTRACTION, made_by="fake-v1")


def fill_whole(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    store.add_report(REPORT)
    store.add_extraction(WHOLE, made_by="fake-v1")


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection past all our checks."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def somebody_else() -> Iterator[None]:
    """Give up the rights of the superuser, to whom no file is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
