"""Whatever cannot be shown is answered with a page that says why, or with JSON where JSON was asked for."""

import pytest
from desk_town import words_of
from lxml import html


@pytest.mark.parametrize(
    ("page", "status", "said"),
    [
        ("/nothing", 404, "nothing at this address"),
        ("/static/nothing.css", 404, "nothing at this address"),
        ("/reports?page=0", 422, "page: too small a number"),
        ("/reports?page=many", 422, "page: not a whole number"),
        ("/reports?since=soon", 422, "since: not a date such as 2023-09-05"),
        ("/reports?order=upwards", 422, "order: none of the values"),
        ("/reports?words=" + "x" * 501, 422, "words: too long"),
    ],
)
def test_a_page_says_what_is_the_matter(enter, town, page, status, said):
    answer = enter(town).get(page)
    assert answer.status_code == status
    assert said in words_of(html.document_fromstring(answer.text))


def test_a_page_takes_no_other_method_and_names_those_it_takes(enter, town):
    answer = enter(town).post("/reports")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "cannot be used so" in answer.text


@pytest.mark.parametrize(
    ("page", "status"), [("/api/v1/nothing", 404), ("/api/v1/reports?page=0", 422), ("/api/v1/reports/none", 404)]
)
def test_the_json_api_refuses_in_json(enter, town, page, status):
    answer = enter(town).get(page)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_the_json_api_refuses_who_is_not_let_in_in_json(knock, town):
    answer = knock(town).get("/api/v1/status")
    assert answer.status_code == 403
    assert "does not know this browser" not in answer.json()["message"]
    assert answer.json()["hint"]


def test_the_words_of_a_refusal_are_text(enter, town):
    answer = enter(town).get("/reports", params={"since": "<script>alert(1)</script>"})
    assert answer.status_code == 422
    assert not html.document_fromstring(answer.text).xpath("//script")


def test_the_head_of_a_page_can_be_asked_for(enter, town):
    assert enter(town).head("/reports").status_code == 200
