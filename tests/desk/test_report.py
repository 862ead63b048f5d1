"""A report is shown in its own words, with what was found in them."""

from __future__ import annotations

import pytest
from desk_town import tree_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.case import open_case
from onrecord.desk.addresses import capture_address, passage_address, report_address
from onrecord.desk.marked_text import PART_WORDS, part_of, part_starts
from onrecord.desk.policy import SANDBOX_POLICY
from onrecord.records import Extraction, Report

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"><b>'


@pytest.fixture
def extractions(town):
    with open_case(town, read_only=True) as case:
        return [case.extraction(row.id) for row in case.reports()]


def test_the_text_is_all_there_with_a_way_to_the_card_of_every_claim(town, enter, extractions):
    browser = enter(town)
    for extraction in extractions:
        tree = tree_of(browser.get(report_address(extraction.report.id)))
        for number in tree.xpath("//article//a[@class='ref']"):
            number.drop_tree()
        [article] = tree.xpath("//article")
        assert words_of(article) == " ".join(extraction.report.text.split())
        again = tree_of(browser.get(report_address(extraction.report.id)))
        refs = again.xpath("//article//a[contains(@class, 'ref')]/@href")
        assert len(refs) == len(extraction.claims)


def test_the_card_of_a_record_shows_its_values_who_else_says_so_and_the_way_to_decide(town, enter, extractions):
    browser = enter(town)
    shown = 0
    for extraction in extractions:
        for claim in extraction.claims:
            address = f"{report_address(extraction.report.id)}?record={claim.id}"
            [card] = tree_of(browser.get(address)).xpath("//section[@id='card']")
            for name in ("source", "cue", "content"):
                for span in getattr(claim, name):
                    assert " ".join(span.text.split()) in words_of(card)
            assert card.xpath(".//a[starts-with(@href, '/decide/')]")
            shown += bool(card.xpath(".//a[starts-with(@href, '/findings/')]"))
    assert shown


def test_every_kind_of_record_has_a_card(town, enter, extractions):
    browser = enter(town)
    for extraction in extractions:
        for kind in ("events", "times", "entities", "questions", "elements"):
            for record in getattr(extraction, kind)[:2]:
                answer = browser.get(f"{report_address(extraction.report.id)}?record={record.id}")
                assert tree_of(answer).xpath("//section[@id='card']")


def test_the_words_that_an_address_names_are_marked_and_opened(town, enter, extractions):
    [first, *_] = extractions
    span = first.claims[0].content[0]
    address = passage_address(first.report.id, span)
    tree = tree_of(enter(town).get(address.partition("#")[0]))
    assert "".join(tree.xpath("//article//*[contains(@class, 'lit')]//text()")) == span.text
    assert len(tree.xpath(f"//*[@id='{address.partition('#')[2]}']")) == 1


@pytest.mark.parametrize("asked", ["?at=0-9999999", "?at=5-5", "?at=-1", "?at=x", "?part=77"])
def test_a_place_that_the_report_does_not_have_marks_nothing(town, enter, extractions, asked):
    tree = tree_of(enter(town).get(report_address(extractions[0].report.id) + asked))
    assert not tree.xpath("//article//*[contains(@class, 'lit')]")


@pytest.mark.parametrize("address", ["/reports/none", "/captures/none", "/captures/none/bytes"])
def test_what_the_case_does_not_have_is_not_found(town, enter, address):
    assert enter(town).get(address).status_code == 404


def test_a_record_of_another_report_is_not_found(town, enter, extractions):
    one, other, *_ = extractions
    address = f"{report_address(one.report.id)}?record={other.claims[0].id}"
    assert enter(town).get(address).status_code == 404


def test_a_long_report_comes_in_parts_and_an_address_opens_the_right_one(enter, filled):
    text = "\n".join(f"Line {number} of the invented log says that rain fell." for number in range(3000))
    browser = enter(filled({"name": "long", "text": text}))
    at = text.index("Line 2500 ")
    tree = tree_of(browser.get(f"/reports/long?at={at}-{at + 9}"))
    assert "".join(tree.xpath("//*[contains(@class, 'lit')]/text()")) == "Line 2500"
    assert len(words_of(tree.xpath("//article")[0]).split()) < PART_WORDS + 100
    assert tree.xpath("//nav/a[@rel='prev']")


@given(st.text(alphabet="ab \n", max_size=400))
def test_parts_begin_at_lines_and_leave_nothing_out(text):
    starts = part_starts(text)
    assert starts[0] == 0
    assert all(text[start - 1] == "\n" for start in starts[1:])
    report = Report(id="r", capture="c", sha256="0", text=text)
    shown = "".join(w.text for line in part_of(Extraction(report=report)).lines for w in line.words)
    assert shown.split() == text.split()


def test_markup_in_a_text_is_text(enter, filled):
    hostile = dict.fromkeys(("title", "publisher", "author", "url", "language"), SCRIPT)
    tree = tree_of(enter(filled({"name": "r", "text": f"rain {SCRIPT}", **hostile})).get("/reports/r"))
    assert not tree.xpath("//main//script | //img | //@onerror | //article//b")
    assert SCRIPT in tree.xpath("//article")[0].text_content()
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")


def test_an_address_that_is_a_script_is_no_link(enter, filled):
    tree = tree_of(enter(filled({"name": "r", "url": "javascript:alert(1)"})).get("/reports/r"))
    assert not tree.xpath("//a[contains(@href, 'alert')]")


def test_a_capture_is_shown_in_a_sandbox_in_which_nothing_runs(enter, filled, monkeypatch):
    path = filled({"name": "r", "text": SCRIPT})
    with open_case(path, read_only=True) as case:
        [row] = case.captures()
    browser = enter(path)
    page = tree_of(browser.get(capture_address(row.id)))
    assert row.sha256 in words_of(page)
    for frame in page.xpath("//iframe"):
        assert frame.get("sandbox") == ""
    answer = browser.get(f"{capture_address(row.id)}/bytes")
    assert answer.content == SCRIPT.encode()
    assert answer.headers["content-security-policy"] == SANDBOX_POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    saved = browser.get(f"{capture_address(row.id)}/bytes?save=1")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.headers["content-type"] == "application/octet-stream"


def test_the_api_tells_of_a_capture(town, enter):
    with open_case(town, read_only=True) as case:
        row = next(iter(case.captures()))
    assert enter(town).get(f"/api/v1{capture_address(row.id)}").json()["sha256"] == row.sha256
