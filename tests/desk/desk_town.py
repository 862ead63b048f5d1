"""What the tests of the desk share: where it is, reports to put in a case, and what a page says."""

from __future__ import annotations

from lxml import html

from onrecord.records import Capture, Event, Extraction, Report
from onrecord.store import CaseStore

TOKEN, PORT = "the-one-token", 41234
HERE = f"http://127.0.0.1:{PORT}"


def add_report(
    store: CaseStore, name: str, text: str = "Rain fell on the quay.", *, events: tuple[Event, ...] = (), **said: object
) -> None:
    """Add a report without claims to a case."""
    capture = Capture(data=text.encode(), origin=f"/r/{name}", how="file", captured_at="2026-05-01T09:30:00Z")
    store.add_capture(capture)
    report = Report(id=name, capture=capture.id, sha256=capture.sha256, text=text, **said)
    store.add_report(report)
    store.add_extraction(Extraction(report=report, events=events), made_by="fake-v1")


def tree_of(answer) -> html.HtmlElement:
    """The page that was answered."""
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def words_of(element: html.HtmlElement) -> str:
    """Its text on one line."""
    return " ".join(element.text_content().split())
