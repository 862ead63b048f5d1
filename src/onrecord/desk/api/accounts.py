"""`/api/v1/accounts`: a lead says who can sign in, and as what."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from onrecord.accounts import Account, Role
from onrecord.desk.people import Managed
from onrecord.desk.refusals import Refusal, found
from onrecord.desk.safety import CallChecked

router = APIRouter(prefix="/accounts", tags=["accounts"], responses={400: {"model": Refusal}, 404: {"model": Refusal}})


class Listed(BaseModel):
    """An account."""

    name: str
    role: Role
    made_at: str
    password_at: str
    signed_in_at: str


class NewAccount(BaseModel):
    """Somebody new."""

    name: str = Field(max_length=2_000)
    role: Role
    password: str = Field(max_length=20_000)


class Change(BaseModel):
    """What is to be changed; what is not given stays."""

    role: Role | None = None
    password: str | None = Field(default=None, max_length=20_000)


@router.get("")
def accounts(managed: Managed) -> list[Listed]:
    """Return the accounts in order of their names."""
    return [_told(one) for one in managed.all()]


@router.post("", status_code=201, dependencies=[CallChecked])
def add(managed: Managed, wanted: NewAccount) -> Listed:
    """Make an account."""
    return _told(managed.add(wanted.name, wanted.role, wanted.password))


@router.patch("/{name}", dependencies=[CallChecked])
def change(managed: Managed, name: str, wanted: Change) -> Listed:
    """Give an account another role or password; another password signs whoever has it out."""
    with found():
        account = managed.known(name)
    if wanted.password is not None:
        account = managed.set_password(name, wanted.password)
    if wanted.role is not None:
        account = managed.set_role(name, wanted.role)
    return _told(account)


@router.delete("/{name}", status_code=204, dependencies=[CallChecked])
def remove(managed: Managed, name: str) -> None:
    """Take an account away; what was decided in its name stays."""
    with found():
        managed.known(name)
    managed.remove(name)


def _told(account: Account) -> Listed:
    return Listed.model_validate(account, from_attributes=True)
