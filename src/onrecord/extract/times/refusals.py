"""What looks like a time and is none: names, ages, sums, numbers of things."""

from __future__ import annotations

import re

from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon

# Short forms that are names and words too: as months they need a day, a year or a preposition.
_ABBREVIATED = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"})


def is_no_time(found: Found, text: str) -> bool:
    """Say whether what stands around a form shows that it is no time."""
    after = text[found.end : found.end + 24]
    before = text[max(0, found.start - 24) : found.start]
    means, around = found.pattern.means, lexicon().around
    if means in {"weekday", "calendar", "two_days"} and around["name_after"].match(after):
        return True
    if means == "hour":
        sentence = text[max(0, found.start - 100) : found.start].rsplit(". ", 1)[-1]
        return bool(around["figure_before"].search(sentence)) or before.endswith(("one by ", "two by "))
    if means == "month":
        return _is_name(found, before, after)
    if means == "year":
        return bool(around["counted_after"].match(after) or around["law_before"].search(before))
    return False


def _is_name(found: Found, before: str, after: str) -> bool:
    bare = not (found.part("year") or found.part("which") or found.part("edge"))
    if not bare or lexicon().around["month_before"].search(before):
        return False
    word = found.part("month")
    if word.lower() == "may" or (word.lower() == "march" and not before.endswith("the ")):
        return not re.match(r"[,.;:)\s]*(?:\n|$)|[,.;)]", after) and not before.endswith(("the ", "The "))
    return bool(lexicon().around["surname_after"].match(after)) or word.rstrip(".").lower() in _ABBREVIATED
