"""The tables of review: the log of decisions, and how records stand by it."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, PrimaryKeyConstraint, String, Table

from onrecord.store.schema import ExactText, metadata, owner, several, text_column

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", ExactText, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("target", ExactText, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    text_column("others"),
    text_column("was"),
    text_column("becomes"),
    Column("reliability", String, nullable=False),
    Column("credibility", Integer, nullable=False),
    text_column("by"),
    Column("at", String, nullable=False),
    text_column("reason"),
    Column("withdrawn_at", String, nullable=False),
    text_column("withdrawn_by"),
    Column("seal", String, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", ExactText, ForeignKey("extraction.report", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("record", String, nullable=False, unique=True),
    Column("review", String, nullable=False, index=True),
    Column("seal", String, nullable=False),
)
mark_instead = several("mark_instead", "mark", Column("record", String, nullable=False, index=True))
mark_decision = several("mark_decision", "mark", Column("decision", String, nullable=False, index=True))
stake = Table(
    "stake",
    metadata,
    owner("finding"),
    Column("record", String, nullable=False, index=True),
    Column("reports", Integer, nullable=False),
    Column("alike", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("worth", Float, nullable=False, index=True),
    PrimaryKeyConstraint("finding", "record"),
)
