"""Five reports of an invented port town and the people in them: who says what, who does what, who stands with whom."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.records import (
    Capture,
    Claim,
    Entity,
    Event,
    Extraction,
    Identity,
    Likeness,
    Mention,
    Office,
    Report,
    Role,
    Span,
)
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed

TEXTS = {
    "first": "Mayor Zoë Marlin said that the Quay Clinic hired Tom Reed. Tom Reed left the port.",
    "denial": "Z. Marlin denied that Reed was hired. The cook said that Marlin was wrong.",
    "early": "Reed met Zoë Marlin.",
    "undated": "Reed slept.",
    "alone": "Ann Weir, a singer also known as Nan, sang.",
}
DATES = {"first": "2023-01-05", "denial": "2023-03-01", "early": "2022-07-01", "undated": "", "alone": "2023-02-02"}


def span(report: str, words: str, number: int = 0) -> Span:
    """The words in a report; of several places the one with this number."""
    start = -1
    for _ in range(number + 1):
        start = TEXTS[report].index(words, start + 1)
    return Span.of(TEXTS[report], start, start + len(words))


def entity(report: str, name: str, kind: str = "PER", **said: object) -> Entity:
    return Entity(report=report, first=span(report, name), type=kind, name=name, **said)


ENTITIES: Mapping[str, Entity] = {
    "marlin-first": entity("first", "Zoë Marlin", role="mayor", country="MT"),
    "clinic": entity("first", "Quay Clinic", "ORG"),
    "reed-first": entity("first", "Tom Reed"),
    "marlin-denial": entity("denial", "Z. Marlin", aliases=("Marlin",), role="Mayor"),
    "reed-denial": entity("denial", "Reed"),
    "marlin-early": entity("early", "Zoë Marlin", role="deputy"),
    "reed-early": entity("early", "Reed"),
    "reed-undated": entity("undated", "Reed"),
    "weir": entity("alone", "Ann Weir", aliases=("Nan", "Ann Weir"), role="singer", country="MT"),
}
IDS = {name: one.id for name, one in ENTITIES.items()}


def mention(of: str, words: str, number: int = 0) -> Mention:
    one = ENTITIES[of]
    return Mention(report=one.report, span=span(one.report, words, number), type=one.type, entity=one.id)


MENTIONS = (
    mention("marlin-first", "Zoë Marlin"),
    mention("clinic", "Quay Clinic"),
    mention("reed-first", "Tom Reed"),
    mention("reed-first", "Tom Reed", 1),
    mention("marlin-denial", "Z. Marlin"),
    mention("marlin-denial", "Marlin", 1),
    mention("reed-denial", "Reed"),
    mention("marlin-early", "Zoë Marlin"),
    mention("reed-early", "Reed"),
    mention("reed-undated", "Reed"),
    mention("weir", "Ann Weir"),
    mention("weir", "Nan"),
)


def claim(report: str, source: str, cue: str, content: str, speaker: str = "", **said: object) -> Claim:
    spans = {"source": source, "cue": cue, "content": content}
    held = {name: (span(report, words),) for name, words in spans.items()}
    return Claim(report=report, speaker=IDS.get(speaker, ""), **held, **said)


HIRED = claim("first", "Mayor Zoë Marlin", "said", "the Quay Clinic hired Tom Reed", "marlin-first")
DENIED = claim("denial", "Z. Marlin", "denied", "Reed was hired", "marlin-denial", act="deny")
WRONG = claim("denial", "The cook", "said", "Marlin was wrong")


def event(report: str, kind: str, trigger: str, holder: str = "", **roles: tuple[str, str]) -> Event:
    """An event; each role is given by its words and whom they stand for."""
    taking = tuple(
        Role(role=role, span=span(report, words), entity=IDS.get(who, "")) for role, (words, who) in roles.items()
    )
    return Event(report=report, type=kind, trigger=span(report, trigger), roles=taking, holder=holder)


EVENTS = (
    event(
        "first", "recruit", "hired", HIRED.id, agent=("the Quay Clinic", "clinic"), patient=("Tom Reed", "reed-first")
    ),
    event("first", "depart", "left", agent=("Tom Reed", "reed-first")),
    event("early", "meet", "met", agent=("Reed", "reed-early"), patient=("Zoë Marlin", "marlin-early")),
)

MARLIN = Identity(
    type="PER",
    name="Zoë Marlin",
    aliases=("Marlin", "Z. Marlin"),
    country="MT",
    offices=(Office(role="deputy", published="2022-07-01"), Office(role="mayor", published="2023-01-05")),
    members=tuple(sorted(IDS[f"marlin-{name}"] for name in ("first", "denial", "early"))),
)
REED = Identity(
    type="PER",
    name="Tom Reed",
    aliases=("Reed",),
    members=tuple(sorted(IDS[f"reed-{name}"] for name in ("first", "denial", "early", "undated"))),
)


def likeness(one: str, other: str, score: float, *reasons: str) -> Likeness:
    a, b = sorted((IDS[one], IDS[other]))
    return Likeness(a=a, b=b, score=score, reasons=reasons, made_by="resolve-fake-1")


JOINED = likeness("marlin-first", "marlin-denial", 0.875, "one surname, Marlin")
APART = likeness("marlin-denial", "weir", 0.25, "given names differ")


def add_people(store: CaseStore) -> None:
    """Add the reports with their records and who is who."""
    for name, text in TEXTS.items():
        capture = Capture(data=text.encode(), origin=f"/r/{name}", how="file", captured_at="2026-05-01T09:30:00Z")
        store.add_capture(capture)
        report = Report(
            id=name,
            capture=capture.id,
            sha256=capture.sha256,
            text=text,
            title=f"People, {name}",
            publisher="Quay Courier",
            published=DATES[name],
            language="en",
        )
        store.add_report(report)
        found = {
            "claims": (HIRED, DENIED, WRONG),
            "events": EVENTS,
            "mentions": MENTIONS,
            "entities": ENTITIES.values(),
        }
        own = {kind: tuple(one for one in some if one.report == name) for kind, some in found.items()}
        store.add_extraction(Extraction(report=report, **own), made_by="fake-v1")
    resolved = Resolved(identities=(MARLIN, REED), likenesses=(JOINED, APART))
    assert store.replace_weighed(resolved, Weighed(), state=store.view.state(), made_by="weigh-fake-1")
