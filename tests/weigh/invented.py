"""Invented reports with their records, written so that a test shows them: who says what in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Claim, Entity, Mention, Question, Relation, Side, Span
from onrecord.weigh import Telling, Weighed, weigh


@dataclass(frozen=True)
class Said:
    """A claim by its words; `who` is the identity of the source, where it is a named one."""

    source: str
    content: str
    who: str = ""
    act: str = "state"
    certainty: str = "certain"
    polarity: str = "positive"
    relay: str = ""


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def telling(
    report: str,
    text: str,
    *said: Said,
    publisher: str = "",
    published: str = "2023-09-05",
    questions: Sequence[str] = (),
) -> Telling:
    """Return a report with its claims."""

    def spans(words: str) -> tuple[Span, ...]:
        return (span(text, words),) if words else ()

    entities = {
        one.who: Entity(report=report, first=span(text, one.source), type="PER", name=one.source)
        for one in said
        if one.who
    }
    return Telling(
        report=report,
        text=text,
        publisher=publisher or f"The {report.title()}",
        published=published,
        claims=tuple(
            Claim(
                report=report,
                source=spans(one.source),
                content=spans(one.content),
                relays=spans(one.relay),
                act=one.act,
                certainty=one.certainty,
                polarity=one.polarity,
                speaker=entities[one.who].id if one.who else "",
            )
            for one in said
        ),
        mentions=tuple(
            Mention(report=report, span=e.first, type="PER", entity=e.id, form="name") for e in entities.values()
        ),
        entities=tuple(entities.values()),
        questions=tuple(Question(report=report, kind="unclear", span=span(text, words)) for words in questions),
        identities={entity.id: who for who, entity in entities.items()},
    )


def related(
    one: tuple[Telling, str],
    other: tuple[Telling, str],
    relation: str = "same",
    *,
    shared: float = 0.0,
    slot: str = "",
    answers: bool = False,
    score: float = 0.9,
) -> Relation:
    """Return what the words of two reports have to do with each other."""
    sides = [Side(report=report.report, span=span(report.text, words)) for report, words in (one, other)]
    return Relation(a=sides[0], b=sides[1], relation=relation, shared=shared, slot=slot, answers=answers, score=score)


def copy_of(told: Telling, report: str, publisher: str, published: str = "2023-09-06") -> Telling:
    """Return a report with the same text and records under another name."""

    def own(record):
        return replace(record, report=report)

    entities = {entity.id: own(entity) for entity in told.entities}
    claims = [replace(own(claim), speaker=entities[claim.speaker].id if claim.speaker else "") for claim in told.claims]
    return replace(
        told,
        report=report,
        publisher=publisher,
        published=published,
        claims=tuple(claims),
        mentions=tuple(replace(own(m), entity=entities[m.entity].id) for m in told.mentions),
        entities=tuple(entities.values()),
        questions=tuple(map(own, told.questions)),
        identities={entities[key].id: who for key, who in told.identities.items()},
    )


def copied_relations(told: Telling, copy: Telling, sentences: Iterable[tuple[int, int]]) -> list[Relation]:
    """Return what a case holds of a copy: each sentence is the same as the one that it was copied from."""
    return [
        Relation(
            a=Side(report=told.report, span=Span.of(told.text, start, end)),
            b=Side(report=copy.report, span=Span.of(copy.text, start, end)),
            relation="same",
            score=1.0,
            shared=1.0,
        )
        for start, end in sentences
    ]


def weighed(*told: Telling, relations: Iterable[Relation] = ()) -> Weighed:
    return weigh(told, relations)
