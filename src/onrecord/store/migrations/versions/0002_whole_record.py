"""The whole record: events, times, mentions, entities, questions and elements beside the claims.

What a case held stays as it is; its reports are read again because other nets and rules read them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _score() -> sa.Column[float]:
    return sa.Column("score", sa.Float(), nullable=False)


def _name(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _link(name: str, kind: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{kind}.id"], deferrable=True, initially="DEFERRED")


def _found(kind: str, *own: sa.Column[str] | sa.Column[int] | sa.Column[float] | sa.ForeignKeyConstraint, indexed: tuple[str, ...] = ()) -> None:
    """Make the table of a kind of records."""
    op.create_table(
        kind,
        sa.Column("number", sa.Integer(), primary_key=True),
        _string("id"),
        _text("report"),
        *own,
        _string("made_by"),
        _string("seal"),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["report"], ["extraction.report"], ondelete="CASCADE"),
    )
    for column in ("report", *indexed):
        op.create_index(f"ix_{kind}_{column}", kind, [column])


def _spans(kind: str, *more: sa.Column[str] | sa.ForeignKeyConstraint) -> None:
    """Make the table of the words of a kind of records."""
    op.create_table(
        f"{kind}_span",
        sa.Column(kind, sa.Integer(), nullable=False),
        _string("field"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        _text("text"),
        *more,
        sa.PrimaryKeyConstraint(kind, "field", "ordinal"),
        sa.ForeignKeyConstraint([kind], [f"{kind}.number"], ondelete="CASCADE"),
    )


def _several(table: str, kind: str, *column: sa.Column[str] | sa.ForeignKeyConstraint) -> None:
    """Make a table of what a record has several of."""
    op.create_table(
        table,
        sa.Column(kind, sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        *column,
        sa.PrimaryKeyConstraint(kind, "ordinal"),
        sa.ForeignKeyConstraint([kind], [f"{kind}.number"], ondelete="CASCADE"),
    )


def _times_and_events() -> None:
    _found("time", _text("value"), _string("type"))
    _spans("time")
    _found(
        "event",
        _text("type"),
        _string("factuality"),
        _name("time"),
        _name("holder"),
        _score(),
        _link("time", "time"),
        _link("holder", "claim"),
        indexed=("type", "time", "holder"),
    )
    _spans("event", _name("entity"), _link("entity", "entity"))
    op.create_index("ix_event_span_entity", "event_span", ["entity"])


def _entities() -> None:
    _found(
        "entity",
        _string("type"),
        _text("name"),
        _text("country"),
        _text("role"),
        sa.Column("mentions", sa.Integer(), nullable=False),
        indexed=("type",),
    )
    _spans("entity")
    _several("entity_alias", "entity", _text("name"))
    op.create_table(
        "entity_place",
        sa.Column("entity", sa.Integer(), primary_key=True),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        _text("source"),
        sa.ForeignKeyConstraint(["entity"], ["entity.number"], ondelete="CASCADE"),
    )
    _found(
        "mention",
        _string("type"),
        _name("entity"),
        _string("form"),
        _score(),
        _link("entity", "entity"),
        indexed=("entity",),
    )
    _spans("mention")


def _questions() -> None:
    _found(
        "question",
        _string("kind"),
        _name("about_claim"),
        _name("about_event"),
        _text("as_of"),
        _score(),
        _link("about_claim", "claim"),
        _link("about_event", "event"),
        indexed=("kind", "about_claim", "about_event"),
    )
    _spans("question")


def _elements() -> None:
    _found("element", _text("element"), _text("code"), _string("status"), _score(), indexed=("code",))
    _spans("element")
    for kind in ("claim", "event"):
        _several(f"element_{kind}", "element", _name(kind, nullable=False), _link(kind, kind))
        op.create_index(f"ix_element_{kind}_{kind}", f"element_{kind}", [kind])


def _speakers() -> None:
    """Let claims name who speaks; without a link, like the time when they were said: SQLite adds none to a table."""
    op.add_column("claim", sa.Column("speaker", sa.Text(), nullable=False, server_default=""))


def upgrade() -> None:
    """Make the tables."""
    _times_and_events()
    _entities()
    _speakers()
    _questions()
    _elements()
