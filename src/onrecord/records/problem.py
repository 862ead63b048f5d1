"""Trouble in the material: stored and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.ids import content_id

CRASHED = "crashed"
"""Code of the problem of something on which the program itself failed; it is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the material that could not be used, and what the user can do about it.

    `stage` is the verb of the stage that met it ("collect", "read", "extract"),
    `code` a short stable word ("encrypted", "too_large"), `subject` what it is
    about: the source as the user gave it, with the member of an archive after
    "!"; `capture` and `report` are ids where they exist, else "".
    """

    stage: str
    code: str
    message: str
    subject: str
    hint: str = ""
    capture: str = ""
    report: str = ""

    @property
    def id(self) -> str:
        """The same trouble met twice has one id."""
        return content_id("problem", self.stage, self.code, self.subject, self.capture, self.report, self.message)


def crashed(stage: str, subject: str, what: str, *, capture: str = "", report: str = "") -> Problem:
    """Return the problem of something on which the program failed; `what` is the error in one line."""
    return Problem(
        stage=stage,
        code=CRASHED,
        message=f"the program failed on it: {what}",
        subject=subject,
        hint="this is a fault of ours: please report it; the same command tries again",
        capture=capture,
        report=report,
    )
