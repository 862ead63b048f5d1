"""How much time: numbers in figures and words, and the TIMEX3 value of so many units."""

from __future__ import annotations

import re

from onrecord.extract.times.lexicon import lexicon

_NTH = re.compile(r"(\d+)(?:st|nd|rd|th)?")


def amount(written: str) -> str:
    """Return a number as figures ("3", "2.5"), "" where it is none."""
    words = " ".join(written.lower().replace("’", "'").split())
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", words):
        return words.replace(",", "")
    numbers = lexicon().numbers
    if words in numbers:
        return str(numbers[words])
    parts = re.split(r"[- ]", words)
    if len(parts) == 2 and all(part in numbers for part in parts):
        return str(numbers[parts[0]] + numbers[parts[1]])
    return ""


def ordinal(written: str) -> int:
    """Return the place that "third", "twenty-first" or "21st" names, 0 where it names none."""
    word = written.lower().strip()
    found = _NTH.fullmatch(word)
    if found:
        return int(found[1])
    ordinals, numbers = lexicon().ordinals, lexicon().numbers
    tens, _, ones = word.partition("-")
    return ordinals.get(word, 0) or (numbers[tens] + ordinals[ones] if tens in numbers and ones in ordinals else 0)


def unit_of(written: str) -> tuple[str, int]:
    """Return designator and count of a unit ("fortnights": W, 2)."""
    return lexicon().units[written.lower()]


def stretch(count: str, unit: str, *, half: bool = False) -> str:
    """Return the value of so many units ("P3M", "PT40M", "PXD"), "" where the number is none."""
    code, each = unit_of(unit)
    if count != "X":
        number = float(count) * each + (each / 2 if half else 0) if count else 0
        if not number:
            return ""
        count = f"{number:g}" if number < 1e6 else count
    return period(count, code)


def period(count: str, code: str) -> str:
    """Return the value of a duration from figures and designator."""
    return f"PT{count}{code[1]}" if code.startswith("T") else f"P{count}{code}"


def together(first: str, second: str) -> str:
    """Return the value of two durations added, the longer unit first ("PT2H" and "PT10M": "PT2H10M")."""
    if first.startswith("PT") and second.startswith("PT"):
        return first + second[2:]
    return first + second[1:]
