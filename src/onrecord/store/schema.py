"""The tables of a case file, as SQLAlchemy Core describes them.

What is here holds on SQLite and PostgreSQL alike; full-text search and pragmas
are SQLite's and stand in `fulltext` and `sqlite`. `docs/case-file.md` describes
every table and column for people who open the file themselves.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

FORMAT = 2
"""Version of the tables below: the number of the newest script in `migrations/versions`."""

APPLICATION_ID = 0x4F4E5243
"""Marks the file as ours in SQLite's header ("ONRC"), so that `file` and we can tell it from other databases."""

ESCAPE = "\x1a"
"""SUBSTITUTE, a control character that no text means: it leads the escapes of `ExactText`."""

_UNSTORABLE = re.compile(r"[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile(r"\x1a([0-9a-f]{4})")


def escape(text: str) -> str:
    """Return the text with NUL, SUBSTITUTE and lone surrogates as SUBSTITUTE and four hex digits."""
    return _UNSTORABLE.sub(lambda found: f"{ESCAPE}{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """Return the text that `escape` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if ESCAPE in text else text


class ExactText(TypeDecorator[str]):
    r"""Text that comes back code point for code point.

    Databases take neither lone surrogates (file names in no encoding, broken
    `\ud83d` escapes in JSON) nor, some of them, NUL; those few are escaped.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the value as it is stored."""
        return None if value is None else escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the value as it was given."""
        return None if value is None else unescape(value)


metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, ExactText, nullable=False)


case_file = Table(
    "case_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", String, nullable=False),
    Column("created_by", String, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

capture = Table(
    "capture",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("sha256", String, ForeignKey("blob.sha256"), nullable=False, index=True),
    _text("origin"),
    Column("how", String, nullable=False),
    Column("captured_at", String, nullable=False),
    _text("media_type"),
    _text("charset"),
    Column("hints", String, nullable=False),
    Column("container", Integer, nullable=False),
    Column("seal", String, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", ExactText, nullable=False, unique=True),
    Column("capture", String, ForeignKey("capture.id"), nullable=False, index=True),
    _text("title"),
    _text("publisher"),
    _text("author"),
    Column("published", ExactText, nullable=False, index=True),
    _text("url"),
    Column("language", ExactText, nullable=False, index=True),
    _text("encoding"),
    Column("format", String, nullable=False),
    Column("words", Integer, nullable=False),
    _text("text"),
    Column("segments", String, nullable=False),
    Column("seal", String, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("capture", String, ForeignKey("capture.id"), primary_key=True),
    Column("report", ExactText, ForeignKey("report.id"), nullable=True, index=True),
    Column("made_by", String, nullable=False),
    Column("read_at", String, nullable=False),
    Column("seal", String, nullable=False),
)

extraction = Table(
    "extraction",
    metadata,
    Column("report", ExactText, ForeignKey("report.id"), primary_key=True),
    Column("made_by", String, nullable=False),
    Column("extracted_at", String, nullable=False),
    Column("seal", String, nullable=False),
)


def _found(name: str, *columns: Column[Any]) -> Table:
    """Return the table of a kind of records found in reports: they go when their report is extracted again."""
    return Table(
        name,
        metadata,
        Column("number", Integer, primary_key=True),
        Column("id", String, nullable=False, unique=True),
        Column("report", ExactText, ForeignKey("extraction.report", ondelete="CASCADE"), nullable=False, index=True),
        *columns,
        Column("made_by", String, nullable=False),
        Column("seal", String, nullable=False),
    )


def _owner(kind: str, *, alone: bool = False) -> Column[int]:
    """Return the first column of the rows that belong to a record and go with it."""
    owner = ForeignKey(f"{kind}.number", ondelete="CASCADE")
    return Column(kind, Integer, owner, nullable=False, primary_key=alone)


def _spans(kind: str, *more: Column[Any]) -> Table:
    """Return the table of the words of a kind of records."""
    return Table(
        f"{kind}_span",
        metadata,
        _owner(kind),
        Column("field", String, nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        _text("text"),
        *more,
        PrimaryKeyConstraint(kind, "field", "ordinal"),
    )


def _several(name: str, kind: str, column: Column[Any]) -> Table:
    """Return a table of what a record has several of, in order."""
    ordinal = Column("ordinal", Integer, nullable=False)
    return Table(name, metadata, _owner(kind), ordinal, column, PrimaryKeyConstraint(kind, "ordinal"))


def _link(name: str, kind: str, *, nullable: bool = True) -> Column[str]:
    """Return a column that names another record of the same report; checked when the transaction ends."""
    other = ForeignKey(f"{kind}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String, other, nullable=nullable, index=True)


def _score() -> Column[float]:
    return Column("score", Float, nullable=False)


claim = _found(
    "claim",
    Column("quotation", String, nullable=False),
    Column("act", String, nullable=False, index=True),
    Column("certainty", String, nullable=False),
    Column("polarity", String, nullable=False),
    _text("said_at"),
    _text("speaker"),
    _link("parent", "claim"),
    _score(),
)
claim_span = _spans("claim")

event = _found(
    "event",
    Column("type", ExactText, nullable=False, index=True),
    Column("factuality", String, nullable=False),
    _link("time", "time"),
    _link("holder", "claim"),
    _score(),
)
event_span = _spans("event", _link("entity", "entity"))

time = _found("time", _text("value"), Column("type", String, nullable=False))
time_span = _spans("time")

mention = _found(
    "mention",
    Column("type", String, nullable=False),
    _link("entity", "entity"),
    Column("form", String, nullable=False),
    _score(),
)
mention_span = _spans("mention")

entity = _found(
    "entity",
    Column("type", String, nullable=False, index=True),
    _text("name"),
    _text("country"),
    _text("role"),
    Column("mentions", Integer, nullable=False),
)
entity_span = _spans("entity")
entity_alias = _several("entity_alias", "entity", _text("name"))
entity_place = Table(
    "entity_place",
    metadata,
    _owner("entity", alone=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("readings", Integer, nullable=False),
    _text("source"),
)

question = _found(
    "question",
    Column("kind", String, nullable=False, index=True),
    _link("about_claim", "claim"),
    _link("about_event", "event"),
    _text("as_of"),
    _score(),
)
question_span = _spans("question")

element = _found(
    "element",
    Column("element", ExactText, nullable=False),
    Column("code", ExactText, nullable=False, index=True),
    Column("status", String, nullable=False),
    _score(),
)
element_span = _spans("element")
element_claim = _several("element_claim", "element", _link("claim", "claim", nullable=False))
element_event = _several("element_event", "element", _link("event", "event", nullable=False))

problem = Table(
    "problem",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("code", String, nullable=False),
    _text("message"),
    Column("subject", ExactText, nullable=False),
    _text("hint"),
    Column("capture", String, nullable=False, index=True),
    Column("report", ExactText, nullable=False, index=True),
    Column("met_at", String, nullable=False),
    Column("seal", String, nullable=False),
    Index("ix_problem_stage_subject", "stage", "subject"),
)
