"""The one place where the database's errors become ours."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from onrecord.errors import CaseError, CaseLocked, CaseReadOnly, NotACase, StorageFull

_NO_ROOM = 1 << 20
"""Bytes left on a disk under which a failed write is put down to a full disk: one checkpoint of the log needs more."""


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Raise what the database raises inside as one of our errors that name the case file at `path`.

    Raises:
        CaseLocked: Another process holds the case for longer than we wait.
        CaseReadOnly: The file or its folder cannot be written.
        StorageFull: There is no room left; what was committed is kept.
        NotACase: The file is no database.
        CaseError: It is damaged, or cannot be read or written for another reason.
    """
    try:
        yield
    except DBAPIError as error:
        raise _ours(path, error.orig if error.orig is not None else error) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter when SQLite quotes a damaged name in its message
        raise _ours(path, error) from error


def _ours(path: Path, error: BaseException) -> CaseError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    no_room = code == sqlite3.SQLITE_IOERR and shutil.disk_usage(path.parent).free < _NO_ROOM
    make = _full if no_room else _MEANINGS.get(code, _damaged)
    return make(path, error)


def _locked(path: Path, _: BaseException) -> CaseError:
    return CaseLocked(
        f"another process holds {path}", hint="wait until it is done and run the command again; it goes on"
    )


def _read_only(path: Path, error: BaseException) -> CaseError:
    return CaseReadOnly(
        f"{path} cannot be written: {error}",
        hint="the file and its folder must be writable; give yourself the right, or work on a copy in another folder",
    )


def _full(path: Path, _: BaseException) -> CaseError:
    return StorageFull(
        f"no room left to write {path}", hint="free some space and run the command again; it continues where it stopped"
    )


def _no_case(path: Path, _: BaseException) -> CaseError:
    return NotACase(f"{path} is not a case file", hint="give the path of a file made by `onrecord build`")


def _too_big(_: Path, error: BaseException) -> CaseError:
    return CaseError(f"a record is larger than a case file takes ({error})", hint="split the source into smaller files")


def _damaged(path: Path, error: BaseException) -> CaseError:
    return CaseError(
        f"{path} is damaged or cannot be read: {error}",
        hint=f"`onrecord verify {path}` names what is wrong; restore the file from a copy, or build the case anew",
    )


_MEANINGS = {
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_PERM: _read_only,
    sqlite3.SQLITE_CANTOPEN: _read_only,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_NOTADB: _no_case,
    sqlite3.SQLITE_TOOBIG: _too_big,
}
"""What SQLite's primary result codes mean to a user (https://sqlite.org/rescode.html)."""
