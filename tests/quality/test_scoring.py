"""A set is scored by what its labels answer and the program gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.nets import Nets
from quality.measure_records import COUNTED_IN, MEASURED, RECORD_MEASURES, RecordScores
from quality.scoring import find_records, score_records, score_set
from quality.sets import LabelledSet, read_snippet_set

Row = dict[str, Any]

TEXT = "Ada Quell said boys were hired in May."


def _span(words: str) -> Row:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


def _labelled(record: Row) -> LabelledSet:
    return LabelledSet(name="tiny", sha256="00", records=(record,))


TIME = {"id": "t0", "span": _span("May"), "value": "2023-05", "type": "DATE"}
EVENT = {
    "id": "e0",
    "type": "recruit",
    "trigger": _span("hired"),
    "roles": [{"role": "patient", "span": _span("boys"), "entity": None}],
    "time": "t0",
    "factuality": "CT+",
    "holder": None,
}


def test_every_measure_of_a_record_is_counted_in_one_kind() -> None:
    assert set(COUNTED_IN) == set(RecordScores().row()) >= set(RECORD_MEASURES)
    assert len(COUNTED_IN) == sum(map(len, MEASURED.values()))


def test_a_set_is_scored_by_the_measures_that_its_labels_answer(whole: Callable[..., Row]) -> None:
    labelled = _labelled(whole(TEXT, times=[TIME]))
    scored = score_records(labelled, [whole(TEXT, times=[TIME], events=[EVENT])])
    assert scored.scores == {"time_found_f1": 100.0, "time_value_f1": 100.0}
    assert scored.counts == {"times": 1}


def test_what_the_program_finds_nowhere_is_left_out(whole: Callable[..., Row]) -> None:
    labelled = _labelled(whole(TEXT, times=[TIME], events=[EVENT]))
    without_roles = {**EVENT, "roles": []}
    assert score_records(labelled, [whole(TEXT, events=[without_roles])]).scores == {
        "event_f1": 100.0,
        "factuality": 100.0,
        "holder": 100.0,
    }


def test_what_is_found_is_what_extract_writes(
    tmp_path: Path, write_labelled: Callable[..., Path], seeing: Nets
) -> None:
    labelled = read_snippet_set("own", write_labelled(tmp_path))
    found = find_records(labelled, seeing)
    assert [row["report"]["id"] for row in found] == ["harbour", "bridge"]
    assert score_records(labelled, found) == score_set(labelled, seeing)
    assert score_set(labelled, seeing).counts == {"claims": 2}
