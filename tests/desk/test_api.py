"""The JSON API is described wholly, and whatever it is asked it answers: never with an error of the server."""

from __future__ import annotations

from collections import Counter

import pytest
import schemathesis
from desk_town import HERE, PORT, TOKEN
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from onrecord.case import open_case
from onrecord.desk import DeskSettings, make_app


@pytest.fixture
def asked(town):
    """A browser that may decide, with the description of what can be asked."""
    with open_case(town) as case:
        app = make_app(case, DeskSettings(name="town", port=PORT, token=TOKEN, person="Ada Invented"))
        with TestClient(app, base_url=HERE, follow_redirects=False) as browser:
            browser.get("/", params={"token": TOKEN})
            page = browser.get("/rate?source=x").text
            browser.headers["X-Form-Token"] = page.partition('name="form_token" value="')[2].partition('"')[0]
            yield browser, schemathesis.openapi.from_dict(app.openapi())


def test_every_page_has_its_json(asked):
    browser, schema = asked
    described = browser.get("/api/v1/openapi.json").json()["paths"]
    for page in (
        "reports",
        "claims",
        "findings",
        "entities",
        "timeline",
        "questions",
        "elements",
        "sources",
        "decisions",
    ):
        assert f"/api/v1/{page}" in described
    assert all(operation.ok() for operation in schema.get_all_operations())


def test_nothing_that_is_asked_is_an_error_of_the_server(asked):
    browser, schema = asked
    answered = Counter()
    for operation in (found.ok() for found in schema.get_all_operations()):

        @given(case=operation.as_strategy())
        @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case):
            sent = case.as_transport_kwargs(base_url=HERE)
            sent.pop("cookies", None)
            answer = browser.request(**{name: value for name, value in sent.items() if value is not None})
            assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text[:300]}"
            answered[answer.status_code] += 1

        ask()
    assert answered[200] > 100, "what is asked is meant, too"
