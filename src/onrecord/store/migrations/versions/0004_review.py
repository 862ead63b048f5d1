"""Review: what persons decided about records, and how these stand by it.

What a case held stays as it is: nobody has decided about it yet.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer(), primary_key=True)


def _several(table: str, column: str) -> None:
    """Make a table of what a mark has several of."""
    op.create_table(
        table,
        _whole("mark"),
        _whole("ordinal"),
        _string(column),
        sa.PrimaryKeyConstraint("mark", "ordinal"),
        sa.ForeignKeyConstraint(["mark"], ["mark.number"], ondelete="CASCADE"),
    )
    op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "decision",
        _number(),
        _string("id"),
        _text("report"),
        _string("kind"),
        _text("target"),
        _string("verdict"),
        _text("others"),
        _text("was"),
        _text("becomes"),
        _string("reliability"),
        _whole("credibility"),
        _text("by"),
        _string("at"),
        _text("reason"),
        _string("withdrawn_at"),
        _text("withdrawn_by"),
        _string("seal"),
        sa.UniqueConstraint("id"),
    )
    for column in ("report", "target"):
        op.create_index(f"ix_decision_{column}", "decision", [column])
    op.create_table(
        "mark",
        _number(),
        _string("id"),
        _text("report"),
        _string("kind"),
        _string("record"),
        _string("review"),
        _string("seal"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("record"),
        sa.ForeignKeyConstraint(["report"], ["extraction.report"], ondelete="CASCADE"),
    )
    for column in ("report", "review"):
        op.create_index(f"ix_mark_{column}", "mark", [column])
    _several("mark_instead", "record")
    _several("mark_decision", "decision")
    op.create_table(
        "stake",
        _whole("finding"),
        _string("record"),
        _whole("reports"),
        _whole("alike"),
        _whole("turns"),
        sa.Column("worth", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("finding", "record"),
        sa.ForeignKeyConstraint(["finding"], ["finding.number"], ondelete="CASCADE"),
    )
    op.create_index("ix_stake_record", "stake", ["record"])
    op.create_index("ix_stake_worth", "stake", ["worth"])
    op.create_index("ix_relation_relation_score", "relation", ["relation", "score"])
    op.create_index("ix_finding_voice_record", "finding_voice", ["record"])
    op.create_index("ix_claim_speaker", "claim", ["speaker"])
