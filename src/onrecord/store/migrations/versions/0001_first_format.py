"""The first format: captures, reports, claims with their words, problems, full-text search.

A script describes the tables as they were when it was written: it imports
nothing of ours, and once released it is never edited.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TOKENIZER = "tokenize='unicode61 remove_diacritics 2'"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _string(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _captures() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        _string("created_at"),
        _string("created_by"),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "capture",
        sa.Column("number", sa.Integer(), primary_key=True),
        _string("id"),
        _string("sha256"),
        _text("origin"),
        _string("how"),
        _string("captured_at"),
        _text("media_type"),
        _text("charset"),
        _string("hints"),
        sa.Column("container", sa.Integer(), nullable=False),
        _string("seal"),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"]),
    )
    op.create_index("ix_capture_sha256", "capture", ["sha256"])


def _reports() -> None:
    op.create_table(
        "report",
        sa.Column("number", sa.Integer(), primary_key=True),
        _text("id"),
        _string("capture"),
        _text("title"),
        _text("publisher"),
        _text("author"),
        _text("published"),
        _text("url"),
        _text("language"),
        _text("encoding"),
        _string("format"),
        sa.Column("words", sa.Integer(), nullable=False),
        _text("text"),
        _string("segments"),
        _string("seal"),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"]),
    )
    for column in ("capture", "published", "language"):
        op.create_index(f"ix_report_{column}", "report", [column])
    op.create_table(
        "reading",
        sa.Column("capture", sa.String(), primary_key=True),
        sa.Column("report", sa.Text(), nullable=True),
        _string("made_by"),
        _string("read_at"),
        _string("seal"),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"]),
        sa.ForeignKeyConstraint(["report"], ["report.id"]),
    )
    op.create_index("ix_reading_report", "reading", ["report"])


def _claims() -> None:
    op.create_table(
        "extraction",
        sa.Column("report", sa.Text(), primary_key=True),
        _string("made_by"),
        _string("extracted_at"),
        _string("seal"),
        sa.ForeignKeyConstraint(["report"], ["report.id"]),
    )
    op.create_table(
        "claim",
        sa.Column("number", sa.Integer(), primary_key=True),
        _string("id"),
        _text("report"),
        _string("quotation"),
        _string("act"),
        _string("certainty"),
        _string("polarity"),
        _text("said_at"),
        _string("parent", nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        _string("made_by"),
        _string("seal"),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["report"], ["extraction.report"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent"], ["claim.id"], deferrable=True, initially="DEFERRED"),
    )
    for column in ("report", "act", "parent"):
        op.create_index(f"ix_claim_{column}", "claim", [column])
    op.create_table(
        "claim_span",
        sa.Column("claim", sa.Integer(), nullable=False),
        _string("field"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        _text("text"),
        sa.PrimaryKeyConstraint("claim", "field", "ordinal"),
        sa.ForeignKeyConstraint(["claim"], ["claim.number"], ondelete="CASCADE"),
    )


def _problems() -> None:
    op.create_table(
        "problem",
        sa.Column("number", sa.Integer(), primary_key=True),
        _string("id"),
        _string("stage"),
        _string("code"),
        _text("message"),
        _text("subject"),
        _text("hint"),
        _string("capture"),
        _text("report"),
        _string("met_at"),
        _string("seal"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_problem_capture", "problem", ["capture"])
    op.create_index("ix_problem_report", "problem", ["report"])
    op.create_index("ix_problem_stage_subject", "problem", ["stage", "subject"])


def _full_text() -> None:
    """Index titles and texts without a second copy of them; sources and contents of claims with one."""
    op.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5"
        f"(title, text, content='report', content_rowid='number', {TOKENIZER})"
    )
    op.execute(
        "CREATE TRIGGER report_words_add AFTER INSERT ON report BEGIN"
        " INSERT INTO report_words(rowid, title, text) VALUES (new.number, new.title, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER report_words_remove AFTER DELETE ON report BEGIN"
        " INSERT INTO report_words(report_words, rowid, title, text)"
        " VALUES ('delete', old.number, old.title, old.text); END"
    )
    op.execute(f"CREATE VIRTUAL TABLE claim_words USING fts5(source, content, {TOKENIZER})")
    op.execute(
        "CREATE TRIGGER claim_words_remove AFTER DELETE ON claim BEGIN"
        " DELETE FROM claim_words WHERE rowid = old.number; END"
    )


def upgrade() -> None:
    """Make the tables."""
    _captures()
    _reports()
    _claims()
    _problems()
    if op.get_bind().dialect.name == "sqlite":
        _full_text()
