"""Why a web address gave nothing: carried as an exception to the one place that makes it a problem."""

from __future__ import annotations


class NotFetched(Exception):
    """An address that gave nothing: a stable `code`, a message, and a hint on what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
