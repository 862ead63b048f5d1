"""A small case in memory, as the dossier reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from onrecord.dossier import DossierSettings, write_dossier
from onrecord.records import (
    Answer,
    CaptureRow,
    CaseStatus,
    Claim,
    Decision,
    Element,
    Entity,
    Event,
    Extraction,
    FindingRow,
    IdentityFilter,
    IdentityRow,
    Marked,
    Mention,
    Origin,
    Place,
    Problem,
    Question,
    Report,
    ReportRow,
    Role,
    Span,
    Time,
)
from onrecord.review import replay


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


@dataclass(frozen=True, kw_only=True)
class Across:
    """What a case holds across its reports."""

    findings: tuple[FindingRow, ...] = ()
    origins: tuple[Origin, ...] = ()
    answers: tuple[Answer, ...] = ()
    identities: tuple[IdentityRow, ...] = ()
    decisions: tuple[Decision, ...] = ()
    weighed: bool = True


NOTHING_ACROSS = Across()


class MemoryCase:
    """The part of a case that a dossier reads."""

    def __init__(
        self, extractions: Sequence[Extraction], problems: Sequence[Problem] = (), across: Across = NOTHING_ACROSS
    ) -> None:
        self.held = {e.report.id: e for e in extractions}
        self.trouble = tuple(problems)
        self.across = across

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

    def findings(self) -> Iterator[FindingRow]:
        yield from self.across.findings

    def origins(self) -> Iterator[Origin]:
        yield from self.across.origins

    def answers(self) -> Iterator[Answer]:
        yield from self.across.answers

    def identities(self, wanted: IdentityFilter) -> Iterator[IdentityRow]:
        yield from (row for row in self.across.identities if row.identity.type == wanted.type)

    def decisions(self) -> Iterator[Decision]:
        yield from self.across.decisions

    def marks(self, report_id: str) -> tuple[Marked, ...]:
        log = {one.id: one for one in self.across.decisions}
        marks = replay(self.held[report_id], self.across.decisions).marks
        return tuple(Marked(mark=m, decisions=tuple(log[name] for name in m.decisions)) for m in marks)

    def status(self) -> CaseStatus:
        days = sorted(e.report.published for e in self.held.values() if e.report.published)
        return CaseStatus(
            captures=len(self.held),
            reports=len(self.held),
            pending=0,
            other_language=0,
            claims=sum(len(e.claims) for e in self.held.values()),
            events=sum(len(e.events) for e in self.held.values()),
            questions=sum(len(e.questions) for e in self.held.values()),
            sources=0,
            problems=len(self.trouble),
            weighed=self.across.weighed,
            first_published=days[0] if days else "",
            last_published=days[-1] if days else "",
            bytes_on_disk=0,
            format_version=1,
            nets=("reader-v1",),
        )


def report_of(name: str, text: str, **fields: str) -> Report:
    """A report of the given text; the id of its capture is made of its name."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id=name, capture=f"capture-{name}", sha256=sha256, text=text, **{"language": "en", **fields})  # type: ignore[arg-type]


WELDERS = (
    "Police in Port Sel said on 6 March that a broker had lured six welders to a war.\n"
    "A prosecutor alleges that the broker, Ann Marlin, took their passports. She denied that she paid anybody.\n"
    "The welders have come home, he hoped. Marlin's lawyer did not answer. In May the port will be watched.\n"
)


def told_of(report: Report) -> Extraction:
    """The whole record of `WELDERS`, or of a text that has its words."""

    def span(words: str) -> Span:
        return words_at(report.text, words)[0]

    own = {"report": report.id}
    sel = Entity(
        **own, first=span("Port Sel"), type="GPE", name="Port Sel", country="VU", aliases=("the port",), mentions=2,
        place=Place(latitude=-17.5, longitude=168.25, readings=2, source="gazetteer-1"),
    )  # fmt: skip
    ann = Entity(**own, first=span("Ann Marlin"), type="PER", name="Ann Marlin", role="broker", mentions=3)
    said = claim_on(report, "Police in Port Sel", "said", "a broker had lured six welders to a war")
    accused = claim_on(report, "A prosecutor", "alleges", "the broker, Ann Marlin, took their passports", act="allege")
    denied = claim_on(report, "She", "denied", "she paid anybody", act="deny", polarity="negative", speaker=ann.id)
    hoped = claim_on(report, "he", "hoped", "The welders have come home", act="believe", certainty="unknown")
    march = Time(**own, span=span("on 6 March"), value="2024-03-06", type="DATE")
    may = Time(**own, span=span("In May"), value="2024-05", type="DATE")
    lured = Event(
        **own, type="recruit", trigger=span("lured"), time=march.id, holder=said.id,
        roles=(
            Role(role="patient", span=span("six welders")),
            Role(role="agent", span=span("a broker"), entity=ann.id),
        ),
    )  # fmt: skip
    took = Event(**own, type="confiscate", trigger=span("took"), holder=accused.id)
    paid = Event(**own, type="pay", trigger=span("paid"), holder=denied.id, factuality="CT-")
    home = Event(**own, type="return", trigger=span("come home"), holder=hoped.id, factuality="U")
    watched = Event(**own, type="investigate", trigger=span("watched"), time=may.id, factuality="U")
    lawyer = span("Marlin's lawyer")
    return Extraction(
        report=report,
        claims=(said, accused, denied, hoped),
        events=(watched, took, lured, paid, home),
        times=(march, may),
        mentions=(
            Mention(**own, span=span("Port Sel"), type="GPE", entity=sel.id),
            Mention(**own, span=span("Ann Marlin"), type="PER", entity=ann.id),
            Mention(**own, span=span("She"), type="PER", entity=ann.id, form="pronoun"),
        ),
        entities=(sel, ann),
        questions=(
            Question(
                **own, kind="no_response", span=span("Marlin's lawyer did not answer"), party=lawyer, about=accused.id,
                as_of="2024-03-07",
            ),
        ),
        elements=(
            Element(
                **own, element="means", code="deception", status="asserted", spans=(span("lured"),), claims=(said.id,),
            ),
            Element(
                **own, element="ilo", code="documents_confiscated", status="alleged",
                spans=(span("took their passports"),), claims=(accused.id,), events=(took.id,),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def welders() -> Extraction:
    """A report with records of every kind."""
    return told_of(report_of("welders", WELDERS, title="Welders", publisher="Port Courier", published="2024-03-07"))


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
def across() -> type[Across]:
    return Across


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., html.HtmlElement]:
    """Writes the dossier of the given extractions and returns it parsed."""

    def write(
        *extractions: Extraction, problems: Sequence[Problem] = (), across: Across = NOTHING_ACROSS
    ) -> html.HtmlElement:
        path = write_dossier(
            MemoryCase(extractions, problems, across), tmp_path / "dossier.html", DossierSettings(name="Harbour")
        )
        return html.document_fromstring(path.read_text(encoding="utf-8"))

    return write
