"""Two labellings are compared record by record, and what they took for one another is counted."""

import json
from pathlib import Path

import pytest

from labelling.agreement import compare, doubly_labelled, main
from labelling.snippets import Record, compile_record

REPORT = {"id": "r", "published": None, "text": "Ada Quell said boys were hired. No one knows who paid in Rill."}


def record(
    act: str = "state", kind: str = "recruit", question: str = "unclear", code: str = "fraud", name: str = "GPE"
) -> Record:
    return compile_record(
        REPORT,
        {
            "claims": [{"source": "Ada Quell", "cue": "said", "content": "boys were hired", "act": act}],
            "events": [{"type": kind, "trigger": "hired", "holder": 0}],
            "questions": [{"kind": question, "text": "No one knows who paid"}],
            "elements": [{"element": "means", "code": code, "texts": ["boys were hired"]}],
            "entities": [{"type": name, "name": "Rill", "mentions": ["Rill"]}],
        },
    )


def test_a_labelling_agrees_with_itself() -> None:
    scores, confusions = compare([(record(), record())])
    row = scores.row()
    assert not confusions
    assert row["act"] == row["event_f1"] == row["question_f1"] == row["element_f1"] == row["name_f1"] == 100.0


def test_what_differs_lowers_its_own_measure_and_is_counted_by_pair() -> None:
    second = record(act="allege", kind="enlist", question="disputed", code="deception", name="LOC")
    scores, confusions = compare([(record(), second), (second, record())])
    row = scores.row()
    assert row["claim_exact_f1"] == 100.0
    assert [row[name] for name in ("act", "event_f1", "question_f1", "element_f1", "name_f1")] == [0.0] * 5
    assert confusions == {
        ("act", "allege", "state"): 2,
        ("type", "enlist", "recruit"): 2,
        ("kind", "disputed", "unclear"): 2,
        ("element", "deception", "fraud"): 2,
        ("name", "GPE", "LOC"): 2,
    }


def test_the_command_prints_the_agreement_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = {"report": "r", "claims": [{"source": "Ada Quell", "cue": "said", "content": "boys were hired"}]}
    (tmp_path / "reports.jsonl").write_text(json.dumps(REPORT) + "\n", "utf-8")
    (tmp_path / "labels_first.jsonl").write_text(json.dumps(labels) + "\n", "utf-8")
    assert doubly_labelled(tmp_path) == []
    labels["claims"][0]["act"] = "deny"  # type: ignore[index]
    (tmp_path / "labels_second.jsonl").write_text(json.dumps(labels) + "\n", "utf-8")
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "1 reports labelled twice" in told
    assert "   1  act: deny / state" in told
