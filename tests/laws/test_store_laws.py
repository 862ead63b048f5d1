"""Laws of the store: every record survives it, and neither order nor repetition changes a case."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from found_records import MANY, SOME_WORDS, WORDS, Reading, falsified, readings
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.errors import SpanMismatch
from onrecord.records import RECORD_FIELDS, Claim, Extraction, Span
from onrecord.store import CaseStore, dump_lines
from onrecord.store.fulltext import Words, places
from onrecord.store.schema import escape, unescape

SMALL = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def empty_case() -> bytes:
    """Return the bytes of a case without anything in it, which are made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.case"
        CaseStore.open(path, create=True).close()
        return path.read_bytes()


@contextmanager
def new_case() -> Iterator[CaseStore]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.case"
        path.write_bytes(empty_case())
        with CaseStore.open(path) as store:
            yield store


def steps(store: CaseStore, reading: Reading) -> list[Callable[[], object]]:
    """Return the three additions of a reading, each of which needs the one before."""
    extraction = reading.extraction
    return [
        lambda: store.add_capture(reading.capture),
        lambda: store.add_report(extraction.report),
        lambda: store.add_extraction(extraction, made_by="fake-v1"),
    ]


@SMALL
@given(MANY)
def test_every_record_survives_the_store(many: list[Reading]) -> None:
    with new_case() as store:
        for reading in many:
            for step in steps(store, reading):
                step()
        for reading in many:
            assert store.view.capture(reading.capture.id) == reading.capture
            assert store.view.extraction(reading.extraction.report.id) == reading.extraction
        assert list(store.verify()) == []


@SMALL
@given(MANY, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_a_case(many: list[Reading], chance: random.Random) -> None:
    with new_case() as straight, new_case() as mixed:
        for reading in many:
            for step in steps(straight, reading):
                step()
        for reading in chance.sample(many, len(many)):
            for step in steps(mixed, reading):
                step()
                step()
        for reading in chance.sample(many, len(many)):
            for step in chance.sample(steps(mixed, reading), 3):
                step()
        assert list(dump_lines(mixed.view)) == list(dump_lines(straight.view))


@SMALL
@given(readings(), st.integers(0, 40), SOME_WORDS)
def test_words_that_the_report_does_not_have_at_their_place_are_never_kept(
    reading: Reading, start: int, words: str
) -> None:
    report = reading.extraction.report
    false = Span(start=start, end=start + len(words), text=words)
    claim = Claim(report=report.id, content=(false,))
    quotes = report.text[start : start + len(words)] == words
    with new_case() as store:
        store.add_capture(reading.capture)
        store.add_report(report)
        if quotes:
            assert store.add_extraction(Extraction(report=report, claims=(claim,)), made_by="x")
        else:
            with pytest.raises(SpanMismatch):
                store.add_extraction(Extraction(report=report, claims=(claim,)), made_by="x")
        assert len(list(store.view.claims())) == quotes


@pytest.mark.parametrize("kind", RECORD_FIELDS)
@settings(SMALL, max_examples=10)
@given(reading=readings(), data=st.data())
def test_a_span_of_any_kind_whose_words_differ_is_refused(kind: str, reading: Reading, data: st.DataObject) -> None:
    extraction = reading.extraction
    records = getattr(extraction, kind)
    false = [
        (*records[:place], wrong, *records[place + 1 :])
        for place, record in enumerate(records)
        for wrong in falsified(record)
    ]
    assume(false)
    with new_case() as store:
        store.add_capture(reading.capture)
        store.add_report(extraction.report)
        with pytest.raises(SpanMismatch):
            store.add_extraction(replace(extraction, **{kind: data.draw(st.sampled_from(false))}), made_by="x")
        assert store.view.extraction(extraction.report.id) == Extraction(report=extraction.report)
        assert store.view.count_pending("x") == (extraction.report.language != "ru")


@SMALL
@given(MANY, st.data())
def test_another_extraction_replaces_the_records_of_its_report_and_of_no_other(
    many: list[Reading], data: st.DataObject
) -> None:
    again = data.draw(st.sampled_from(many)).extraction
    kept = data.draw(st.sets(st.sampled_from(["mentions", "questions", "elements"])))
    fewer = replace(again, problems=(), **dict.fromkeys(kept, ()))
    with new_case() as store:
        for reading in many:
            for step in steps(store, reading):
                step()
        assert store.add_extraction(fewer, made_by="fake-v2") is True
        for reading in many:
            expected = fewer if reading.extraction is again else reading.extraction
            assert store.view.extraction(expected.report.id) == expected
        assert list(store.verify()) == []


@SMALL
@given(MANY)
def test_the_lists_of_a_case_hold_every_record_once_in_order(many: list[Reading]) -> None:
    with new_case() as store:
        for reading in many:
            for step in steps(store, reading):
                step()
        for kind, field in (("claims", "claim"), ("events", "event"), ("times", "time"), ("entities", "entity")):
            found = [getattr(row, field) for row in getattr(store.view, kind)()]
            assert found == [record for reading in many for record in getattr(reading.extraction, kind)]
        for row in store.view.entities():
            whole = store.view.extraction(row.entity.report)
            assert row.mentions == tuple(m for m in whole.mentions if m.entity == row.entity.id)


@given(WORDS)
def test_any_text_survives_its_escape_and_what_is_stored_is_plain(text: str) -> None:
    stored = escape(text)
    assert unescape(stored) == text
    assert "\x00" not in stored
    stored.encode()


@given(WORDS, WORDS, WORDS)
def test_marks_in_a_stored_text_give_places_in_the_given_one(before: str, match: str, after: str) -> None:
    marked = f"{escape(before)}\x1a[{escape(match)}\x1a]{escape(after)}"
    assert places(marked) == [(len(before), len(before) + len(match))]


@given(st.lists(st.from_regex(r"[a-z]+", fullmatch=True), max_size=4))
def test_words_in_quotation_marks_stay_together(words: list[str]) -> None:
    assert Words.of(" ".join(words)).terms == tuple(words)
    assert Words.of(f'"{" ".join(words)}"').terms == ((" ".join(words),) if words else ())
