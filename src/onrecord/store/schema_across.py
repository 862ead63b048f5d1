"""The tables of what is across reports: what is compared, what was found by it, and who decided what.

Those down to `relation` go with their report when it is extracted again. What follows from all reports together
(`identity`, `likeness`, `origin`, `finding`, `answer`) is told anew at the end of a build.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, String, Table

from onrecord.store.schema import ExactText, link, metadata, owner, score_column, several, text_column


def _seal() -> Column[str]:
    return Column("seal", String, nullable=False)


def _report(name: str = "report") -> Column[str]:
    return Column(name, ExactText, ForeignKey("report.id"), nullable=False, index=True)


def _words() -> list[Column[Any]]:
    """Return the columns of a passage, its report first."""
    places = [Column(name, Integer, nullable=False) for name in ("start", "end")]
    return [_report(), *places, text_column("text")]


def _derived(name: str, *columns: Column[Any] | Index) -> Table:
    """Return the table of a kind of records that follow from all reports."""
    number = Column("number", Integer, primary_key=True)
    return Table(name, metadata, number, Column("id", String, nullable=False, unique=True), *columns, _seal())


comparable = Table(
    "comparable",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ExactText, ForeignKey("extraction.report", ondelete="CASCADE"), nullable=False, unique=True),
    text_column("traits"),
    Column("made_by", String, nullable=False),
    Column("prepared_at", String, nullable=False),
    _seal(),
)
passage = Table(
    "passage",
    metadata,
    owner("comparable"),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("key", String, nullable=False, index=True),
    Column("vector", LargeBinary, nullable=False),
    PrimaryKeyConstraint("comparable", "ordinal"),
)
comparison = Table(
    "comparison",
    metadata,
    Column("report", ExactText, ForeignKey("comparable.report", ondelete="CASCADE"), primary_key=True),
    Column("made_by", String, nullable=False),
    Column("compared_at", String, nullable=False),
    _seal(),
)


def _side(name: str) -> list[Column[Any]]:
    """Return the columns of one side of a relation, which goes when its report is prepared again."""
    other = ForeignKey("comparable.report", ondelete="CASCADE")
    places = [Column(f"{name}_{bound}", Integer, nullable=False) for bound in ("start", "end")]
    return [
        Column(f"{name}_report", ExactText, other, nullable=False, index=True),
        *places,
        text_column(f"{name}_text"),
    ]


relation = _derived(
    "relation",
    *_side("a"),
    *_side("b"),
    Column("relation", String, nullable=False),
    Column("slot", String, nullable=False),
    score_column(),
    Column("shared", Float, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("made_by", String, nullable=False),
    Index("ix_relation_relation_score", "relation", "score"),
)

identity = _derived(
    "identity",
    Column("type", String, nullable=False, index=True),
    text_column("name"),
    text_column("country"),
)
identity_alias = several("identity_alias", "identity", text_column("name"))
identity_office = several("identity_office", "identity", text_column("role"), text_column("published"))
identity_member = several("identity_member", "identity", link("entity", "entity", nullable=False))

likeness = _derived(
    "likeness",
    *(
        Column(name, String, ForeignKey("entity.id", deferrable=True, initially="DEFERRED"), nullable=False, index=True)
        for name in ("a", "b")
    ),
    score_column(),
    text_column("reasons"),
    text_column("made_by"),
)

origin = _derived("origin", Column("kind", String, nullable=False), text_column("name"))
origin_report = several("origin_report", "origin", _report())
origin_words = several("origin_words", "origin", *_words())

finding = _derived(
    "finding",
    *_words(),
    Column("independent_origins", Integer, nullable=False),
    Column("untold", Integer, nullable=False),
    Column("standing", String, nullable=False, index=True),
)
finding_voice = several(
    "finding_voice",
    "finding",
    *_words(),
    Column("record", String, nullable=False, index=True),
    text_column("source"),
    Column("act", String, nullable=False),
    Column("stance", String, nullable=False),
    text_column("origin"),
)
finding_value = several(
    "finding_value",
    "finding",
    Column("difference", Integer, nullable=False),
    Column("slot", String, nullable=False),
    text_column("value"),
    *_words(),
)
finding_update = several("finding_update", "finding", *_words())

answer = _derived("answer", link("question", "question", nullable=False), *_words(), score_column())

weighing = Table(
    "weighing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("weighed_at", String, nullable=False),
    _seal(),
)

judgement = _derived(
    "judgement",
    Column("a", String, nullable=False),
    Column("b", String, nullable=False),
    Column("verdict", String, nullable=False),
    text_column("by"),
    Column("at", String, nullable=False),
    text_column("reason"),
    Column("withdrawn_at", String, nullable=False),
    text_column("withdrawn_by"),
)
