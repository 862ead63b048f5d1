"""Laws of decisions in the store: each survives it, and taking all back restores the case."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from found_records import SOME_WORDS, WORDS, Reading, readings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.records import FOUND_KINDS, Decision, bare, by_hand, found_json, found_of, kind_of
from onrecord.store import CaseStore, dump_lines

SMALL = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
_FIELDS = ("claims", "events", "times", "entities", "questions", "elements")


@cache
def empty_case() -> bytes:
    """Return the bytes of a case without anything in it, which are made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.case"
        CaseStore.open(path, create=True).close()
        return path.read_bytes()


@contextmanager
def holding(reading: Reading) -> Iterator[CaseStore]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.case"
        path.write_bytes(empty_case())
        with CaseStore.open(path) as store:
            store.add_capture(reading.capture)
            store.add_report(reading.extraction.report)
            store.add_extraction(reading.extraction, made_by="fake-v1")
            yield store


@SMALL
@given(readings())
def test_every_record_is_the_same_after_json(reading: Reading) -> None:
    for name in _FIELDS:
        for record in getattr(reading.extraction, name):
            again = found_of(kind_of(record), record.report, found_json(record))
            assert (again, again.id) == (record, record.id)
            assert kind_of(record) in FOUND_KINDS
            assert len({by_hand(record, "Mira").id, by_hand(record, "Jon").id, bare(record).id}) == 3


@SMALL
@given(readings(), st.data())
def test_decisions_survive_the_store_and_taking_them_back_restores_it(reading: Reading, data: st.DataObject) -> None:
    records = [record for name in _FIELDS for record in getattr(reading.extraction, name)]
    if not records:
        return
    with holding(reading) as store:
        before = [line for line in dump_lines(store.view) if '"table": "decision"' not in line]
        kept: list[Decision] = []
        for _ in range(data.draw(st.integers(1, 4))):
            record = data.draw(st.sampled_from(records))
            verdict = data.draw(st.sampled_from(["accept", "reject", "correct", "note", "add"]))
            decision = Decision(
                report=record.report,
                kind=kind_of(record),
                target="" if verdict == "add" else record.id,
                verdict=verdict,
                becomes=(record,) if verdict in ("correct", "add") else (),
                by=data.draw(st.sampled_from(["Mira", "Зоя", "김"])),
                reason=data.draw(SOME_WORDS if verdict == "note" else WORDS),
            )
            try:
                kept.append(store.decide(decision))
            except OnrecordError:  # no such type of event, or a note of blanks
                continue
        assert list(store.view.decisions()) == kept
        assert list(store.verify()) == []
        for decision in kept:
            store.withdraw_decision(decision.id, by="Ann")
        assert [line for line in dump_lines(store.view) if '"table": "decision"' not in line] == before
        assert list(store.verify()) == []
