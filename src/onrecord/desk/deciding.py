"""The decision that a person's form makes; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from onrecord.desk.editing import given_of, placed
from onrecord.errors import UsageError
from onrecord.records import Claim, Decision, DecisionVerdict, Found, kind_of
from onrecord.review import changed, made_of, merged

PLAIN: Final = frozenset({"accept", "reject", "note", "look"})
"""Verdicts that put nothing in."""

_EMPTY_LINE: Final = re.compile(r"\n\s*\n")

Form = Mapping[str, str]


def decision_about(record: Found, form: Form, text: str, *, by: str, others: Sequence[Found] = ()) -> Decision:
    """Return what a form decides about a record.

    Args:
        record: As it stands.
        form: `verdict`, `reason`, and for a correction the fields of the record; for a split `parts`, the contents of
            each claim parted by an empty line.
        text: Of the report.
        by: Who decides.
        others: For a merge, the other records.

    Raises:
        UsageError: There is no such verdict, or what was given is no record.
    """
    verdict = form.get("verdict", "")
    make = _MAKING.get(verdict)
    if make is None and verdict not in PLAIN:
        raise UsageError(f"nothing is decided by {verdict!r}", hint=f"one of: {', '.join(sorted({*PLAIN, *_MAKING}))}")
    return Decision(
        report=record.report,
        kind=kind_of(record),
        target=record.id,
        verdict=_verdict(verdict),
        others=tuple(other.id for other in others) if verdict == "merge" else (),
        becomes=make(record, form, text, others) if make else (),
        by=by,
        reason=form.get("reason", "").strip(),
    )


def decision_to_add(kind: str, report: str, form: Form, text: str, *, by: str) -> Decision:
    """Return the decision that puts a record in that the program did not find.

    Raises:
        UsageError: What was given is no record of this kind.
    """
    record = made_of(kind, report, text, given_of(kind, form, text))
    return Decision(
        report=report,
        kind=kind_of(record),
        verdict="add",
        becomes=(record,),
        by=by,
        reason=form.get("reason", "").strip(),
    )


def _verdict(given: str) -> DecisionVerdict:
    return given  # type: ignore[return-value] # it is one of those above


def _corrected(record: Found, form: Form, text: str, _: Sequence[Found]) -> tuple[Found, ...]:
    return (changed(record, text, given_of(kind_of(record), form, text, record)),)


def _split(record: Found, form: Form, text: str, _: Sequence[Found]) -> tuple[Found, ...]:
    if not isinstance(record, Claim):
        raise UsageError(f"a claim can be split, and this is a record of the kind {kind_of(record)}")
    near = min(span.start for _, span in record.passages())
    parts = [part for part in _EMPTY_LINE.split(form.get("parts", "").replace("\r\n", "\n")) if part.strip()]
    own = record.content
    contents = [[placed(line.strip(), text, near, own) for line in part.split("\n") if line.strip()] for part in parts]
    return tuple(changed(record, text, [("content", place) for place in content]) for content in contents)


def _merged(record: Found, _: Form, __: str, others: Sequence[Found]) -> tuple[Found, ...]:
    return (merged((record, *others)),)


_MAKING: Final[Mapping[str, Callable[[Found, Form, str, Sequence[Found]], tuple[Found, ...]]]] = {
    "correct": _corrected,
    "split": _split,
    "merge": _merged,
}
"""What puts in the records that a verdict stands for."""
