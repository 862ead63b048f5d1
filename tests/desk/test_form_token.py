"""What changes something asks for the token that only a page of the session holds."""

import pytest
from desk_town import HERE
from fastapi import APIRouter, Request

from onrecord.desk.safety import FormChecked

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
