"""Across reports: what is compared, relations, who is who, origins, findings, answers, and what persons decided.

What a case held stays as it is; its reports are compared by the next build.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer(), primary_key=True)


def _score(name: str = "score") -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)


def _words() -> list[sa.Column[Any]]:
    return [_text("report"), _whole("start"), _whole("end"), _text("text")]


def _link(name: str, kind: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{kind}.id"], deferrable=True, initially="DEFERRED")


def _of_report() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["report"], ["report.id"])


def _derived(table: str, *own: sa.Column[Any] | sa.ForeignKeyConstraint, indexed: tuple[str, ...] = ()) -> None:
    """Make the table of a kind of records that follow from all reports."""
    op.create_table(table, _number(), _string("id"), *own, _string("seal"), sa.UniqueConstraint("id"))
    for column in indexed:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _several(table: str, kind: str, *own: sa.Column[Any] | sa.ForeignKeyConstraint, indexed: str = "") -> None:
    """Make a table of what a record has several of."""
    op.create_table(
        table,
        _whole(kind),
        _whole("ordinal"),
        *own,
        sa.PrimaryKeyConstraint(kind, "ordinal"),
        sa.ForeignKeyConstraint([kind], [f"{kind}.number"], ondelete="CASCADE"),
    )
    if indexed:
        op.create_index(f"ix_{table}_{indexed}", table, [indexed])


def _compared() -> None:
    op.create_table(
        "comparable",
        _number(),
        _text("report"),
        _text("traits"),
        _string("made_by"),
        _string("prepared_at"),
        _string("seal"),
        sa.UniqueConstraint("report"),
        sa.ForeignKeyConstraint(["report"], ["extraction.report"], ondelete="CASCADE"),
    )
    _several(
        "passage",
        "comparable",
        _whole("start"),
        _whole("end"),
        _string("key"),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        indexed="key",
    )
    op.create_table(
        "comparison",
        sa.Column("report", sa.Text(), primary_key=True),
        _string("made_by"),
        _string("compared_at"),
        _string("seal"),
        sa.ForeignKeyConstraint(["report"], ["comparable.report"], ondelete="CASCADE"),
    )


def _relations() -> None:
    sides = [
        column
        for side in ("a", "b")
        for column in (_text(f"{side}_report"), _whole(f"{side}_start"), _whole(f"{side}_end"), _text(f"{side}_text"))
    ]
    links = [
        sa.ForeignKeyConstraint([f"{side}_report"], ["comparable.report"], ondelete="CASCADE") for side in ("a", "b")
    ]
    _derived(
        "relation",
        *sides,
        _string("relation"),
        _string("slot"),
        _score(),
        _score("shared"),
        _whole("answers"),
        _string("made_by"),
        *links,
        indexed=("a_report", "b_report"),
    )


def _identities() -> None:
    _derived("identity", _string("type"), _text("name"), _text("country"), indexed=("type",))
    _several("identity_alias", "identity", _text("name"))
    _several("identity_office", "identity", _text("role"), _text("published"))
    _several("identity_member", "identity", _string("entity"), _link("entity", "entity"), indexed="entity")
    _derived(
        "likeness",
        _string("a"),
        _string("b"),
        _score(),
        _text("reasons"),
        _text("made_by"),
        _link("a", "entity"),
        _link("b", "entity"),
        indexed=("a", "b"),
    )


def _weighed() -> None:
    _derived("origin", _string("kind"), _text("name"))
    _several("origin_report", "origin", _text("report"), _of_report(), indexed="report")
    _several("origin_words", "origin", *_words(), _of_report(), indexed="report")
    _derived(
        "finding",
        *_words(),
        _whole("independent_origins"),
        _whole("untold"),
        _string("standing"),
        _of_report(),
        indexed=("report", "standing"),
    )
    _several(
        "finding_voice",
        "finding",
        *_words(),
        _string("record"),
        _text("source"),
        _string("act"),
        _string("stance"),
        _text("origin"),
        _of_report(),
        indexed="report",
    )
    _several(
        "finding_value",
        "finding",
        _whole("difference"),
        _string("slot"),
        _text("value"),
        *_words(),
        _of_report(),
        indexed="report",
    )
    _several("finding_update", "finding", *_words(), _of_report(), indexed="report")
    _derived(
        "answer",
        _string("question"),
        *_words(),
        _score(),
        _link("question", "question"),
        _of_report(),
        indexed=("question", "report"),
    )
    op.create_table(
        "weighing",
        sa.Column("id", sa.Integer(), primary_key=True),
        _string("state"),
        _string("made_by"),
        _string("weighed_at"),
        _string("seal"),
    )


def _judgements() -> None:
    _derived(
        "judgement",
        _string("a"),
        _string("b"),
        _string("verdict"),
        _text("by"),
        _string("at"),
        _text("reason"),
        _string("withdrawn_at"),
        _text("withdrawn_by"),
    )


def upgrade() -> None:
    """Make the tables."""
    _compared()
    _relations()
    _identities()
    _weighed()
    _judgements()
