"""Reports of an invented ferry line, each given by what it says: who is named, who says what, and what happens."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import (
    Capture,
    Claim,
    Entity,
    Event,
    Extraction,
    Identity,
    Mention,
    Place,
    Report,
    Role,
    Span,
)
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed

TOWNS = {"Ostrow": (54.12, 18.4, 1), "Lindau": (47.55, 9.68, 3)}
"""Towns with latitude, longitude and how many bear the name."""


def span_in(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span.of(text, at, at + len(words))


def mentions_of(report: Report, entity: Entity) -> tuple[Mention, ...]:
    found, at = [], report.text.find(entity.name)
    while at >= 0:
        where = Span.of(report.text, at, at + len(entity.name))
        found.append(Mention(report=report.id, span=where, type=entity.type, entity=entity.id))
        at = report.text.find(entity.name, where.end)
    return tuple(found)


def entity_of(report: str, text: str, name: str, kind: str) -> Entity:
    where = TOWNS.get(name)
    place = Place(latitude=where[0], longitude=where[1], readings=where[2], source="gazetteer-1") if where else None
    country = {"Zambia": "ZM", "Cuba": "CU"}.get(name, "")
    return Entity(
        report=report,
        first=span_in(text, name),
        type=kind,
        name=name,
        country=country,
        place=place,
        mentions=text.count(name),
    )


def told(
    name: str,
    text: str,
    *,
    named: Sequence[tuple[str, str]] = (),
    claims: Sequence[dict[str, object]] = (),
    events: Sequence[dict[str, object]] = (),
    published: str = "2023-09-05",
    title: str = "Ferry",
) -> Extraction:
    """A report with its records.

    Args:
        name: Its id.
        text: What it says.
        named: Names with the types of their entities.
        claims: Each with `source`, `content` and whatever else; `speaker` is a name, `within` the place of
            the outer claim.
        events: Each with `type`, `trigger` and `roles` (pairs of a role and its words, which are an
            entity's if they are its name); `holder` is the place of a claim.
        published: When.
        title: Its headline.
    """
    capture = Capture(data=text.encode(), origin=f"/r/{name}", how="file", captured_at="2026-05-01T09:30:00Z")
    report = Report(
        id=name,
        capture=capture.id,
        sha256=capture.sha256,
        text=text,
        title=title,
        publisher="Ferry Post",
        published=published,
        language="en",
    )
    entities = {own: entity_of(name, text, own, kind) for own, kind in named}
    said: list[Claim] = []
    for given in claims:
        more = dict(given)
        speaker, within = more.pop("speaker", ""), more.pop("within", None)
        said.append(
            Claim(
                report=name,
                source=(span_in(text, more.pop("source")),) if "source" in more else (),
                cue=(span_in(text, more.pop("cue", "said")),),
                content=(span_in(text, more.pop("content")),),
                speaker=entities[speaker].id if speaker else "",
                parent=said[within].id if within is not None else "",
                **more,
            )
        )
    happened = []
    for given in events:
        more = dict(given)
        trigger, holder = span_in(text, more.pop("trigger")), more.pop("holder", None)
        roles = tuple(
            Role(role=role, span=span_in(text, words), entity=entities[words].id if words in entities else "")
            for role, words in more.pop("roles")
        )
        held = said[holder].id if holder is not None else ""
        happened.append(Event(report=name, trigger=trigger, roles=roles, holder=held, **more))
    return Extraction(
        report=report,
        claims=tuple(said),
        events=tuple(happened),
        entities=tuple(entities.values()),
        mentions=tuple(m for entity in entities.values() for m in mentions_of(report, entity)),
    )


def put(store: CaseStore, *extractions: Extraction, same: Sequence[str] = ()) -> None:
    """Add reports to a case; entities with one of the names `same` are one across them."""
    for extraction in extractions:
        report = extraction.report
        data = report.text.encode()
        store.add_capture(Capture(data=data, origin=f"/r/{report.id}", how="file", captured_at="2026-05-01T09:30:00Z"))
        store.add_report(report)
        store.add_extraction(extraction, made_by="fake-v1")
    identities = []
    for name in same:
        members = [entity for extraction in extractions for entity in extraction.entities if entity.name == name]
        ids = tuple(sorted(entity.id for entity in members))
        identities.append(Identity(type=members[0].type, name=name, country=members[0].country, members=ids))
    weighed = Weighed(origins=(), findings=(), answers=())
    store.replace_weighed(
        Resolved(identities=tuple(identities), likenesses=()), weighed, state=store.view.state(), made_by="fake-v1"
    )


SAID = told(
    "said",
    "Ann Marlin said that Harbour Guard hired six cooks in Ostrow for Zambia. The mate said that Cuba knew.",
    named=[("Ann Marlin", "PER"), ("Harbour Guard", "ORG"), ("Ostrow", "GPE"), ("Zambia", "GPE"), ("Cuba", "GPE")],
    claims=[
        {
            "source": "Ann Marlin",
            "content": "Harbour Guard hired six cooks in Ostrow for Zambia",
            "speaker": "Ann Marlin",
            "act": "allege",
        },
        {"source": "The mate", "content": "Cuba knew"},
    ],
    events=[
        {
            "type": "recruit",
            "trigger": "hired",
            "roles": [
                ("agent", "Harbour Guard"),
                ("patient", "six cooks"),
                ("beneficiary", "Zambia"),
                ("place", "Ostrow"),
            ],
            "holder": 0,
        }
    ],
)
WENT = told(
    "went",
    "Harbour Guard hired six cooks. They were taken from Lindau to Ostrow, and sent to Cuba, all for Zambia.",
    named=[("Harbour Guard", "ORG"), ("Lindau", "GPE"), ("Ostrow", "GPE"), ("Cuba", "GPE"), ("Zambia", "GPE")],
    events=[
        {"type": "recruit", "trigger": "hired", "roles": [("agent", "Harbour Guard"), ("patient", "six cooks")]},
        {"type": "transport", "trigger": "taken", "roles": [("patient", "They"), ("origin", "Lindau to Ostrow")]},
        {
            "type": "deploy",
            "trigger": "sent",
            "roles": [("patient", "six cooks"), ("beneficiary", "Zambia"), ("destination", "Cuba")],
            "factuality": "U",
        },
    ],
    published="2024-02-01",
    title="Ferry again",
)
