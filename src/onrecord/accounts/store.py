"""The file of accounts: SQLite, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self

from onrecord.accounts.account import ROLES, Account, Role
from onrecord.accounts.names import name_key, person_name
from onrecord.accounts.passwords import Passwords
from onrecord.clock import utc_now
from onrecord.errors import AccountsError, UsageError

_MARK: Final = 0x4F52_6163
"""Application id of the file ("ORac"), which is another than a case's: the one is never taken for the other."""

_FORMAT: Final = 1

_WAIT_SECONDS: Final = 5.0
"""To wait for another process: many times what a change of one row takes."""

_TABLE: Final = """
CREATE TABLE account (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'lead')),
  password TEXT NOT NULL,
  stamp TEXT NOT NULL,
  made_at TEXT NOT NULL,
  password_at TEXT NOT NULL,
  signed_in_at TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID
"""
_COLUMNS: Final = "name, role, stamp, made_at, password_at, signed_in_at"
_ADD_FIRST: Final = "`onrecord accounts add FILE NAME --role lead` makes one"


def open_accounts(path: Path, *, create: bool = False, passwords: Passwords | None = None) -> Accounts:
    """Return the accounts in a file; use them as a context manager, or close them.

    Args:
        path: The file.
        create: Make it when it is not there.
        passwords: How passwords are kept.

    Raises:
        AccountsError: It is not there, is something else (a case, say), or cannot be read or written.
    """
    if path.is_dir():
        raise AccountsError(f"{path} is a folder, not a file of accounts", hint="give the path of a file")
    new = not path.exists()
    if new and not create:
        raise AccountsError(f"there is no file of accounts at {path}", hint=_ADD_FIRST)
    with _failures(path):
        if new:
            # Before SQLite does: the file and its journal are for the owner's eyes only.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(
            uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(path, connection, new=new)
        except BaseException:
            connection.close()
            raise
    return Accounts(path, connection, passwords or Passwords())


class Accounts:
    """The accounts in a file; safe to ask from several threads.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, passwords: Passwords) -> None:
        self.path = path
        self._connection = connection
        self._passwords = passwords
        self._one = Lock()

    def all(self) -> tuple[Account, ...]:
        """Return the accounts in order of their names."""
        found = self._rows(f"SELECT {_COLUMNS} FROM account ORDER BY key")  # noqa: S608 - our own columns
        return tuple(map(_account, found))

    def account(self, name: str) -> Account | None:
        """Return the account of a name, however it is written, or None."""
        found = self._rows(f"SELECT {_COLUMNS} FROM account WHERE key = ?", name_key(name))  # noqa: S608
        return _account(found[0]) if found else None

    def known(self, name: str) -> Account:
        """Return the account of a name, however it is written.

        Raises:
            UsageError: There is none.
        """
        if found := self.account(name):
            return found
        raise _unknown(name)

    def check(self, name: str, password: str) -> Account | None:
        """Return the account of a name and its password, which is then noted as signed in; None for others.

        Whether there is no such name or the password is another one, it takes the same time.
        """
        key = name_key(name)
        found = self._rows(f"SELECT {_COLUMNS}, password FROM account WHERE key = ?", key)  # noqa: S608
        kept = found[0][-1] if found else ""
        if not self._passwords.right(kept, password):
            return None
        now_kept = self._passwords.again(password) if self._passwords.stale(kept) else kept
        with self._changing() as connection:
            # Only where the password is still the one that was looked at; its account is returned with the stamp it
            # had, so that a session of a password that is changed this moment ends at once.
            connection.execute(
                "UPDATE account SET password = ?, signed_in_at = ? WHERE key = ? AND password = ?",
                (now_kept, utc_now(), key, kept),
            )
        return _account(found[0][:-1])

    def add(self, name: str, role: Role, password: str) -> Account:
        """Make an account and return it.

        Raises:
            UsageError: The name or password cannot be taken, or somebody has a name that looks the same.
        """
        written, kept, now = person_name(name), self._passwords.hashed(password), utc_now()
        _known_role(role)
        row = (name_key(written), written, role, kept, secrets.token_hex(16), now, now)
        with self._changing() as connection:
            if found := self._found(connection, written):
                raise UsageError(f"there is an account {found.name!r} already", hint="choose a name that differs more")
            connection.execute(
                "INSERT INTO account (key, name, role, password, stamp, made_at, password_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        return self.known(written)

    def set_password(self, name: str, password: str) -> Account:
        """Give an account another password, which ends its sessions; return it.

        Raises:
            UsageError: There is no such account, or the password cannot be taken.
        """
        kept = self._passwords.hashed(password)
        return self._change(name, "password = ?, stamp = ?, password_at = ?", kept, secrets.token_hex(16), utc_now())

    def set_role(self, name: str, role: Role) -> Account:
        """Give an account another role, which counts from its next request; return it.

        Raises:
            UsageError: There is no such account or role, or nobody would be lead.
        """
        _known_role(role)
        return self._change(name, "role = ?", role, keeps_lead=role == "lead")

    def remove(self, name: str) -> None:
        """Take an account away, which ends its sessions; what was decided in its name stays.

        Raises:
            UsageError: There is no such account, or nobody would be lead.
        """
        with self._changing() as connection:
            found = self._there(name, connection)
            _keep_a_lead(connection, found)
            connection.execute("DELETE FROM account WHERE key = ?", (name_key(found.name),))

    def others_read(self) -> bool:
        """Tell whether others on this machine may read or write the file."""
        return bool(self.path.stat().st_mode & 0o077)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the accounts."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()

    def _change(self, name: str, to: str, *values: str, keeps_lead: bool = True) -> Account:
        with self._changing() as connection:
            found = self._there(name, connection)
            if not keeps_lead:
                _keep_a_lead(connection, found)
            connection.execute(f"UPDATE account SET {to} WHERE key = ?", (*values, name_key(name)))  # noqa: S608
        return self.known(name)

    def _there(self, name: str, connection: sqlite3.Connection) -> Account:
        if found := self._found(connection, name):
            return found
        raise _unknown(name)

    def _found(self, connection: sqlite3.Connection, name: str) -> Account | None:
        query = f"SELECT {_COLUMNS} FROM account WHERE key = ?"  # noqa: S608 - our own columns
        found = connection.execute(query, (name_key(name),)).fetchone()
        return _account(found) if found else None

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._one, _failures(self.path):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Change something wholly or not at all; other processes wait."""
        with self._one, _failures(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _account(row: tuple[Any, ...]) -> Account:
    name, role, stamp, made_at, password_at, signed_in_at = row
    return Account(
        name=name, role=role, stamp=stamp, made_at=made_at, password_at=password_at, signed_in_at=signed_in_at
    )


def _unknown(name: str) -> UsageError:
    return UsageError(
        f"nobody has the account {name[:80]!a}", hint="`onrecord accounts list FILE` shows which there are"
    )


def _known_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"no role is called {role!a}", hint=f"one of: {', '.join(ROLES)}")


def _keep_a_lead(connection: sqlite3.Connection, leaving: Account) -> None:
    (leads,) = connection.execute("SELECT count(*) FROM account WHERE role = 'lead'").fetchone()
    if leaving.role == "lead" and leads == 1:
        raise UsageError(f"{leaving.name!r} is the only lead", hint="make somebody else lead first")


def _prepare(path: Path, connection: sqlite3.Connection, *, new: bool) -> None:
    """Make the table in a new file, and refuse what is no file of accounts."""
    connection.execute("PRAGMA secure_delete = ON")  # nothing is left of a password that was changed
    if new:
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA application_id = {_MARK}")
        connection.execute(f"PRAGMA user_version = {_FORMAT}")
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (found,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError:
        mark = found = 0
    if mark != _MARK:
        raise AccountsError(
            f"{path} is not a file of accounts", hint=f"accounts stand in a file beside the case; {_ADD_FIRST}"
        )
    if found > _FORMAT:
        raise AccountsError(
            f"{path} was made by a later version of onrecord", hint="upgrade onrecord: pip install --upgrade onrecord"
        )


@contextmanager
def _failures(path: Path) -> Iterator[None]:
    """Tell what SQLite and the system refuse as our own error."""
    try:
        yield
    except sqlite3.Error as error:
        raise AccountsError(
            f"{path} cannot be used: {error}", hint="check the path, your rights and the disk"
        ) from error
    except OSError as error:
        raise AccountsError(
            f"{path} cannot be used: {error.strerror}", hint="check the path and your rights"
        ) from error
