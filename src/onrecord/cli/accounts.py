"""`onrecord accounts`: who can sign in to a desk that several share, and as what."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from getpass import getpass
from pathlib import Path

import click

from onrecord.accounts import ROLES, Account, Role, open_accounts, person_name
from onrecord.cli.listing import Listing, Shape, form_options, print_rows
from onrecord.cli.outcome import tell
from onrecord.cli.printing import Column
from onrecord.errors import UsageError

HELP = """Say who can sign in to a desk that several share, and as what; the accounts stand in FILE, beside the case.

\b
onrecord accounts add FILE NAME --role reviewer   make an account, and FILE where it is not there
onrecord accounts list FILE                       the accounts
onrecord accounts role FILE NAME --role lead      give an account another role
onrecord accounts password FILE NAME              give it another password; it is signed out everywhere
onrecord accounts remove FILE NAME                take it away; what was decided in its name stays

A reader sees. A reviewer also decides. A lead also takes back what others decided, rates sources and manages accounts.
The password is asked at the terminal and not shown, or is the first line of standard input: --password -. The case
file holds no accounts, so that it can be handed over.
"""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the command was given beside the action and the file."""

    name: str
    role: Role
    password: str


LISTING: Listing[Account] = Listing(
    head=Column(name="name", share=2),
    report=lambda account: account.name,
    columns=(
        Column(name="role", width=8),
        Column(name="made", width=10),
        Column(name="password", width=10),
        Column(name="signed in", width=16),
    ),
    line=lambda one: (one.role, one.made_at[:10], one.password_at[:10], one.signed_in_at[:16] or "never"),
    names=("role", "made_at", "password_at", "signed_in_at"),
    values=lambda one: (one.role, one.made_at, one.password_at, one.signed_in_at),
    record=lambda one: {name: value or None for name, value in asdict(one).items() if name != "stamp"},
)


@click.command("accounts", help=HELP, short_help="Say who can sign in to a desk that several share.")
@click.argument("action", metavar="ACTION")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("name", default="", metavar="[NAME]")
@click.option("--role", type=click.Choice(ROLES), metavar="ROLE", help=f"One of: {', '.join(ROLES)}.")
@click.option("--password", default="", metavar="-", help="- takes the password from standard input.")
@form_options
def command(
    action: str, file: Path, shape: Shape, name: str = "", role: Role | None = None, password: str = ""
) -> None:
    """Change an account and print it, or list all."""
    if action not in _ACTIONS:
        raise click.UsageError(f"nothing is called {action!r}; one of: {', '.join(_ACTIONS)}")
    if password not in ("", "-"):
        raise click.UsageError(
            "a password in the call can be seen by others on this machine; only --password - is taken"
        )
    if (action == "list") is bool(name):
        raise click.UsageError(f"`accounts {action}` takes {'no name' if name else 'a name'}")
    if (action in ("add", "role")) is not bool(role):
        raise click.UsageError(f"`accounts {action}` {'takes no --role' if role else 'needs --role ROLE'}")
    print_rows(_ACTIONS[action](file, _Given(name, role or "reader", password)), LISTING, shape)


def _list(file: Path, _: _Given) -> tuple[Account, ...]:
    with open_accounts(file) as accounts:
        return accounts.all()


def _add(file: Path, given: _Given) -> tuple[Account, ...]:
    name = person_name(given.name)
    password = _password(given, name)
    with open_accounts(file, create=True) as accounts:
        return (accounts.add(name, given.role, password),)


def _give_role(file: Path, given: _Given) -> tuple[Account, ...]:
    with open_accounts(file) as accounts:
        return (accounts.set_role(given.name, given.role),)


def _give_password(file: Path, given: _Given) -> tuple[Account, ...]:
    with open_accounts(file) as accounts:
        name = accounts.known(given.name).name
        return (accounts.set_password(name, _password(given, name)),)


def _remove(file: Path, given: _Given) -> tuple[Account, ...]:
    with open_accounts(file) as accounts:
        removed = accounts.known(given.name)
        accounts.remove(removed.name)
    tell(f"{removed.name} cannot sign in any more")
    return ()


def _password(given: _Given, name: str) -> str:
    """Return the password from standard input, or from the terminal, which does not show it."""
    if given.password:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise click.UsageError("there is no terminal to ask for the password; --password - takes standard input")
    try:
        first = getpass(f"Password of {name}: ")
        again = getpass("The same again: ")
    except EOFError:
        raise click.UsageError("no password was given") from None
    if first != again:
        raise UsageError("the password was not written the same both times", hint="nothing was changed; repeat")
    return first


_ACTIONS: Mapping[str, Callable[[Path, _Given], tuple[Account, ...]]] = {
    "add": _add,
    "list": _list,
    "role": _give_role,
    "password": _give_password,
    "remove": _remove,
}
