"""What is added comes back as it was, once, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from port_case import CAPTURE, EXTRACTION, REPORT, TEXT, fill, make_capture, make_extraction, make_report, span

from onrecord.errors import CaseError, SpanMismatch
from onrecord.records import Extraction, Problem, Span
from onrecord.store import READER, CaseStore, dump_lines


def test_every_record_comes_back_as_it_was(filled: CaseStore) -> None:
    assert filled.view.capture(CAPTURE.id) == CAPTURE
    assert filled.view.report(REPORT.id) == REPORT
    assert filled.view.extraction(REPORT.id) == EXTRACTION


def test_adding_twice_is_adding_once(filled: CaseStore) -> None:
    before = list(dump_lines(filled.view))
    assert filled.add_capture(CAPTURE) is False
    assert filled.add_report(REPORT) is False
    assert filled.add_extraction(EXTRACTION, made_by="fake-v1") is False
    assert list(dump_lines(filled.view)) == before


def test_the_same_bytes_from_two_places_are_two_captures_of_one_report(filled: CaseStore) -> None:
    copy = make_capture(origin="/copies/port.txt")
    assert filled.add_capture(copy) is True
    assert filled.add_report(make_report(copy)) is False
    assert [row.id for row in filled.view.reports()] == [REPORT.id]
    assert [row.reports for row in filled.view.captures()] == [(REPORT.id,), (REPORT.id,)]
    assert filled.view.report(REPORT.id).capture == CAPTURE.id


def test_a_report_whose_capture_is_missing_or_other_is_refused(store: CaseStore) -> None:
    with pytest.raises(CaseError, match="is not in the case"):
        store.add_report(REPORT)
    store.add_capture(CAPTURE)
    with pytest.raises(CaseError, match="but its capture"):
        store.add_report(replace(REPORT, sha256="0" * 64))


def test_an_id_that_a_table_gives_to_two_texts_keeps_the_first_and_says_so(filled: CaseStore) -> None:
    other = make_capture(b"Other words", origin="/reports/table.csv!2")
    filled.add_capture(other)
    assert filled.add_report(make_report(other, text="Other words")) is False
    assert filled.view.report(REPORT.id) == REPORT
    (problem,) = [p for p in filled.view.problems() if p.stage == "store"]
    assert (problem.code, problem.capture) == ("id_taken", other.id)
    assert list(filled.view.unread(READER)) == []


def test_a_span_that_does_not_quote_its_report_is_refused_with_the_whole_extraction(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    store.add_report(REPORT)
    first, *others = EXTRACTION.claims
    false = replace(first, source=(Span(start=0, end=20, text="The Foreign Ministry"),))
    with pytest.raises(SpanMismatch, match="The Foreign Ministry"):
        store.add_extraction(replace(EXTRACTION, claims=(*others, false)), made_by="fake-v1")
    assert list(store.view.claims()) == []
    assert store.view.status().pending == 1


def test_spans_are_compared_with_the_stored_text_and_not_only_with_the_one_they_come_with(filled: CaseStore) -> None:
    changed = make_extraction(replace(REPORT, text=TEXT.replace("Zoë", "Joe")[:-1] + "!"))
    words = Span.of(changed.report.text, 67, 70)
    claim = replace(changed.claims[0], source=(words,))
    assert words.text == "Joe"
    with pytest.raises(SpanMismatch, match="Joe"):
        filled.add_extraction(replace(changed, claims=(claim,)), made_by="fake-v2")
    assert filled.view.extraction(REPORT.id) == EXTRACTION


def test_claims_of_another_report_unknown_reports_and_lost_parents_are_refused(filled: CaseStore) -> None:
    claim = EXTRACTION.claims[0]
    with pytest.raises(SpanMismatch, match="is of report report-other"):
        filled.add_extraction(replace(EXTRACTION, claims=(replace(claim, report="report-other"),)), made_by="x")
    with pytest.raises(SpanMismatch, match="not found in"):
        filled.add_extraction(replace(EXTRACTION, claims=(replace(claim, parent="claim-lost"),)), made_by="x")
    with pytest.raises(CaseError, match="report report-lost is not in the case"):
        filled.add_extraction(Extraction(report=replace(REPORT, id="report-lost")), made_by="x")


def test_other_nets_replace_what_was_found_before(filled: CaseStore) -> None:
    newer = replace(EXTRACTION.claims[0], content=(span("no sailor was hired"),), made_by="fake-v2")
    assert filled.add_extraction(Extraction(report=REPORT, claims=(newer,)), made_by="fake-v2") is True
    assert filled.view.extraction(REPORT.id) == Extraction(report=REPORT, claims=(newer,))
    assert filled.view.status().nets == ("fake-v2",)
    assert list(filled.verify()) == []


def test_the_same_claim_twice_in_an_extraction_is_one(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    store.add_report(REPORT)
    claim = EXTRACTION.claims[0]
    store.add_extraction(Extraction(report=REPORT, claims=(claim, replace(claim, score=0.1))), made_by="x")
    assert store.view.extraction(REPORT.id).claims == (claim,)


def test_a_new_reading_takes_the_place_of_what_the_old_one_complained_of(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    problem = Problem(stage="read", code="no_text", message="no words in it", subject="port.txt", capture=CAPTURE.id)
    store.add_unreadable(CAPTURE.id, [problem], made_by="onrecord-0")
    assert list(store.view.problems()) == [problem]
    assert list(store.view.unread("onrecord-0")) == []
    assert list(store.view.unread("onrecord-1")) == [CAPTURE]
    store.add_report(REPORT, made_by="onrecord-1")
    assert list(store.view.problems()) == []
    assert list(store.view.unread("onrecord-2")) == []


def test_a_source_collected_to_its_end_loses_the_problems_it_no_longer_has(store: CaseStore) -> None:
    def trouble(subject: str) -> Problem:
        return Problem(stage="collect", code="no_permission", message="cannot be read", subject=subject)

    inside, member, beside = trouble("/reports/a.txt"), trouble("/reports!b.txt"), trouble("/reports-2/a.txt")
    again, wild = trouble("/reports/c.txt"), trouble("/reports%/d.txt")
    store.add_problems([inside, member, beside, again, wild, trouble("/reports")])
    store.settle("/reports", {again.id})
    assert list(store.view.problems()) == [beside, again, wild]
    store.add_capture(replace(CAPTURE, origin="/reports-2/a.txt"))
    assert list(store.view.problems()) == [again, wild]


def test_a_container_is_kept_and_never_read_and_its_problems_stand(store: CaseStore) -> None:
    table = replace(make_capture(b"text\nA\n", origin="/reports/table.csv"), container=True)
    problem = Problem(stage="collect", code="no_text", message="1 of 2 rows has none", subject=table.origin)
    store.add_problems([problem])
    assert store.add_capture(table) is True
    assert store.add_capture(table) is False
    assert store.view.capture(table.id) == table
    assert (list(store.view.unread(READER)), store.view.count_unread(READER)) == ([], 0)
    assert [(row.container, row.reports) for row in store.view.captures()] == [(True, ())]
    assert list(store.view.problems()) == [problem]
    assert list(store.verify()) == []


def test_pending_are_the_english_reports_that_these_nets_have_not_read(store: CaseStore) -> None:
    fill(store)
    russian = make_capture("Порт молчит.".encode(), origin="/reports/ru.txt")
    store.add_capture(russian)
    store.add_report(replace(make_report(russian, "Порт молчит.", name="report-ru"), language="ru"))
    assert list(store.view.pending("fake-v1")) == []
    assert list(store.view.pending("fake-v2")) == [REPORT]
    assert store.view.count_pending("fake-v2") == 1
    status = store.view.status()
    assert (status.reports, status.pending, status.other_language) == (2, 0, 1)
