"""`/accounts`: a lead says who can sign in, and as what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.accounts import LONGEST_NAME, LONGEST_PASSWORD, ROLES, SHORTEST_PASSWORD, Accounts, Role
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.people import Managed
from onrecord.desk.safety import FormChecked
from onrecord.errors import UsageError

router = APIRouter()

Typed = Annotated[str, Form()]
Chosen = Annotated[Role, Form()]
Done = Literal["added", "role", "password", "removed", ""]


@router.get("/accounts")
def accounts(request: Request, desk: AtDesk, managed: Managed, done: Done = "") -> Response:
    """Return the accounts, with what can be changed."""
    return _page(request, desk, managed, done=done)


@router.post("/accounts", dependencies=[FormChecked])
def add(request: Request, desk: AtDesk, managed: Managed, name: Typed, role: Chosen, password: Typed) -> Response:
    """Make an account."""
    return _changed(request, desk, managed, "added", lambda: managed.add(name, role, password))


@router.post("/accounts/role", dependencies=[FormChecked])
def give_role(request: Request, desk: AtDesk, managed: Managed, name: Typed, role: Chosen) -> Response:
    """Give an account another role."""
    return _changed(request, desk, managed, "role", lambda: managed.set_role(name, role))


@router.post("/accounts/password", dependencies=[FormChecked])
def give_password(request: Request, desk: AtDesk, managed: Managed, name: Typed, password: Typed) -> Response:
    """Give an account another password."""
    return _changed(request, desk, managed, "password", lambda: managed.set_password(name, password))


@router.post("/accounts/removal", dependencies=[FormChecked])
def remove(request: Request, desk: AtDesk, managed: Managed, name: Typed) -> Response:
    """Take an account away."""
    return _changed(request, desk, managed, "removed", lambda: managed.remove(name))


def _changed(request: Request, desk: Desk, managed: Accounts, done: Done, change: Callable[[], object]) -> Response:
    try:
        change()
    except UsageError as error:
        return _page(request, desk, managed, error=error)
    return RedirectResponse(f"/accounts?done={done}", 303)


def _page(
    request: Request, desk: Desk, managed: Accounts, *, done: Done = "", error: UsageError | None = None
) -> Response:
    return desk.page(
        request,
        "accounts.html.j2",
        status=400 if error else 200,
        listed=managed.all(),
        roles=ROLES,
        done=done,
        error=error,
        least=SHORTEST_PASSWORD,
        longest=(LONGEST_NAME, LONGEST_PASSWORD),
    )
