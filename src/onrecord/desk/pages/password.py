"""`/password`: whoever has signed in chooses another password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD, Account, Denied
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.pages.sign_in import denied_headers, denied_status, denied_words
from onrecord.desk.safety import FormChecked, set_cookie
from onrecord.desk.wording import say
from onrecord.errors import UsageError

router = APIRouter()

Typed = Annotated[str, Form()]


@router.get("/password")
def form(request: Request, desk: AtDesk, done: str = "") -> Response:
    """Return the form to choose another password."""
    return _page(request, desk, done=bool(done))


@router.post("/password", dependencies=[FormChecked])
def change(request: Request, desk: AtDesk, now: Typed = "", new: Typed = "", again: Typed = "") -> Response:
    """Keep another password, and go on in a new session: all others of the account are over."""
    if new != again:
        return _page(request, desk, refused=say("people.not_again"), status=400)
    try:
        account = other_password(request, desk, now, new)
    except UsageError as error:
        return _page(request, desk, refused=error.message, status=400)
    if isinstance(account, Denied):
        answer = _page(request, desk, refused=denied_words(account), status=denied_status(account))
        answer.headers.update(denied_headers(account))
        return answer
    answer = RedirectResponse("/password?done=1", 303)
    set_cookie(answer, desk.sessions.cookie, desk.sessions.begin(account), desk.sessions)
    return answer


def other_password(request: Request, desk: Desk, now: str, new: str) -> Account | Denied:
    """Return the account of whoever asks with another password, or that the one they have now is not right.

    Raises:
        HTTPException: The desk has no accounts; 404.
        UsageError: The new one cannot be taken.
    """
    if desk.sessions.accounts is None:
        raise HTTPException(404)
    account = desk.sessions.attempt(desk.person(request).name, now)
    return account if isinstance(account, Denied) else desk.sessions.accounts.set_password(account.name, new)


def _page(request: Request, desk: Desk, *, done: bool = False, refused: str = "", status: int = 200) -> Response:
    if desk.sessions.accounts is None:
        raise HTTPException(404)
    return desk.page(
        request,
        "password.html.j2",
        status=status,
        done=done,
        refused=refused,
        least=SHORTEST_PASSWORD,
        longest=LONGEST_PASSWORD,
    )
