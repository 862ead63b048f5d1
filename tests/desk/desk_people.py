"""A desk that invented persons share: Ada leads, Bo reviews, Cy reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from desk_town import PORT, tree_of
from fastapi.testclient import TestClient

from onrecord.accounts import Accounts, Passwords, open_accounts
from onrecord.case import Case, open_case
from onrecord.desk import DeskSettings, make_app

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SECRETS = {name: f"four words for {name}" for name in ("Ada", "Bo", "Cy")}
ROLES = {"Ada": "lead", "Bo": "reviewer", "Cy": "reader"}


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Shared:
    """A desk with accounts, and what it stands on."""

    case: Case
    accounts: Accounts
    watch: Watch
    knock: Callable[[], TestClient]

    def sign_in(self, name: str) -> TestClient:
        """A new browser in which somebody has signed in."""
        browser = self.knock()
        sent = send(browser, "/sign-in", name=name, password=SECRETS[name])
        assert sent.status_code == 303, sent.text
        return browser


def token_at(browser: TestClient, address: str) -> str:
    """The token of the last form of a page."""
    tree = tree_of(browser.get(address))
    return tree.xpath("//main//input[@name='form_token']/@value")[-1]


def header_of(browser: TestClient) -> dict[str, str]:
    """What a call of the JSON API brings that changes something."""
    return {"x-form-token": browser.get("/api/v1/session").json()["form_token"]}


def send(browser: TestClient, address: str, to: str = "", **given: str):
    """Send the form at an address, or one elsewhere with the token of that page."""
    return browser.post(to or address, data={"form_token": token_at(browser, address), **given})


@contextmanager
def sharing(path: Path, *, tls: bool = False, read_only: bool = False) -> Iterator[Shared]:
    """A desk of a case that Ada, Bo and Cy share."""
    with ExitStack() as ending:
        case = ending.enter_context(open_case(path, read_only=read_only))
        people = open_accounts(path.with_suffix(".accounts"), create=True, passwords=Passwords(QUICK))
        accounts = ending.enter_context(people)
        for name, role in ROLES.items():
            accounts.add(name, role, SECRETS[name])
        watch = Watch()
        settings = DeskSettings(name=path.stem, port=PORT, tls=tls)
        app = make_app(case, settings, accounts=accounts, clock=watch)

        def knock() -> TestClient:
            scheme = "https" if tls else "http"
            browser = TestClient(app, base_url=f"{scheme}://127.0.0.1:{PORT}", follow_redirects=False)
            ending.callback(browser.close)
            return browser

        yield Shared(case=case, accounts=accounts, watch=watch, knock=knock)
