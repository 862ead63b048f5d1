"""`/api/v1/session`: who asks, signing in and out, and in whose name somebody alone at the desk decides."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, Field

from onrecord.accounts import Account, Denied, Role
from onrecord.desk.addresses import SESSION
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.pages.name import own_name
from onrecord.desk.pages.password import other_password
from onrecord.desk.pages.sign_in import denied_headers, denied_status, denied_words
from onrecord.desk.refusals import Refusal
from onrecord.desk.safety import CallChecked, cookie_of, set_cookie, take_cookies
from onrecord.desk.sessions import Person

router = APIRouter(tags=["session"])


class Session(BaseModel):
    """Whoever asks; `form_token` is what each call that changes something brings as the header `X-Form-Token`."""

    name: str
    role: Role
    accounts: bool
    form_token: str


class SigningIn(BaseModel):
    """A name and its password."""

    name: str = Field(max_length=2_000)
    password: str = Field(max_length=20_000)


class OtherPassword(BaseModel):
    """The password now, and the one that is to be."""

    now: str = Field(max_length=20_000)
    new: str = Field(max_length=20_000)


class Naming(BaseModel):
    """In whose name somebody alone at the desk decides."""

    name: str = Field(max_length=2_000)


@router.get(SESSION)
def session(request: Request, desk: AtDesk) -> Session:
    """Return who asks."""
    return _told(desk, desk.person(request), request.state.form_token)


@router.post(SESSION, responses={401: {"model": Refusal}, 404: {"model": Refusal}, 429: {"model": Refusal}})
def sign_in(request: Request, response: Response, desk: AtDesk, given: SigningIn) -> Session:
    """Begin a session; its cookie comes with the answer. 429 says in `Retry-After` when the next try counts."""
    if desk.sessions.accounts is None:
        raise HTTPException(404)
    return _begun(request, response, desk, desk.sessions.attempt(given.name, given.password))


@router.patch(SESSION, dependencies=[CallChecked], responses={400: {"model": Refusal}, 404: {"model": Refusal}})
def rename(request: Request, desk: AtDesk, given: Naming) -> Session:
    """Say in whose name you decide, at a desk without accounts."""
    if desk.sessions.accounts is not None or desk.closed(request):
        raise HTTPException(404)
    name = own_name(request, desk, given.name)
    return _told(desk, Person(name=name, role=desk.person(request).role), request.state.form_token)


@router.put(
    f"{SESSION}/password",
    dependencies=[CallChecked],
    responses={400: {"model": Refusal}, 404: {"model": Refusal}, 429: {"model": Refusal}},
)
def other_password_kept(request: Request, response: Response, desk: AtDesk, given: OtherPassword) -> Session:
    """Choose another password and go on in a new session; all others of the account are over."""
    return _begun(request, response, desk, other_password(request, desk, given.now, given.new))


@router.delete(SESSION, status_code=204, dependencies=[CallChecked], responses={404: {"model": Refusal}})
def sign_out(request: Request, response: Response, desk: AtDesk) -> None:
    """End the session."""
    if desk.sessions.accounts is None:
        raise HTTPException(404)
    desk.sessions.end(cookie_of(request.headers, desk.sessions.cookie))
    take_cookies(response, desk.sessions)


def _begun(request: Request, response: Response, desk: Desk, account: Account | Denied) -> Session:
    """Begin a session in place of the one there was, and tell of it."""
    if isinstance(account, Denied):
        raise HTTPException(denied_status(account), denied_words(account), headers=denied_headers(account))
    desk.sessions.end(cookie_of(request.headers, desk.sessions.cookie))
    key = desk.sessions.begin(account)
    set_cookie(response, desk.sessions.cookie, key, desk.sessions)
    return _told(desk, Person(name=account.name, role=account.role), desk.sessions.form_token(key))


def _told(desk: Desk, person: Person, form_token: str) -> Session:
    accounts = desk.sessions.accounts is not None
    return Session(name=person.name, role=person.role, accounts=accounts, form_token=form_token)
