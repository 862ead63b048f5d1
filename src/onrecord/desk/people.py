"""Who is at the desk: in whose name something is decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from onrecord.desk.answering import desk_of
from onrecord.desk.wording import say


def reviewer(request: Request) -> str:
    """Return the name of whoever decides; the dependency of every route that decides something.

    Raises:
        HTTPException: Nothing can be decided at this desk, for the case cannot be written; 403.
    """
    settings = desk_of(request).settings
    if not settings.person:
        raise HTTPException(403, say("decide.closed"))
    return settings.person


Reviewer = Annotated[str, Depends(reviewer)]
"""The parameter of a route that decides: the person's name."""
