"""`/name`: whoever is alone at the desk says in whose name they decide."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.accounts import LONGEST_NAME, person_name
from onrecord.desk.addresses import own_path
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.safety import FormChecked, cookie_of
from onrecord.errors import UsageError

router = APIRouter()

Typed = Annotated[str, Form()]


@router.get("/name")
def form(request: Request, desk: AtDesk, then: str = "") -> Response:
    """Return the form that asks for the name."""
    suggested = desk.person(request).name or desk.settings.suggested
    return _page(request, desk, name=suggested, then=then)


@router.post("/name", dependencies=[FormChecked])
def keep(request: Request, desk: AtDesk, name: Typed = "", then: Typed = "") -> Response:
    """Keep the name in the session, and go on."""
    _asked_here(request, desk)
    try:
        own_name(request, desk, name)
    except UsageError as error:
        return _page(request, desk, name=name[:LONGEST_NAME], then=then, error=error)
    return RedirectResponse(own_path(then, "/"), 303)


def own_name(request: Request, desk: Desk, name: str) -> str:
    """Keep in whose name this browser decides, and return it.

    Raises:
        UsageError: Nobody can be called so.
    """
    taken = person_name(name)
    desk.sessions.rename(cookie_of(request.headers, desk.sessions.cookie), taken)
    return taken


def _asked_here(request: Request, desk: Desk) -> None:
    if desk.sessions.accounts is not None or desk.closed(request):
        raise HTTPException(404)


def _page(request: Request, desk: Desk, *, name: str, then: str, error: UsageError | None = None) -> Response:
    _asked_here(request, desk)
    return desk.page(
        request,
        "name.html.j2",
        status=400 if error else 200,
        name=name,
        then=own_path(then, ""),
        longest=LONGEST_NAME,
        error=error,
    )
