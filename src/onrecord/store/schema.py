"""The tables of a case file, as SQLAlchemy Core describes them.

`schema_across` has those of what is across reports, `schema_review` of what persons decided. All of it holds on SQLite
and PostgreSQL alike; full-text search and pragmas are SQLite's and stand in
`fulltext` and `sqlite`. `docs/case-file.md` describes every table and column
for people who open the file themselves.
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

FORMAT = 4
"""Version of the tables below: the number of the newest script in `migrations/versions`."""

APPLICATION_ID = 0x4F4E5243
"""Marks the file as ours in SQLite's header ("ONRC"), so that `file` and we can tell it from other databases."""

BY_PERSONS = "persons"
"""What names the extraction of a report in a language that is not read for claims: persons alone put records in."""

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


def text_column(name: str) -> Column[str]:
    """Return a column of text that comes back as it was given."""
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
    text_column("origin"),
    Column("how", String, nullable=False),
    Column("captured_at", String, nullable=False),
    text_column("media_type"),
    text_column("charset"),
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
    text_column("title"),
    text_column("publisher"),
    text_column("author"),
    Column("published", ExactText, nullable=False, index=True),
    text_column("url"),
    Column("language", ExactText, nullable=False, index=True),
    text_column("encoding"),
    Column("format", String, nullable=False),
    Column("words", Integer, nullable=False),
    text_column("text"),
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


def owner(kind: str, *, alone: bool = False) -> Column[int]:
    """Return the first column of the rows that belong to a record and go with it."""
    whose = ForeignKey(f"{kind}.number", ondelete="CASCADE")
    return Column(kind, Integer, whose, nullable=False, primary_key=alone)


def _spans(kind: str, *more: Column[Any]) -> Table:
    """Return the table of the words of a kind of records."""
    return Table(
        f"{kind}_span",
        metadata,
        owner(kind),
        Column("field", String, nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        text_column("text"),
        *more,
        PrimaryKeyConstraint(kind, "field", "ordinal"),
    )


def several(name: str, kind: str, *columns: Column[Any]) -> Table:
    """Return a table of what a record has several of, in order."""
    ordinal = Column("ordinal", Integer, nullable=False)
    return Table(name, metadata, owner(kind), ordinal, *columns, PrimaryKeyConstraint(kind, "ordinal"))


def link(name: str, kind: str, *, nullable: bool = True) -> Column[str]:
    """Return a column that names another record; checked when the transaction ends."""
    other = ForeignKey(f"{kind}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String, other, nullable=nullable, index=True)


def score_column() -> Column[float]:
    """Return a column for how sure something is, in [0, 1]."""
    return Column("score", Float, nullable=False)


claim = _found(
    "claim",
    Column("quotation", String, nullable=False),
    Column("act", String, nullable=False, index=True),
    Column("certainty", String, nullable=False),
    Column("polarity", String, nullable=False),
    text_column("said_at"),
    Column("speaker", ExactText, nullable=False, index=True),
    link("parent", "claim"),
    score_column(),
)
claim_span = _spans("claim")

event = _found(
    "event",
    Column("type", ExactText, nullable=False, index=True),
    Column("factuality", String, nullable=False),
    link("time", "time"),
    link("holder", "claim"),
    score_column(),
)
event_span = _spans("event", link("entity", "entity"))

time = _found("time", text_column("value"), Column("type", String, nullable=False))
time_span = _spans("time")

mention = _found(
    "mention",
    Column("type", String, nullable=False),
    link("entity", "entity"),
    Column("form", String, nullable=False),
    score_column(),
)
mention_span = _spans("mention")

entity = _found(
    "entity",
    Column("type", String, nullable=False, index=True),
    text_column("name"),
    text_column("country"),
    text_column("role"),
    Column("mentions", Integer, nullable=False),
)
entity_span = _spans("entity")
entity_alias = several("entity_alias", "entity", text_column("name"))
entity_place = Table(
    "entity_place",
    metadata,
    owner("entity", alone=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("readings", Integer, nullable=False),
    text_column("source"),
)

question = _found(
    "question",
    Column("kind", String, nullable=False, index=True),
    link("about_claim", "claim"),
    link("about_event", "event"),
    text_column("as_of"),
    score_column(),
)
question_span = _spans("question")

element = _found(
    "element",
    Column("element", ExactText, nullable=False),
    Column("code", ExactText, nullable=False, index=True),
    Column("status", String, nullable=False),
    score_column(),
)
element_span = _spans("element")
element_claim = several("element_claim", "element", link("claim", "claim", nullable=False))
element_event = several("element_event", "element", link("event", "event", nullable=False))

problem = Table(
    "problem",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("code", String, nullable=False),
    text_column("message"),
    Column("subject", ExactText, nullable=False),
    text_column("hint"),
    Column("capture", String, nullable=False, index=True),
    Column("report", ExactText, nullable=False, index=True),
    Column("met_at", String, nullable=False),
    Column("seal", String, nullable=False),
    Index("ix_problem_stage_subject", "stage", "subject"),
)
