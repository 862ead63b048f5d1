"""The vocabulary of times, compiled: its words by what they mean, its forms as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

Setting = str | int | bool

_PIECE = re.compile(r"\{([a-z_]+\d?)(?::([a-z_]+\d?))?\}")
_BLANK = r"[^\S\n]{1,3}"  # within a paragraph; bounded, so that no stretch of blanks costs more than its length
# A word of the lists is spelled with a capital or in capitals where it is a common word in small letters.
_CAPITAL_ONLY = frozenset({"may", "march", "mar", "jan", "dec", "sun", "sat", "mon", "wed", "tue", "fri"})
_SHORT = 4  # letters of the longest abbreviation of a month or weekday ("Sept", "Thur"), which a point may follow
_WHOLE_UNITS = ("day", "week", "fortnight", "month", "quarter", "year", "decade", "century")
_STORY_UNITS = ("day", "week", "month", "year", "hour", "minute", "fortnight")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form in which times are written.

    Attributes:
        regex: Matches the whole expression; where a group `from_…` stands the expression begins after it.
        means: Name of the rule that reads it.
        settings: What the rule is to know besides.
    """

    regex: re.Pattern[str]
    means: str
    settings: Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`times.toml`, keys in small letters."""

    version: str
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, tuple[str, int]]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[str, int]]
    parts: Mapping[str, str]
    holidays: Mapping[str, str]
    decades: Mapping[str, int]
    adverbs: Mapping[str, str]
    patterns: tuple[Pattern, ...]
    core: re.Pattern[str]
    direction: re.Pattern[str]
    term: re.Pattern[str]
    term_preposition: re.Pattern[str]
    around: Mapping[str, re.Pattern[str]]


@cache
def lexicon() -> Lexicon:
    """Return the vocabulary of times."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("times.toml").read_text("utf-8"))
    pieces = _pieces(row)
    direction = row["direction"]
    future, promised, past, term = (_verbose(direction[name]) for name in ("future", "promised", "past", "term"))
    return Lexicon(
        version=row["version"],
        units={name.lower(): (code, each) for name, (code, each) in _with_plurals(row["units"]).items()},
        seasons={name.lower(): (code, month) for name, (code, month) in row["seasons"].items()},
        **{
            name: {key.lower(): value for key, value in row[name].items()}
            for name in ("numbers", "ordinals", "months", "weekdays", "parts", "holidays", "decades", "adverbs")
        },
        patterns=tuple(_pattern(entry, pieces) for entry in row["pattern"]),
        core=_whole(_core_words(row)),
        direction=_whole(f"(?P<future>{future})|(?P<promised>{promised})|(?P<past>{past})"),
        term=_whole(term),
        term_preposition=re.compile(rf"\b(?:{direction['term_prepositions']})(?: the| about)? $", re.IGNORECASE),
        around={name: re.compile(_verbose(form)) for name, form in row["around"].items()},
    )


def _pattern(entry: Mapping[str, Setting], pieces: Mapping[str, str]) -> Pattern:
    settings = {name: value for name, value in entry.items() if name not in {"form", "means"}}
    return Pattern(_whole(_expand(str(entry["form"]), pieces)), str(entry["means"]), settings)


def _expand(form: str, pieces: Mapping[str, str]) -> str:
    def fill(found: re.Match[str]) -> str:
        name, group = found.groups()
        inner = _expand(pieces[name], pieces)
        return f"(?P<{group}>{inner})" if group else inner

    return _PIECE.sub(fill, form)


def _whole(form: str) -> re.Pattern[str]:
    """Compile a form: it neither begins nor ends within a word, and a blank is any blank within a paragraph."""
    spaced = re.sub(r"(?<!\\)(?<!\[) (?![?\]])", lambda _: _BLANK, form)
    marks = count()
    marked = re.sub(r"\\K", lambda _: f"(?P<from_{next(marks)}>)", spaced)
    return re.compile(rf"(?<!\w)(?:{marked})(?!\w)", re.IGNORECASE)


def _verbose(form: str) -> str:
    return "".join(line.strip() for line in form.strip().splitlines())


def _pieces(row: Mapping[str, Any]) -> dict[str, str]:
    numbers = [name for name in row["numbers"] if not name.endswith("y")]
    tens = [name for name in row["numbers"] if name.endswith("y")]
    teens = [name for name, value in row["numbers"].items() if value < 10 and name not in {"a", "an"}]
    compound = rf"(?:{_any(tens)})(?:[- ](?:{_any(teens)}))?"
    ordinals = _any(row["ordinals"])
    ordinal = rf"(?:(?:{_any(tens)})-(?:{ordinals})|{ordinals}|\d{{1,3}}(?:st|nd|rd|th))"
    units = row["units"]
    plural = [f"{name}s" if name != "century" else "centuries" for name in units]
    return {
        "number": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?|{compound}|{_any(numbers)})",
        "ordinal": ordinal,
        "unit": f"(?:{_any([*units, *plural])})",
        "units": f"(?:{_any(plural)})",
        "single_unit": f"(?:{_any(units)})",
        "whole_unit": f"(?:{_any(_WHOLE_UNITS)})",
        "story_unit": f"(?:{_any(_STORY_UNITS)})",
        "month": _names(row["months"]),
        "weekday": _names(row["weekdays"]),
        "weekdays": f"(?:{_any(f'{name}s' for name in row['weekdays'] if name.endswith('day'))})",
        "season": f"(?:{_any(row['seasons'])})",
        "part": f"(?:{_any(row['parts'])})",
        "holiday": f"(?-i:{_any(row['holidays'])})",
        "decade": f"(?:{_any(row['decades'])})",
        "adverb": f"(?:{_any(row['adverbs'])})",
        **row["pieces"],
    }


def _names(names: Iterable[str]) -> str:
    """Match months or weekdays, those that are common words only with a capital."""
    plain: list[str] = []
    strict: list[str] = []
    for name in names:
        point = r"\.?" if len(name) <= _SHORT and name.lower() not in {"may", "june", "july"} else ""
        (strict if name.lower() in _CAPITAL_ONLY else plain).append(name + point)
    listed = "|".join(sorted(plain, key=len, reverse=True))
    common = "|".join(f"{name}|{name.upper()}" for name in sorted(strict, key=len, reverse=True))
    return f"(?:(?:{listed}|(?-i:{common}))(?!\\w))"


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=len, reverse=True)
    return "|".join(word.replace(".", r"\.").replace("'", "['’]") for word in longest_first)


def _with_plurals(units: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    plurals = {(f"{name}s" if name != "century" else "centuries"): value for name, value in units.items()}
    return {**units, **plurals}


def _core_words(row: Mapping[str, Any]) -> str:
    """Match what no expression lacks: near one of these the patterns are tried."""
    listed = ("units", "months", "weekdays", "seasons", "parts", "holidays", "decades", "adverbs")
    words = [name for table in listed for name in row[table]]
    plurals = [*_with_plurals(row["units"]), "centuries", *(f"{name}s" for name in row["weekdays"])]
    other = [*row["core"]["words"].split(), *words, *plurals]
    return rf"(?:{_any(other)}|{row['core']['figures']})"
