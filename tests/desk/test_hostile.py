"""Whatever a report or the name of a case says, the desk shows it and obeys none of it."""

from urllib.parse import unquote, urlsplit

import pytest
from desk_town import tree_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.addresses import place_in, report_address, segment_name

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"><b>'
TURNED = "\u202egnp.exe\u2066 quay"
PAGES = ["/", "/reports", "/search?q=rain", "/problems"]


@pytest.mark.parametrize("page", PAGES)
def test_markup_in_every_field_is_text(enter, filled, page):
    hostile = dict.fromkeys(("title", "publisher", "author", "published", "url", "language"), SCRIPT)
    tree = tree_of(enter(filled({"name": SCRIPT, "text": f"rain {SCRIPT}", **hostile})).get(page))
    assert not tree.xpath("//script | //img | //@onerror | //b")
    if page != "/problems":
        assert SCRIPT in tree.text_content()


@pytest.mark.parametrize("page", PAGES[:3])
def test_a_turn_of_the_direction_in_a_title_is_shown_by_its_name_and_kept_in_its_place(enter, filled, page):
    tree = tree_of(enter(filled({"title": TURNED, "text": "rain", "publisher": TURNED})).get(page))
    assert "\u202e" not in tree.text_content()
    assert "\u2066" not in tree.text_content()
    names = [one for one in tree.xpath("//main//*[not(self::option)]/text()") if "<U+202E>" in one]
    assert names
    assert all(one.getparent().tag == "bdi" for one in names)


def test_control_characters_and_broken_letters_are_shown_as_such(enter, filled):
    browser = enter(filled({"title": "a\x00b\x1b[31m\ud83d", "publisher": "\x07"}))
    assert "a\ufffdb\ufffd[31m\ufffd" in words_of(tree_of(browser.get("/reports")))
    assert browser.get("/api/v1/reports").json()["reports"][0]["title"] == "a\x00b\x1b[31m\ud83d"


@pytest.mark.parametrize("name", ["a/b", "..", ".", "~", "~x", "a?b#c", "../../etc", "ключ", " ", "a//b", SCRIPT])
def test_a_report_with_any_name_has_an_address(enter, filled, name):
    browser = enter(filled({"name": name, "title": "Quay"}))
    (link,) = tree_of(browser.get("/reports")).xpath("//ol//p[@class='head']/a/@href")
    assert link == report_address(name)
    assert browser.get(f"/api/v1{link}").json()["report"]["id"] == name


@given(st.text(min_size=1))
def test_the_address_of_a_report_names_it_and_stays_on_the_desk(name):
    address = report_address(name)
    parts = urlsplit(address)
    assert (parts.netloc, parts.query, parts.fragment) == ("", "", "")
    own = parts.path.removeprefix("/reports/")
    assert own not in {".", ".."}
    assert "/" not in own
    assert segment_name(unquote(own)) == name


@pytest.mark.parametrize("at", ["", "1", "2-1", "1-1", "-1-2", "1-2-3", "x", "٣-٤", "1" * 30 + "-2"])
def test_a_place_that_is_none_is_none(at):
    assert place_in(at) is None


def test_a_place_is_read_as_it_is_written():
    assert place_in("12-40") == (12, 40)


def test_hostile_words_of_a_search_are_text(enter, town):
    tree = tree_of(enter(town).get("/search", params={"q": SCRIPT}))
    assert not tree.xpath("//script | //img | //b")
    assert tree.xpath("//input[@id='search']/@value") == [SCRIPT]


def test_the_name_of_a_case_is_text(enter, town):
    hostile = town.with_name("<script>alert(1)<\u202e.case")
    town.rename(hostile)
    tree = tree_of(enter(hostile).get("/"))
    assert not tree.xpath("//script")
    assert "<script>alert(1)<<U+202E>" in words_of(tree.find(".//h1"))
