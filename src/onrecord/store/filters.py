"""Filters as conditions on the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date

from sqlalchemy import ColumnElement, Table, and_, case, func, or_, select, true

from onrecord.errors import UsageError
from onrecord.records import (
    ACTS,
    ELEMENT_STATUSES,
    ENTITY_TYPES,
    FACTUALITIES,
    QUESTION_KINDS,
    QUOTATIONS,
    STANDINGS,
    TIME_TYPES,
    UNDATED,
    ClaimFilter,
    ElementFilter,
    EntityFilter,
    EventFilter,
    QuestionFilter,
    RecordFilter,
    ReviewedFilter,
    TimeFilter,
)
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.fulltext import Words, claim_words, has_words, matching
from onrecord.store.review_rows import standing_so
from onrecord.vocabulary.elements import codes_by_element, element_codes
from onrecord.vocabulary.events import event_types

_ELSEWHERE = {field.name for field in fields(RecordFilter)} | {
    "source", "text", "who", "name", "party", "after", "before", "dated", "review", "standing", "speaker",
}  # fmt: skip
"""Fields of filters that are no columns of the records."""

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


_KNOWN: dict[tuple[str, str], Callable[[], Iterable[str]]] = {
    ("claim", "act"): lambda: ACTS,
    ("claim", "quotation"): lambda: QUOTATIONS,
    ("event", "type"): event_types,
    ("event", "factuality"): lambda: FACTUALITIES,
    ("time", "type"): lambda: TIME_TYPES,
    ("entity", "type"): lambda: ENTITY_TYPES,
    ("question", "kind"): lambda: QUESTION_KINDS,
    ("element", "element"): codes_by_element,
    ("element", "code"): element_codes,
    ("element", "status"): lambda: ELEMENT_STATUSES,
}
"""What a column can hold; the vocabulary is loaded when it is asked for."""


def conditions(table: Table, wanted: RecordFilter) -> list[ColumnElement[bool]]:
    """Return what a record and its report must fulfil; the filter's report and limit are left to the caller.

    Args:
        table: That of the records.
        wanted: Its fields are columns of the table but for those that every filter has, words and days.

    Raises:
        UsageError: The filter names what no column holds, or a bad date.
    """
    found: list[ColumnElement[bool]] = []
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if not value or field.name in _ELSEWHERE:
            continue
        known = _KNOWN.get((table.name, field.name))
        if known is not None and value not in known():
            raise UsageError(f"no {field.name} is called {value!r}", hint=f"one of: {', '.join(known())}")
        found.append(table.c[field.name] == value)
    found += [standing_so(table, wanted.review)] if isinstance(wanted, ReviewedFilter) and wanted.review else []
    return [*found, *_with_words(wanted), *_on_days(wanted), *_dated(wanted), *published(wanted)]


def _with_words(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    if isinstance(wanted, ClaimFilter):
        return [*_claim_words(wanted), *_across(wanted)]
    if isinstance(wanted, EventFilter):
        span, entity = schema.event_span, schema.entity
        own = span.c.event == schema.event.c.number
        every = select(func.group_concat(span.c.text, " … ")).where(own).scalar_subquery()
        named = (
            select(span.c.event).outerjoin(entity, entity.c.id == span.c.entity).where(own, span.c.field != "trigger")
        )
        someone = named.where(or_(has_words(span.c.text, wanted.who), has_words(entity.c.name, wanted.who))).exists()
        return [*([someone] if wanted.who else []), *([has_words(every, wanted.text)] if wanted.text else [])]
    if isinstance(wanted, EntityFilter) and wanted.name:
        entity, alias = schema.entity, schema.entity_alias
        other = select(alias.c.entity).where(alias.c.entity == entity.c.number, has_words(alias.c.name, wanted.name))
        return [or_(has_words(entity.c.name, wanted.name), other.exists())]
    if isinstance(wanted, QuestionFilter):
        span, own = schema.question_span, schema.question.c.number
        asked = {"party": wanted.party, "span": wanted.text}
        return [_in_span(span, own, field, words) for field, words in asked.items() if words]
    if isinstance(wanted, ElementFilter) and wanted.text:
        return [_in_span(schema.element_span, schema.element.c.number, "spans", wanted.text)]
    return []


def _in_span(span: Table, own: ColumnElement[int], field: str, words: str) -> ColumnElement[bool]:
    """Return the condition that a record has one span of a field with all the words."""
    owner = span.columns[0]
    return select(owner).where(owner == own, span.c.field == field, has_words(span.c.text, words)).exists()


def _on_days(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    """Return the condition that a time, an event's time, or when a claim was said, can be on the wanted days."""
    if not isinstance(wanted, ClaimFilter | EventFilter | TimeFilter) or not (wanted.after or wanted.before):
        return []
    for day in filter(None, (wanted.after, wanted.before)):
        _check_day(day)
    time = schema.time
    values = select(time.c.value).distinct().subquery()  # each is reckoned once, however many times have it
    reckoned = func.onrecord_in_days(values.c.value, wanted.after, wanted.before)
    near = and_(*_about(values.c.value, wanted.after, wanted.before))
    within = select(values.c.value).where(case((near, reckoned), else_=0) == 1)
    meant = time.c.value.in_(within)
    if isinstance(wanted, TimeFilter):
        return [meant]
    return [timed(wanted).in_(select(time.c.id).where(meant))]


def timed(wanted: ClaimFilter | EventFilter) -> ColumnElement[str]:
    """Return the column that names the time of the records that a filter is for."""
    return schema.claim.c.said_at if isinstance(wanted, ClaimFilter) else schema.event.c.time


def is_dated(value: ColumnElement[str]) -> ColumnElement[bool]:
    """Return whether a time's value says a year at least; a length of time and "now" do not."""
    return value.op("GLOB")("[0-9][0-9][0-9][0-9]*")


def _dated(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    """Return the condition that a record's time is told to lie in a year, month or day, or that it has no date.

    Raises:
        UsageError: A bad date.
    """
    if not isinstance(wanted, ClaimFilter | EventFilter) or not wanted.dated:
        return []
    own, time = timed(wanted), schema.time
    if wanted.dated == UNDATED:
        return [or_(own.is_(None), own.not_in(select(time.c.id).where(is_dated(time.c.value))))]
    _check_day(wanted.dated)
    return [own.in_(select(time.c.id).where(time.c.value >= wanted.dated, time.c.value < f"{wanted.dated}~"))]


def _about(value: ColumnElement[str], after: str, before: str) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that every value fulfils that can mean a day between two; they are quick to tell.

    A week can reach into the year before and after, and what is shorter than a year ("20", "202") holds several.
    """
    yield true()
    if after and int(after[:4]) > 1:
        yield or_(func.length(value) < 4, value >= f"{int(after[:4]) - 1:04}")
    if before and int(before[:4]) < 9998:
        yield value < f"{int(before[:4]) + 2:04}"


def _across(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on what is told across reports: a finding's standing, who is cited.

    Raises:
        UsageError: There is no such standing.
    """
    found: list[ColumnElement[bool]] = []
    if wanted.standing:
        if wanted.standing not in STANDINGS:
            raise UsageError(f"no standing is called {wanted.standing!r}", hint=f"one of: {', '.join(STANDINGS)}")
        voice, finding = across.finding_voice, across.finding
        spoken = select(voice.c.record).join(finding, finding.c.number == voice.c.finding)
        found.append(schema.claim.c.id.in_(spoken.where(finding.c.standing == wanted.standing)))
    if wanted.speaker:
        member, identity = across.identity_member, across.identity
        members = select(member.c.entity).join(identity, identity.c.number == member.c.identity)
        own = schema.claim.c.speaker
        found.append(or_(own == wanted.speaker, own.in_(members.where(identity.c.id == wanted.speaker))))
    return found


def _claim_words(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    asked = {"source": Words.of(wanted.source), "content": Words.of(wanted.text)}
    within = {name: words for name, words in asked.items() if words.terms}
    return [matching(claim_words, schema.claim.c.number, within)] if within else []


def published(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    """Return the condition on when a report was published.

    As much of the dates is compared as both have: a report of "2023-09" may be of any day of that month.

    Raises:
        UsageError: A bad date.
    """
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
