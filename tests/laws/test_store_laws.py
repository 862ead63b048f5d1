"""Laws of the store: every record survives it, and neither order nor repetition changes a case."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import SpanMismatch
from onrecord.records import (
    ACTS,
    CERTAINTIES,
    POLARITIES,
    QUOTATIONS,
    Capture,
    Claim,
    Extraction,
    Hints,
    Problem,
    Report,
    Segment,
    Span,
    content_id,
)
from onrecord.store import CaseStore, dump_lines
from onrecord.store.fulltext import Words, places
from onrecord.store.schema import escape, unescape

# Any code points: lone surrogates, NUL and our own escape sign among them.
WORDS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x00\x1a\ud83d\udcffé́א北😀 a1")), max_size=30)
SOME_WORDS = WORDS.filter(bool)
SMALL = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Reading:
    """A capture with what was read from it and found in it."""

    capture: Capture
    extraction: Extraction


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def claims(draw: st.DrawFn, report: Report) -> Claim:
    several = st.lists(spans(report.text), max_size=2).map(tuple)
    return Claim(
        report=report.id,
        content=draw(several),
        source=draw(several),
        cue=draw(several),
        relays=draw(several),
        channel=draw(several),
        quotation=draw(st.sampled_from(QUOTATIONS)),
        act=draw(st.sampled_from(ACTS)),
        certainty=draw(st.sampled_from(CERTAINTIES)),
        polarity=draw(st.sampled_from(POLARITIES)),
        said_at=draw(WORDS),
        score=draw(st.floats(0, 1)),
        made_by="fake-v1",
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    hints = Hints(report_id=draw(WORDS), title=draw(WORDS), language=draw(WORDS))
    capture = Capture(
        data=draw(st.binary(max_size=40)),
        origin=draw(WORDS),
        how=draw(st.sampled_from(["file", "web", "wacz"])),
        captured_at="2026-05-01T09:30:00Z",
        media_type=draw(WORDS),
        charset=draw(WORDS),
        hints=hints,
    )
    text = draw(SOME_WORDS)
    numbers = st.integers(0, 2**40)
    segments = st.builds(Segment, start=numbers, end=numbers, part=WORDS, at=numbers, length=numbers)
    report = Report(
        # Ids from tables may be anything; here each text has its own.
        id=draw(WORDS) + content_id("report", capture.id, text),
        capture=capture.id,
        sha256=capture.sha256,
        text=text,
        title=draw(WORDS),
        published=draw(WORDS),
        url=draw(WORDS),
        language=draw(st.sampled_from(["en", "ru", ""])),
        encoding=draw(WORDS),
        segments=tuple(draw(st.lists(segments, max_size=3))),
    )
    found = draw(st.lists(claims(report), max_size=4, unique_by=lambda claim: claim.id))
    if len(found) > 1:
        found[0] = replace(found[0], parent=found[-1].id)
    problem = Problem(stage="extract", code="long", message=draw(WORDS), subject=draw(WORDS), report=report.id)
    return Reading(capture, Extraction(report=report, claims=tuple(found), problems=(problem,)))


MANY = st.lists(readings(), min_size=1, max_size=4, unique_by=lambda reading: reading.capture.id)


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
