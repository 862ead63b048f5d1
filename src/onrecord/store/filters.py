"""A claim filter as conditions on the tables."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import ColumnElement, func

from onrecord.errors import UsageError
from onrecord.records import ACTS, QUOTATIONS, ClaimFilter
from onrecord.store import schema
from onrecord.store.fulltext import Words, claim_words, matching

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return what a claim and its report must fulfil; the filter's report and limit are left to the caller.

    Raises:
        UsageError: The filter names an unknown act or quotation, or a bad date.
    """
    found: list[ColumnElement[bool]] = []
    for name, value, known in (("act", wanted.act, ACTS), ("quotation", wanted.quotation, QUOTATIONS)):
        if value and value not in known:
            raise UsageError(f"no {name} is called {value!r}", hint=f"one of: {', '.join(known)}")
        if value:
            found.append(schema.claim.c[name] == value)
    asked = {"source": Words.of(wanted.source), "content": Words.of(wanted.text)}
    within = {name: words for name, words in asked.items() if words.terms}
    if within:
        found.append(matching(claim_words, schema.claim.c.number, within))
    return found + _published(wanted)


def _published(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Compare as much of the dates as both have: a report of "2023-09" may be of any day of that month."""
    conditions: list[ColumnElement[bool]] = []
    day = schema.report.c.published
    if wanted.since:
        _check_day(wanted.since)
        conditions.append(day >= func.substr(wanted.since, 1, func.length(day)))
    if wanted.until:
        _check_day(wanted.until)
        conditions.append(func.substr(day, 1, len(wanted.until)) <= wanted.until)
    return [*conditions, day != ""] if conditions else []


def _check_day(given: str) -> None:
    """Refuse what is no date.

    Raises:
        UsageError: It is not "2023", "2023-09" or "2023-09-05".
    """
    refusal = UsageError(f"{given!r} is not a date", hint="write it as 2023-09-05, 2023-09 or 2023")
    if not _DAY.fullmatch(given):
        raise refusal
    try:
        date.fromisoformat(given + "-01-01"[len(given) - 4 :])
    except ValueError as error:
        raise refusal from error
