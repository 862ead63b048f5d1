"""Errors are told with their words in context, counted as the measures count them, and never for the test part."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from labelling.corpus import CORPUS
from labelling.snippets import KINDS, compile_record
from onrecord.nets import Nets
from quality.comparing import compare_records
from quality.errors import listing, main, summary

Row = dict[str, Any]
REPORT = {
    "id": "rill",
    "published": None,
    "text": "Ada Quell said boys were hired in May. No one knows who paid in Rill.",
}


def _record(act: str = "state", kind: str = "recruit", value: str = "2023-05", code: str = "fraud") -> Row:
    label = {
        "claims": [{"source": "Ada Quell", "cue": "said", "content": "boys were hired in May", "act": act}],
        "events": [
            {"type": kind, "trigger": "hired", "holder": 0, "roles": [{"role": "patient", "text": "boys"}]},
        ],
        "times": [{"text": "May", "value": value}],
        "questions": [{"kind": "unclear", "text": "No one knows who paid in Rill"}],
        "elements": [{"element": "means", "code": code, "texts": ["boys were hired"]}],
        "entities": [{"type": "GPE", "name": "Rill", "mentions": ["Rill"]}],
    }
    return compile_record(REPORT, label)


def _told(labelled: Row, found: Row, kind: str) -> str:
    return "\n".join(listing(list(compare_records(labelled, found)), kind, 20))


def test_a_record_compared_with_itself_is_right_throughout() -> None:
    assert {one.outcome for one in compare_records(_record(), _record())} == {"right"}


def test_an_event_of_another_type_on_the_same_words_is_shown_as_taken_for_it() -> None:
    told = _told(_record(), _record(kind="enlist"), "event")
    assert "    1  recruit → enlist" in told
    assert "  recruit → enlist  [rill]  …Ada Quell said boys were [[hired]] in May. No one" in told
    assert "recruit          1      0      0    0.0    0.0    0.0" in told


def test_what_is_lost_and_what_is_extra_is_shown_with_its_words() -> None:
    empty = {**_record(), **{kind: [] for kind in KINDS}}
    assert "lost: 1\n  unclear  [rill]  …" in _told(_record(), empty, "question")
    assert "extra: 1\n  means/fraud  [rill]  …Ada Quell said [[boys were hired]] in May" in _told(
        empty, _record(), "element"
    )


def test_values_and_sides_are_compared_where_the_record_is_found() -> None:
    assert "  2023-05 → XXXX-05  [rill]" in _told(_record(), _record(value="XXXX-05"), "value")
    assert "    1  state → allege" in _told(_record(), _record(act="allege"), "claim")


def test_the_roles_of_an_event_that_is_not_found_are_lost_and_those_of_another_extra() -> None:
    told = _told(_record(), _record(kind="enlist"), "role")
    assert "lost: 1\n  patient of recruit “hired”  [rill]" in told
    assert "extra: 1\n  patient of enlist “hired”  [rill]" in told


def test_an_unmatched_refusal_is_no_error() -> None:
    empty = {**_record(), "claims": [], "events": []}
    assert "lost" not in _told(_record(act="decline"), empty, "claim")


def test_names_given_to_two_entities_and_two_entities_under_one_are_told() -> None:
    one, two = _record(), _record()
    spans = [{"start": 0, "end": 3, "text": "Ada"}, {"start": 4, "end": 9, "text": "Quell"}]
    for record, ids in ((one, ("n1", "n1")), (two, ("n1", "n2"))):
        record["mentions"] = [
            {"span": span, "type": "PER", "entity": name, "form": "name"} for span, name in zip(spans, ids, strict=True)
        ]
        record["entities"] = [{"id": "n1", "name": "Ada"}, {"id": "n2", "name": "Quell"}]
    assert "  Ada → Ada + Quell  [rill]" in _told(one, two, "entity")
    assert "  Ada + Quell → Ada  [rill]" in _told(two, one, "entity")


def test_of_long_passages_the_middle_is_left_out() -> None:
    text = f"She said {'on and ' * 100}on."
    content = {"start": 9, "end": len(text) - 1, "text": text[9:-1]}
    empty = {"report": {"id": "long", "text": text}, **{kind: [] for kind in KINDS}}
    claim = {"id": "c0", "content": [content], "source": [], "cue": [], "act": "state"}
    told = _told({**empty, "claims": [claim]}, empty, "claim")
    assert "  state  [long]  …She said [[on and on" in told
    assert max(map(len, told.split("\n"))) < 260


def test_a_kind_is_summed_up_in_a_line() -> None:
    lines = list(summary(compare_records(_record(), _record(kind="enlist"))))
    assert "event             0      0      0        1    0.0    0.0    0.0" in lines


def test_the_command_extracts_and_lists(
    tmp_path: Path, write_labelled: Callable[..., Path], blind: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(write_labelled(tmp_path))
    assert main([folder], blind) == 0
    assert "claim             0      2      0        0" in capsys.readouterr().out
    assert main([folder, "--kind", "claim", "--limit", "1"], blind) == 0
    assert "lost: 2, the first 1\n  state  [harbour]  …The port authority said [[the crane" in capsys.readouterr().out


def test_records_that_were_found_before_are_compared_without_nets(
    tmp_path: Path, write_lines: Callable[[Path, Sequence[Row]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write_lines(tmp_path / "gold.jsonl", [_record()])
    found = write_lines(tmp_path / "found.jsonl", [_record(kind="enlist")])
    assert main([str(gold), "--found", str(found), "--kind", "event", "--type", "enlist"]) == 0
    assert "recruit → enlist" in capsys.readouterr().out
    found.write_text("", "utf-8")
    assert main([str(gold), "--found", str(found)]) == 1
    assert "no record of report rill" in capsys.readouterr().err


def test_the_test_part_is_refused_by_name_and_in_any_copy_until_it_is_asked_for_by_name(
    tmp_path: Path, write_labelled: Callable[..., Path], blind: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    report = json.loads((CORPUS / "test" / "reports.jsonl").read_text("utf-8").split("\n", 1)[0])
    copy = write_labelled(tmp_path, [report], [{"report": report["id"], "claims": []}])
    for name in ("corpus-test", str(copy)):
        assert main([name], blind) == 1
        assert "holds test reports" in capsys.readouterr().err
    assert main([str(copy), "--spend-the-test-set"], blind) == 0


def test_a_set_that_is_not_there_is_refused_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-set"]) == 1
    assert "no-such-set: No such file" in capsys.readouterr().err
