"""What changes something asks for the token that only a page of the session holds."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from desk_town import HERE
from fastapi import APIRouter, Request

from onrecord.desk import api, pages
from onrecord.desk.addresses import SESSION, SIGN_IN
from onrecord.desk.people import lead, managed, reviewer
from onrecord.desk.safety import SAFE_METHODS, FormChecked, call_checked, form_checked

router = APIRouter()


@router.get("/test/token")
def token(request: Request) -> str:
    return request.state.form_token


@router.post("/test/change", dependencies=[FormChecked])
def change() -> str:
    return "changed"


@pytest.fixture
def browser(enter, town):
    browser = enter(town)
    browser.app.include_router(router)
    return browser


def test_a_form_with_the_token_of_the_session_passes(browser):
    known = browser.get("/test/token").json()
    assert browser.post("/test/change", data={"form_token": known}).status_code == 200
    assert browser.post("/test/change", headers={"x-form-token": known}).status_code == 200


@pytest.mark.parametrize("given", ["", "x", "ключ"])
def test_a_form_without_it_changes_nothing(browser, given):
    answer = browser.post("/test/change", data={"form_token": given}, headers={"origin": "null"})
    assert answer.status_code == 403
    assert "another time" in answer.text


def test_a_form_of_another_page_does_not_even_reach_it(browser):
    known = browser.get("/test/token").json()
    sent = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert browser.post("/test/change", data={"form_token": known}, headers=sent).status_code == 403
    assert browser.post("/test/change", data={"form_token": known}, headers={"origin": HERE}).status_code == 200


def routes_that_change():
    """Routes of pages and JSON API that answer to more than reading, with what they depend on."""
    for package in (pages, api):
        for module in iter_modules(package.__path__):
            for route in import_module(f"{package.__name__}.{module.name}").router.routes:
                if not route.methods <= SAFE_METHODS:
                    yield route, set(calls_of(route.dependant))


def calls_of(dependant):
    for one in dependant.dependencies:
        yield one.call
        yield from calls_of(one)


def test_every_route_that_changes_something_asks_for_a_token():
    routes = [(next(iter(route.methods)), route.path, calls) for route, calls in routes_that_change()]
    unchecked = {(method, path) for method, path, calls in routes if not calls & {form_checked, call_checked}}
    assert unchecked == {("POST", SESSION)}, "signing in by JSON, which no form of another page can send"


def test_every_route_that_changes_something_but_ones_own_session_asks_for_a_role():
    routes = list(routes_that_change())
    assert len(routes) > 15
    free = {route.path for route, calls in routes if not calls & {reviewer, lead, managed}}
    assert free == {SIGN_IN, "/sign-out", "/password", "/name", SESSION, f"{SESSION}/password"}
