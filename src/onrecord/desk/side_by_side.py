"""What the reports of a finding differ in, the readings side by side; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.dossier.quoted import shortened
from onrecord.dossier.readings import readings_of, voice_around
from onrecord.records import STANCES, Difference, Finding, Side, Slot, SlotValue, Stance, Voice
from onrecord.vocabulary.folding import folded

MOST_COLUMNS: Final = 12
"""Readings shown of one difference; what has more is a list of numbers in a text."""

MOST_SAID: Final = 3
"""Passages shown for a reading; all of them stand below, side by side."""

MOST_IN_LINE: Final = 5
"""Readings of one slot in a row of the list."""

LONGEST_VALUE: Final = 60
"""Code points of a reading that is shown as a value; a longer one is a passage."""

_BY_STANCE: Final = ("stance", "status")  # slots whose values are whole passages: who says so and who says otherwise
_NAMES: Final = (
    "actor",
    "place",
)  # slots whose values are names, folded to compare them: shown in the report's words where these are the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A passage that gives a reading; `source` is "" for the report's own voice, `words` is the value itself."""

    side: Side
    source: str
    words: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One reading.

    Attributes:
        value: As it is compared ("14", "2023-09-05"); "" where the passages are all there is.
        stance: How its passages stand to the finding, where that is what is set side by side, or "".
        said: Passages that give it, in order of publication.
        more: How many more do.
    """

    value: str
    stance: Stance | Literal[""]
    said: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What the reports of a finding differ in, its readings in order of publication; `more` of them are left out."""

    slot: Slot
    columns: tuple[Column, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A difference in a row of a list: the readings that are values, each with its words and where it stands first."""

    slot: Slot
    readings: tuple[tuple[str, Side], ...]
    more: int


def contests(finding: Finding) -> list[Contest]:
    """Return what the reports of a finding differ in."""
    return [_contest(finding, difference) for difference in finding.differences]


def briefs(differences: Sequence[Difference]) -> list[Brief]:
    """Return what reports differ in for a row of a list, where nothing is known of the voices."""
    return [_brief(difference) for difference in differences]


def _brief(difference: Difference) -> Brief:
    named = [value for value in difference.values if difference.slot not in _BY_STANCE and not _whole(value)]
    found = {value.value.casefold(): (_words(difference.slot, value), value.side) for value in reversed(named)}
    shown = list(reversed(found.values()))
    return Brief(slot=difference.slot, readings=tuple(shown[:MOST_IN_LINE]), more=len(shown[MOST_IN_LINE:]))


def _whole(value: SlotValue) -> bool:
    """Return whether a value is a passage as it stands: a name is folded, and figures and days have no spaces."""
    return value.value == value.side.span.text and " " in value.value and folded(value.value) != value.value


def _words(slot: Slot, value: SlotValue) -> str:
    """Return a value as a reader knows it."""
    text = value.side.span.text
    words = text if slot in _NAMES and folded(text) == value.value else value.value
    return shortened(" ".join(words.split()), LONGEST_VALUE)


def _contest(finding: Finding, difference: Difference) -> Contest:
    readings = readings_of(finding, difference)
    columns = _by_stance(difference.slot, readings, finding.voices) if difference.slot in _BY_STANCE else []
    if len(columns) < 2:
        columns = [_column(difference.slot, values, finding.voices) for values in readings]
    return Contest(slot=difference.slot, columns=tuple(columns[:MOST_COLUMNS]), more=len(columns[MOST_COLUMNS:]))


def _by_stance(slot: Slot, readings: Iterable[Sequence[SlotValue]], voices: Sequence[Voice]) -> list[Column]:
    """Return the values by how the passages that they stand in stand to the finding."""
    found: dict[Stance, list[SlotValue]] = {}
    for value in (value for values in readings for value in values):
        voice = voice_around(value, voices)
        found.setdefault(voice.stance if voice else "contradicts", []).append(value)
    return [_column(slot, found[stance], voices, stance) for stance in STANCES if stance in found]


def _column(
    slot: Slot, values: Sequence[SlotValue], voices: Sequence[Voice], stance: Stance | Literal[""] = ""
) -> Column:
    said: dict[Side, Said] = {}
    for one in values:
        voice = voice_around(one, voices)
        side = voice.side if voice else one.side
        said.setdefault(side, Said(side=side, source=voice.source if voice else "", words=one.side))
    shown = tuple(said.values())
    value = "" if stance or shown[0].side == values[0].side else _words(slot, values[0])
    return Column(value=value, stance=stance, said=shown[:MOST_SAID], more=len(shown[MOST_SAID:]))
