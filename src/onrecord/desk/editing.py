"""The fields of a record as a person edits them in a form, and what they gave; pure.

A passage is edited as its words, a line each: they are found in the report where they stand nearest to the record.
Whoever means other words than those gives the place: "120-146".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from onrecord.records import (
    ACTS,
    CERTAINTIES,
    ELEMENT_STATUSES,
    ENTITY_TYPES,
    EVENT_ROLES,
    FACTUALITIES,
    POLARITIES,
    QUESTION_KINDS,
    QUOTATIONS,
    TIME_TYPES,
    Event,
    Found,
    Span,
    found_json,
    kind_of,
)
from onrecord.vocabulary.events import event_types

_PASSAGES: Final[Mapping[str, Sequence[str]]] = {
    "claim": ("source", "cue", "content", "relays", "channel"),
    "event": ("trigger", *EVENT_ROLES),
    "time": ("span",),
    "entity": (),
    "question": ("span", "party"),
    "element": ("spans",),
}
_CHOICES: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "claim": {"act": ACTS, "certainty": CERTAINTIES, "polarity": POLARITIES, "quotation": QUOTATIONS},
    "event": {"type": tuple(event_types()), "factuality": FACTUALITIES},
    "time": {"type": TIME_TYPES},
    "entity": {"type": ENTITY_TYPES},
    "question": {"kind": QUESTION_KINDS},
    "element": {"status": ELEMENT_STATUSES},
}
_WORDS: Final[Mapping[str, Sequence[str]]] = {"time": ("value",), "entity": ("name", "country", "role")}
_PLACE: Final = re.compile(r"\d{1,9}-\d{1,9}")
LONGEST_LINE: Final = 20_000
"""Code points of a passage that a form takes; nobody types more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form.

    Attributes:
        name: Of the record's field.
        value: What stands in it: a passage a line, or one value.
        choices: The values that it can have, or () where it is typed.
        passages: Whether it holds words of the report.
        several: Whether it can hold more than one passage.
    """

    name: str
    value: str
    choices: tuple[str, ...] = ()
    passages: bool = False
    several: bool = False


def fields_of(kind: str, record: Found | None = None) -> tuple[Field, ...]:
    """Return the fields of a kind of record, filled in with those of a record."""
    values = _values(record) if record is not None else {}
    passages = (_of_passages(name, values.get(name, ())) for name in _PASSAGES[kind])
    choices = (
        Field(name=name, value=str(values.get(name, "")), choices=tuple(allowed))
        for name, allowed in _CHOICES[kind].items()
    )
    words = (Field(name=name, value=str(values.get(name) or "")) for name in _WORDS.get(kind, ()))
    return (*passages, *choices, *words)


def _of_passages(name: str, spans: Iterable[Span]) -> Field:
    return Field(name=name, value="\n".join(map(_line, spans)), passages=True, several=name not in _ONE)


_ONE: Final = frozenset({"trigger", "span", "party"})
"""Fields that hold one passage."""


def given_of(kind: str, form: Mapping[str, str], text: str, record: Found | None = None) -> list[tuple[str, str]]:
    """Return what a person gave, as `review.changed` takes it.

    Args:
        kind: Of the record.
        form: Names of fields with what stands in them; fields that are not there do not change.
        text: Of the report.
        record: What is corrected.
    """
    own = _values(record) if record is not None else {}
    near = min((span.start for span in _spans(record)), default=0)
    given: list[tuple[str, str]] = []
    for field in fields_of(kind):
        if field.name not in form:
            continue
        value = form[field.name].replace("\r\n", "\n")
        if field.passages:
            lines = [line.strip() for line in value.split("\n") if line.strip()]
            given += [(field.name, placed(line, text, near, own.get(field.name, ()))) for line in lines] or [
                (field.name, "")
            ]
        else:
            given.append((field.name, value.strip()))
    return given


def placed(line: str, text: str, near: int, own: Iterable[Span] = ()) -> str:
    """Return where the words of a line stand: "120-146"; the words themselves where the report does not have them.

    Args:
        line: Words of the report; how they are parted by spaces and lines does not matter.
        text: Of the report.
        near: Of several places the one nearest to this counts.
        own: Passages that the field had: their words are meant where they stood.
    """
    if _PLACE.fullmatch(line) or len(line) > LONGEST_LINE:
        return line
    for span in own:
        if _line(span) == line:
            return f"{span.start}-{span.end}"
    words = re.compile(r"\s+".join(map(re.escape, line.split())))
    found = min(words.finditer(text), key=lambda match: abs(match.start() - near), default=None)
    return f"{found.start()}-{found.end()}" if found else line


def _line(span: Span) -> str:
    return " ".join(span.text.split())


def _spans(record: Found | None) -> Iterable[Span]:
    return (span for _, span in record.passages()) if record is not None else ()


def _values(record: Found) -> dict[str, Any]:
    """Return the values of a record's fields; those that hold passages as tuples of them."""
    values: dict[str, Any] = dict(found_json(record))
    for name in _PASSAGES[kind_of(record)]:
        held = getattr(record, name, None)
        values[name] = () if held is None else held if isinstance(held, tuple) else (held,)
    if isinstance(record, Event):
        values |= {name: tuple(one.span for one in record.roles if one.role == name) for name in EVENT_ROLES}
    return values
