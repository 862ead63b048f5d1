"""Rules for seasons, quarters, years, decades and centuries."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.extract.times.amounts import ordinal
from onrecord.extract.times.dates import season_start, step, year_of
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.pointing import is_told, said_year, way_of
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story


def _season(found: Found, story: Story) -> list[Reading]:
    code, month = lexicon().seasons[found.part("season").lower()]
    year, which = said_year(found, story), found.part("which")
    if year is not None:
        return read_as(found, f"{year:04d}-{code}" if code else f"{year:04d}")
    if not code:
        return []
    if is_told(which) or (story.published and story.year_told(found.start)):
        year = story.year_told(found.start) or year_of(story.last(found.start, 4))
    if year is None and story.published:
        year = _season_year(story, found, month)
    return read_as(found, f"{year:04d}-{code}" if year is not None else f"XXXX-{code}")


def _season_year(story: Story, found: Found, month: int) -> int | None:
    here, which = story.published, found.part("which")
    if here is None:
        return None
    way = way_of(which) or (0 if which else story.direction(found.start, found.end) or -1)
    if which and not way:
        return here.year - (month == 12 and here.month < 3)
    starts = [start for year in (-2, -1, 0, 1) if (start := season_start(here.year + year, month))]
    if way > 0:
        return min((start.year for start in starts if (step(start, 3, "M") or start) > here), default=None)
    # a season is "last" once it is over, and told of once it has begun
    begun = [start for start in starts if start <= here and (not which or (step(start, 3, "M") or here) <= here)]
    return max((start.year for start in begun), default=None)


def _year(found: Found, _: Story) -> list[Reading]:
    return read_as(found, found.part("year"))


def _decade(found: Found, _: Story) -> list[Reading]:
    if found.part("year"):
        return read_as(found, found.part("year"))
    digit = found.part("digit") or str(lexicon().decades[found.part("decade").lower()])
    return read_as(found, f"19{digit}")


def _century(found: Found, _: Story) -> list[Reading]:
    count = ordinal(found.part("ordinal"))
    return read_as(found, f"{count - 1:02d}" if 10 < count < 23 else "")


def _quarter(found: Found, story: Story) -> list[Reading]:
    count = ordinal(found.part("ordinal")) or 4  # "the final quarter"
    inner = story.value_of(*found.match.span("inner")) if found.part("inner") else ""
    year = year_of(inner) if inner else None
    if year is None and story.published:
        ahead = 3 * (count - 1) + 1 > story.published.month
        year = story.published.year - (ahead and story.direction(found.start, found.end) < 1)
    return read_as(found, f"{year:04d}-Q{count}" if year and 0 < count < 5 else "")


RULES: Mapping[str, Rule] = {
    "season": _season,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
}
