"""What of a report counts when the case is weighed: what persons rejected or replaced is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from onrecord.records import RECORD_FIELDS, Claim, Entity, Extraction, Mark, by_person, relinked

OUT = ("rejected", "replaced")
"""How records stand in review that do not count, whoever made them."""


def counts(mark: Mark, made_by: str) -> bool:
    """Return whether a record counts: of what is disputed, the program's does and nobody else's."""
    return mark.review not in OUT and not (mark.review == "disputed" and by_person(made_by))


def weighable(extraction: Extraction, marks: Iterable[Mark]) -> Extraction:
    """Return the report with the records that count.

    A record that names a replaced one names what stands in its place: of several, the one that its own words stand in
    or that bears its name. What a rejected claim held is on the word of the claim around it, or of the report itself.

    Args:
        extraction: With all records of the kinds that are needed, the program's and persons'.
        marks: Of the report.
    """
    by_record = {mark.record: mark for mark in marks}
    if not by_record:
        return extraction
    known = {r.id: r for name in RECORD_FIELDS for r in getattr(extraction, name)}
    heirs = _Heirs(known, by_record)
    kept: dict[str, Any] = {}
    for name in RECORD_FIELDS:
        mine = (r for r in getattr(extraction, name) if r.id not in heirs.out)
        kept[name] = tuple(relinked(r, lambda own, r=r: heirs.of(own, r)) for r in mine)  # type: ignore[misc]
    return replace(extraction, **kept)


F = TypeVar("F")


class _Heirs:
    """Who stands for records that do not count.

    Attributes:
        out: Ids of the records that do not count.
    """

    def __init__(self, known: Mapping[str, Any], marks: Mapping[str, Mark]) -> None:
        self._known = known
        self._marks = marks
        self.out = frozenset(n for n, m in marks.items() if n in known and not counts(m, known[n].made_by))

    def of(self, name: str, namer: Any) -> str:
        """Return the id of what stands for a record that another one names, or ""."""
        seen: set[str] = set()
        while name in self.out:
            if name in seen:
                return ""
            seen.add(name)
            mark, record = self._marks[name], self._known[name]
            instead = [self._known[one] for one in mark.instead if one in self._known]
            around = record.parent if isinstance(record, Claim) else ""
            name = nearest(namer, instead).id if instead else around
        return "" if name == namer.id else name  # a claim may stand for the one around it, too


def nearest(namer: Any, instead: Sequence[F]) -> F:
    """Return which of the records that stand in the place of one that another names it names now."""
    words = [span for _, span in namer.passages()]

    def fit(record: Any) -> tuple[int, int]:
        bears = 0
        if isinstance(record, Entity):
            names = {name.casefold() for name in (record.name, record.first.text, *record.aliases)}
            bears = sum(span.text.casefold() in names for span in words)
        mine = [span for name, span in record.passages() if name in ("content", "span", "first", "trigger")]
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in mine for b in words)
        return bears, shared

    return max(instead, key=fit)
