"""Search in titles and texts: which reports match, and which passages of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, and_, func, literal, literal_column, or_, select
from sqlalchemy.engine import Connection

from onrecord.records import SearchHit
from onrecord.store import schema
from onrecord.store.fulltext import Words, letters, marked, places, report_words
from onrecord.store.schema import escape

PASSAGES = 3
"""Passages shown of one report; whoever wants all of them opens the report."""

_NEAR = 60
"""Code points between two matched words that still make one passage: about ten words."""

_CONTEXT = 80
"""Code points shown on each side of a passage: about a line on paper."""

Place = tuple[int, int]


def search(connection: Connection, query: str, limit: int) -> Iterator[SearchHit]:
    """Yield up to `limit` passages (0: all), those of the best matching report first.

    Args:
        connection: To the case.
        query: Words, all of which a report must have, and phrases in quotation marks.
        limit: Most passages to yield.
    """
    words = Words.of(query)
    if not words.terms:
        return
    left = limit
    for row in connection.execute(_by_words(words) if words.whole else _by_letters(words)):
        for hit in _hits(row, words):
            yield hit
            left -= 1
            if left == 0:
                return


def _columns() -> tuple[Any, ...]:
    report = schema.report.c
    return report.id, report.title, report.publisher, report.published, report.text


def _by_words(words: Words) -> Select[Any]:
    return (
        select(*_columns(), marked(report_words, 0).label("in_title"), marked(report_words, 1).label("in_text"))
        .join_from(report_words, schema.report, schema.report.c.number == report_words.c.rowid)
        .where(literal_column(report_words.name).match(words.expression()))
        .order_by(report_words.c.rank, schema.report.c.number)
    )


def _by_letters(words: Words) -> Select[Any]:
    columns = (schema.report.c.title, schema.report.c.text)
    found = [
        or_(*(func.instr(func.lower(c), func.lower(literal(escape(t)))) > 0 for c in columns)) for t in words.terms
    ]
    return (
        select(*_columns(), literal("").label("in_title"), literal("").label("in_text"))
        .where(and_(*found))
        .order_by(schema.report.c.number)
    )


def _hits(row: Row[Any], words: Words) -> Iterator[SearchHit]:
    in_text = places(row.in_text) if words.whole else letters(row.text, words)
    for start, end in _passages(row.text, in_text):
        yield passage_at(row, row.text, (start, end), (start, end))
    if not in_text:
        in_title = places(row.in_title) if words.whole else letters(row.title, words)
        for place in _passages(row.title, in_title)[:1]:
            yield passage_at(row, row.title, place, (-1, -1))


def _passages(text: str, found: list[Place]) -> list[Place]:
    """Join words that stand near each other; keep the passages with the most different words, in their order."""
    joined: list[Place] = []
    kinds: list[set[str]] = []
    for start, end in found:
        if joined and start - joined[-1][1] <= _NEAR:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
            kinds.append(set())
        kinds[-1].add(text[start:end].casefold())
    best = sorted(range(len(joined)), key=lambda i: (-len(kinds[i]), i))[:PASSAGES]
    return [joined[i] for i in sorted(best)]


def passage_at(row: Row[Any], text: str, place: Place, shown: Place) -> SearchHit:
    """Return words of a report with those around them.

    Args:
        row: Of the report: its id, title, publisher and date.
        text: What the words stand in: its text or its title.
        place: Where in it.
        shown: Where in the report's text, or (-1, -1) for the title.
    """
    start, end = place
    return SearchHit(
        report=row.id,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        start=shown[0],
        end=shown[1],
        before=_from_word(text[max(start - _CONTEXT, 0) : start], cut=start > _CONTEXT),
        match=text[start:end],
        after=_to_word(text[end : end + _CONTEXT], cut=end + _CONTEXT < len(text)),
    )


def _from_word(before: str, *, cut: bool) -> str:
    return before.partition(" ")[2] if cut and " " in before else before


def _to_word(after: str, *, cut: bool) -> str:
    return after.rpartition(" ")[0] if cut and " " in after else after
