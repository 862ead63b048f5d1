"""What a person decides at the desk is kept, shown, and can be taken back."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from desk_town import HERE, PORT, TOKEN, tree_of, words_of
from fastapi.testclient import TestClient

from onrecord.case import open_case
from onrecord.desk import DeskSettings, make_app
from onrecord.records import ClaimFilter, Decision, DecisionFilter


@pytest.fixture
def deciding():
    """Returns the desk of a case at which a person decides, and the case."""
    with ExitStack() as ending:

        def at(path, person="Ada Invented"):
            case = ending.enter_context(open_case(path))
            browser = TestClient(
                make_app(case, DeskSettings(name=path.stem, port=PORT, token=TOKEN, person=person)),
                base_url=HERE,
                follow_redirects=False,
            )
            ending.callback(browser.close)
            assert browser.get("/", params={"token": TOKEN}).status_code == 303
            return browser, case

        yield at


def form_of(browser, address, **given):
    """What a form of the page sends, with what a person puts in."""
    tree = tree_of(browser.get(address))
    hidden = {one.name: one.value for one in tree.forms[-1].iterdescendants("input") if one.type == "hidden"}
    tokens = {"form_token": hidden["form_token"]}
    seen = tree.xpath("//input[@name='seen']/@value")
    return tokens | ({"seen": seen[0]} if seen else {}) | given


def first_claim(case):
    return next(row.claim for row in case.claims() if row.claim.source)


def test_a_rejected_claim_stays_to_be_seen_as_rejected_with_who_and_why(town, deciding):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    sent = browser.post(address, data=form_of(browser, address, verdict="reject", reason="it is no claim"))
    assert sent.status_code == 303, sent.text
    page = words_of(tree_of(browser.get(sent.headers["location"])))
    assert "rejected" in page
    assert "Ada Invented rejected a claim" in page
    assert "it is no claim" in page


def test_a_decision_is_taken_back_and_stays_in_the_log(town, deciding):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    browser.post(address, data=form_of(browser, address, verdict="accept"))
    [kept] = case.decisions()
    back = browser.post(f"/withdraw/{kept.id}", data=form_of(browser, address, then="/log"))
    assert (back.status_code, back.headers["location"]) == (303, "/log")
    assert "Taken back by Ada Invented" in words_of(tree_of(browser.get("/log")))
    assert not list(case.decisions(DecisionFilter(in_force=True)))


def test_a_corrected_claim_stands_with_the_words_that_the_person_marked(town, deciding):
    browser, case = deciding(town)
    claim = first_claim(case)
    shorter = " ".join(claim.content[0].text.split()[:2])
    address = f"/decide/{claim.id}"
    sent = browser.post(address, data=form_of(browser, address, verdict="correct", content=shorter, act="allege"))
    assert sent.status_code == 303, sent.text
    [made] = next(iter(case.decisions())).becomes
    assert (made.content[0].text, made.content[0].start, made.act) == (shorter, claim.content[0].start, "allege")
    assert made.source == claim.source
    page = tree_of(browser.get(f"/decide/{made.id}"))
    assert "corrected" in words_of(page)


def test_words_that_the_report_does_not_have_are_not_kept_and_not_lost(town, deciding):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    sent = browser.post(address, data=form_of(browser, address, verdict="correct", content="a kraken rose"))
    assert sent.status_code == 400
    assert "does not have the words" in sent.text
    assert "a kraken rose</textarea>" in sent.text
    assert not list(case.decisions())


def test_who_looked_before_another_decided_is_told_and_nothing_is_written(town, deciding):
    browser, case = deciding(town)
    claim = first_claim(case)
    address = f"/decide/{claim.id}"
    form = form_of(browser, address, verdict="reject")
    case.decide(Decision(report=claim.report, kind="claim", target=claim.id, verdict="accept", by="Bo Invented"))
    sent = browser.post(address, data=form)
    assert sent.status_code == 409
    assert "Bo Invented" in sent.text
    assert [one.verdict for one in case.decisions()] == ["accept"]


def test_two_persons_who_differ_are_both_shown(town, deciding):
    browser, case = deciding(town)
    claim = first_claim(case)
    case.decide(Decision(report=claim.report, kind="claim", target=claim.id, verdict="accept", by="Bo Invented"))
    address = f"/decide/{claim.id}"
    browser.post(address, data=form_of(browser, address, verdict="reject"))
    page = words_of(tree_of(browser.get(address)))
    assert "Two persons decided differently" in page
    assert "Bo Invented accepted" in page
    assert "Ada Invented rejected" in page


def test_a_claim_is_split_and_claims_are_merged(town, deciding):
    browser, case = deciding(town)
    claim = next(row.claim for row in case.claims() if len(row.claim.content[0].text.split()) > 2)
    one, *rest = claim.content[0].text.split()
    address = f"/decide/{claim.id}"
    parts = f"{one}\r\n\r\n{' '.join(rest)}"
    sent = browser.post(address, data=form_of(browser, address, verdict="split", parts=parts))
    assert sent.status_code == 303, sent.text
    halves = next(iter(case.decisions())).becomes
    assert [half.content[0].text.split() for half in halves] == [[one], rest]


def test_a_claim_that_the_program_overlooked_is_put_in_from_marked_words(town, deciding):
    browser, case = deciding(town)
    report = next(iter(case.reports())).id
    text = case.report(report).text
    words = text.split()[0]
    address = f"/add/claim/{report}"
    assert f">{words}</textarea>" in browser.get(f"{address}?at=0-{len(words)}").text
    sent = browser.post(address, data=form_of(browser, address, content=words, act="warn", certainty="certain"))
    assert sent.status_code == 303, sent.text
    [row] = [row for row in case.claims(ClaimFilter(report=report)) if row.claim.made_by == "person:Ada Invented"]
    assert (row.claim.act, row.claim.content[0].text) == ("warn", words)


def test_a_source_is_rated_by_a_person(town, deciding):
    browser, case = deciding(town)
    address = "/rate?source=the%20harbour%20office"
    form = form_of(browser, address, source="the harbour office", reliability="B", credibility="2", reason="met them")
    sent = browser.post("/rate", data=form)
    assert sent.status_code == 303, sent.text
    assert "rated the source the harbour office: B2" in words_of(tree_of(browser.get(sent.headers["location"])))
    assert next(iter(case.decisions())).reliability == "B"


def test_where_the_case_cannot_be_written_nothing_is_decided(town, enter):
    browser = enter(town)
    with open_case(town, read_only=True) as case:
        claim = first_claim(case)
    page = browser.get(f"/decide/{claim.id}")
    assert "Nothing can be decided here" in page.text
    assert "<textarea" not in page.text


def test_a_form_without_the_token_of_the_session_decides_nothing(town, deciding):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    assert browser.post(address, data={"verdict": "reject"}).status_code == 403
    assert browser.post("/api/v1/decisions", json={"kind": "claim", "verdict": "reject"}).status_code == 403
    assert not list(case.decisions())


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1", "/a b"])
def test_nobody_is_sent_elsewhere_after_a_decision(town, deciding, then):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    sent = browser.post(address, data=form_of(browser, address, verdict="look", then=then))
    assert sent.headers["location"].startswith(address)


@pytest.mark.parametrize("verdict", ["", "bless", "merge", "split", "add"])
def test_what_cannot_be_decided_is_told(town, deciding, verdict):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    assert browser.post(address, data=form_of(browser, address, verdict=verdict)).status_code == 400


def test_the_api_decides_and_lists(town, deciding):
    browser, case = deciding(town)
    claim = first_claim(case)
    token = form_of(browser, f"/decide/{claim.id}")["form_token"]
    asked = {"report": claim.report, "kind": "claim", "target": claim.id, "verdict": "reject", "reason": "twice"}
    sent = browser.post("/api/v1/decisions", json=asked, headers={"X-Form-Token": token})
    assert sent.status_code == 201, sent.text
    assert sent.json()["by"] == "Ada Invented"
    listed = browser.get("/api/v1/decisions").json()["decisions"]
    assert [one["id"] for one in listed] == [sent.json()["id"]]
    back = browser.post(f"/api/v1/decisions/{sent.json()['id']}/withdrawal", headers={"X-Form-Token": token})
    assert back.json()["withdrawn_by"] == "Ada Invented"
    seen = browser.get(f"/api/v1/records/{claim.id}/seen").json()["seen"]
    late = browser.post("/api/v1/decisions", json=asked | {"seen": seen}, headers={"X-Form-Token": token})
    assert late.status_code == 201
    stale = browser.post("/api/v1/decisions", json=asked | {"seen": seen}, headers={"X-Form-Token": token})
    assert stale.status_code == 409


def test_hostile_words_of_a_reason_are_words(town, deciding):
    browser, case = deciding(town)
    address = f"/decide/{first_claim(case).id}"
    browser.post(address, data=form_of(browser, address, verdict="note", reason="<script>alert(1)</script>\u202e"))
    assert "<script>alert" not in browser.get(address).text
    assert "\u202e" not in browser.get("/log").text
