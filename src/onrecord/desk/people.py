"""Who may do what at the desk: the parameters of routes that need more than reading."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from onrecord.accounts import Accounts
from onrecord.desk.answering import desk_of
from onrecord.desk.refusals import NameWanted
from onrecord.desk.wording import say
from onrecord.errors import NotAllowed


def reviewer(request: Request) -> str:
    """Return the name of whoever decides; the dependency of every route that decides something.

    Raises:
        NotAllowed: They only read, or the case cannot be written.
        NameWanted: It was not asked yet in whose name they decide.
    """
    desk = desk_of(request)
    if why := desk.closed(request):
        raise NotAllowed(why, hint=say("people.ask_a_lead") if desk.sessions.accounts else "")
    person = desk.person(request)
    if not person.name:
        raise NameWanted
    return person.name


def lead(request: Request) -> str:
    """Return the name of a lead who decides; the dependency of what only leads decide.

    Raises:
        NotAllowed: Whoever asks is none, or the case cannot be written.
        NameWanted: It was not asked yet in whose name they decide.
    """
    name = reviewer(request)
    if not is_lead(request):
        raise NotAllowed(say("people.leads_only"), hint=say("people.ask_a_lead"))
    return name


def asked_name(request: Request) -> None:
    """Ask in whose name something is decided before the first form to decide is shown.

    Raises:
        NameWanted: It was not asked yet.
    """
    desk = desk_of(request)
    if not desk.closed(request) and not desk.person(request).name:
        raise NameWanted


def managed(request: Request) -> Accounts:
    """Return the accounts of the desk, for a lead to manage.

    Raises:
        HTTPException: The desk has none; 404.
        NotAllowed: Whoever asks is no lead.
    """
    accounts = desk_of(request).sessions.accounts
    if accounts is None:
        raise HTTPException(404)
    if not is_lead(request):
        raise NotAllowed(say("people.leads_only"), hint=say("people.ask_a_lead"))
    return accounts


def is_lead(request: Request) -> bool:
    """Tell whether a lead asks; whoever is alone at a desk without accounts is one."""
    return desk_of(request).person(request).role == "lead"


Reviewer = Annotated[str, Depends(reviewer)]
"""The parameter of a route that decides: the person's name."""

Lead = Annotated[str, Depends(lead)]
"""The parameter of a route that decides what only leads do: the person's name."""

AskedName = Depends(asked_name)
"""The dependency of a page with a form to decide: `@router.get(…, dependencies=[AskedName])`."""

Managed = Annotated[Accounts, Depends(managed)]
"""The parameter of a route that manages accounts: those of the desk."""
