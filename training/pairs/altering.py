"""Passages altered on purpose: two that said the same then differ in a number, a date or a place."""

from __future__ import annotations

import random
import re
from calendar import day_name, month_name

_NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_MONTHS = tuple(month_name[1:])
_DAYS = tuple(day_name)
_FIGURE = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.,-])\d+(?![\w-])")
_WORD = re.compile(r"[A-Za-z]+")


def altered(
    a: str, b: str, places_a: frozenset[str], places: list[str], rng: random.Random
) -> tuple[str, int, int, str] | None:
    """Return `b` with one value changed that `a` has too.

    Args:
        a: The passage that stays.
        b: The passage that is changed.
        places_a: Names of places that may stand in both.
        places: Names to put in their stead.
        rng: Chooses which value, and what it becomes.

    Returns:
        The words, where the new value begins and ends in them, and the slot: number, date or place.
    """
    choices = [*_figures(a, b, rng), *_listed(a, b, rng)]
    for place in places_a:
        there = re.compile(rf"\b{re.escape(place)}\b")
        if places and there.search(a) and (found := there.search(b)):
            other = rng.choice(places)
            if other not in a and other not in b:
                choices.append((*found.span(), other, "place"))
    if not choices:
        return None
    start, end, new, slot = rng.choice(choices)
    return b[:start] + new + b[end:], start, start + len(new), slot


def _figures(a: str, b: str, rng: random.Random) -> list[tuple[int, int, str, str]]:
    shared = {found[0] for found in _FIGURE.finditer(a)}
    choices = []
    for found in _FIGURE.finditer(b):
        if found[0] in shared:
            value = int(found[0].replace(",", ""))
            year = 1900 <= value <= 2100 and len(found[0]) == 4
            step = rng.choice((1, 2, 3)) if year or value < 12 else rng.randint(1, max(2, value // 2))
            new = value + step if value <= step or rng.random() < 0.5 else value - step
            beside = b[max(0, found.start() - 10) : found.end() + 11]
            day = value <= 31 and any(month in beside for month in _MONTHS)
            slot = "date" if year or day else "number"
            choices.append((*found.span(), f"{new:,}" if "," in found[0] else str(new), slot))
    return choices


def _listed(a: str, b: str, rng: random.Random) -> list[tuple[int, int, str, str]]:
    words = {found[0] for found in _WORD.finditer(a)}
    choices = []
    for found in _WORD.finditer(b):
        for values, slot in ((_NUMBERS, "number"), (_MONTHS, "date"), (_DAYS, "date")):
            if found[0] in words and (found[0] in values or found[0].lower() in values) and found[0] != "May":
                new = rng.choice([value for value in values if value.lower() != found[0].lower()])
                choices.append((*found.span(), new.capitalize() if found[0][0].isupper() else new, slot))
    return choices
