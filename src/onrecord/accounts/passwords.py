"""Passwords: which can be taken, and whether one is the right one."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cached_property
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import UsageError

SHORTEST_PASSWORD: Final = 15
"""Code points, where nothing but a password is asked for (NIST SP 800-63B-4, section 3.1.1.2)."""

LONGEST_PASSWORD: Final = 1_000
"""Code points; the same section wants at least 64. What is longer is refused, never cut."""

_LEAST_DIFFERENT: Final = 5
"""Different code points: "aaaaaaaaaaaaaaa" is long and no secret."""


class Passwords:
    """Keeps passwords as argon2id hashes (RFC 9106), from which nobody reads them.

    Args:
        hasher: With what effort; that of RFC 9106, section 4, second choice: 64 MiB, 3 passes, 4 lanes.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hashed(self, password: str) -> str:
        """Return what is kept of a password.

        Raises:
            UsageError: It is too short, too long, or easily guessed.
        """
        hint = f"at least {SHORTEST_PASSWORD} letters, such as four words that do not belong together"
        if len(password) > LONGEST_PASSWORD:
            raise UsageError(f"a password has no more than {LONGEST_PASSWORD:,} letters", hint=hint)
        if len(password) < SHORTEST_PASSWORD:
            raise UsageError(f"a password has at least {SHORTEST_PASSWORD} letters", hint=hint)
        if len(set(password)) < _LEAST_DIFFERENT:
            raise UsageError(f"a password has at least {_LEAST_DIFFERENT} different letters", hint=hint)
        return self.again(password)

    def again(self, password: str) -> str:
        """Return what is kept of a password that was taken before."""
        return self._hasher.hash(_bytes(password))

    def right(self, kept: str, password: str) -> bool:
        """Tell whether a password is the one that was kept; "" stands for nobody's, and takes as long."""
        short_enough = len(password) <= LONGEST_PASSWORD
        try:
            self._hasher.verify(kept or self._nobodys, _bytes(password if short_enough else ""))
        except (VerificationError, InvalidHashError):  # the latter: the file was tampered with
            return False
        return bool(kept) and short_enough

    def stale(self, kept: str) -> bool:
        """Tell whether a password was kept with another effort than it would be now."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobodys(self) -> str:
        return self.again(secrets.token_urlsafe(32))


def _bytes(password: str) -> bytes:
    """Return a password in one way to write it (NFKC, as SP 800-63B asks); two keyboards may send it in two."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
