"""Times that a report names, with their values; by rules over `vocabulary/times.toml`, pure.

A form of the vocabulary is found (`grammar`), read by the rule it names (`meanings`), and anchored on the
publication date, the tense of its clause and what was told before it (`story`).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.times.grammar import Found, forms_at, forms_of, places
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.meanings import RULES
from onrecord.extract.times.reading import Reading
from onrecord.extract.times.refusals import is_no_time
from onrecord.extract.times.story import Story, publication_day
from onrecord.records import Report, Span
from onrecord.records.time import Time

__all__ = ["Reading", "find_times", "times_of", "times_version"]


def times_version() -> str:
    """Return what names the rules."""
    return lexicon().version


def times_of(report: Report) -> tuple[Time, ...]:
    """Return the times of a report, in the order of its text."""
    return tuple(
        Time(
            report=report.id,
            span=Span.of(report.text, found.start, found.end),
            value=found.value,
            type=found.type,
            made_by=times_version(),
        )
        for found in find_times(report.text, report.published)
    )


def find_times(text: str, published: str = "") -> list[Reading]:
    """Return the time expressions of a text with their TIMEX3 values, in order, none within another.

    Args:
        text: The report's words.
        published: Its publication date as ISO 8601. Where that is "", relative expressions keep their distance.
    """
    story = Story(text, publication_day(published), lambda start, end: _value_of(story, start, end))
    return list(_read(story))


def _read(story: Story) -> Iterator[Reading]:
    done = 0
    for start in places(story.text):
        if start < done:
            continue
        for found in _forms(story.text, start):
            readings = _readings(found, story)
            if readings:
                for reading in readings:
                    story.remember(reading.value, reading.start)
                yield from readings
                done = readings[-1].end
                break


def _forms(text: str, start: int) -> list[Found]:
    """Return the forms at a place, the longest first; those too that begin where another's expression does."""
    forms = forms_at(text, start)
    inner = {found.start for found in forms} - {start}
    more = [found for place in sorted(inner) for found in forms_at(text, place)]
    return sorted([*forms, *more], key=lambda found: -found.end) if more else forms


def _readings(found: Found, story: Story) -> list[Reading]:
    if is_no_time(found, story.text):
        return []
    story.begin(found.match.start())
    return RULES[found.pattern.means](found, story)


def _value_of(story: Story, start: int, end: int) -> str:
    for found in forms_of(story.text, start, end):
        readings = RULES[found.pattern.means](found, story)
        if readings:
            return readings[0].value
    return ""
