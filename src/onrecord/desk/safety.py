"""Who is let in, and what a browser may do with what it gets.

The desk listens on this machine alone, yet every page that a browser has open can send it requests. So it answers
to its own names only (no other host can be pointed here), to whoever brought the one-time token in the first address
and holds the cookie it was changed for, and tells the browser to load nothing from elsewhere and to keep nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Final

from fastapi import Depends, Form, Header, HTTPException, Request
from starlette.datastructures import FormData, Headers, MutableHeaders, QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.desk.addresses import STATIC
from onrecord.desk.policy import secure
from onrecord.desk.refusals import refused
from onrecord.desk.settings import DeskSettings

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Those that change nothing (RFC 9110, section 9.2.1)."""


class Sessions:
    """The one session of a desk: opened by its token, once.

    Attributes:
        cookie: Name of the cookie; it has the port, for a browser gives a host's cookies to all of its ports.
    """

    def __init__(self, settings: DeskSettings) -> None:
        self.cookie = f"onrecord-desk-{settings.port}"
        self._token = settings.token
        self._key = ""

    def open(self, token: str) -> str:
        """Return the key of a new session for the token, which is then void; "" for another token."""
        if not self._token or not _same(token, self._token):
            return ""
        self._token, self._key = "", secrets.token_urlsafe(32)
        return self._key

    def known(self, key: str) -> bool:
        """Tell whether the session with this key is open."""
        return bool(self._key) and _same(key, self._key)

    def form_token(self, key: str) -> str:
        """Return what a form of this session has to bring, which no page of another origin can read."""
        return hmac.new(key.encode(), b"form", hashlib.sha256).hexdigest()


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
        if host not in self._settings.hosts or not _from_here(asked, host):
            return refused(scope, 403, "elsewhere")
        if _is_static(scope):
            return None
        token = QueryParams(scope["query_string"]).get("token", "")
        if token and scope["method"] == "GET" and scope["path"] == "/":
            return self._welcome(token, scope)
        key = _cookie(asked.headers, self._sessions.cookie)
        if not self._sessions.known(key):
            return refused(scope, 403, "no_session")
        scope["state"] = {**scope.get("state", {}), "form_token": self._sessions.form_token(key)}
        return None

    def _welcome(self, token: str, scope: Scope) -> Response:
        """Change the token for a cookie and take it out of the address."""
        if key := self._sessions.open(token):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._sessions.cookie, key, httponly=True, samesite="strict")
            return answer
        if self._sessions.known(_cookie(Headers(scope=scope), self._sessions.cookie)):
            return RedirectResponse("/", 303)
        return refused(scope, 403, "no_session")


async def form_checked(
    request: Request, form_token: Annotated[str, Form()] = "", x_form_token: Annotated[str, Header()] = ""
) -> None:
    """Refuse a form or call that changes something and does not bring the token of the session.

    Raises:
        HTTPException: It brings none or another one.
    """
    if not _same(x_form_token or form_token, request.state.form_token):
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
    if not _same(x_form_token, request.state.form_token):
        raise HTTPException(403, "form_token")


CallChecked = Depends(call_checked)
"""As `FormChecked`, for calls whose body is JSON."""


def _is_static(scope: Scope) -> bool:
    """Tell whether a file of the desk itself is asked for, which holds nothing of the case."""
    path: str = scope["path"]
    return path.startswith(f"{STATIC}/")


def _from_here(asked: HTTPConnection, host: str) -> bool:
    """Tell whether a request that names where it comes from comes from the desk, or is a link that was followed.

    A form of a page without referrer names its origin as "null"; its token decides then.
    """
    site, named = asked.headers.get("sec-fetch-site", "none"), asked.headers.get("origin", "null")
    followed = (
        asked.scope["method"] in SAFE_METHODS
        and asked.headers.get("sec-fetch-mode") == "navigate"
        and asked.headers.get("sec-fetch-dest") == "document"
    )
    return (site in {"none", "same-origin"} or followed) and named.lower() in {"null", f"http://{host}"}


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(given: str, wanted: str) -> bool:
    """Compare in a time that does not tell how much of it is right."""
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())
