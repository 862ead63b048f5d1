"""A report is read in a real browser: marks open cards, places are counted as the records count; all is invented."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from onrecord.case import open_case
from onrecord.desk.addresses import report_address
from onrecord.records import Capture, Claim, Extraction, Report, Span
from onrecord.store import CaseStore

LIT = "() => [...CSS.highlights.get('looked-at') ?? []].map(String).join('|')"
TEXT = "😀 Rain\u202e fell.\nA clerk said the \U0001f6a2 \u2066quay\u2069 was dry. No one answered."


@pytest.fixture
def reading(town, desk_of, visit):
    """The page of a report of the town with claims, and its records."""
    with open_case(town, read_only=True) as case:
        extraction = next(one for one in map(case.extraction, (row.id for row in case.reports())) if one.claims)
    address = desk_of(town)
    page = visit(address, viewport={"width": 1280, "height": 900}).pages[0]
    page.goto(address.partition("/?")[0] + report_address(extraction.report.id))
    page.evaluate("() => { window.sameLoad = true; }")
    return page, extraction


def test_a_press_on_a_number_shows_the_card_without_loading_the_page_anew(reading):
    page, _ = reading
    number = page.locator("article a.ref").first
    number.click()
    expect(page.locator("#card")).to_be_focused()
    assert page.evaluate("window.sameLoad")
    assert re.search(r"\?record=claim-\w+&at=\d+-\d+#c-\d+-\d+$", page.url)
    page.reload()
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_have_count(0)
    assert "record=" not in page.url


def test_a_press_on_the_words_of_a_claim_shows_its_card_and_marks_all_its_words(reading):
    page, extraction = reading
    claim = extraction.claims[0]
    page.locator(f"article [data-record='{claim.id}'].cue").first.click()
    expect(page.locator("#card")).to_have_attribute("data-record", claim.id)
    assert page.evaluate("window.sameLoad")
    lit = page.evaluate(LIT)
    for _, span in claim.passages():
        assert span.text in lit
    page.keyboard.press("Escape")
    assert page.evaluate(LIT) == ""


def test_the_keyboard_alone_opens_a_card_and_comes_back_to_where_it_was(reading):
    page, _ = reading
    page.locator("article a.ref").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Close the card")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article a.ref").first).to_be_focused()


def test_without_script_the_same_link_shows_the_same_card(town, desk_of, visit, reading):
    page, extraction = reading
    place = page.locator("article a.ref").first.get_attribute("href")
    address = desk_of(town)
    plain = visit(address, java_script_enabled=False).pages[0]
    plain.goto(address.partition("/?")[0] + report_address(extraction.report.id))
    plain.locator("article a.ref").first.click()
    assert plain.url.endswith(place)
    expect(plain.locator("#card")).to_be_visible()
    assert plain.locator("article .lit").count()


def test_signs_that_are_shown_by_name_and_letters_beyond_the_first_plane_are_counted_once(tmp_path, desk_of, visit):
    path, start = tmp_path / "signs.case", TEXT.index("the \U0001f6a2")
    span = Span.of(TEXT, start, TEXT.index(" dry"))
    capture = Capture(data=TEXT.encode(), origin="/r", how="file", captured_at="2026-05-01T09:30:00Z")
    report = Report(id="signs", capture=capture.id, sha256=capture.sha256, text=TEXT, language="en")
    claim = Claim(report="signs", content=(span,), cue=(Span.of(TEXT, start - 5, start - 1),))
    with CaseStore.open(path, create=True) as store:
        store.add_capture(capture)
        store.add_report(report)
        store.add_extraction(Extraction(report=report, claims=(claim,)), made_by="fake-v1")
    address = desk_of(path, "--name", "Ada Invented")
    page = visit(address).pages[0]
    page.goto(f"{address.partition('/?')[0]}/reports/signs")
    page.locator("article .cue").click()
    expect(page.locator("#card")).to_be_visible()
    shown = span.text.replace("\u2066", "<U+2066>").replace("\u2069", "<U+2069>")
    assert shown in page.evaluate(LIT).split("|")
    page.evaluate("""() => {
        const words = [...document.querySelectorAll("article mark.content")].at(-1);
        const range = document.createRange();
        range.selectNodeContents(words);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }""")
    place = f"{span.start}-{span.end}"
    expect(page.locator("#adding a")).to_have_attribute("href", re.compile(rf"\?at={place}$"))


def test_on_a_phone_the_card_lies_over_the_foot_and_the_words_stay_in_sight(reading):
    page, _ = reading
    page.set_viewport_size({"width": 390, "height": 700})
    page.locator("article a.ref").last.click()
    card = page.locator("#card")
    expect(card).to_be_visible()
    page.wait_for_timeout(600)  # the page may be scrolling
    top = card.bounding_box()["y"]
    words = page.locator("article a.ref").last.bounding_box()
    assert 0 <= words["y"] < words["y"] + words["height"] <= top
