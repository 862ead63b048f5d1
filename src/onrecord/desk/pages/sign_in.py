"""`/sign-in` and `/sign-out`: coming to a desk with accounts, and going."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.accounts import LONGEST_NAME, LONGEST_PASSWORD, Denied
from onrecord.desk.addresses import SIGN_IN, list_address, own_path
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.safety import FormChecked, cookie_of, set_cookie, take_cookies
from onrecord.desk.wording import say

router = APIRouter()

Typed = Annotated[str, Form()]


@router.get(SIGN_IN)
def form(request: Request, desk: AtDesk, then: str = "", out: str = "") -> Response:
    """Return the form to sign in; whoever has signed in goes on."""
    _with_accounts(desk)
    if request.state.person is not None:
        return RedirectResponse(own_path(then, "/"), 303)
    return _page(request, desk, then=then, told=say("people.signed_out") if out else "")


@router.post(SIGN_IN, dependencies=[FormChecked])
def sign_in(request: Request, desk: AtDesk, name: Typed = "", password: Typed = "", then: Typed = "") -> Response:
    """Begin a session, under a key that nobody has seen before; or show the form again."""
    _with_accounts(desk)
    account = desk.sessions.attempt(name, password)
    if isinstance(account, Denied):
        return _page(request, desk, then=then, name=name, denied=account)
    desk.sessions.end(cookie_of(request.headers, desk.sessions.cookie))
    answer = RedirectResponse(own_path(then, "/"), 303)
    take_cookies(answer, desk.sessions)
    set_cookie(answer, desk.sessions.cookie, desk.sessions.begin(account), desk.sessions)
    return answer


@router.post("/sign-out", dependencies=[FormChecked])
def sign_out(request: Request, desk: AtDesk) -> Response:
    """End the session."""
    _with_accounts(desk)
    desk.sessions.end(cookie_of(request.headers, desk.sessions.cookie))
    answer = RedirectResponse(list_address(SIGN_IN, out="1"), 303)
    take_cookies(answer, desk.sessions)
    return answer


def denied_words(denied: Denied) -> str:
    """Return why nobody was signed in: the same words whether or not there is such a name."""
    return say("people.wait", count=denied.wait) if denied.wait else say("people.wrong")


def denied_status(denied: Denied) -> int:
    """Return the status of HTTP for it."""
    return 429 if denied.wait else 401


def denied_headers(denied: Denied) -> dict[str, str]:
    """Return the headers for it: when to try again."""
    return {"Retry-After": str(denied.wait)} if denied.wait else {}


def _page(
    request: Request, desk: Desk, *, then: str, name: str = "", told: str = "", denied: Denied | None = None
) -> HTMLResponse:
    """Return the form, with a token of its own for a browser that has none."""
    door = cookie_of(request.headers, desk.sessions.door)
    key = door or secrets.token_urlsafe(32)
    text = desk.bare(
        "sign_in.html.j2",
        form_token=desk.sessions.form_token(key),
        then=own_path(then, ""),
        name=name[:LONGEST_NAME],
        longest=(LONGEST_NAME, LONGEST_PASSWORD),
        told=told,
        refused=denied_words(denied) if denied else "",
    )
    answer = HTMLResponse(text, denied_status(denied) if denied else 200, denied_headers(denied) if denied else {})
    if not door:
        set_cookie(answer, desk.sessions.door, key, desk.sessions)
    return answer


def _with_accounts(desk: Desk) -> None:
    if desk.sessions.accounts is None:
        raise HTTPException(404)
