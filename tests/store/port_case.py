"""A small case of an invented port town."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from onrecord.records import Capture, Claim, Extraction, Hints, Problem, Report, Segment, Span
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


CAPTURE = make_capture()
REPORT = make_report(CAPTURE)
EXTRACTION = make_extraction(REPORT)


def fill(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    store.add_report(REPORT)
    store.add_extraction(EXTRACTION, made_by="fake-v1")


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
