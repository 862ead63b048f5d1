"""Whatever the JSON API of people is asked, with a session or without, it answers."""

from __future__ import annotations

from collections import Counter

import schemathesis
from desk_people import ROLES, header_of
from desk_town import HERE
from hypothesis import HealthCheck, given, settings

from onrecord.accounts.tries import BY_NAME

OF_PEOPLE = ("/api/v1/session", "/api/v1/accounts")


def test_nothing_that_is_asked_is_an_error_of_the_server(shared):
    schema = schemathesis.openapi.from_dict(shared.knock().app.openapi())
    every = (found.ok() for found in schema.get_all_operations())
    of_people = [operation for operation in every if operation.path.startswith(OF_PEOPLE)]
    assert len(of_people) == 9
    answered = Counter()
    for operation in of_people:
        shared.watch.now += BY_NAME.forgotten + 1  # what was guessed before makes nobody wait
        for browser in (shared.sign_in("Ada"), shared.knock()):
            own = header_of(browser) if browser.cookies else {}

            @given(case=operation.as_strategy())
            @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            def ask(case, *, by):
                shared.watch.now += 1
                browser, own = by
                sent = {name: value for name, value in case.as_transport_kwargs(base_url=HERE).items() if value}
                given_headers = {name.lower(): value for name, value in sent.pop("headers", {}).items()}
                sent["headers"] = given_headers | own
                sent.pop("cookies", None)
                answer = browser.request(**sent)
                assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text[:300]}"
                answered[answer.status_code] += 1

            ask(by=(browser, own))
    assert answered[400] + answered[404] > 20, "a lead gets as far as the accounts"
    assert answered[401] > 20
    assert not answered[403]
    assert {one.name for one in shared.accounts.all()} >= set(ROLES) - {"Ada"}
