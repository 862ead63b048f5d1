"""The kinds of records across reports: which tables keep each of them, and what stands in which."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from onrecord.records import (
    Answer,
    Difference,
    Finding,
    Identity,
    Judgement,
    Likeness,
    Office,
    Origin,
    Relation,
    Side,
    SlotValue,
    Span,
    Voice,
    content_id,
)
from onrecord.store import schema_across as schema
from onrecord.store.kind import Kind, Parts, R
from onrecord.store.rows import Stored, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossKind(Kind[R]):
    """How the records of one kind across reports are kept.

    Attributes:
        sides: Gives the passages that a record quotes.
        id_of: Gives a record's id.
    """

    sides: Callable[[R], Iterable[Side]]
    id_of: Callable[[R], str]


def own_id(record: Any) -> str:
    """Return the id that a record has."""
    return str(record.id)


def no_sides(_: object) -> tuple[Side, ...]:
    """Return the passages of a record that quotes none."""
    return ()


def nothing_apart(_: object) -> list[list[Values]]:
    """Return the rows of the parts of a record that has none."""
    return []


def in_order(rows: Iterable[Values]) -> list[Values]:
    """Return the rows of a part, each with its place among them."""
    return [{"ordinal": ordinal, **row} for ordinal, row in enumerate(rows)]


def _words(side: Side) -> Values:
    return {"report": side.report, "start": side.span.start, "end": side.span.end, "text": side.span.text}


def _side(row: Stored, of: str = "") -> Side:
    span = Span(start=row[f"{of}start"], end=row[f"{of}end"], text=row[f"{of}text"])
    return Side(report=row[f"{of}report"], span=span)


def _relation_row(relation: Relation) -> Values:
    sides = {f"{name}_{part}": v for name in ("a", "b") for part, v in _words(getattr(relation, name)).items()}
    return sides | {"answers": int(relation.answers)}


def _relation(own: Values, _: Parts) -> Relation:
    named = {name: own[name] for name in ("relation", "slot", "score", "shared", "made_by")}
    return Relation(a=_side(own, "a_"), b=_side(own, "b_"), answers=bool(own["answers"]), **named)


RELATION: AcrossKind[Relation] = AcrossKind(
    field="relations",
    table=schema.relation,
    parts=(),
    fields=(),
    own=_relation_row,
    apart=nothing_apart,
    make=_relation,
    sides=Relation.sides,
    id_of=own_id,
)


def _identity_parts(identity: Identity) -> list[list[Values]]:
    offices = ({"role": office.role, "published": office.published} for office in identity.offices)
    return [
        in_order({"name": alias} for alias in identity.aliases),
        in_order(offices),
        in_order({"entity": member} for member in identity.members),
    ]


def _identity(own: Values, parts: Parts) -> Identity:
    aliases, offices, members = parts
    return Identity(
        **own,
        aliases=tuple(row["name"] for row in aliases),
        offices=tuple(Office(role=row["role"], published=row["published"]) for row in offices),
        members=tuple(row["entity"] for row in members),
    )


IDENTITY: AcrossKind[Identity] = AcrossKind(
    field="identities",
    table=schema.identity,
    parts=(schema.identity_alias, schema.identity_office, schema.identity_member),
    fields=(),
    apart=_identity_parts,
    make=_identity,
    sides=no_sides,
    id_of=own_id,
)


def _likeness_id(likeness: Likeness) -> str:
    return content_id("likeness", likeness.a, likeness.b)


def _likeness_row(likeness: Likeness) -> Values:
    return {"id": _likeness_id(likeness), "reasons": json.dumps(likeness.reasons, separators=(",", ":"))}


def _likeness(own: Values, _: Parts) -> Likeness:
    return Likeness(**own | {"reasons": tuple(json.loads(own["reasons"]))})


LIKENESS: AcrossKind[Likeness] = AcrossKind(
    field="likenesses",
    table=schema.likeness,
    parts=(),
    fields=(),
    own=_likeness_row,
    apart=nothing_apart,
    make=_likeness,
    sides=no_sides,
    id_of=_likeness_id,
)


def _origin_parts(origin: Origin) -> list[list[Values]]:
    return [
        in_order({"report": report} for report in origin.reports),
        in_order(_words(side) for side in origin.words),
    ]


def _origin(own: Values, parts: Parts) -> Origin:
    reports, words = parts
    return Origin(**own, reports=tuple(row["report"] for row in reports), words=tuple(_side(row) for row in words))


ORIGIN: AcrossKind[Origin] = AcrossKind(
    field="origins",
    table=schema.origin,
    parts=(schema.origin_report, schema.origin_words),
    fields=(),
    apart=_origin_parts,
    make=_origin,
    sides=lambda origin: origin.words,
    id_of=own_id,
)


def _finding_row(finding: Finding) -> Values:
    return _words(finding.proposition)


def _finding_parts(finding: Finding) -> list[list[Values]]:
    voices = (
        _words(voice.side) | {name: getattr(voice, name) for name in ("record", "source", "act", "stance", "origin")}
        for voice in finding.voices
    )
    values = (
        {"difference": number, "slot": difference.slot, "value": value.value, **_words(value.side)}
        for number, difference in enumerate(finding.differences)
        for value in difference.values
    )
    return [in_order(voices), in_order(values), in_order(_words(side) for side in finding.updates)]


def _voice(row: Stored) -> Voice:
    named = {name: row[name] for name in ("record", "source", "act", "stance", "origin")}
    return Voice(side=_side(row), **named)


def differences(values: Iterable[Stored]) -> tuple[Difference, ...]:
    """Return the differences of a finding from the rows of their values, in order."""
    return tuple(_difference(list(rows)) for _, rows in groupby(values, key=lambda row: row["difference"]))


def _difference(rows: Sequence[Stored]) -> Difference:
    values = tuple(SlotValue(value=row["value"], side=_side(row)) for row in rows)
    return Difference(slot=rows[0]["slot"], values=values)


def _finding(own: Values, parts: Parts) -> Finding:
    voices, values, updates = parts
    named = {name: own[name] for name in ("independent_origins", "untold", "standing")}
    return Finding(
        **named,
        proposition=_side(own),
        voices=tuple(_voice(row) for row in voices),
        differences=differences(values),
        updates=tuple(_side(row) for row in updates),
    )


def finding_sides(finding: Finding) -> Iterator[Side]:
    """Yield every passage that a finding quotes."""
    yield finding.proposition
    yield from (voice.side for voice in finding.voices)
    yield from (value.side for difference in finding.differences for value in difference.values)
    yield from finding.updates


FINDING: AcrossKind[Finding] = AcrossKind(
    field="findings",
    table=schema.finding,
    parts=(schema.finding_voice, schema.finding_value, schema.finding_update),
    fields=(),
    own=_finding_row,
    apart=_finding_parts,
    make=_finding,
    sides=finding_sides,
    id_of=own_id,
)


def _answer_id(answer: Answer) -> str:
    span = answer.side.span
    return content_id("answer", answer.question, f"{answer.side.report}:{span.start}-{span.end}")


def _answer_row(answer: Answer) -> Values:
    return {"id": _answer_id(answer), **_words(answer.side)}


def _answer(own: Values, _: Parts) -> Answer:
    return Answer(question=own["question"], side=_side(own), score=own["score"])


ANSWER: AcrossKind[Answer] = AcrossKind(
    field="answers",
    table=schema.answer,
    parts=(),
    fields=(),
    own=_answer_row,
    apart=nothing_apart,
    make=_answer,
    sides=lambda answer: (answer.side,),
    id_of=_answer_id,
)


def _judgement(own: Values, _: Parts) -> Judgement:
    return Judgement(**own)


JUDGEMENT: AcrossKind[Judgement] = AcrossKind(
    field="judgements",
    table=schema.judgement,
    parts=(),
    fields=(),
    apart=nothing_apart,
    make=_judgement,
    sides=no_sides,
    id_of=own_id,
)

DERIVED: tuple[AcrossKind[Any], ...] = (IDENTITY, LIKENESS, ORIGIN, FINDING, ANSWER)
"""Every kind that follows from all reports together."""

ACROSS: tuple[AcrossKind[Any], ...] = (RELATION, *DERIVED, JUDGEMENT)
"""Every kind across reports."""
