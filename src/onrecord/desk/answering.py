"""What every page has at hand: the case, the words of the interface, the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from onrecord.accounts import at_least
from onrecord.case import Case
from onrecord.desk import addresses
from onrecord.desk.kept import Kept
from onrecord.desk.sessions import Person, Sessions
from onrecord.desk.settings import DeskSettings
from onrecord.desk.wording import say
from onrecord.dossier import wording as codes
from onrecord.records import Decision, Judgement, Verdict
from onrecord.text import harmless, is_web_address

PAGES: Final = (
    ("overview", "/"),
    ("reports", "/reports"),
    ("claims", "/claims"),
    ("findings", "/findings"),
    ("entities", "/entities"),
    ("timeline", "/timeline"),
    ("network", "/network"),
    ("map", "/map"),
    ("questions", "/questions"),
    ("elements", "/elements"),
    ("sources", "/sources"),
    ("review", "/review"),
    ("log", "/log"),
)
"""The pages of the navigation, each with its address and the words `navigation.…`; those that are there are shown."""


class Desk:
    """A case as the pages ask it, and how they are shown.

    Attributes:
        case: What is asked.
        settings: How the desk is run.
        sessions: Who is at it.
        kept: What only the whole case tells.
    """

    def __init__(self, case: Case, settings: DeskSettings, sessions: Sessions) -> None:
        self.case = case
        self.settings = settings
        self.sessions = sessions
        self.kept = Kept(case)
        self._templates = _environment()
        self._deciding = Lock()

    def decide(self, decision: Decision, *, seen: str | None = None) -> Decision:
        """Keep a person's decision, as `Case.decide`."""
        with self._deciding:
            return self.case.decide(decision, seen=seen)

    def judge(self, verdict: Verdict, one: str, other: str, *, by: str, reason: str) -> Judgement:
        """Keep a person's judgement on two entities; what follows from it waits for `weigh`."""
        with self._deciding:
            return self.case.judge(verdict, one, other, by=by, reason=reason, weigh=False)

    def weigh(self) -> None:
        """Tell anew what the reports say together, as `Case.weigh`."""
        with self._deciding:
            self.case.weigh()
        self.kept.forget()

    def withdraw(self, decision: str, *, by: str, own: bool) -> Decision:
        """Take a decision back, as `Case.withdraw_decision`."""
        with self._deciding:
            return self.case.withdraw_decision(decision, by=by, own=own)

    def person(self, request: Request) -> Person:
        """Return who asks; whoever gets that far has a session."""
        person: Person = request.state.person
        return person

    def closed(self, request: Request) -> str:
        """Return why whoever asks cannot decide anything, or "" if they can, at the most after saying their name."""
        person = self.person(request)
        if self.case.read_only or not (person.name or self.settings.suggested):
            return say("decide.closed")
        return "" if at_least(person.role, "reviewer") else say("people.reads", name=person.name)

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page.

        Args:
            request: What is answered.
            template: Its name; it extends `base.html.j2` and sets the blocks `title` and `main`.
            status: Of HTTP.
            values: What it shows.
        """
        text = self._templates.get_template(template).render(
            case_name=self.settings.name,
            request=request,
            navigation=_navigation(request),
            **self._who(request),
            **values,
        )
        return HTMLResponse(text, status)

    def bare(self, template: str, **values: Any) -> str:
        """Return a page that tells nothing of the case, for whoever may not see it."""
        return self._templates.get_template(template).render(**values)

    def _who(self, request: Request) -> dict[str, Any]:
        """Return what a page shows of whoever asks.

        `person` is the name in which they decide, "" if they do not, and `closed` says why not; `lead` is whether they
        may do what a lead decides; `signed_in` is the person, where `accounts` says whether by an account.
        """
        person, closed = self.person(request), self.closed(request)
        return {
            "person": "" if closed else person.name or self.settings.suggested,
            "closed": closed,
            "lead": not closed and person.role == "lead",
            "signed_in": person,
            "accounts": self.sessions.accounts is not None,
        }


def desk_of(request: Request) -> Desk:
    """Return the desk that a request is made to."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
"""The parameter of a page: the desk it is on."""


def _navigation(request: Request) -> list[tuple[str, str, bool]]:
    """Return the pages that there are: the key of their words, their addresses, and whether it is the one shown."""
    there = request.app.state.addresses
    own = request.url.path
    return [
        (key, path, own == path or (path != "/" and own.startswith(f"{path}/"))) for key, path in PAGES if path in there
    ]


def _environment() -> Environment:
    """Return the templates' environment: everything printed is escaped, and made harmless before."""
    environment = Environment(
        loader=PackageLoader("onrecord.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(_names())
    environment.filters["web_address"] = lambda url: url.strip() if is_web_address(url.strip()) else ""
    return environment


def _names() -> Mapping[str, Callable[..., Any] | Mapping[str, str] | str]:
    """Return what all templates know."""
    return {
        "t": say,
        "asked_with": asked_with,
        "report_address": addresses.report_address,
        "passage_address": addresses.passage_address,
        "side_address": addresses.side_address,
        "finding_address": addresses.finding_address,
        "origin_address": addresses.origin_address,
        "identity_address": addresses.identity_address,
        "capture_address": addresses.capture_address,
        "list_address": addresses.list_address,
        "record_address": addresses.record_address,
        "decide_address": addresses.decide_address,
        "add_address": addresses.add_address,
        "rate_address": addresses.rate_address,
        "name_address": addresses.name_address,
        "sign_in": addresses.SIGN_IN,
        "static": addresses.STATIC,
        "act_verbs": codes.ACT_VERBS,
        "question_words": codes.QUESTION_WORDS,
        "type_words": codes.TYPE_WORDS,
    }


@pass_context
def asked_with(context: Context, **changes: object) -> str:
    """Return the query of this page's address with some values changed; what becomes empty is left out."""
    values = {**dict(context["request"].query_params), **changes}
    return addresses.with_query({name: value for name, value in values.items() if value not in ("", None)}) or "?"


def _shown(value: object) -> object:
    """Return text from the case without what could steer a screen; markup of our own as it is."""
    return harmless(value) if type(value) is str else value
