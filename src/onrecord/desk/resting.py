"""What the passages of a finding rest on: which are counted as one, and why; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from onrecord.records import Origin, RecordRow, Relation, Voice, WholeFinding
from onrecord.vocabulary.naming import source_key

ReasonKind = Literal["copy", "rewrite", "same_statement", "same_source", "own_reporting", "passed_on"]
REASON_KINDS: Final[tuple[ReasonKind, ...]] = get_args(ReasonKind)

MOST_GROUPS: Final = 40
"""Origins shown on the page of a finding."""

MOST_VOICES: Final = 12
"""Passages shown of an origin; all of them stand above, side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why passages rest on one origin.

    Attributes:
        kind: "copy" or "rewrite" (their reports have one text), "same_statement" (one statement behind them),
            "same_source" (they cite one source), "own_reporting" (the reporting of one outlet), "passed_on" (their
            words show it).
        origin: The case's record of it, if there is one.
        words: The source that they cite, or "".
        reports: Whose passages it holds for, in order of publication.
        score: How sure the net is that their words rest on one origin; 0 for the other kinds.
    """

    kind: ReasonKind
    origin: Origin | None = None
    words: str = ""
    reports: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Passages with one origin.

    Attributes:
        name: What it is, in words of the reports; "" for those whose origin cannot be told.
        own: The report whose own reporting it is, or "".
        voices: The passages, in order of publication.
        reports: Their reports.
        counted: Whether it is one of the independent origins that support the finding.
        reasons: Why they are counted as one; none of a single report, and where the origin cannot be told.
    """

    name: str
    own: str
    voices: tuple[Voice, ...]
    reports: tuple[str, ...]
    counted: bool
    reasons: tuple[Reason, ...]


def resting(whole: WholeFinding) -> list[Resting]:
    """Return what the passages rest on: first what counts, then what does not; what cannot be told comes last."""
    by_name: dict[str, list[Voice]] = {}
    for voice in whole.row.finding.voices:
        by_name.setdefault(voice.origin, []).append(voice)
    found = [_resting(name, voices, whole) for name, voices in by_name.items()]
    return sorted(found, key=lambda one: (not one.name, not one.counted))


def own_report(name: str, reports: Mapping[str, RecordRow]) -> str:
    """Return the report whose own reporting an origin is, as weighing names it; "" for another origin."""
    return next((one for one, row in reports.items() if name == _own_name(one, row)), "")


def _own_name(report: str, row: RecordRow) -> str:
    return ", ".join(filter(None, (row.publisher or report, row.published)))


def _resting(name: str, voices: Sequence[Voice], whole: WholeFinding) -> Resting:
    reports = tuple(dict.fromkeys(voice.side.report for voice in voices))
    several = name != "" and len(reports) > 1
    return Resting(
        name=name,
        own=own_report(name, {report: whole.reports[report] for report in reports}) if name else "",
        voices=tuple(voices),
        reports=reports,
        counted=name != "" and any(voice.stance == "supports" for voice in voices),
        reasons=tuple(_reasons(voices, reports, whole)) if several else (),
    )


def _reasons(voices: Sequence[Voice], reports: Sequence[str], whole: WholeFinding) -> Iterator[Reason]:
    """Yield why voices of several reports rest on one origin."""
    found = [*_recorded(voices, reports, whole.origins), *_same_source(voices), *_same_outlet(reports, whole.reports)]
    yield from found
    explained = {report for reason in found for report in reason.reports}
    if not explained.issuperset(reports) and (shared := _shared(voices, whole.relations)):
        yield shared


def _recorded(voices: Sequence[Voice], reports: Sequence[str], origins: Iterable[Origin]) -> Iterator[Reason]:
    sides = {voice.side for voice in voices}
    met: set[tuple[str, tuple[str, ...]]] = set()
    for origin in origins:
        if origin.kind == "same_statement":
            held = {side.report for side in origin.words if side in sides}
        else:
            held = set(origin.reports)
        common = tuple(report for report in reports if report in held)
        if len(common) > 1 and (origin.kind, common) not in met:
            met.add((origin.kind, common))
            yield Reason(kind=origin.kind, origin=origin, reports=common)


def _same_source(voices: Sequence[Voice]) -> Iterator[Reason]:
    cited: dict[str, list[Voice]] = {}
    for voice in voices:
        if key := source_key(voice.source):
            cited.setdefault(key, []).append(voice)
    for some in cited.values():
        reports = tuple(dict.fromkeys(voice.side.report for voice in some))
        if len(reports) > 1:
            yield Reason(kind="same_source", words=some[0].source, reports=reports)


def _same_outlet(reports: Sequence[str], rows: Mapping[str, RecordRow]) -> Iterator[Reason]:
    by_outlet: dict[str, list[str]] = {}
    for report in reports:
        if rows[report].publisher:
            by_outlet.setdefault(rows[report].publisher.casefold(), []).append(report)
    for some in by_outlet.values():
        if len(some) > 1:
            yield Reason(kind="own_reporting", words=rows[some[0]].publisher, reports=tuple(some))


def _shared(voices: Sequence[Voice], relations: Iterable[Relation]) -> Reason | None:
    """Return that the words of passages show one origin, with the highest chance that the net gives two of them."""
    sides = {voice.side for voice in voices}
    tied = [one for one in relations if one.relation == "same" and one.a in sides and one.b in sides]
    best = max(tied, key=lambda one: one.shared, default=None)
    if best is None:
        return None
    return Reason(kind="passed_on", reports=(best.a.report, best.b.report), score=best.shared)
