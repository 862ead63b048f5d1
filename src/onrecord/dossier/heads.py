"""Under which head of the table of findings an origin stands: copies and rewrites of one text under one; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.dossier.quoted import shortened
from onrecord.records import Finding, Origin, ReportRow
from onrecord.vocabulary.naming import source_key

# Code points of a name: three lines of a column.
_LONGEST_NAME = 60
# Beside the findings, other origins and those untold: as many columns as stand on a page without turning it.
MOST_HEADS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An origin over a column: its name and, of one text or outlet, the numbers of the reports."""

    name: str = ""
    reports: tuple[int, ...] = ()


class Heads:
    """The origins of some findings by the keys of their heads.

    Args:
        findings: Those of the table.
        rows: The reports, in order of their numbers.
        origins: Of the case.
    """

    def __init__(self, findings: Sequence[Finding], rows: Sequence[ReportRow], origins: Iterable[Origin]) -> None:
        self._rows = rows
        self._names = {voice.origin for finding in findings for voice in finding.voices}
        self._own: dict[str, list[int]] = {}
        for number, row in enumerate(rows, 1):
            if (name := own_name(row)) in self._names:
                self._own.setdefault(name, []).append(number)
        self._apart = [
            {voice.origin for voice in finding.voices if voice.stance == stance}
            for finding in findings
            for stance in {voice.stance for voice in finding.voices}
        ]
        self._joined: dict[str, set[str]] = {name: {name} for name in self._own}
        by_id = {row.id: own_name(row) for row in rows}
        for origin in origins:
            if origin.kind != "same_statement":
                self._join({by_id[report] for report in origin.reports if report in by_id} & self._own.keys())

    def key(self, origin: str) -> str:
        """Return under what an origin is gathered; "" for one that a pronoun names, which may be anybody."""
        if origin in self._joined:
            return f"report: {min(self._joined[origin])}"
        return source_key(origin)

    def chosen(self, findings: Iterable[Finding]) -> Mapping[str, Head]:
        """Return the heads, by their keys: of the origins that speak to most of the findings, the first met before."""
        spoken: Counter[str] = Counter()
        names: dict[str, str] = {}
        for finding in findings:
            met = {self.key(voice.origin): voice.origin for voice in reversed(finding.voices) if voice.origin}
            met.pop("", None)
            spoken.update(reversed(met))
            names = met | names
        return {key: self.head(names[key]) for key, _ in spoken.most_common(MOST_HEADS)}

    def head(self, origin: str) -> Head:
        """Return what an origin is called: a report's own reporting by its outlet, or its title, and its date."""
        names = self._joined.get(origin)
        if names is None:
            return Head(name=shortened(origin, _LONGEST_NAME))
        numbers = tuple(sorted(number for name in names for number in self._own[name]))
        row = self._rows[numbers[0] - 1]
        name = shortened(row.publisher or row.title or row.origin.rsplit("/", 1)[-1], _LONGEST_NAME)
        return Head(name=f"{name}, {row.published[:10] or 'no date'}", reports=numbers)

    def _join(self, names: set[str]) -> None:
        """Put the names of one text under one head, but for those that weighing keeps apart in a finding."""
        for one in sorted(names)[1:]:
            first, other = self._joined[min(names)], self._joined[one]
            if first is not other and not any(first & said and other & said for said in self._apart):
                first |= other
                self._joined |= dict.fromkeys(other, first)


def own_name(row: ReportRow) -> str:
    """Return what weighing calls a report's own reporting, as `Voice.origin` has it."""
    return ", ".join(filter(None, (row.publisher or row.id, row.published)))
