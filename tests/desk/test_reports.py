"""The list of reports, its filters and its JSON."""

import pytest
from desk_town import tree_of, words_of

FOUR = (
    {"name": "a", "title": "Café by the quay", "publisher": "Port Courier", "published": "2024-03-02"},
    {"name": "b", "title": "Strike", "publisher": "Port Courier", "published": "2023-09", "author": "Zoë Marlin"},
    {"name": "c", "title": "Rain", "publisher": "Tide", "published": "2023-09-05T18:00:00Z", "language": "pl"},
    {"name": "d", "title": "Undated"},
)


def titles(tree):
    return [words_of(one) for one in tree.xpath("//ol[@class='rows']//p[@class='head']")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Café by the quay", "Rain", "Strike", "Undated"]),
        ("order=oldest", ["Strike", "Rain", "Café by the quay", "Undated"]),
        ("words=cafe", ["Café by the quay"]),
        ("words=ZOE", ["Strike"]),
        ("words=courier+port", ["Café by the quay", "Strike"]),
        ("publisher=Port+Courier", ["Café by the quay", "Strike"]),
        ("publisher=Port", []),
        ("language=pl", ["Rain"]),
        ("since=2023-09-10", ["Café by the quay", "Strike"]),
        ("until=2023-09-05", ["Rain", "Strike"]),
        ("since=2023&until=2023", ["Rain", "Strike"]),
        ("read=yes&words=rain", ["Rain"]),
        ("read=pending", []),
    ],
)
def test_reports_are_chosen_by_what_the_form_says(enter, filled, query, expected):
    browser = enter(filled(*FOUR))
    assert titles(tree_of(browser.get(f"/reports?{query}"))) == expected
    answered = browser.get(f"/api/v1/reports?{query}").json()
    assert [row["title"] for row in answered["reports"]] == expected
    assert answered["total"] == len(expected)


def test_the_form_keeps_what_was_chosen(enter, filled):
    tree = tree_of(enter(filled(*FOUR)).get("/reports?words=quay&publisher=Port+Courier&since=2023-01-02&order=oldest"))
    assert tree.xpath("//input[@id='f-words']/@value") == ["quay"]
    assert tree.xpath("//input[@id='f-since']/@value") == ["2023-01-02"]
    assert tree.xpath("//option[@selected]/@value") == ["Port Courier", "oldest"]


def test_every_field_has_a_label_of_its_own(enter, filled):
    tree = tree_of(enter(filled(*FOUR)).get("/reports"))
    fields = tree.xpath("//input/@id | //select/@id")
    assert sorted(fields) == sorted(tree.xpath("//label/@for"))
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))


def test_a_publisher_leads_to_its_reports(enter, filled):
    tree = tree_of(enter(filled(*FOUR)).get("/reports"))
    assert "/reports?publisher=Port+Courier" in tree.xpath("//main//a/@href")


def test_a_search_finds_passages_and_leads_to_them(enter, town):
    tree = tree_of(enter(town).get("/search", params={"q": "ministry answer"}))
    assert "/reports/wire?at=48-71#c-48-71" in tree.xpath("//a[@class='match']/@href")
    assert tree.xpath("//input[@id='search']/@value") == ["ministry answer"]


def test_a_search_for_nothing_finds_nothing(enter, town):
    assert not tree_of(enter(town).get("/search")).xpath("//ol")


def test_the_status_in_json_is_that_of_the_case(enter, town):
    answer = enter(town).get("/api/v1/status").json()
    assert (answer["reports"], answer["findings"], answer["weighed"]) == (3, 1, True)


def test_a_report_in_json_is_the_line_of_extract(enter, town):
    answer = enter(town).get("/api/v1/reports/wire").json()
    assert answer["report"]["title"] == "Sailors, wire"
    assert answer["claims"][0]["content"][0]["text"] == "14 sailors were hired"


def test_the_json_api_is_described(enter, town):
    told = enter(town).get("/api/v1/openapi.json").json()
    assert {"/api/v1/status", "/api/v1/reports", "/api/v1/reports/{report_id}"} <= set(told["paths"])
    assert all(path.startswith("/api/v1/") for path in told["paths"])
    assert {"CaseStatus", "ReportRow", "Reports", "Refusal"} <= set(told["components"]["schemas"])
