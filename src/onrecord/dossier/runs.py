"""Overlapping spans as flat runs of text; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.records import Claim, Entity, Event, Mention, Span, Time

MARKED_FIELDS = ("source", "cue", "content")
TRIGGER, NAME, WHEN = "trigger", "name", "when"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One span of a record: its number among those of its kind in the report, the words' role, which fragment (from 0).

    The number is that of a claim for the roles of `MARKED_FIELDS`, of an event for `TRIGGER`, of an entity for `NAME`,
    of a time for `WHEN`.
    """

    number: int
    role: str
    fragment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text on which the same marks hold from end to end.

    `opens` are those of `marks` that begin with this run, the longest first; `closes` those that end with it.
    """

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    closes: tuple[Mark, ...] = ()


def in_reading_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims by where they begin, the enclosing before the enclosed; their place is their number."""
    return sorted(claims, key=lambda c: (_anchor(c)[0].start, -_anchor(c)[-1].end, c.id))


def anchor_role(claim: Claim) -> str:
    """Return the role of the words at which the claim's number stands: its content, or what there is of it."""
    return next((role for role in ("content", "cue", "source") if getattr(claim, role)), "content")


def _anchor(claim: Claim) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(claim, anchor_role(claim))
    return spans


def place_marks(claims: Sequence[Claim]) -> list[tuple[Mark, Span]]:
    """Return source, cue and content of every claim with its mark; claims are numbered from 1 as they stand."""
    return [
        (Mark(number, role, fragment), span)
        for number, claim in enumerate(claims, 1)
        for role in MARKED_FIELDS
        for fragment, span in enumerate(getattr(claim, role))
    ]


def place_events(events: Sequence[Event]) -> list[tuple[Mark, Span]]:
    """Return the trigger of every event with its mark; events are numbered from 1 as they stand."""
    return [(Mark(number, TRIGGER), event.trigger) for number, event in enumerate(events, 1)]


def place_names(entities: Sequence[Entity], mentions: Iterable[Mention]) -> list[tuple[Mark, Span]]:
    """Return every place that names one of the entities with its mark; these are numbered from 1 as they stand."""
    numbers = {entity.id: number for number, entity in enumerate(entities, 1)}
    named = (mention for mention in mentions if mention.form == "name" and mention.entity in numbers)
    return [(Mark(numbers[m.entity], NAME, place), m.span) for place, m in enumerate(named)]


def place_times(times: Sequence[Time]) -> list[tuple[Mark, Span]]:
    """Return the words of every time with its mark; times are numbered from 1 as they stand."""
    return [(Mark(number, WHEN), time.span) for number, time in enumerate(times, 1)]


def flat_runs(text: str, placed: Sequence[tuple[Mark, Span]], cuts: Iterable[int] = ()) -> Iterator[Run]:
    """Yield the whole text as runs, split wherever a mark begins or ends and at every one of `cuts`.

    The runs' texts joined are `text`, and the runs that carry a mark joined are its span's words.
    """
    opening: dict[int, list[tuple[Mark, Span]]] = {}
    for mark, span in placed:
        opening.setdefault(span.start, []).append((mark, span))
    inner = {cut for cut in cuts if 0 < cut < len(text)}
    edges = sorted({0, len(text)} | inner | {place for _, span in placed for place in (span.start, span.end)})
    active: list[tuple[Mark, Span]] = []
    for start, end in pairwise(edges):
        begun = sorted(
            opening.get(start, ()), key=lambda pair: (-pair[1].end, pair[0].number, pair[0].role != "content")
        )
        active = [pair for pair in active if pair[1].end > start] + begun
        yield Run(
            start=start,
            text=text[start:end],
            marks=tuple(mark for mark, _ in active),
            opens=tuple(mark for mark, _ in begun),
            closes=tuple(mark for mark, span in active if span.end == end),
        )
