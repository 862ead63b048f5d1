"""Who is let in, and what a browser may do with what it gets.

Every page that a browser has open can send requests to the desk, also where it listens on this machine alone. So it
answers to its own names only (no other host can be pointed here), to whoever holds the cookie that the one-time token
of the first address was changed for, or that came with signing in, and tells the browser to load nothing from elsewhere
and to keep nothing.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Final

from fastapi import Depends, Form, Header, HTTPException, Request
from starlette.datastructures import FormData, Headers, MutableHeaders, QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.desk.addresses import API, SESSION, SIGN_IN, STATIC, sign_in_address
from onrecord.desk.policy import secure
from onrecord.desk.refusals import refused
from onrecord.desk.sessions import Sessions, same
from onrecord.desk.settings import DeskSettings
from onrecord.errors import AccountsError

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Those that change nothing (RFC 9110, section 9.2.1)."""

MOST_AT_THE_DOOR: Final = 32_768
"""Bytes that whoever has not signed in can send: a name and the longest password, percent-encoded."""


class Safety:
    """Stands before the application: see the module."""

    def __init__(self, app: ASGIApp, settings: DeskSettings, sessions: Sessions) -> None:
        self.app = app
        self._settings = settings
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application answer it; either way with the headers of `secure`."""
        if scope["type"] != "http":  # the start and end of the server
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure(MutableHeaders(scope=message), kept=_is_static(scope))
            await send(message)

        answer = self._gate(scope) or self.app
        # HEAD is asked as GET; the server leaves the body out.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await answer(asked, receive, send_secured)

    def _gate(self, scope: Scope) -> Response | None:
        """Return the answer to whoever is not let in, or who has just been; None for all others."""
        asked = HTTPConnection(scope)
        host = asked.headers.get("host", "").lower()
        if not self._settings.answers_to(host) or not _from_here(asked, f"{self._settings.scheme}://{host}"):
            return refused(scope, 403, "elsewhere")
        return None if _is_static(scope) else self._let_in(scope, asked.headers)

    def _let_in(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to whoever has no session, or just got one; None for who has one or is about to sign in."""
        key = cookie_of(headers, self._sessions.cookie)
        try:
            person = self._sessions.person(key)
        except AccountsError:
            return refused(scope, 503, "accounts")
        token = QueryParams(scope["query_string"]).get("token", "")
        if token and not self._sessions.accounts and scope["method"] == "GET" and scope["path"] == "/":
            return self._welcome(token, scope, known=person is not None)
        if self._sessions.accounts and _signs_in(scope):
            key = cookie_of(headers, self._sessions.door)  # of the form to sign in, also in a second window
        elif person is None:
            return self._outside(scope)
        if person is None and scope["method"] not in SAFE_METHODS and not _is_short(headers):
            return refused(scope, 413, "too_much")
        known = {"form_token": self._sessions.form_token(key), "person": person}
        scope["state"] = {**scope.get("state", {}), **known}
        return None

    def _welcome(self, token: str, scope: Scope, *, known: bool) -> Response:
        """Change the token for a cookie and take it out of the address."""
        if key := self._sessions.open(token):
            answer = RedirectResponse("/", 303)
            set_cookie(answer, self._sessions.cookie, key, self._sessions)
            return answer
        return RedirectResponse("/", 303) if known else refused(scope, 403, "no_session")

    def _outside(self, scope: Scope) -> Response:
        """Return the answer to whoever has no session."""
        if not self._sessions.accounts:
            return refused(scope, 403, "no_session")
        if scope["method"] not in SAFE_METHODS or scope["path"].startswith(f"{API}/"):
            return refused(scope, 401, "signed_out")
        asked = b"?".join(filter(None, (scope.get("raw_path") or b"/", scope["query_string"])))
        return RedirectResponse(sign_in_address(asked.decode("latin-1")), 303)


def set_cookie(answer: Response, name: str, value: str, sessions: Sessions) -> None:
    """Give the browser a cookie that scripts cannot read and that no page of another site can make it send."""
    answer.set_cookie(name, value, httponly=True, samesite="strict", secure=sessions.secure)


def take_cookies(answer: Response, sessions: Sessions) -> None:
    """Take the desk's cookies from the browser."""
    for name in (sessions.cookie, sessions.door):
        answer.delete_cookie(name, httponly=True, samesite="strict", secure=sessions.secure)


async def form_checked(
    request: Request, form_token: Annotated[str, Form()] = "", x_form_token: Annotated[str, Header()] = ""
) -> None:
    """Refuse a form or call that changes something and does not bring the token of the session.

    Raises:
        HTTPException: It brings none or another one.
    """
    if not same(x_form_token or form_token, request.state.form_token):
        raise HTTPException(403, "form_token")


FormChecked = Depends(form_checked)
"""The dependency of every route that changes something: `@router.post(…, dependencies=[FormChecked])`."""


async def form_given(request: Request) -> FormData:
    """Return all that a form brings."""
    return await request.form()


Given = Annotated[FormData, Depends(form_given)]
"""The parameter of a route that takes a form of many fields."""


def call_checked(request: Request, x_form_token: Annotated[str, Header()] = "") -> None:
    """Refuse a call of the JSON API that changes something and does not bring the token of the session.

    Raises:
        HTTPException: It brings none or another one.
    """
    if not same(x_form_token, request.state.form_token):
        raise HTTPException(403, "form_token")


CallChecked = Depends(call_checked)
"""As `FormChecked`, for calls whose body is JSON."""


def _is_static(scope: Scope) -> bool:
    """Tell whether a file of the desk itself is asked for, which holds nothing of the case."""
    path: str = scope["path"]
    return path.startswith(f"{STATIC}/")


def _signs_in(scope: Scope) -> bool:
    """Tell whether it is asked for signing in, which needs no session."""
    path: str = scope["path"]
    return path == SIGN_IN or (path == f"{API}{SESSION}" and scope["method"] == "POST")


def _is_short(headers: Headers) -> bool:
    """Tell whether a body says that it is no longer than what a person brings to sign in; the server holds it to it."""
    length = headers.get("content-length", "")
    told = length.isdecimal() and len(length) <= len(str(MOST_AT_THE_DOOR)) and "transfer-encoding" not in headers
    return told and int(length) <= MOST_AT_THE_DOOR


def _from_here(asked: HTTPConnection, origin: str) -> bool:
    """Tell whether a request that names where it comes from comes from the desk, or is a link that was followed.

    A form of a page without referrer names its origin as "null"; its token decides then.
    """
    site, named = asked.headers.get("sec-fetch-site", "none"), asked.headers.get("origin", "null")
    followed = (
        asked.scope["method"] in SAFE_METHODS
        and asked.headers.get("sec-fetch-mode") == "navigate"
        and asked.headers.get("sec-fetch-dest") == "document"
    )
    return (site in {"none", "same-origin"} or followed) and named.lower() in {"null", origin}


def cookie_of(headers: Headers, name: str) -> str:
    """Return the value of a cookie, "" where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
