"""A small case in memory, as the dossier reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from lxml import html

from onrecord.dossier import DossierSettings, write_dossier
from onrecord.records import CaptureRow, CaseStatus, Claim, Extraction, Problem, Report, ReportRow, Span


def words_at(text: str, words: str | Sequence[str]) -> tuple[Span, ...]:
    """The spans of the given words where they first stand in the text."""
    wanted = [words] if isinstance(words, str) else list(words)
    return tuple(Span.of(text, text.index(w), text.index(w) + len(w)) for w in wanted if w)


def claim_on(
    report: Report, source: str = "", cue: str = "", content: str | Sequence[str] = "", **fields: str
) -> Claim:
    """A claim given by the words of its report."""
    spans = {name: words_at(report.text, words) for name, words in (("source", source), ("cue", cue))}
    return Claim(report=report.id, content=words_at(report.text, content), **spans, **fields)  # type: ignore[arg-type]


class MemoryCase:
    """The part of a case that a dossier reads."""

    def __init__(self, extractions: Sequence[Extraction], problems: Sequence[Problem] = ()) -> None:
        self.held = {e.report.id: e for e in extractions}
        self.trouble = tuple(problems)

    def reports(self) -> Iterator[ReportRow]:
        for held in self.held.values():
            r = held.report
            yield ReportRow(
                id=r.id,
                title=r.title,
                publisher=r.publisher,
                author=r.author,
                published=r.published,
                language=r.language,
                url=r.url,
                origin=f"/reports/{r.id}.txt",
                format=r.format,
                words=len(r.text.split()),
                claims=len(held.claims),
                extracted=r.language in {"", "en"},
            )

    def extraction(self, report_id: str) -> Extraction:
        return self.held[report_id]

    def captures(self) -> Iterator[CaptureRow]:
        for held in self.held.values():
            r = held.report
            yield CaptureRow(
                id=r.capture,
                sha256=r.sha256,
                origin=f"/reports/{r.id}.txt",
                how="file",
                captured_at="2026-05-01T09:30:00Z",
                media_type="text/plain",
                size_bytes=len(r.text.encode("utf-8", "replace")),
                reports=(r.id,),
            )

    def problems(self) -> Iterator[Problem]:
        yield from self.trouble

    def status(self) -> CaseStatus:
        days = sorted(e.report.published for e in self.held.values() if e.report.published)
        return CaseStatus(
            captures=len(self.held),
            reports=len(self.held),
            pending=0,
            other_language=0,
            claims=sum(len(e.claims) for e in self.held.values()),
            sources=0,
            problems=len(self.trouble),
            first_published=days[0] if days else "",
            last_published=days[-1] if days else "",
            bytes_on_disk=0,
            format_version=1,
            nets=("attribution-v1",),
        )


def report_of(name: str, text: str, **fields: str) -> Report:
    """A report of the given text; the id of its capture is made of its name."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id=name, capture=f"capture-{name}", sha256=sha256, text=text, **{"language": "en", **fields})  # type: ignore[arg-type]


@pytest.fixture
def report() -> Callable[..., Report]:
    return report_of


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return claim_on


@pytest.fixture
def case() -> type[MemoryCase]:
    return MemoryCase


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., html.HtmlElement]:
    """Writes the dossier of the given extractions and returns it parsed."""

    def write(*extractions: Extraction, problems: Sequence[Problem] = ()) -> html.HtmlElement:
        path = write_dossier(
            MemoryCase(extractions, problems), tmp_path / "dossier.html", DossierSettings(name="Harbour")
        )
        return html.document_fromstring(path.read_text(encoding="utf-8"))

    return write
