"""A record of a report as its card shows it: what it says, in words, each with the way to where it stands; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.desk.addresses import card_address
from onrecord.desk.marked_text import Place
from onrecord.desk.wording import say
from onrecord.dossier.told import code_name, heading, standard_name
from onrecord.dossier.wording import (
    ACT_VERBS,
    QUESTION_WORDS,
    TYPE_WORDS,
    on_whose_word,
    told,
    when,
    where,
    who,
)
from onrecord.records import (
    Claim,
    Element,
    Entity,
    Event,
    Extraction,
    Found,
    Question,
    Span,
    Time,
    Word,
    by_person,
    outwards,
)

MOST_PLACES: Final = 40
"""Passages that a line of a card leads to; more are marked in the text and only counted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line of a card, and where they lead, or ""."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a card: what it tells, and the words; `more` passages are not shown."""

    label: str
    pieces: tuple[Piece, ...]
    more: int = 0


class Cards:
    """The records of a report by their ids, and what their cards say.

    Args:
        extraction: The report with its records.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._found = extraction
        self._claims = {claim.id: claim for claim in extraction.claims}
        self._entities = {entity.id: entity for entity in extraction.entities}

    def record(self, name: str) -> Found | None:
        """Return the record with an id, or None."""
        return self._records.get(name)

    def passages(self, record: Found) -> tuple[Span, ...]:
        """Return all words of a record, those that it stands at first: of an entity where it is mentioned."""
        if isinstance(record, Entity):
            spans = [record.first, *(one.span for one in self._found.mentions if one.entity == record.id)]
        else:
            spans = [main_of(record), *(span for _, span in record.passages())]
        return tuple(dict.fromkeys(spans))

    def places(self, record: Found) -> tuple[Place, ...]:
        """Return where the words of `passages` stand."""
        return tuple((span.start, span.end) for span in self.passages(record))

    def facts(self, record: Found) -> tuple[Fact, ...]:
        """Return the lines of a record's card; those that would be empty are left out."""
        lines: Iterable[Fact] = ()
        match record:
            case Claim():
                lines = self._of_claim(record)
            case Event():
                lines = self._of_event(record)
            case Time():
                lines = self._of_time(record)
            case Entity():
                lines = self._of_entity(record)
            case Question():
                lines = self._of_question(record)
            case Element():
                lines = self._of_element(record)
        return tuple(line for line in lines if line.pieces)

    @cached_property
    def _records(self) -> Mapping[str, Found]:
        found = self._found
        kinds: Sequence[Sequence[Found]] = (
            found.claims,
            found.events,
            found.times,
            found.entities,
            found.questions,
            found.elements,
        )
        return {record.id: record for records in kinds for record in records}

    def _of_claim(self, claim: Claim) -> Iterator[Fact]:
        speaker = self._entities.get(claim.speaker)
        own = _words(claim, claim.source)
        if speaker and not any(speaker.name.casefold() in span.text.casefold() for span in claim.source):
            own = (*own, self._to(speaker))
        yield Fact(say("decide.field.source"), own)
        yield _passages("cue", claim, claim.cue)
        yield _passages("content", claim, claim.content)
        if claim.parent or claim.relays:
            yield Fact(say("report.word"), self._word(claim.id, claim.parent))
        yield _passages("relays", claim, claim.relays)
        yield _passages("channel", claim, claim.channel)
        yield _plain(say("claims.act"), ACT_VERBS[claim.act])
        yield _plain(say("claims.certainty"), say(f"claims.certainties.{claim.certainty}"))
        yield _plain(say("card.polarity"), say(f"card.{claim.polarity}"))
        yield _plain(say("claims.quotation"), say(f"claims.quotations.{claim.quotation}"))
        yield Fact(say("card.said_at"), self._when(claim.said_at))

    def _of_event(self, event: Event) -> Iterator[Fact]:
        yield _plain(say("decide.field.type"), code_name(event.type))
        yield _passages("trigger", event, (event.trigger,))
        yield _plain(say("report.told"), told(event.factuality, self._outwards(event.holder)))
        yield Fact(say("report.word"), self._word(event.holder, event.holder))
        for role in event.roles:
            entity = self._entities.get(role.entity)
            words = _words(event, (role.span,))
            named = (self._to(entity),) if entity and entity.name.casefold() not in role.span.text.casefold() else ()
            linked = (Piece(words[0].text, _address(entity, role.span)),) if entity and not named else words
            yield Fact(say(f"decide.field.{role.role}"), (*linked, *named))
        yield Fact(say("card.when"), self._when(event.time))

    def _of_time(self, time: Time) -> Iterator[Fact]:
        yield _passages("span", time, (time.span,))
        yield _plain(say("decide.field.value"), time.value)
        yield _plain(say("decide.field.type"), say(f"card.time.{time.type}"))
        yield _plain(say("card.days"), when(time))

    def _of_entity(self, entity: Entity) -> Iterator[Fact]:
        yield _plain(say("decide.field.name"), entity.name)
        yield _plain(say("decide.field.type"), TYPE_WORDS[entity.type])
        yield Fact(say("card.aliases"), tuple(Piece(alias) for alias in entity.aliases))
        yield _plain(say("decide.field.role"), entity.role)
        yield _plain(say("decide.field.country"), entity.country)
        yield _plain(say("card.place"), where(entity.place))
        yield _some(say("card.mentions"), entity, self.passages(entity))

    def _of_question(self, question: Question) -> Iterator[Fact]:
        yield _plain(say("decide.field.kind"), QUESTION_WORDS[question.kind])
        yield _passages("span", question, (question.span,))
        yield _passages("party", question, (question.party,) if question.party else ())
        about = self._records.get(question.about)
        yield Fact(say("card.about"), (self._to(about),) if about else ())
        yield _plain(say("card.as_of"), question.as_of[:10])

    def _of_element(self, element: Element) -> Iterator[Fact]:
        yield _plain(heading(element.element), code_name(element.code))
        yield _plain(say("card.standard"), standard_name(element.code))
        yield _plain(say("decide.field.status"), element.status)
        yield _some(say("decide.field.spans"), element, element.spans)
        for claim in element.claims[:MOST_PLACES]:
            yield Fact(say("report.word"), self._word(claim, claim))

    def _word(self, claim: str, leads: str) -> tuple[Piece, ...]:
        """Return on whose word something stands, leading to the card of a claim, if there is one."""
        there = self._claims.get(leads)
        return (Piece(on_whose_word(self._outwards(claim)), _address(there, main_of(there)) if there else ""),)

    def _outwards(self, claim: str) -> tuple[Word, ...]:
        return tuple(Word(claim=one, speaker=self._name(one.speaker)) for one in outwards(self._claims, claim))

    def _name(self, entity: str) -> str:
        return self._entities[entity].name if entity in self._entities else ""

    def _when(self, name: str) -> tuple[Piece, ...]:
        time = self._records.get(name)
        if not isinstance(time, Time):
            return ()
        days = when(time)
        return (Piece(time.span.text, _address(time, time.span)), *([Piece(days)] if days else []))

    def _to(self, record: Found) -> Piece:
        """Return the way to another record of the report."""
        if isinstance(record, Claim):
            text = who(record, self._name(record.speaker))
        elif isinstance(record, Entity):
            text = record.name
        else:
            text = main_of(record).text
        return Piece(text, _address(record, main_of(record)))


def main_of(record: Found) -> Span:
    """Return the words that a record stands at: of a claim the beginning of its content."""
    if isinstance(record, Claim):
        return (*record.content, *record.cue, *record.source)[0]
    return next(span for _, span in record.passages())


def _address(record: Found, span: Span) -> str:
    return card_address(record.report, record.id, (span.start, span.end))


def _words(record: Found, spans: Iterable[Span]) -> tuple[Piece, ...]:
    return tuple(Piece(span.text, _address(record, span)) for span in spans)


def _passages(field: str, record: Found, spans: Iterable[Span]) -> Fact:
    return Fact(say(f"decide.field.{field}"), _words(record, spans))


def _some(label: str, record: Found, spans: Sequence[Span]) -> Fact:
    return Fact(label, _words(record, spans[:MOST_PLACES]), more=max(len(spans) - MOST_PLACES, 0))


def _plain(label: str, words: str) -> Fact:
    return Fact(label, (Piece(words),) if words else ())


def made(record: Found) -> tuple[Fact, ...]:
    """Return how sure a net is of a record, and who found it."""
    by_hand = by_person(record.made_by)
    sure = () if by_hand or isinstance(record, Time | Entity) else (_plain(say("decide.score"), f"{record.score:.2f}"),)
    return (*sure, _plain(say("decide.made_by"), record.made_by or "–"))
