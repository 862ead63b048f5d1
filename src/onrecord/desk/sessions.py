"""Who is at the desk: sessions, kept here and never in the browser, which holds a random key alone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from onrecord.accounts import Account, Accounts, Clock, Denied, Role, SigningIn
from onrecord.desk.settings import DeskSettings

IDLE_SECONDS: Final = 3_600
"""Without a request for so long, a session of an account is over (NIST SP 800-63B-4, section 2.2.3: an hour)."""

LONGEST_SECONDS: Final = 12 * 3_600
"""So long after signing in it is over in any case: a working day (the same section: 24 hours)."""

MOST_SESSIONS: Final = 10
"""Of one account, in several browsers; the one that was used least lately makes room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever asks.

    Attributes:
        name: In which they decide; "" where it was not asked yet.
        role: What they may do.
    """

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    name: str
    stamp: str = ""
    begun: float = 0.0
    used: float = 0.0


class Sessions:
    """The sessions of a desk: with accounts one for each who signed in, else the one that its token opens, once.

    Safe to ask from several threads.

    Attributes:
        cookie: Name of the cookie that holds the key; it has the port, for a browser gives a host's cookies to all of
            its ports.
        door: Name of the cookie of whoever has not signed in, for the token of that form; it opens nothing.
        secure: Whether browsers are to send them by HTTPS alone.
    """

    def __init__(self, settings: DeskSettings, clock: Clock, accounts: Accounts | None = None) -> None:
        # With the prefix a browser takes the cookie only from this very host and by HTTPS (RFC 6265bis, 4.1.3.2).
        prefix = "__Host-" if settings.tls else ""
        self.cookie = f"{prefix}onrecord-desk-{settings.port}"
        self.door = f"{self.cookie}-door"
        self.secure = settings.tls
        self.accounts = accounts
        self._signing_in = SigningIn(accounts, clock) if accounts else None
        self._clock = clock
        self._token = settings.token
        self._person = settings.person
        self._secret = secrets.token_bytes(32)
        self._open: dict[bytes, _Session] = {}
        self._one = Lock()

    def open(self, token: str) -> str:
        """Return the key of a new session for the token, which is then void; "" for another token."""
        with self._one:
            if self.accounts or not self._token or not same(token, self._token):
                return ""
            self._token = ""
            return self._begin(_Session(name=self._person))

    def attempt(self, name: str, password: str) -> Account | Denied:
        """Return the account of a name and its password, or that there is none or none may be tried yet."""
        return self._signing_in.attempt(name, password) if self._signing_in else Denied()

    def begin(self, account: Account) -> str:
        """Return the key of a new session of an account; it is never one that was known before."""
        now = self._clock()
        session = _Session(name=account.name, stamp=account.stamp, begun=now, used=now)
        with self._one:
            self._drop_ended(now)
            own = [key for key, one in self._open.items() if one.name == account.name]
            own.sort(key=lambda key: self._open[key].used)
            for key in own[: max(len(own) - MOST_SESSIONS + 1, 0)]:
                del self._open[key]
            return self._begin(session)

    def person(self, key: str) -> Person | None:
        """Return whoever has the session with this key, which counts as used; None where it is not open."""
        with self._one:
            session = self._open.get(_digest(key))
            if session is None:
                return None
            if self.accounts is None:
                return Person(name=session.name, role="lead")
            now = self._clock()
            account = None if _over(session, now) else self.accounts.account(session.name)
            if account is None or account.stamp != session.stamp:
                del self._open[_digest(key)]
                return None
            self._open[_digest(key)] = replace(session, used=now)
        return Person(name=account.name, role=account.role)

    def rename(self, key: str, name: str) -> None:
        """Note in whose name a session decides that no account has."""
        with self._one:
            if self.accounts is None and (session := self._open.get(_digest(key))):
                self._open[_digest(key)] = replace(session, name=name)

    def end(self, key: str) -> None:
        """Close the session with this key."""
        with self._one:
            self._open.pop(_digest(key), None)

    def form_token(self, key: str) -> str:
        """Return what a form has to bring that is sent with this key, which no page of another origin can read."""
        return hmac.new(self._secret, key.encode(errors="replace"), hashlib.sha256).hexdigest() if key else ""

    def _begin(self, session: _Session) -> str:
        key = secrets.token_urlsafe(32)
        self._open[_digest(key)] = session
        return key

    def _drop_ended(self, now: float) -> None:
        for key in [key for key, session in self._open.items() if _over(session, now)]:
            del self._open[key]


def same(given: str, wanted: str) -> bool:
    """Compare in a time that does not tell how much of it is right; nothing is the same as ""."""
    return bool(wanted) and hmac.compare_digest(given.encode(errors="replace"), wanted.encode())


def _over(session: _Session, now: float) -> bool:
    return now - session.used >= IDLE_SECONDS or now - session.begun >= LONGEST_SECONDS


def _digest(key: str) -> bytes:
    """Return under what a session is kept, so that looking it up tells nothing of the keys that there are."""
    return hashlib.sha256(key.encode(errors="replace")).digest()
