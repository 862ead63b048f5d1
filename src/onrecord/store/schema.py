"""The tables of a case file, as SQLAlchemy Core describes them.

What is here holds on SQLite and PostgreSQL alike; full-text search and pragmas
are SQLite's and stand in `fulltext` and `sqlite`. `docs/case-file.md` describes
every table and column for people who open the file themselves.
"""

from __future__ import annotations

import re

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

FORMAT = 1
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

claim = Table(
    "claim",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", ExactText, ForeignKey("extraction.report", ondelete="CASCADE"), nullable=False, index=True),
    Column("quotation", String, nullable=False),
    Column("act", String, nullable=False, index=True),
    Column("certainty", String, nullable=False),
    Column("polarity", String, nullable=False),
    _text("said_at"),
    Column(
        "parent",
        String,
        ForeignKey("claim.id", deferrable=True, initially="DEFERRED"),
        nullable=True,
        index=True,
    ),
    Column("score", Float, nullable=False),
    Column("made_by", String, nullable=False),
    Column("seal", String, nullable=False),
)

claim_span = Table(
    "claim_span",
    metadata,
    Column("claim", Integer, ForeignKey("claim.number", ondelete="CASCADE"), nullable=False),
    Column("field", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("text"),
    PrimaryKeyConstraint("claim", "field", "ordinal"),
)

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
