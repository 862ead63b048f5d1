"""Signing in: one try at a time, the same answer in the same time whether or not there is such a name."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Final

from onrecord.accounts.account import Account
from onrecord.accounts.names import name_key
from onrecord.accounts.store import Accounts
from onrecord.accounts.tries import Clock, Tries

_MOST_WAITING: Final = 8
"""Tries that wait for another to end: a flood of them must leave threads to those who are at work."""

_BUSY_SECONDS: Final = 2
"""To wait when too many try at once: a few checks of 0.2 seconds."""


@dataclass(frozen=True, slots=True)
class Denied:
    """Nobody was signed in.

    Attributes:
        wait: Seconds until the next try is looked at; 0 when this one was, and name or password are wrong.
    """

    wait: int = 0


class SigningIn:
    """Lets in who brings a name and its password; safe to ask from several threads."""

    def __init__(self, accounts: Accounts, clock: Clock) -> None:
        self._accounts = accounts
        self._tries = Tries(clock)
        self._one = Lock()
        self._places = BoundedSemaphore(_MOST_WAITING)
        accounts.check("", "")  # what the first check alone would have to make is made now

    def attempt(self, name: str, password: str) -> Account | Denied:
        """Return the account of a name and its password, or that there is none or none may be tried yet.

        A try during a wait is not looked at and does not count, or nobody else could ever get in.
        """
        if not self._places.acquire(blocking=False):
            return Denied(_BUSY_SECONDS)
        try:
            with self._one:
                return self._attempt(name, password)
        finally:
            self._places.release()

    def _attempt(self, name: str, password: str) -> Account | Denied:
        key = name_key(name)
        if wait := self._tries.wait(key):
            return Denied(wait)
        account = self._accounts.check(name, password)
        if account is None:
            self._tries.failed(key)
            return Denied()
        self._tries.passed(key)
        return account
