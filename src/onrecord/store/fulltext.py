"""Full-text search in SQLite (FTS5): what a user types becomes a query that can never be misread.

Words match whole, without regard to case or accents. Scripts that put no space
between words, and queries of signs alone, are looked for letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, String, Table, and_, column, func, literal_column, table
from sqlalchemy.engine import Connection
from sqlalchemy.sql.selectable import Select, TableClause

from onrecord.records import Claim
from onrecord.store.schema import ESCAPE, escape
from onrecord.vocabulary.folding import folded

OPEN, CLOSE = f"{ESCAPE}[", f"{ESCAPE}]"
"""Marks around matched words; no stored text has them, since `escape` puts only hex digits after its sign."""

TOKENIZER = "tokenize='unicode61 remove_diacritics 2'"
"""How the indexes part text into words (as in the migration that made them): without case and accents."""

report_words = table(
    "report_words", column("rowid", Integer), column("title", String), column("text", String), column("rank")
)
claim_words = table("claim_words", column("rowid", Integer), column("source", String), column("content", String))

# Scripts written without spaces between words (UAX #29, table 3): Thai and Lao, Myanmar, Khmer, kana, Han.
_UNBROKEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Words:
    """What to look for: every one of `terms`, as whole words or, where that means nothing, as letters."""

    terms: tuple[str, ...]
    whole: bool

    @classmethod
    def of(cls, query: str) -> Words:
        """Return the words and quoted phrases of what a user typed; every sign in it stands for itself."""
        found = tuple(phrase.strip() or word for phrase, word in _TERM.findall(query) if phrase.strip() or word)
        if _UNBROKEN.search(query):
            return cls(found, whole=False)
        words = tuple(term for term in found if any(sign.isalnum() for sign in term))
        return cls(words or found, whole=bool(words))

    def expression(self) -> str:
        """Return the terms in FTS5's language, each as a quoted string."""
        return " ".join('"' + escape(term).replace('"', '""') + '"' for term in self.terms)


def matching(index: TableClause, key: ColumnElement[int], within: dict[str, Words]) -> ColumnElement[bool]:
    """Return the condition that the row `key` of an index has the words in each of its columns.

    Args:
        index: `report_words` or `claim_words`.
        key: The number of the row, in the outer statement.
        within: The words by column.
    """
    conditions: list[ColumnElement[bool]] = []
    whole = {name: words for name, words in within.items() if words.whole}
    if whole:
        query = " AND ".join(f"{name} : ({words.expression()})" for name, words in whole.items())
        conditions.append(literal_column(index.name).match(query))
    for name, words in within.items():
        if not words.whole:
            conditions += [index.c[name].contains(escape(term), autoescape=True) for term in words.terms]
    return key.in_(Select(index.c.rowid).where(and_(*conditions)))


def has_words(text: ColumnElement[str], query: str) -> ColumnElement[bool]:
    """Return the condition that a text without an index has the words of what a user typed, as `matching` has."""
    return func.onrecord_has_words(text, query) == 1


def words_in(text: str | None, query: str) -> bool:
    """Return whether a stored text has all words of what a user typed; NULL has none. SQL's `onrecord_has_words`."""
    if text is None:
        return False
    words = Words.of(query)
    if not words.whole:
        return all(escape(term).casefold() in text.casefold() for term in words.terms)
    held = _parted(text)
    return all(_parted(escape(term)) in held for term in words.terms)


def _parted(text: str) -> str:
    """Return the words of a text without case and accents, each between spaces."""
    return f" {folded(text)} "


def index_claims(connection: Connection, numbered: Iterable[tuple[int, Claim]]) -> None:
    """Put the words of claims' sources and contents into the index; a trigger takes them out with the claims."""
    fields = [
        (number, *(indexed(escape(span.text) for span in spans) for spans in (claim.source, claim.content)))
        for number, claim in numbered
    ]
    connection.exec_driver_sql("INSERT INTO claim_words(rowid, source, content) VALUES (?, ?, ?)", fields)


def indexed(fragments: Iterable[str]) -> str:
    """Return what is indexed of a field of a claim, from its fragments as they are stored."""
    return " … ".join(fragments)


def misindexed(connection: Connection, index: str, rows: str, columns: tuple[str, ...]) -> list[int]:
    """Return the numbers of the rows whose words an index does not hold as a new index would.

    Args:
        connection: One that may make temporary tables.
        index: The index.
        rows: The table whose words it holds.
        columns: The indexed columns, the same in both.
    """
    names, words = ", ".join(columns), "term, doc, col, offset"
    kept, made = f"temp.{index}_kept", f"temp.{index}_made"
    for statement in (
        f"CREATE VIRTUAL TABLE temp.{index}_new USING fts5({names}, content='', {TOKENIZER})",
        f"INSERT INTO temp.{index}_new(rowid, {names}) SELECT rowid, {names} FROM main.{rows}",  # noqa: S608 - our own names
        f"CREATE VIRTUAL TABLE {made} USING fts5vocab(temp, {index}_new, instance)",
        f"CREATE VIRTUAL TABLE {kept} USING fts5vocab(main, {index}, instance)",
    ):
        connection.exec_driver_sql(statement)
    found: set[int] = set()
    for one, other in ((kept, made), (made, kept)):
        differing = f"SELECT DISTINCT doc FROM (SELECT {words} FROM {one} EXCEPT SELECT {words} FROM {other})"  # noqa: S608
        found.update(connection.exec_driver_sql(differing).scalars())
    return sorted(found)


def marked(index: Table | TableClause, position: int) -> ColumnElement[str]:
    """Return the expression for a column's text with marks around the matched words.

    Args:
        index: The index that is searched.
        position: Of the column, from 0.
    """
    return literal_column(f"highlight({index.name}, {position}, '{OPEN}', '{CLOSE}')", String)


_MARKS = re.compile(f"{ESCAPE}([\\[\\]]|[0-9a-f]{{4}})")


def places(marked_text: str) -> list[tuple[int, int]]:
    """Return where the marked words stand, in code points of the text as it was given."""
    found: list[tuple[int, int]] = []
    length, last, start = 0, 0, 0
    for sign in _MARKS.finditer(marked_text):
        length += sign.start() - last
        last = sign.end()
        if sign[1] == "[":
            start = length
        elif sign[1] == "]":
            found.append((start, length))
        else:
            length += 1
    return found


def letters(text: str, words: Words) -> list[tuple[int, int]]:
    """Return where the terms stand in a text, letter by letter and without regard to case."""
    pattern = "|".join(re.escape(term) for term in words.terms)
    return [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
