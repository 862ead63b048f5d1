"""Opening a case file: is it one, may we use it, is its format ours."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection, Engine

from onrecord import __version__
from onrecord.clock import utc_now
from onrecord.errors import CaseError, CaseReadOnly, CaseTooNew, NotACase
from onrecord.store import schema, sqlite
from onrecord.store.failures import failures
from onrecord.store.stakes import write_stakes

WAIT = 30.0
"""Seconds to wait for another process: longer than any one transaction takes, even with a file of 200 MB."""

_HEADER = b"SQLite format 3\x00"
_MADE_BY_BUILD = "`onrecord build CASE SOURCE…` makes one"


def open_file(path: Path, *, create: bool, read_only: bool, wait: float) -> Engine:
    """Return an engine on the case file, which is then there, ours and of the present format.

    Raises:
        CaseError: One of its kinds; see `CaseStore.open`.
    """
    _check_place(path, create=create and not read_only)
    with failures(path), ExitStack() as undo:
        engine = _reader(path, wait) if read_only else sqlite.open_engine(path, "rwc" if create else "rw", wait)
        undo.callback(engine.dispose)
        _prepare(path, engine, create=create, read_only=read_only)
        undo.pop_all()
    return engine


def _check_place(path: Path, *, create: bool) -> None:
    """Refuse what can be told without the database, which would name it less clearly."""
    try:
        if path.is_dir():
            raise NotACase(f"{path} is a folder, not a case file", hint="give the path of a file, such as my.case")
        if not path.exists():
            _check_new(path, create=create)
            return
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}", hint="check the path and your rights") from error
    if header != _HEADER and not (create and header == b""):
        what = "not a case file" if header else "an empty file, not a case"
        raise NotACase(f"{path} is {what}", hint=_MADE_BY_BUILD)


def _check_new(path: Path, *, create: bool) -> None:
    if not create:
        raise CaseError(f"there is no case file at {path}", hint=_MADE_BY_BUILD)
    if not path.parent.is_dir():
        raise CaseError(f"the folder {path.parent} does not exist", hint=f"make it first: mkdir -p {path.parent}")
    if not _writable(path.parent):
        raise CaseReadOnly(f"no file can be made in {path.parent}", hint="choose a folder that you may write in")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _reader(path: Path, wait: float) -> Engine:
    """Return an engine that changes nothing, whatever rights we have on the file and its folder.

    Where we may write, an ordinary connection leaves no files behind and sees what others write. Where
    we may not, SQLite needs the other's log to be there, or the promise that nobody writes.
    """
    if _writable(path) and _writable(path.parent):
        return sqlite.open_engine(path, "query", wait)
    log = path.with_name(path.name + "-wal")
    unfinished = log.exists() and log.stat().st_size > 0
    return sqlite.open_engine(path, "ro" if unfinished else "immutable", wait)


def _prepare(path: Path, engine: Engine, *, create: bool, read_only: bool) -> None:
    with engine.connect() as connection:
        found = _format(path, connection, create=create and not read_only)
    if read_only:
        if found < schema.FORMAT:
            raise CaseError(
                f"{path} has the older format {found}, which is read after an upgrade",
                hint=f"upgrade it once: onrecord build {path}",
            )
        return
    with engine.execution_options(**{sqlite.WRITE: True}).begin() as connection:
        # The lock shows whether we may write at all, and what another process made of the file meanwhile.
        found = _format(path, connection, create=create)
        if found < schema.FORMAT:
            _migrate(connection, new=found == 0)
            write_stakes(connection)
    sqlite.use_log(engine)


def _format(path: Path, connection: Connection, *, create: bool) -> int:
    """Return the number of the format, 0 for a file that is still empty.

    Raises:
        NotACase: It is empty and may not be filled, or another program's.
        CaseTooNew: We do not know the format yet.
    """
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = inspect(connection).get_table_names() if mark != schema.APPLICATION_ID else ["case_file"]
    if not tables and create:
        return 0
    if mark != schema.APPLICATION_ID:
        raise NotACase(
            f"{path} is {'another program’s database' if tables else 'an empty database'}, not a case file",
            hint=_MADE_BY_BUILD,
        )
    revision = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none())
    if not revision.isdecimal():
        raise CaseError(f"{path} is damaged: its format is {revision!r}", hint="restore the file from a copy")
    found = int(revision)
    if found > schema.FORMAT:
        raise CaseTooNew(
            f"{path} has format {revision}, and this version of onrecord knows formats up to {schema.FORMAT}",
            hint="upgrade onrecord: pip install --upgrade onrecord",
        )
    return found


def _migrate(connection: Connection, *, new: bool) -> None:
    """Bring the tables to the newest format inside the transaction that has begun."""
    # Imported here: alembic costs as much as everything else together and is needed once in a case's life.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if new:
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        made = {"id": 1, "created_at": utc_now(), "created_by": __version__}
        connection.execute(schema.case_file.insert().values(made))
