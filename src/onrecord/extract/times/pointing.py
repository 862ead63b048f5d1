"""Words that point: "last", "next", "that", and the year that a form says."""

from __future__ import annotations

from onrecord.extract.times.dates import year_of
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.story import Story

_WAYS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def way_of(which: str) -> int:
    """Return -1 for "last", 1 for "next", 0 for "this" and "that"."""
    return _WAYS.get(which.lower().split()[-1], 0) if which else 0


def is_told(which: str) -> bool:
    """Say whether the word points to a time of the story and not from the publication date ("that", "the same")."""
    return bool(which) and which.lower().split()[-1] in {"that", "same", "previous", "following"}


def said_year(found: Found, story: Story) -> int | None:
    """Return the year that a form says: in figures or as "last year"."""
    if found.part("year"):
        return int(found.part("year"))
    which = found.part("which")
    if which and "year" in found.match[0].lower():
        if is_told(which):
            return story.year_told(found.start) or year_of(story.last(found.start))
        return story.published.year + way_of(which) if story.published else None
    return None
