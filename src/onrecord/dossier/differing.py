"""What the reports of a finding differ in, all readings side by side, each with its words and on whose word; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.dossier.quoted import Paragraphs, Quoted
from onrecord.dossier.readings import readings_of, voice_around
from onrecord.dossier.told import LONGEST_PASSAGE
from onrecord.dossier.wording import SLOT_WORDS
from onrecord.records import Difference, Finding, FindingRow, Side, SlotValue, Voice

# Side by side on a wide page they make two rows; what has more readings than that is a list of numbers in a text.
MOST_READINGS = 6
# Passages shown for a reading: whoever wants them all follows the finding.
MOST_PASSAGES = 3

_Place = tuple[str, str, int, int]  # slot, report, start and end of a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A passage that gives a reading: on whose word, "" for the report's own."""

    place: Quoted
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of what reports differ in.

    Attributes:
        value: As it is compared ("14", "2023-09-05"); "" where the passage itself is all there is.
        said: Passages that give it, in order of publication.
        more: How many more do.
    """

    value: str
    said: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """What reports of a finding differ in, with the readings in order of publication; `more` of them are left out."""

    slot: str
    words: Quoted
    readings: tuple[Reading, ...]
    more: int


class Differences:
    """All that reports differ in, by its places alone, to tell each difference once."""

    def __init__(self) -> None:
        self._having: dict[_Place, list[frozenset[_Place]]] = {}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._having)

    def add(self, differences: Iterable[Difference]) -> None:
        """Note the differences of a finding."""
        for difference in differences:
            places = _places(difference)
            if not any(places == known for known in self._around(places)):
                for place in places:
                    self._having.setdefault(place, []).append(places)

    def is_part(self, difference: Difference) -> bool:
        """Return whether another difference has all of its values and more."""
        places = _places(difference)
        return any(places < other for other in self._around(places))

    def _around(self, places: frozenset[_Place]) -> Sequence[frozenset[_Place]]:
        return min((self._having.get(place, ()) for place in places), key=len, default=())


def differing(rows: Iterable[FindingRow], known: Differences, paragraphs: Paragraphs) -> Iterator[Differing]:
    """Yield the differences of findings, in their order; of those that are the same or part of another one alone.

    Args:
        rows: The findings.
        known: All of their differences.
        paragraphs: Of the reports.
    """
    met: set[frozenset[_Place]] = set()
    for row in rows:
        for difference in row.finding.differences:
            places = _places(difference)
            if places not in met and not known.is_part(difference):
                met.add(places)
                yield _differing(row.finding, difference, paragraphs)


def _places(difference: Difference) -> frozenset[_Place]:
    return frozenset((difference.slot, v.side.report, v.side.span.start, v.side.span.end) for v in difference.values)


def _differing(finding: Finding, difference: Difference, paragraphs: Paragraphs) -> Differing:
    readings = readings_of(finding, difference)
    found = [_reading(values, finding.voices, paragraphs) for values in readings]
    return Differing(
        slot=SLOT_WORDS[difference.slot],
        words=paragraphs.quoted(finding.proposition).shortened(LONGEST_PASSAGE),
        readings=tuple(found[:MOST_READINGS]),
        more=len(found[MOST_READINGS:]),
    )


def _reading(values: Sequence[SlotValue], voices: Sequence[Voice], paragraphs: Paragraphs) -> Reading:
    """Return a reading; `values` say the same."""
    first, said = values[0], dict[Said, None]()
    for value in values:
        side, source = _passage(value, voices)
        said.setdefault(Said(place=paragraphs.quoted(side).shortened(LONGEST_PASSAGE), source=source))
    whole = _passage(first, voices)[0] == first.side
    shown = tuple(said)[:MOST_PASSAGES]
    return Reading(value="" if whole else first.value, said=shown, more=len(said) - len(shown))


def _passage(value: SlotValue, voices: Sequence[Voice]) -> tuple[Side, str]:
    """Return the passage that a value stands in, and its source."""
    voice = voice_around(value, voices)
    return (voice.side, voice.source) if voice else (value.side, "")
