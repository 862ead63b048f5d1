"""Reports of an invented quarry: a wire, its copy, and a later denial; with what they tell of two elements."""

from __future__ import annotations

from onrecord.records import Capture, Claim, Element, Entity, Extraction, Finding, Origin, Report, Side, Span, Voice
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed

WIRE = "The guard hired six cooks. Ann Marlin said the cooks were lured. She said nobody was paid."
LATER = "A resident said the men were lured. The Ministry denied that cooks were lured."
TEXTS = {"wire": WIRE, "copy": WIRE, "later": LATER}
OUTLETS = {"wire": ("Quarry Courier", "2023-09-05"), "copy": ("Herald", "2023-09-06"), "later": ("Gazette", "2023-10")}

SAID = {
    "wire": (("Ann Marlin", "said", "the cooks were lured", "state"), ("She", "said", "nobody was paid", "believe")),
    "later": (
        ("A resident", "said", "the men were lured", "state"),
        ("The Ministry", "denied", "cooks were lured", "deny"),
    ),
}
"""Of each report its claims: source, cue, content and act."""

SPOKEN = {
    "wire": (
        ("act", "recruitment", "asserted", ("hired six cooks",)),
        ("means", "deception", "alleged", ("cooks were lured",)),
    ),
    "later": (("means", "deception", "alleged", ("men were lured", "cooks were lured")),),
}
"""Of each report its elements: element, code, status and passages."""
for _of in (SAID, SPOKEN):
    _of["copy"] = _of["wire"]


def span(report: str, words: str) -> Span:
    at = TEXTS[report].index(words)
    return Span.of(TEXTS[report], at, at + len(words))


def _extraction(name: str) -> Extraction:
    capture = _capture(name)
    outlet, published = OUTLETS[name]
    report = Report(
        id=name,
        capture=capture.id,
        sha256=capture.sha256,
        text=TEXTS[name],
        title=f"Quarry, {name}",
        publisher=outlet,
        published=published,
        language="en",
    )
    ann = (
        Entity(report=name, first=span(name, "Ann Marlin"), type="PER", name="Ann Marlin") if name != "later" else None
    )
    claims = tuple(
        Claim(
            report=name,
            source=(span(name, source),),
            cue=(span(name, cue),),
            content=(span(name, content),),
            act=act,
            speaker=ann.id if ann else "",
        )
        for source, cue, content, act in SAID[name]
    )
    elements = tuple(
        Element(
            report=name, element=element, code=code, status=status, spans=tuple(span(name, words) for words in spans)
        )
        for element, code, status, spans in SPOKEN[name]
    )
    return Extraction(report=report, claims=claims, entities=(ann,) if ann else (), elements=elements)


def _capture(name: str) -> Capture:
    return Capture(data=TEXTS[name].encode(), origin=f"/r/{name}", how="file", captured_at="2026-05-01T09:30:00Z")


EXTRACTIONS = {name: _extraction(name) for name in TEXTS}
ANN, SHE = EXTRACTIONS["wire"].claims
RESIDENT, MINISTRY = EXTRACTIONS["later"].claims
LURED = EXTRACTIONS["wire"].elements[1]

COPIED = Origin(name="Quarry Courier, 2023-09-05", kind="copy", reports=("copy", "wire"))


def _voice(name: str, claim: Claim, stance: str) -> Voice:
    side = Side(report=name, span=claim.content[0])
    return Voice(side=side, record=claim.id, source=claim.source[0].text, act=claim.act, stance=stance, origin="x")


DENIED = Finding(
    proposition=Side(report="wire", span=ANN.content[0]),
    voices=(
        _voice("wire", ANN, "supports"),
        _voice("copy", EXTRACTIONS["copy"].claims[0], "supports"),
        _voice("later", MINISTRY, "contradicts"),
    ),
    independent_origins=1,
    standing="denied",
)


def fill_quarry(store: CaseStore) -> None:
    for name, extraction in EXTRACTIONS.items():
        store.add_capture(_capture(name))
        store.add_report(extraction.report)
        store.add_extraction(extraction, made_by="fake-v1")
    weighed = Weighed(origins=(COPIED,), findings=(DENIED,), answers=())
    assert store.replace_weighed(Resolved(identities=(), likenesses=()), weighed, state=store.view.state(), made_by="x")
