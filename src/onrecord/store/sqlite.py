"""SQLite beneath the case: connections, pragmas and transactions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from onrecord.records import days_of
from onrecord.store.fulltext import words_in

Mode = Literal["rwc", "rw", "query", "ro", "immutable"]
"""Make and write; write; read a file that others may write; read one we may not write; read one that nobody writes."""

WRITE = "onrecord_write"
"""Execution option of an engine whose transactions take the write lock at once."""

_URI = {"rwc": "mode=rwc", "rw": "mode=rw", "query": "mode=rw", "ro": "mode=ro", "immutable": "mode=ro&immutable=1"}

# In WAL mode NORMAL loses nothing when a process is killed and never leaves half a transaction; only a
# power cut can undo the last commits, which the next build makes again. A build ends with a checkpoint,
# which puts everything on the disk. FULL would wait for the disk three times per report.
_PRAGMAS = ("foreign_keys = ON", "synchronous = NORMAL", "temp_store = FILE")


def open_engine(path: Path, mode: Mode, wait: float) -> Engine:
    """Return an engine on the file at `path`; nothing is opened before its first connection.

    Args:
        path: The case file.
        mode: What may be done with it.
        wait: Seconds to wait for another process that holds it.
    """

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?{_URI[mode]}"
        # The driver begins no transaction of its own: it would take the write lock too late (see `_begin`).
        connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        connection.create_function("onrecord_has_words", 2, words_in, deterministic=True)
        connection.create_function("onrecord_in_days", 3, _in_days, deterministic=True)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if mode == "query":
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _in_days(value: str, after: str, before: str) -> bool:
    """Return whether a TIMEX3 value can mean a day between two, each as far as it is given; "" is no bound."""
    days = days_of(value)
    return days is not None and days[1][: len(after)] >= after and (not before or days[0][: len(before)] <= before)


def _begin(connection: Connection) -> None:
    """Take the write lock at the start: two writers then wait for each other instead of failing half-way."""
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def insert_new(table: Table, values: dict[str, Any]) -> Insert:
    """Return an INSERT that does nothing where the row is there already."""
    return insert(table).values(values).on_conflict_do_nothing()


def use_log(engine: Engine) -> None:
    """Switch the file to a write-ahead log, so that readers and one writer do not wait for each other.

    File systems that cannot have one (network shares) keep the rollback journal, which is as safe.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            cursor.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def checkpoint(engine: Engine) -> None:
    """Move the write-ahead log into the file and onto the disk, as far as other processes let us."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        raw.close()
