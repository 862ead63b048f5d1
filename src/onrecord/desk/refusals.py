"""What is answered when there is nothing to show: as a page, or as JSON to whoever asked the JSON API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match
from starlette.types import Scope

from onrecord.desk.addresses import API, name_address
from onrecord.desk.exact import ExactJSON
from onrecord.desk.policy import secure
from onrecord.desk.wording import catalogue, say
from onrecord.errors import (
    AccountsError,
    CaseError,
    DecidedMeanwhile,
    NotAllowed,
    OnrecordError,
    SpanMismatch,
    UsageError,
)

if TYPE_CHECKING:
    from onrecord.desk.answering import Desk


class Refusal(BaseModel):
    """Why a call of the JSON API has no other answer."""

    message: str
    hint: str = ""


@contextmanager
def found() -> Iterator[None]:
    """Answer "not found" where the case says that it has no such record.

    Raises:
        HTTPException: It has none, or several; 404.
    """
    try:
        yield
    except UsageError as error:
        raise HTTPException(404, error.message) from None


def refused(scope: Scope, status: int, key: str, message: str = "", hint: str = "") -> Response:
    """Return an answer that says why.

    Args:
        scope: What is answered.
        status: Of HTTP.
        key: Of the words: `refusals.KEY.title`, and `.message` and `.hint` where none are given.
        message: What happened, if it is told better than by the key's words.
        hint: What to do.
    """
    words = catalogue()
    title = say(f"refusals.{key}.title")
    message = message or words.get(f"refusals.{key}.message", title)
    hint = hint or words.get(f"refusals.{key}.hint", "")
    if scope["path"].startswith(f"{API}/"):
        return ExactJSON(Refusal(message=message, hint=hint).model_dump(), status)
    desk: Desk = scope["app"].state.desk
    return HTMLResponse(desk.bare("refusal.html.j2", title=title, message=message, hint=hint), status)


class NameWanted(Exception):
    """Something is to be decided, and it was not asked yet in whose name."""


def install(app: FastAPI) -> None:
    """Make the application answer with our pages whatever goes wrong."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(NameWanted, _nameless)
    app.add_exception_handler(OnrecordError, _ours)
    app.add_exception_handler(Exception, _unforeseen)


async def _http(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    detail = str(getattr(error, "detail", ""))
    key = {401: "denied", 403: "form_token", 404: "missing", 405: "method", 429: "denied"}.get(status, "other")
    told = "" if detail in {HTTPStatus(status).phrase, key} else detail
    answer = refused(request.scope, status, key, told)
    for name, value in (getattr(error, "headers", None) or {}).items():
        answer.headers[name] = value
    return answer


async def _nameless(request: Request, error: Exception) -> Response:  # noqa: ARG001 - it says nothing more
    if request.url.path.startswith(f"{API}/"):
        return refused(request.scope, 403, "nameless")
    asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    there = any(route.matches({**request.scope, "method": "GET"})[0] is Match.FULL for route in request.app.routes)
    return RedirectResponse(name_address(asked if there else "/log"), 303)


async def _misread(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    words = catalogue()
    told = (f"{fault['loc'][-1]}: {words.get('refusals.values.' + fault['type'], fault['msg'])}" for fault in faults)
    return refused(request.scope, 422, "misread", "; ".join(told))


async def _ours(request: Request, error: Exception) -> Response:
    message, hint = getattr(error, "message", ""), getattr(error, "hint", "")
    if isinstance(error, DecidedMeanwhile):
        return refused(request.scope, 409, "meanwhile", message, hint)
    if isinstance(error, NotAllowed):
        return refused(request.scope, 403, "not_allowed", message, hint)
    if isinstance(error, UsageError | SpanMismatch):
        return refused(request.scope, 400, "misread", message, hint)
    if isinstance(error, AccountsError):
        return refused(request.scope, 503, "accounts")
    return refused(request.scope, 503 if isinstance(error, CaseError) else 500, "case", message, hint)


async def _unforeseen(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the server logs it
    answer = refused(request.scope, 500, "unforeseen")
    secure(answer.headers)  # it is made outside of what stands before the application
    return answer
