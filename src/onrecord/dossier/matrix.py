"""The table of findings against origins: who supports what several reports say, and who says otherwise; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.dossier.heads import Head, Heads
from onrecord.dossier.quoted import Paragraphs, Quoted
from onrecord.dossier.told import LONGEST_PASSAGE
from onrecord.dossier.wording import CONTESTED, backing
from onrecord.records import STANCES, Finding, FindingRow, Stance, Voice

# Four pages of paper: what is read at a sitting. The command `findings` lists them all.
MOST_ROWS = 40
# In one cell; more reports than that of one origin say no more.
MOST_LINKS = 8
# Origins in one cell, with one stance.
MOST_NAMES = 6

_OTHER, _UNTOLD = "", "untold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """An origin in a cell; `name` is "" where the head of the column says it, `more` counts reports left out.

    `places` are its passages, the first of each report.
    """

    name: str
    places: tuple[Quoted, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a cell says: which origins support the finding, contradict it, or doubt it; `more` of them are left out."""

    stance: Stance
    speaking: tuple[Speaking, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A finding in the table.

    Attributes:
        words: The passage that says it best, shortened.
        contested: That it is contradicted, denied or taken back, or "".
        backing: What supports it, in words.
        cells: For each column its lines.
    """

    words: Quoted
    contested: str
    backing: str
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The table; `other` and `untold` say whether it has a column of other origins, and of those that cannot be told.

    `left` counts the findings of several reports that are not in it.
    """

    heads: tuple[Head, ...]
    other: bool
    untold: bool
    rows: tuple[Row, ...]
    left: int


def weight(row: FindingRow) -> tuple[bool, int, int, str, str]:
    """Return the place of a finding: those that reports differ in first, then by how many reports speak to it."""
    finding = row.finding
    differs = bool(finding.differences) or finding.standing in CONTESTED
    dissent = any(voice.stance != "supports" for voice in finding.voices)
    reports = len({voice.side.report for voice in finding.voices})
    return not (differs or dissent), -reports, -len(finding.voices), row.published or "9999", finding.id


def matrix_of(findings: Sequence[Finding], heads: Heads, paragraphs: Paragraphs, left: int) -> Matrix:
    """Return the table of some findings, in their order.

    Args:
        findings: The rows.
        heads: Of their origins.
        paragraphs: Of all reports.
        left: How many findings more there are.
    """
    chosen = heads.chosen(findings)
    by_column = [_by_column(finding, heads, chosen) for finding in findings]
    columns = [*chosen, *(name for name in (_OTHER, _UNTOLD) if any(name in found for found in by_column))]
    return Matrix(
        heads=tuple(chosen.values()),
        other=_OTHER in columns,
        untold=_UNTOLD in columns,
        rows=tuple(
            Row(
                words=paragraphs.quoted(finding.proposition).shortened(LONGEST_PASSAGE),
                contested=CONTESTED.get(finding.standing, ""),
                backing=backing(finding),
                cells=tuple(_cell(found.get(name, ()), heads, paragraphs, headed=name in chosen) for name in columns),
            )
            for finding, found in zip(findings, by_column, strict=True)
        ),
        left=left,
    )


def _by_column(finding: Finding, heads: Heads, chosen: Mapping[str, Head]) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = {}
    for voice in finding.voices:
        key = heads.key(voice.origin) if voice.origin else _UNTOLD
        found.setdefault(key if key in chosen or key == _UNTOLD else _OTHER, []).append(voice)
    return found


def _cell(voices: Iterable[Voice], heads: Heads, paragraphs: Paragraphs, *, headed: bool) -> tuple[Line, ...]:
    """Return the lines of a cell; below a head it names the origin already."""
    stances: dict[Stance, dict[str, dict[int, Quoted]]] = {}
    names: dict[str, str] = {}
    for voice in voices:
        place = paragraphs.quoted(voice.side)
        name = "" if headed else heads.head(voice.origin or voice.source).name
        name = names.setdefault(name.casefold(), name)
        stances.setdefault(voice.stance, {}).setdefault(name, {}).setdefault(place.report, place)
    return tuple(_line(stance, stances[stance]) for stance in STANCES if stance in stances)


def _line(stance: Stance, by_name: Mapping[str, Mapping[int, Quoted]]) -> Line:
    speaking = [_speaking(name, places) for name, places in by_name.items()]
    return Line(stance=stance, speaking=tuple(speaking[:MOST_NAMES]), more=len(speaking[MOST_NAMES:]))


def _speaking(name: str, places: Mapping[int, Quoted]) -> Speaking:
    shown = tuple(places[report] for report in sorted(places))
    return Speaking(name=name, places=shown[:MOST_LINKS], more=len(shown[MOST_LINKS:]))
