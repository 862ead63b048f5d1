"""What goes into weighing: a report as a case holds it, with who its entities are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.records import Claim, Entity, Event, Extraction, Mention, Question, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report and what it tells.

    Attributes:
        report: Its id.
        text: Its words; all spans count its code points.
        publisher: Outlet or institution, or "".
        author: As named in the report, or "".
        published: Publication date as far as it is known, ISO 8601, or "".
        claims: What it cites others for.
        events: What happens in it.
        times: When.
        mentions: Where it speaks of its entities.
        entities: Whom and what it names.
        questions: What it leaves open.
        identities: Id of an entity of the report → id of the identity it belongs to across reports; entities that are
            not resolved (sums, ages, numbers) are left out.
    """

    report: str
    text: str
    publisher: str = ""
    author: str = ""
    published: str = ""
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    questions: tuple[Question, ...] = ()
    identities: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, extraction: Extraction, identities: Mapping[str, str]) -> Telling:
        """Return what a report tells; of `identities`, which may be of the whole case, its own entities' are kept."""
        report = extraction.report
        return cls(
            report=report.id,
            text=report.text,
            publisher=report.publisher,
            author=report.author,
            published=report.published,
            claims=extraction.claims,
            events=extraction.events,
            times=extraction.times,
            mentions=extraction.mentions,
            entities=extraction.entities,
            questions=extraction.questions,
            identities={e.id: identities[e.id] for e in extraction.entities if e.id in identities},
        )
