"""Promises whose time is over; the harbour and its people are invented."""

from __future__ import annotations

import pytest
from desk_town import tree_of, words_of

from onrecord.desk.promises import together
from onrecord.records import Capture, Claim, Decision, Extraction, Report, Span, Term, Time
from onrecord.store import CaseStore

REPORTS = {
    "first": ("2024-03-01", "The harbour promised to free the men by June 2024 and to pay them by 2026."),
    "second": ("2024-09-01", "The harbour promised to free the crew on 2 January 2024 and the cook by 5 August 2024."),
    "third": ("2024-12-24", "Nothing was heard of the harbour."),
}
PROMISED = {
    "first": (("free the men by June 2024", "June 2024", "2024-06"), ("pay them by 2026", "2026", "2026")),
    "second": (
        ("free the crew on 2 January 2024", "2 January 2024", "2024-01-02"),
        ("the cook by 5 August 2024", "5 August 2024", "2024-08-05"),
    ),
    "third": (),
}


def within(text, words):
    start = text.index(words)
    return Span.of(text, start, start + len(words))


@pytest.fixture
def harbour(tmp_path):
    """A case of three reports; two tell of promises."""
    path = tmp_path / "harbour.case"
    with CaseStore.open(path, create=True) as store:
        for name, (day, text) in REPORTS.items():
            capture = Capture(
                data=text.encode(),
                origin=f"/{name}.txt",
                how="file",
                captured_at=f"{day}T00:00:00Z",
                media_type="text/plain",
            )
            report = Report(
                id=name, capture=capture.id, sha256=capture.sha256, text=text, published=day, language="en", title=name
            )
            claims = [
                Claim(
                    report=name,
                    source=(within(text, "The harbour"),),
                    cue=(within(text, "promised"),),
                    content=(within(text, content),),
                    act="promise",
                    made_by="fake",
                )
                for content, _, _ in PROMISED[name]
            ]
            times = [
                Time(report=name, span=within(text, words), type="DATE", value=value, made_by="fake")
                for _, words, value in PROMISED[name]
            ]
            store.add_capture(capture)
            store.add_report(report, made_by="fake")
            store.add_extraction(Extraction(report=report, claims=tuple(claims), times=tuple(times)), made_by="fake")
    return path


def test_only_what_was_promised_for_a_day_that_is_over_by_the_newest_report_is_listed(harbour, enter):
    tree = tree_of(enter(harbour).get("/questions/promises"))
    [row] = tree.xpath("//ol/li")
    told = words_of(row)
    assert "free the men by June 2024" in told
    assert "over for 177 days" in told
    assert "No other report speaks to it" in told
    assert words_of(tree.xpath("//nav[@class='tabs']/a[@aria-current]")[0]).endswith("1")


def test_the_api_tells_the_promises_with_their_terms(harbour, enter):
    [told] = enter(harbour).get("/api/v1/promises").json()["records"]
    assert told["term"]["value"] == "2024-06"
    assert told["act"] == "promise"
    assert told["stands_in"]["published"] == "2024-03-01"


def test_what_several_reports_tell_alike_is_one_promise():
    def told(claim, day, finding):
        return Term(claim=claim, time="t", value="2024-06", words="June", published=day, finding=finding)

    terms = (told("a", "2024-03-02", "f"), told("b", "2024-03-01", "f"), told("c", "2024-03-01", ""))
    assert [(one.term.claim, one.others) for one in together(terms)] == [("b", 1), ("c", 0)]


def test_a_rejected_promise_is_none(harbour, enter):

    with CaseStore.open(harbour) as store:
        for row in store.view.claims():
            store.decide(
                Decision(
                    report=row.claim.report, kind="claim", target=row.claim.id, verdict="reject", by="Ada Invented"
                )
            )
    assert not tree_of(enter(harbour).get("/questions/promises")).xpath("//ol/li")
