"""An invented report of a pier, with its records, and decisions of invented persons about them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from onrecord.records import (
    Claim,
    Decision,
    Entity,
    Event,
    Extraction,
    Found,
    Mention,
    Report,
    Role,
    Span,
    Time,
    by_hand,
    kind_of,
)

TEXT = (
    "Harbour master Ines Falk said on Monday that the pier was closed. "
    "According to Falk, two divers were hired; the union denied it and warned of a strike."
)
REPORT = Report(id="pier", capture="capture-pier", sha256="0" * 64, text=TEXT, published="2024-02-06", language="en")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def claim(source: str, cue: str, content: str, **more: object) -> Claim:
    """Return a claim by its words; a content ends before "|"."""
    return Claim(
        report=REPORT.id,
        source=(span(source),) if source else (),
        cue=(span(cue),) if cue else (),
        content=(span(content),),
        **{"made_by": "fake-v1", **more},
    )


FALK = Entity(report="pier", first=span("Ines Falk"), type="PER", name="Ines Falk", mentions=2, made_by="fake-v1")
UNION = Entity(report="pier", first=span("the union"), type="ORG", name="the union", made_by="fake-v1")
MONDAY = Time(report="pier", span=span("on Monday"), value="2024-02-05", type="DATE", made_by="fake-v1")
CLOSED = claim("Harbour master Ines Falk", "said", "the pier was closed", speaker=FALK.id, said_at=MONDAY.id, score=0.9)
HIRED = claim("Falk", "According to", "two divers were hired", speaker=FALK.id)
DENIED = claim("the union", "denied", "it", act="deny", speaker=UNION.id)
WARNED = claim("the union", "warned of", "a strike", act="warn", speaker=UNION.id)
RECRUITED = Event(
    report="pier",
    type="recruit",
    trigger=span("hired"),
    roles=(Role(role="patient", span=span("two divers")),),
    holder=HIRED.id,
    made_by="fake-v1",
)
MENTIONS = (
    Mention(report="pier", span=span("Ines Falk"), type="PER", entity=FALK.id, made_by="fake-v1"),
    Mention(report="pier", span=span("the union"), type="ORG", entity=UNION.id, form="nominal", made_by="fake-v1"),
)
PIER = Extraction(
    report=REPORT,
    claims=(CLOSED, HIRED, DENIED, WARNED),
    events=(RECRUITED,),
    times=(MONDAY,),
    mentions=MENTIONS,
    entities=(FALK, UNION),
)

_CLOCK = count()


def decide(
    verdict: str, *targets: Found, by: str = "Mira", becomes: tuple[Found, ...] = (), **more: object
) -> Decision:
    """Return a person's decision, each later than the one before."""
    first = (*targets, *becomes)[0]
    return Decision(
        report=first.report,
        kind=kind_of(first),
        target=targets[0].id if targets else "",
        others=tuple(record.id for record in targets[1:]),
        verdict=verdict,
        was=targets,
        becomes=tuple(by_hand(record, by) for record in becomes),
        by=by,
        **{"at": f"2024-03-01T10:00:{next(_CLOCK):09.6f}Z", **more},
    )


def withdrawn(decision: Decision) -> Decision:
    return replace(decision, withdrawn_at="2024-03-02T10:00:00Z", withdrawn_by="Mira")
