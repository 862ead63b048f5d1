"""Which record of a report is the one that somebody decided about, when other nets have read the report since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from onrecord.records import Claim, Entity, Event, Found, Question, Span

LEAST: Final = 0.5
"""Share of their passages that two records must have in common, field by field, to be one found again: of nested
claims, which share words, the inner has seldom half of the outer."""

_ANCHORED: Final = 1.0
"""What an equal anchor counts: the same cue or trigger is the same claim or event, however far its content goes."""


def refound(was: Found, candidates: Iterable[Found], *, exact: bool) -> Found | None:
    """Return the record that is most likely the one that was, or None.

    Args:
        was: The record as it was decided about.
        candidates: The records of the report; those of other kinds do not count.
        exact: Whether it must also say the same thing: an event of the same type, a question of the same kind.
    """
    best: tuple[float, str] = (0.0, "")
    found = None
    for other in candidates:
        if type(other) is not type(was) or (exact and _says(other) != _says(was)):
            continue
        share = likeness(was, other)
        if share >= LEAST and (found is None or (-share, other.id) < best):
            best, found = (-share, other.id), other
    return found


def likeness(one: Found, other: Found) -> float:
    """Return the share of their passages that two records have in common, field by field; more with equal anchors."""
    mine, theirs = _places(one), _places(other)
    together = len(mine | theirs)
    share = len(mine & theirs) / together if together else 0.0
    anchor = _anchor(one)
    return share + (_ANCHORED if anchor and anchor == _anchor(other) else 0.0)


def _places(record: Found) -> set[tuple[str, int]]:
    return {(name, at) for name, span in record.passages() for at in range(span.start, span.end)}


def _anchor(record: Found) -> tuple[Span, ...] | str:
    if isinstance(record, Claim):
        return record.cue
    if isinstance(record, Event):
        return (record.trigger,)
    return record.name.casefold() if isinstance(record, Entity) else ()


def _says(record: Found) -> str:
    if isinstance(record, Event):
        return record.type
    return record.kind if isinstance(record, Question) else ""
