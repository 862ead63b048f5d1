"""What a report tells beside its text, as it is shown: open questions, events in order, elements, names; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.dossier.runs import in_reading_order
from onrecord.dossier.wording import ELEMENT_HEADINGS, QUESTION_WORDS, ROLE_WORDS, Part, told, when
from onrecord.records import Element, Entity, Event, Extraction, Question, Record, Span, Time, Word, outwards
from onrecord.vocabulary.elements import element_codes

# Code points of an event's passage: what stands on three lines of a page (Bringhurst, 2.1.2: 45 to 75 a line).
LONGEST_PASSAGE = 220
GROUPS = {
    "People": ("PER",),
    "Bodies": ("ORG",),
    "Peoples and groups": ("NORP",),
    "Places": ("GPE", "LOC", "FAC"),
    "Vehicles, laws, accounts": ("VEHICLE", "LAW", "ACCOUNT"),
}
"""The types of the entities that are shown with a report; sums, ages and numbers are in the lists alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as it is shown.

    Attributes:
        number: Its place in the report's text, from 1.
        event: The record.
        time: When it happens, or None.
        when: The days that can be meant, or "".
        told: How far it is told as having happened.
        parts: Who takes part.
        words: On whose word it is told, the innermost claim first; none for the report's own voice.
        claim: Number of the innermost claim in the report, 0 for none.
        passage: The report's words from the first participant to the last.
    """

    number: int
    event: Event
    time: Time | None
    when: str
    told: str
    parts: tuple[Part, ...]
    words: tuple[Word, ...]
    claim: int
    passage: Span

    @property
    def kind(self) -> str:
        """Its type in words."""
        return self.event.type.replace("_", " ")

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """Its place in time among the report's events, those without a day last."""
        days = self.time.days if self.time else None
        if self.time is None or days is None:
            return True, "", "", self.number
        # What is known to the month alone stands before the first day of it.
        return False, days[0], self.time.value, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An open question as it is shown; `claim` and `event` are the numbers of what it is about, 0 for none."""

    number: int
    question: Question
    kind: str
    claim: int
    event: int

    @property
    def about(self) -> tuple[tuple[str, int, str], ...]:
        """What is known of it beside its words: a label with a number or with words."""
        question = self.question
        known = (
            ("open with", 0, question.party.text if question.party else ""),
            ("claim", self.claim, ""),
            ("event", self.event, ""),
            ("as of", 0, question.as_of[:10]),
        )
        return tuple(one for one in known if one[1] or one[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """On whose word an element's passages stand: the number of the claim, and it with those around it."""

    claim: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An element as it is shown: its code in words, what the standard calls it, on whose word its passages stand.

    `standard` is "" where the standard uses the code's words; `bases` is empty where the passages stand in the
    report's own voice alone.
    """

    number: int
    element: Element
    name: str
    standard: str
    bases: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report tells.

    Attributes:
        questions: In the order of the text.
        events: In the order of time, those without a date last.
        elements: The elements under their headings.
        names: The entities under their headings, the most often mentioned first.
    """

    questions: tuple[Asked, ...]
    events: tuple[Happening, ...]
    elements: tuple[tuple[str, tuple[Spoken, ...]], ...]
    names: tuple[tuple[str, tuple[Entity, ...]], ...]

    def __bool__(self) -> bool:
        """Whether there is anything of it."""
        return bool(self.questions or self.events or self.elements or self.names)


def told_in(extraction: Extraction) -> Told:
    """Return what a report tells beside its claims."""
    return _Reading(extraction).told()


def events_in_text(events: Sequence[Event]) -> list[Event]:
    """Return the events in the order of their triggers; their place is their number."""
    return sorted(events, key=lambda event: (event.trigger.start, event.trigger.end, event.type))


class _Reading:
    """A report's records by their ids and numbers."""

    def __init__(self, extraction: Extraction) -> None:
        self._found = extraction
        self._text = extraction.report.text
        self._claims = {claim.id: claim for claim in extraction.claims}
        self._claim_numbers = _numbers(in_reading_order(extraction.claims))
        self._events = events_in_text(extraction.events)
        self._event_numbers = _numbers(self._events)
        self._times = {time.id: time for time in extraction.times}
        self._names = {entity.id: entity.name for entity in extraction.entities}

    def told(self) -> Told:
        return Told(
            questions=tuple(self._questions()),
            events=tuple(sorted((self._happening(event) for event in self._events), key=lambda one: one.order)),
            elements=tuple(self._elements()),
            names=tuple(_by_group(self._found.entities)),
        )

    def _words(self, claim: str) -> tuple[Word, ...]:
        around = outwards(self._claims, claim)
        return tuple(Word(claim=one, speaker=self._names.get(one.speaker, "")) for one in around)

    def _happening(self, event: Event) -> Happening:
        words, time = self._words(event.holder), self._times.get(event.time)
        return Happening(
            number=self._event_numbers[event.id],
            event=event,
            time=time,
            when=when(time),
            told=told(event.factuality, words),
            parts=parts_of(event, self._names),
            words=words,
            claim=self._claim_numbers.get(event.holder, 0),
            passage=passage_of(self._text, event),
        )

    def _questions(self) -> Iterator[Asked]:
        asked = sorted(self._found.questions, key=lambda question: (question.span.start, question.span.end))
        for number, question in enumerate(asked, 1):
            yield Asked(
                number=number,
                question=question,
                kind=QUESTION_WORDS[question.kind],
                claim=self._claim_numbers.get(question.about, 0),
                event=self._event_numbers.get(question.about, 0),
            )

    def _elements(self) -> Iterator[tuple[str, tuple[Spoken, ...]]]:
        place = {code: number for number, code in enumerate(element_codes())}
        ordered = sorted(self._found.elements, key=lambda element: place.get(element.code, len(place)))
        groups: dict[str, list[Spoken]] = {name: [] for name in ELEMENT_HEADINGS}
        for number, element in enumerate(ordered, 1):
            spoken = Spoken(
                number=number,
                element=element,
                name=code_name(element.code),
                standard=standard_name(element.code),
                bases=self._bases(element),
            )
            groups.setdefault(element.element, []).append(spoken)
        yield from ((heading(name), tuple(group)) for name, group in groups.items() if group)

    def _bases(self, element: Element) -> tuple[Basis, ...]:
        known = [claim for claim in element.claims if claim in self._claims]
        return tuple(Basis(claim=self._claim_numbers[claim], words=self._words(claim)) for claim in known)


def heading(element: str) -> str:
    """Return under what an element is listed; one that the vocabulary does not know, under its own name."""
    return ELEMENT_HEADINGS.get(element, element)


def code_name(code: str) -> str:
    """Return a code in words."""
    return code.replace("_", " ")


def standard_name(code: str) -> str:
    """Return what the standard calls a code, where that is something else; "" for one that the vocabulary lacks."""
    known = element_codes().get(code)
    return known.name if known and known.name != code_name(code) else ""


def parts_of(event: Event, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return who takes part in an event.

    Args:
        event: The event.
        names: Of the entities by their ids.
    """
    found = []
    for role in event.roles:
        name = names.get(role.entity, "")
        held = name.casefold() in role.span.text.casefold()
        words = " ".join(role.span.text.split())
        found.append(Part(role=ROLE_WORDS[role.role], words=words, name="" if held else name))
    return tuple(found)


def passage_of(text: str, event: Event) -> Span:
    """Return the words from an event's first to its last; where those are many, its trigger with what stands around."""
    start = min(span.start for _, span in event.passages())
    end = max(span.end for _, span in event.passages())
    if end - start > LONGEST_PASSAGE or "\n" in text[start:end]:
        trigger = event.trigger
        room = max(LONGEST_PASSAGE - (trigger.end - trigger.start), 0) // 2
        start = _after_space(text, max(start, trigger.start - room, text.rfind("\n", 0, trigger.start) + 1), start)
        line_end = text.find("\n", trigger.end)
        end = min(end, trigger.end + room, line_end if line_end >= 0 else len(text))
        end = max(end if end == len(text) or text[end].isspace() else text.rfind(" ", trigger.end, end), trigger.end)
    return Span.of(text, min(start, event.trigger.start), end)


def _after_space(text: str, start: int, first: int) -> int:
    """Return where a word begins at or after `start`; `first` is where one does."""
    if start in (first, 0) or text[start - 1].isspace():
        return start
    return text.find(" ", start) + 1 or start


def _numbers(records: Sequence[Record]) -> dict[str, int]:
    return {record.id: number for number, record in enumerate(records, 1)}


def _by_group(entities: Sequence[Entity]) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    for group, types in GROUPS.items():
        found = sorted((e for e in entities if e.type in types), key=lambda e: (-e.mentions, e.first.start))
        if found:
            yield group, tuple(found)
