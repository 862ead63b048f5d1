"""A report is shown in its own words, with what was found in them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from desk_town import add_report, tree_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.case import open_case
from onrecord.desk.addresses import capture_address, identity_address, passage_address, report_address
from onrecord.desk.marked_text import LONG_LINE, PART_LETTERS, PART_WORDS, Words, part_of, part_starts
from onrecord.desk.policy import SANDBOX_POLICY
from onrecord.dossier.wording import ACT_VERBS
from onrecord.records import (
    Capture,
    Claim,
    Decision,
    Entity,
    Event,
    Extraction,
    Mention,
    Report,
    Role,
    Span,
    Time,
)
from onrecord.store import CaseStore
from onrecord.text import harmless

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"><b>'


WELDERS = "Police allege that a neighbour said Ann Marlin recruited six welders on Monday. Rain fell."


def words(text: str) -> Span:
    start = WELDERS.index(text)
    return Span.of(WELDERS, start, start + len(text))


ANN = Entity(report="welders", first=words("Ann Marlin"), type="PER", name="Ann Marlin", made_by="fake-v1")
MONDAY = Time(report="welders", span=words("on Monday"), value="2024-03-04", type="DATE", made_by="fake-v1")
OUTER = Claim(
    report="welders",
    source=(words("Police"),),
    cue=(words("allege"),),
    content=(words("a neighbour said Ann Marlin recruited six welders on Monday"),),
    act="allege",
)
INNER = Claim(
    report="welders",
    source=(words("a neighbour"),),
    cue=(words("said"),),
    content=(words("Ann Marlin recruited six welders on Monday"),),
    parent=OUTER.id,
)
HIRED = Event(
    report="welders",
    type="recruit",
    trigger=words("recruited"),
    roles=(
        Role(role="agent", span=words("Ann Marlin"), entity=ANN.id),
        Role(role="patient", span=words("six welders")),
    ),
    time=MONDAY.id,
    holder=INNER.id,
    score=0.8,
    made_by="fake-v1",
)


def add_welders(store: CaseStore) -> None:
    """Add an invented report with a claim in a claim, and in that an event with a person and a time."""
    capture = Capture(data=WELDERS.encode(), origin="/r/welders", how="file", captured_at="2026-05-01T09:30:00Z")
    report = Report(id="welders", capture=capture.id, sha256=capture.sha256, text=WELDERS, language="en")
    store.add_capture(capture)
    store.add_report(report)
    mention = Mention(report="welders", span=ANN.first, type="PER", entity=ANN.id)
    found = Extraction(
        report=report,
        claims=(OUTER, INNER),
        events=(HIRED,),
        times=(MONDAY,),
        mentions=(mention,),
        entities=(ANN,),
    )
    store.add_extraction(found, made_by="fake-v1")


def card_of(browser, record):
    [card] = tree_of(browser.get(f"{report_address(record.report)}?record={record.id}")).xpath("//section[@id='card']")
    return card


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


def test_every_mark_has_an_anchor_of_its_own_and_its_words_begin_there(town, enter, extractions):
    browser = enter(town)
    for extraction in extractions:
        tree = tree_of(browser.get(report_address(extraction.report.id)))
        anchors = tree.xpath("//article//@id")
        assert len(anchors) == len(set(anchors))
        named = [one.span for one in extraction.mentions if one.form == "name"]
        claimed = [span for one in extraction.claims for span in (*one.source, *one.cue, *one.content)]
        times = [one.span for one in extraction.times]
        triggers = [one.trigger for one in extraction.events]
        for span in (*claimed, *times, *triggers, *named):
            assert f"c-{span.start}-{span.end}" in anchors


def test_the_card_of_a_claim_shows_its_values_who_else_says_so_and_the_way_to_decide(town, enter, extractions):
    browser = enter(town)
    shown = others = 0
    for extraction in extractions:
        for claim in extraction.claims:
            address = f"{report_address(extraction.report.id)}?record={claim.id}"
            [card] = tree_of(browser.get(address)).xpath("//section[@id='card']")
            for name in ("source", "cue", "content", "relays", "channel"):
                for span in getattr(claim, name):
                    assert " ".join(span.text.split()) in words_of(card)
            assert ACT_VERBS[claim.act] in words_of(card)
            assert f"{claim.score:.2f}" in words_of(card)
            assert claim.made_by in words_of(card)
            assert card.xpath(".//a[starts-with(@href, '/decide/')]")
            together = card.xpath(".//a[starts-with(@href, '/findings/')]")
            shown += bool(together)
            others += len(card.xpath(".//li//a[starts-with(@href, '/reports/')]")) if together else 0
    assert shown
    assert others


def test_the_words_of_an_event_a_time_and_a_name_lead_to_their_cards(enter, tmp_path):
    path = tmp_path / "welders.case"
    with CaseStore.open(path, create=True) as store:
        add_welders(store)
    browser = enter(path)
    tree = tree_of(browser.get("/reports/welders"))
    for words, record in (("recruited", HIRED), ("on Monday", MONDAY), ("Ann Marlin", ANN)):
        [link] = {one.get("href") for one in tree.xpath(f"//article//a[normalize-space()='{words}']")}
        assert f"record={record.id}" in link
        [card] = tree_of(browser.get(link.partition("#")[0])).xpath("//section[@id='card']")
        assert card.get("data-record") == record.id
        assert words in words_of(card)
    hired = words_of(card_of(browser, HIRED))
    for told in ("recruit", "alleged", "Ann Marlin", "six welders", "2024-03-04", "0.80", "Police"):
        assert told in hired
    assert "2024-03-04" in words_of(card_of(browser, MONDAY))
    ann = card_of(browser, ANN)
    assert ann.xpath(f".//a[@href='{identity_address(ANN.id)}']")
    assert "person" in words_of(ann)


def test_a_claim_within_a_claim_says_on_whose_word_it_stands(enter, tmp_path):
    path = tmp_path / "welders.case"
    with CaseStore.open(path, create=True) as store:
        add_welders(store)
    card = card_of(enter(path), INNER)
    assert "a neighbour (statement), cited by Police (allegation)" in words_of(card)
    assert card.xpath(f".//a[contains(@href, '{OUTER.id}')]")


def test_every_kind_of_record_has_a_card_and_all_its_words_are_marked(town, enter, extractions):
    browser = enter(town)
    for extraction in extractions:
        for kind in ("events", "times", "entities", "questions", "elements"):
            for record in getattr(extraction, kind)[:2]:
                tree = tree_of(browser.get(f"{report_address(extraction.report.id)}?record={record.id}"))
                [card] = tree.xpath("//section[@id='card']")
                assert card.get("data-record") == record.id
                lit = "".join(tree.xpath("//article//*[contains(@class, 'lit')]//text()"))
                for _, span in record.passages():
                    assert span.text in lit


def test_a_card_comes_alone_where_the_script_asks_for_it(town, enter, extractions):
    claim = extractions[0].claims[0]
    tree = tree_of(enter(town).get(f"{report_address(claim.report)}?record={claim.id}&only=card"))
    assert tree.xpath("//section[@id='card']")
    assert not tree.xpath("//article | //nav | //h1")


def test_what_a_person_decided_stands_on_the_card_and_in_the_text(town, enter, extractions):
    claim = extractions[0].claims[0]
    decision = Decision(
        report=claim.report, kind="claim", target=claim.id, verdict="reject", by="Ada Invented", reason="an advert"
    )
    with open_case(town) as case:
        case.decide(decision)
    tree = tree_of(enter(town).get(f"{report_address(claim.report)}?record={claim.id}"))
    [card] = tree.xpath("//section[@id='card']")
    assert "rejected by Ada Invented" in words_of(card)
    assert "an advert" in words_of(card)
    assert tree.xpath(f"//article//a[contains(@class, 'ref rejected')][contains(@href, '{claim.id}')]")


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
    assert "".join(tree.xpath("//article//*[contains(@class, 'lit')]/text()")) == "Line 2500"
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


@pytest.mark.parametrize("text", ["welder " * 40_000, "溶" * 200_000, "\n" * 200_000 + "rain", "a\n" * 30_000])
def test_no_part_is_longer_than_a_page_holds_however_the_text_is_written(text):
    starts = part_starts(text)
    assert starts == sorted(set(starts))
    for start, end in pairwise([*starts, len(text)]):
        assert end - start <= PART_LETTERS
        assert len(text[start:end].split()) < PART_WORDS + LONG_LINE


def test_a_long_line_is_parted_between_words():
    text = "welder " * 40_000
    assert all(text[start - 1] == " " for start in part_starts(text)[1:])


def test_beside_a_part_stands_what_was_found_in_it(enter, tmp_path):
    path = tmp_path / "log.case"
    text = "\n".join(f"On 3 May {year} a boat left the invented quay." for year in range(1000, 3000))
    spans = [Span.of(text, found.start(), found.end()) for found in re.finditer("left", text)]
    with CaseStore.open(path, create=True) as store:
        add_report(store, "log", text, events=tuple(Event(report="log", type="transport", trigger=s) for s in spans))
    tree = tree_of(enter(path).get("/reports/log?part=2"))
    listed = tree.xpath("//aside//li//a/@href")
    there = set(tree.xpath("//article//@id"))
    assert 0 < len(listed) < len(spans)
    assert {link.partition("#")[2] for link in listed} <= there


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("en", "auto"), ("", "auto")])
def test_a_text_runs_as_its_language_does(enter, filled, language, direction):
    tree = tree_of(enter(filled({"name": "r", "text": "نزل المطر.", "language": language})).get("/reports/r"))
    [article] = tree.xpath("//article")
    assert (article.get("lang"), article.get("dir")) == (language, direction)
    assert {line.get("dir") for line in article.iter("p")} == {direction}


@given(st.text(alphabet="ab\u202e\u2066\x00\ud800 ", max_size=30))
def test_signs_that_are_shown_by_their_names_are_parted_from_the_others(text):
    pieces = Words(text=text).pieces
    assert "".join(part for part, _ in pieces) == text
    for part, odd in pieces:
        assert (len(part) == 1 and len(harmless(part)) > 1) if odd else len(harmless(part)) == len(part)


def test_an_address_is_a_link_only_where_it_is_one_of_the_web(enter, filled):
    path = filled({"name": "a", "url": "https://star.example/a?b=c"}, {"name": "b", "url": "javascript:alert(1)"})
    browser = enter(path)
    assert tree_of(browser.get("/reports/a")).xpath("//main//a[@href='https://star.example/a?b=c']/@rel")
    tree = tree_of(browser.get("/reports/b"))
    assert "javascript:alert(1)" in words_of(tree.find(".//main"))
    assert not tree.xpath("//a[contains(@href, 'alert')]")


def test_markup_in_a_text_is_text(enter, filled):
    hostile = dict.fromkeys(("title", "publisher", "author", "url", "language"), SCRIPT)
    tree = tree_of(enter(filled({"name": "r", "text": f"rain {SCRIPT}", **hostile})).get("/reports/r"))
    assert not tree.xpath("//main//script | //img | //@onerror | //article//b")
    assert SCRIPT in tree.xpath("//article")[0].text_content()
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")


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
