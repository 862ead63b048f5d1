"""What can go wrong through misuse or the environment.

Trouble in the material itself (an unreadable page, a missing date) is never an
exception: it is a stored `onrecord.records.Problem` and the run goes on.

    OnrecordError
    ├── UsageError          the call itself is off               exit status 2
    ├── SourceError         a source cannot be reached at all    exit status 1
    ├── CaseError           the case file cannot be used         exit status 1
    │   ├── NotACase        the file is something else
    │   ├── CaseTooNew      written by a later version
    │   ├── CaseLocked      another process holds it
    │   ├── CaseReadOnly    it cannot be written
    │   └── StorageFull     the disk is full
    ├── SpanMismatch        a span does not quote its report
    ├── DecidedMeanwhile    somebody decided about the same record since
    ├── NotAllowed          the person's role does not let them
    ├── AccountsError       the file of accounts cannot be used
    └── NetError            trained weights are missing or changed
"""

from __future__ import annotations

_LONGEST_LINE = 300
"""Code points of an error that are told; some libraries' messages quote the whole input."""


def in_one_line(error: BaseException) -> str:
    """Return an error's kind and message on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_LINE]


class OnrecordError(Exception):
    """The base of all our errors: one line for the user, and one line on what to do."""

    exit_status = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(OnrecordError):
    """The call is off: an unknown option value, a missing column, a bad date."""

    exit_status = 2


class SourceError(OnrecordError):
    """A source cannot be reached at all, so that nothing could be collected from it."""


class CaseError(OnrecordError):
    """The case file cannot be used."""


class NotACase(CaseError):
    """The file exists but is not a case file."""


class CaseTooNew(CaseError):
    """The case file was written by a later version of onrecord."""


class CaseLocked(CaseError):
    """Another process holds the case file for longer than we wait."""


class CaseReadOnly(CaseError):
    """The case file or its folder cannot be written."""


class StorageFull(CaseError):
    """The disk is full; everything committed before is kept."""


class SpanMismatch(OnrecordError):
    """A span's words differ from its report's text at that place."""


class DecidedMeanwhile(OnrecordError):
    """Somebody else decided about the same record since a person looked at it; nothing was written."""


class NotAllowed(OnrecordError):
    """Somebody may not do this, by their role or because it is another's; nothing was written."""


class AccountsError(OnrecordError):
    """The file of accounts cannot be used."""


class NetError(OnrecordError):
    """Trained weights are missing, damaged, or not the ones their card describes."""
