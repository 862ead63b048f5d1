"""The rule for feasts: Christmas, Easter, Labor Day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.extract.times.dates import easter, nth_weekday, step, value_at
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story

# Days: a feast so near is the one that is meant, whatever the tense.
_SOON = 100


def _holiday(found: Found, story: Story) -> list[Reading]:
    name = found.part("holiday") or found.part("past_holiday") or found.part("next_holiday")
    when = lexicon().holidays[name.lower().replace("’", "'")]
    year = int(found.part("year") or 0) or story.year_told(found.start)
    if year:
        return read_as(found, _feast(when, year))
    if story.published is None:
        return read_as(found, f"XXXX-{when}" if when[:2].isdigit() else "XXXX-SP" if "easter" in when else "")
    way = -1 if found.part("past_holiday") else 1 if found.part("next_holiday") else 0
    feasts = [_feast(when, story.published.year + n) for n in (-1, 0, 1)]
    nearest = min(feasts, key=lambda feast: _distance(feast, story.published))
    if not way and _distance(nearest, story.published) < _SOON:
        return read_as(found, nearest)
    return read_as(
        found, _as_pointed(feasts, story.published, way or story.direction(found.start, found.end)) or nearest
    )


def _as_pointed(feasts: list[str], published: date, way: int) -> str:
    """Return the first feast ahead or the last one behind, "" where the clause points nowhere."""
    here = value_at(published, "D")
    if way > 0:
        return min((feast for feast in feasts if feast >= here), default="")
    return max((feast for feast in feasts if feast <= here), default="") if way < 0 else ""


def _feast(when: str, year: int) -> str:
    if when.startswith("easter"):
        there = step(easter(year), int(when.split()[1]), "D")
        return there.isoformat() if there else ""
    if " " in when:
        count, weekday, month = map(int, when.split())
        return nth_weekday(count, weekday, year, month).isoformat()
    return f"{year:04d}-{when}"


def _distance(feast: str, here: date | None) -> int:
    there = date.fromisoformat(feast if len(feast) == 10 else f"{feast}-15")
    return abs((there - here).days) if here else 0


RULES: Mapping[str, Rule] = {
    "holiday": _holiday,
}
