"""Publication dates: what the material says, as ISO 8601, never a guess and never the time of capture."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

# Fractions of a second are dropped, "+0300" becomes "+03:00": the two forms ISO 8601 allows become one.
_ISO = re.compile(
    r"""(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)
        (?:[T ](?P<time>\d{2}:\d{2})(?P<seconds>:\d{2})?(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# As written in dates: nominative or, in Russian and Ukrainian, genitive.
_MONTH_NAMES = """
    january february march april may june july august september october november december
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    januar februar märz april mai juni juli august september oktober november dezember
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
"""
_MONTHS = {name: place % 12 + 1 for place, name in enumerate(_MONTH_NAMES.split())}
_MONTHS |= {name[:length]: number for name, number in list(_MONTHS.items())[:12] for length in (3, 4)}
_MONTH = r"(?P<month>[^\W\d_]{3,12})"
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)? (?:de )?{_MONTH}\.?,? (?:de |del )?(?P<year>\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"{_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)")
# Where a document gives its own date: alone in a line, behind a place or a name, or before the first words of a
# dispatch ("NDOLA, 1 July 2025 – "); in its first lines or the last.
_DATELINE = re.compile(
    r"(?:[^\d:]{2,60},\s)?"
    r"(?P<date>\d{1,2}[^\W\d_]{0,2}\.? [^\d,]{3,18},? \d{4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)"
    r"(?:\.?$|\s*[-–—:]\s)"
)
_FIRST_LINES, _LAST_LINES = 8, 3
# Points between the numbers put the day first everywhere they are used; slashes are read both ways, so only an
# impossible month tells.
_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?:[/_-]|$)")
# The first newspapers; what lies before is a typing error.
_EARLIEST_YEAR = 1600


def iso_date(written: str) -> str:
    """Return a date as ISO 8601, as exact as it was written ("2023-09", "2023-09-05T18:00:00+03:00"), or "".

    Args:
        written: ISO 8601, a mail date (RFC 5322), or a date in English words or unambiguous numbers.
    """
    written = " ".join(written.split())
    found = _ISO.fullmatch(written)
    if found:
        return _iso(found)
    compact = _COMPACT.fullmatch(written)
    if compact:
        return _day(*map(int, compact.groups()))
    return _mail_date(written) or _in_words(_WEEKDAY.sub("", written))


def date_in_address(url: str) -> str:
    """Return the date in the path of an address ("/2023/09/05/"), or ""."""
    found = _IN_ADDRESS.search(url)
    return _day(int(found["year"]), int(found["month"]), int(found["day"])) if found else ""


def dateline(text: str) -> str:
    """Return the date that a document gives itself in its first or last lines, or "".

    A date with its day and year that stands alone in a line or opens a
    dispatch; one inside a sentence is a date of something else.
    """
    lines = text.split("\n")
    for line in [*lines[:_FIRST_LINES], *reversed(lines[_FIRST_LINES:][-_LAST_LINES:])]:
        found = _DATELINE.match(line)
        day = iso_date(found["date"]) if found else ""
        if day:
            return day
    return ""


def is_after(published: str, captured_at: str) -> bool:
    """Say whether an ISO date lies after the capture, with a day's leeway for time zones.

    A year or a month counts from its start. False where `captured_at` is no date.
    """
    captured = _ISO.match(captured_at)
    if not captured or len(captured["day"]) < len("2023-09-05"):
        return False
    limit = date.fromisoformat(captured["day"]) + timedelta(days=1)
    return published[:10] > limit.isoformat()[: len(published[:10])]


def _iso(found: re.Match[str]) -> str:
    parts = [int(number) for number in found["day"].split("-")]
    day = _day(*parts)
    if not day or not found["time"]:
        return day
    try:
        clock = datetime.strptime(found["time"], "%H:%M").strftime("%H:%M")
    except ValueError:
        return day
    zone = (found["zone"] or "").upper().replace("UTC", "Z").replace("GMT", "Z").replace(":", "")
    if len(zone) > 1:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    return f"{day}T{clock}{found['seconds'] or ':00'}{zone}"


def _day(year: int, month: int | None = None, day: int | None = None) -> str:
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if year < _EARLIEST_YEAR:
        return ""
    width = len("2023-09-05") if day else len("2023-09") if month else len("2023")
    return whole.isoformat()[:width]


def _mail_date(written: str) -> str:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return ""
    if moment.year < _EARLIEST_YEAR:
        return ""
    # "-0000" says that the zone is unknown: https://www.rfc-editor.org/rfc/rfc5322#section-3.3
    text = moment.isoformat(timespec="seconds")
    return text.replace("+00:00", "Z") if moment.tzinfo in {UTC, None} else text


def _in_words(written: str) -> str:
    found = _DAY_FIRST.match(written) or _MONTH_FIRST.match(written)
    if found:
        month = _MONTHS.get(found["month"].lower())
        return _day(int(found["year"]), month, int(found["day"])) if month else ""
    numeric = _NUMERIC.match(written)
    if not numeric:
        return ""
    first, second, year = int(numeric["first"]), int(numeric["second"]), int(numeric["year"])
    if numeric["sign"] == "." or first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else ""
