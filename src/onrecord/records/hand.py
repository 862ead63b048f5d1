"""Whose hand a record is from: the program's or a person's."""

from __future__ import annotations

from typing import Final

PERSON: Final = "person:"
"""Begins `made_by` of what a person put in; the person's name follows."""


def by_person(made_by: str) -> bool:
    """Return whether a person made it."""
    return made_by.startswith(PERSON)


def of_hand(made_by: str, *values: str) -> tuple[str, ...]:
    """Return what else identifies a record in its place: nothing for the program's, hand and values for a person's.

    The program's record and those that persons put in its place can so stand side by side. The other records that it
    names are left out: they may be found elsewhere by other nets, and it is the same record still.

    Args:
        made_by: Of the record.
        values: What else it says.
    """
    return (made_by, *values) if by_person(made_by) else ()
