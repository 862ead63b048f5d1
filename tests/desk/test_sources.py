"""Who is cited and who publishes, and the page of each; the quarry and all in it are invented."""

from __future__ import annotations

import pytest
from desk_town import add_report, tree_of, words_of
from quarry_case import ANN, DENIED, MINISTRY, SHE
from test_claims import HOSTILE, add

from onrecord.records import Decision
from onrecord.store import CaseStore


def names(browser, query):
    """The sources on the page and in the JSON, which must be the same."""
    shown = [words_of(one) for one in tree_of(browser.get(f"/sources?{query}")).xpath("//tbody/tr/th/a")]
    answered = browser.get(f"/api/v1/sources?{query}").json()
    assert [one["name"] for one in answered["sources"]] == shown
    assert answered["total"] == len(shown)
    return shown


def lists(browser, key, query=""):
    """What the page and the JSON have of each list about a source, counted, which must be the same."""
    tree = tree_of(browser.get(f"/sources/{key}?{query}"))
    told = browser.get(f"/api/v1/sources/{key}?{query}").json()
    shown = {
        part: len(tree.xpath(f"//section[@aria-labelledby='{part}']//ol/li"))
        for part in ("claims", "against", "resting", "published")
    }
    assert {part: len(told[part]["rows"]) for part in shown} == shown
    return shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ann Marlin", "The Ministry", "A resident"]),
        ("order=name", ["A resident", "Ann Marlin", "The Ministry"]),
        ("order=newest", ["The Ministry", "A resident", "Ann Marlin"]),
        ("name=MARLIN", ["Ann Marlin"]),
        ("act=deny", ["The Ministry"]),
        ("act=believe", ["Ann Marlin"]),
        ("by=name", ["Ann Marlin", "The Ministry", "A resident"]),
        ("by=pronoun", []),
        ("kind=publishers", ["Gazette", "Herald", "Quarry Courier"]),
        ("kind=publishers&name=courier", ["Quarry Courier"]),
    ],
)
def test_sources_are_chosen_by_what_the_form_says(enter, quarry, query, expected):
    assert names(enter(quarry), query) == expected


def test_a_row_counts_claims_reports_copies_and_acts(enter, quarry):
    row = words_of(tree_of(enter(quarry).get("/sources?name=marlin")).xpath("//tbody/tr")[0])
    assert "4 Claims: Ann Marlin 2 by a pronoun 2 Reports: Ann Marlin 1 of them a copy or rewrite" in row
    assert "2023-09-05 – 2023-09-06" in row
    assert "states: Ann Marlin 2 · believes: Ann Marlin 2" in row


def test_a_publisher_is_told_with_how_many_of_its_reports_are_copies(enter, quarry):
    told = enter(quarry).get("/api/v1/sources?kind=publishers&name=herald").json()["sources"][0]
    assert told["publishes"] == {"claims": 2, "reports": 1, "copies": 1, "first": "2023-09-06", "last": "2023-09-06"}
    assert told["cited"] is None


def test_the_program_rates_nobody(enter, quarry):
    browser = enter(quarry)
    for page in ("/sources", "/sources?kind=publishers", "/sources/ministry"):
        tree = tree_of(browser.get(page))
        marks = tree.xpath("//a[@class='rating']")
        assert marks
        assert all(words_of(one).startswith("not rated: a person sets it") for one in marks)
    assert {tuple(one["ratings"]) for one in browser.get("/api/v1/sources").json()["sources"]} == {()}


def test_what_a_person_rated_is_shown_whichever_spelling_it_was_given_to(enter, quarry):
    with CaseStore.open(quarry) as store:
        rated = Decision(kind="source", target="the  ministry", verdict="rate", reliability="C", by="Mira")
        store.decide(rated)
    tree = tree_of(enter(quarry).get("/sources/ministry"))
    (mark,) = tree.xpath("//a[@class='rating']")
    assert words_of(mark).startswith("C")
    assert "source=the++ministry" in mark.get("href")


def test_the_page_of_a_source_has_its_claims_with_those_by_a_pronoun(enter, quarry):
    browser = enter(quarry)
    assert lists(browser, "ann%20marlin") == {"claims": 4, "against": 1, "resting": 2, "published": 0}
    told = browser.get("/api/v1/sources/ann%20marlin").json()["claims"]["rows"]
    assert [row["report"] for row in told] == ["copy", "copy", "wire", "wire"]
    assert {row["id"] for row in told if row["report"] == "wire"} == {ANN.id, SHE.id}


def test_the_page_of_a_source_says_in_what_it_is_contradicted_and_what_it_contradicts(enter, quarry):
    browser = enter(quarry)
    stances = {
        key: words_of(tree_of(browser.get(f"/sources/{key}")).xpath("//section[@aria-labelledby='against']//li")[0])
        for key in ("ann%20marlin", "ministry")
    }
    assert "others say otherwise 2 claims" in stances["ann%20marlin"]
    assert "it says otherwise 1 claim" in stances["ministry"]
    tree = tree_of(browser.get("/sources/ministry"))
    assert tree.xpath(f"//section[@aria-labelledby='against']//a[@href='/findings/{DENIED.id}']")
    assert "None in these reports." in words_of(
        tree_of(browser.get("/sources/resident")).xpath("//section[@aria-labelledby='against']")[0]
    )


def test_reports_rest_on_whom_they_cite_and_on_whose_text_they_have(enter, quarry):
    browser = enter(quarry)
    told = browser.get("/api/v1/sources/quarry%20courier").json()
    (resting,) = told["resting"]["rows"]
    assert (resting["report"], resting["claims"]) == ("copy", 0)
    assert [text["first"] for text in resting["texts"]] == ["wire"]
    assert [row["report"] for row in told["published"]["rows"]] == ["wire"]
    words = words_of(tree_of(browser.get("/sources/ann%20marlin")).xpath("//section[@aria-labelledby='resting']")[0])
    assert "cites it 2 times · has the text of an earlier report, wholly or in part" in words


@pytest.mark.parametrize(
    ("key", "query", "part", "count"),
    [
        ("ann%20marlin", "part=claims&act=believe", "claims", 2),
        ("ann%20marlin", "part=claims&until=2023-09-05", "claims", 2),
        ("ann%20marlin", "part=claims&page=2", "claims", 0),
        ("ann%20marlin", "part=resting&how=cites&copies=yes", "resting", 1),
        ("ann%20marlin", "part=resting&how=text", "resting", 0),
        ("ann%20marlin", "part=against", "against", 1),
        ("herald", "part=published&copies=yes", "published", 1),
        ("quarry%20courier", "part=published&copies=yes", "published", 0),
    ],
)
def test_each_list_has_its_own_page(enter, quarry, key, query, part, count):
    assert lists(enter(quarry), key, query) == {
        name: count if name == part else 0 for name in ("claims", "against", "resting", "published")
    }


def test_every_number_leads_to_as_many_rows(enter, quarry):
    browser = enter(quarry)
    for key in ("ann%20marlin", "ministry", "resident", "herald", "gazette"):
        for link in tree_of(browser.get(f"/sources/{key}")).xpath("//dl//dd/a"):
            assert len(tree_of(browser.get(link.get("href"))).xpath("//ol/li")) == int(words_of(link)), link.get("href")


def test_a_source_that_publishes_and_is_cited_is_one(enter, quarry):
    with CaseStore.open(quarry) as store:
        add_report(store, "own", publisher="The Ministry", published="2023-11-01")
    browser = enter(quarry)
    told = browser.get("/api/v1/sources/ministry").json()["source"]
    assert (told["cited"]["claims"], told["publishes"]["reports"]) == (1, 1)
    assert lists(browser, "ministry")["published"] == 1


def test_a_rejected_claim_cites_nobody(enter, quarry):
    with CaseStore.open(quarry) as store:
        store.decide(Decision(report="later", kind="claim", target=MINISTRY.id, verdict="reject", by="Mira"))
    assert names(enter(quarry), "") == ["Ann Marlin", "A resident"]


def test_nobody_else_has_a_page(enter, quarry):
    browser = enter(quarry)
    for key in ("nobody", "", "%00", "ann"):
        assert browser.get(f"/sources/{key}").status_code == 404
        assert browser.get(f"/api/v1/sources/{key}").status_code == 404


def test_a_hostile_name_is_text_and_has_a_page(enter, tmp_path):
    path = tmp_path / "hostile.case"
    with CaseStore.open(path, create=True) as store:
        text = f"../a/{HOSTILE} said boats left"
        add(store, "r", text, [(f"../a/{HOSTILE}", "said", "boats left", {})], publisher=f"./{HOSTILE}")
    browser = enter(path)
    for query in ("", "kind=publishers"):
        tree = tree_of(browser.get(f"/sources?{query}"))
        assert not tree.xpath("//script | //img")
        for address in tree.xpath("//tbody/tr/th/a/@href"):
            page = tree_of(browser.get(address))
            assert "\u202e" not in page.text_content()
            assert not page.xpath("//script | //img")


def test_an_empty_case_has_an_empty_list(enter, filled):
    assert names(enter(filled()), "") == names(enter(filled()), "kind=publishers") == []
