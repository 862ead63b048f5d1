"""How records stand in review, as expressions on their tables."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from onrecord.errors import UsageError
from onrecord.records import PERSON, REVIEWS
from onrecord.review import OUT
from onrecord.store import schema_review as review

_mark = review.mark.c


def out_of_weighing(table: Table) -> ColumnElement[bool]:
    """Return the condition that a record of a table does not count when the case is weighed (`review.counts`)."""
    made = and_(_mark.review == "disputed", table.c.made_by.startswith(PERSON))
    return select(_mark.record).where(_mark.record == table.c.id, or_(_mark.review.in_(OUT), made)).exists()


def standing(table: Table) -> ColumnElement[str]:
    """Return the expression for how a record of a table stands in review."""
    own = select(_mark.review).where(_mark.record == table.c.id).scalar_subquery()
    return func.coalesce(own, "unreviewed")


def standing_so(table: Table, wanted: str) -> ColumnElement[bool]:
    """Return the condition that a record of a table stands so in review.

    Raises:
        UsageError: Nothing stands so.
    """
    if wanted not in REVIEWS:
        raise UsageError(f"no review is called {wanted!r}", hint=f"one of: {', '.join(REVIEWS)}")
    if wanted == "unreviewed":
        return table.c.id.not_in(select(_mark.record).where(_mark.review != "unreviewed"))
    return table.c.id.in_(select(_mark.record).where(_mark.review == wanted))
