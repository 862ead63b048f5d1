"""How decisions, and the marks that follow from them, are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.errors import UsageError
from onrecord.records import Decision, Found, Mark, Side, found_json, found_of
from onrecord.store import schema_review as schema
from onrecord.store.kind import Parts
from onrecord.store.kinds_across import AcrossKind, in_order, no_sides, nothing_apart, own_id
from onrecord.store.rows import Values


def _json(value: object) -> str:
    # Lone surrogates stay as they are: as escapes, two of them would come back as one sign.
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _decision_row(decision: Decision) -> Values:
    return {
        "others": _json(decision.others),
        "was": _json([found_json(record) for record in decision.was]),
        "becomes": _json([found_json(record) for record in decision.becomes]),
    }


def _decision(own: Values, _: Parts) -> Decision:
    def records(name: str) -> tuple[Found, ...]:
        try:
            return tuple(found_of(own["kind"], own["report"], one) for one in json.loads(own[name]))
        except UsageError as error:  # the row was changed
            raise ValueError(error.message) from error

    kept = {"others": tuple(json.loads(own["others"])), "was": records("was"), "becomes": records("becomes")}
    return Decision(**own | kept)


def _decision_sides(decision: Decision) -> Iterator[Side]:
    for record in (*decision.was, *decision.becomes):
        for _, span in record.passages():
            yield Side(report=decision.report, span=span)


DECISION: AcrossKind[Decision] = AcrossKind(
    field="decisions",
    table=schema.decision,
    parts=(),
    fields=(),
    own=_decision_row,
    apart=nothing_apart,
    make=_decision,
    sides=_decision_sides,
    id_of=own_id,
)


def _mark_parts(mark: Mark) -> list[list[Values]]:
    return [
        in_order({"record": record} for record in mark.instead),
        in_order({"decision": decision} for decision in mark.decisions),
    ]


def _named(rows: Iterable[Any], column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in rows)


def _mark(own: Values, parts: Parts) -> Mark:
    instead, decisions = parts
    return Mark(**own, instead=_named(instead, "record"), decisions=_named(decisions, "decision"))


MARK: AcrossKind[Mark] = AcrossKind(
    field="marks",
    table=schema.mark,
    parts=(schema.mark_instead, schema.mark_decision),
    fields=(),
    apart=_mark_parts,
    make=_mark,
    sides=no_sides,
    id_of=own_id,
)

REVIEW: tuple[AcrossKind[Any], ...] = (DECISION, MARK)
"""The kinds of review."""
