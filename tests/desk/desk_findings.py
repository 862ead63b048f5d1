"""Findings to test the pages with: invented passages of invented reports, a line each."""

from __future__ import annotations

from onrecord.records import (
    Capture,
    Claim,
    Difference,
    Extraction,
    Finding,
    Origin,
    RecordRow,
    Report,
    Side,
    SlotValue,
    Span,
    Voice,
    WholeFinding,
)
from onrecord.records.across import FindingRow
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed


def side(report: str, text: str, start: int = 0) -> Side:
    """A passage of a report."""
    return Side(report=report, span=Span(start=start, end=start + len(text), text=text))


def voice(report: str, text: str, stance: str = "supports", start: int = 0, **said: str) -> Voice:
    """A passage that speaks to a finding."""
    return Voice(side=side(report, text, start), stance=stance, **said)


def number(voice_of: Voice, figure: str) -> SlotValue:
    """A figure within a passage."""
    at = voice_of.side.span.text.index(figure)
    return SlotValue(value=figure, side=side(voice_of.side.report, figure, voice_of.side.span.start + at))


def finding_of(*voices: Voice, figures: tuple[SlotValue, ...] = (), **said: object) -> Finding:
    """A finding whose first voice says it best."""
    differences = (Difference(slot="number", values=figures),) if figures else ()
    return Finding(proposition=voices[0].side, voices=voices, differences=differences, independent_origins=1, **said)


def whole_of(finding: Finding, **said: object) -> WholeFinding:
    """A finding with its reports: "a" published on 1 May, "b" on 2 May, and so on, each by an outlet of its own."""
    names = sorted({one.side.report for one in finding.voices} | {one.report for one in finding.updates})
    reports = {
        name: RecordRow(
            title=f"Title {name}", publisher=f"Courier {name}", published=f"2023-05-0{'abcdefgh'.index(name) + 1}"
        )
        for name in names
    }
    row = FindingRow(finding=finding, title="", publisher="", published="")
    return WholeFinding(**{"row": row, "reports": reports, **said})


def fill(
    store: CaseStore, texts: dict[str, str], findings: tuple[Finding, ...], origins: tuple[Origin, ...] = ()
) -> None:
    """Put reports, each one claim that a mate makes, and what they say together into a case."""
    for place, (name, text) in enumerate(texts.items()):
        capture = Capture(data=text.encode(), origin=f"/r/{place}", how="file", captured_at="2026-05-01T09:30:00Z")
        store.add_capture(capture)
        report = Report(
            id=name,
            capture=capture.id,
            sha256=capture.sha256,
            text=text,
            title=f"Title {name}",
            publisher=f"Courier {name}",
            published=f"2023-05-{place % 28 + 1:02}",
            language="en",
        )
        store.add_report(report)
        content = Span.of(text, 0, len(text))
        claim = Claim(report=name, source=(content,), cue=(), content=(content,))
        store.add_extraction(Extraction(report=report, claims=(claim,)), made_by="fake-v1")
    weighed = Weighed(origins=origins, findings=findings, answers=())
    assert store.replace_weighed(
        Resolved(identities=(), likenesses=()), weighed, state=store.view.state(), made_by="weigh-fake-1"
    )
