"""A sheet says in one line a record what the labels say, and derives what follows from the spans."""

import json
from pathlib import Path

import pytest

from labelling.__main__ import main
from labelling.sheets import read_sheets, write_sheet
from labelling.snippets import Record, compile_record, read_lines
from quality.sets import OWN

REPORT = {
    "id": "mill",
    "published": "2020-05-04",
    "text": (
        "Ada Quell said on Monday that the mill hired boys. “He told us Quell had paid,” she said.\n"
        "The Quell Mill did not reply."
    ),
}
SHEET = """# mill
N PER | Ada Quell // Quell | role=inspector
N ORG | Quell Mill
T1 2020-05-04 DATE | Monday
C allege | src=Ada Quell | cue=said | say=the mill hired boys | on=T1
C direct | src=she | cue=said{2} | say=He told us Quell had paid | who=Quell
C | src=He | cue=told | say=Quell had paid
E recruit | hired | agent=the mill | patient=boys | on=T1
E pay PR+ | paid | agent=Quell << Quell had paid
Q no_response | The Quell Mill did not reply | party=The Quell Mill
X recruitment alleged | the mill hired boys // Quell had paid
"""


def read(sheet: str) -> tuple[Record, list[str]]:
    problems: list[str] = []
    (label,) = read_sheets(sheet, {"mill": REPORT}, problems.append)
    return label, problems


def test_a_sheet_becomes_labels_with_who_holds_what() -> None:
    label, problems = read(SHEET)
    assert problems == []
    record = compile_record(REPORT, label)
    assert [claim["parent"] for claim in record["claims"]] == [None, None, "c1"]
    assert [event["holder"] for event in record["events"]] == ["c0", "c2"]
    assert [claim["speaker"] for claim in record["claims"]] == [None, "n0", None]
    assert record["claims"][0]["said_at"] == record["events"][0]["time"] == "t0"
    assert record["claims"][1]["quotation"] == "direct"


def test_every_place_of_a_name_is_a_mention_and_the_longest_name_wins() -> None:
    record = compile_record(REPORT, read(SHEET)[0])
    assert [(m["span"]["text"], m["entity"]) for m in record["mentions"]] == [
        ("Ada Quell", "n0"),
        ("Quell", "n0"),
        ("Quell Mill", "n1"),
    ]


def test_a_form_that_is_pointed_at_takes_its_place_before_longer_ones() -> None:
    sheet = SHEET.replace("N ORG | Quell Mill", "N GPE | Quell << Quell Mill")
    record = compile_record(REPORT, read(sheet)[0])
    assert [(m["span"]["start"], m["type"]) for m in record["mentions"]][-1] == (94, "GPE")


def test_labels_written_as_a_sheet_are_the_same_labels_again() -> None:
    label, _ = read(SHEET)
    again, problems = read(write_sheet(label))
    assert problems == []
    assert compile_record(REPORT, again) == compile_record(REPORT, label)


def test_the_claims_of_the_own_set_survive_as_sheets() -> None:
    reports = {report["id"]: report for report in read_lines(OWN / "reports.jsonl")}
    for label in read_lines(OWN / "labels.jsonl"):
        problems: list[str] = []
        (again,) = read_sheets(write_sheet(label), reports, problems.append)
        assert problems == []
        report = reports[label["report"]]
        assert compile_record(report, again)["claims"] == compile_record(report, label)["claims"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Z | what", "a line begins with C, E, T, Q, X or N, not 'Z'"),
        ("C shout | say=boys", "'shout' is no value of a claim"),
        ("C | src=she", "a claim needs say="),
        ("C | say=boys | so=so", "a claim has no 'so'"),
        ("C | say=boys | on=T9", "there is no time 'T9' above"),
        ("C | say=girls", "not in the report: 'girls'"),
        ("C | say=the mill hired girls", "the report has 'the mill hired boys"),
        ("C | say=boys{2}", "not in the report"),
        ("E", "an event is"),
        ("E recruit | hired | guest=boys", "'guest' is no role"),
        ("E recruit | hired | boys", "expected name=words, got 'boys'"),
        ("T2 2020 | Monday", "a time is"),
        ("Q unclear", "a question is"),
        ("Q unclear | boys | who=she", "a question has no 'who'"),
        ("X kidnap | boys", "an element is"),
        ("N PER", "a name is"),
        ("N PER | Quell | age=9", "a name has no 'age'"),
        ("N PER | Ada Q", "name not in the report: 'Ada Q'"),
        ("N PER | Ada", "every place of the name 'Ada' is within another name"),
        ("C | say=boys | who=Nobody", "who='Nobody' is no name of the sheet"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_reason(line: str, message: str) -> None:
    assert any(message in problem for problem in read(SHEET + line + "\n")[1])


def test_a_sheet_of_an_unknown_report_is_told() -> None:
    problems: list[str] = []
    assert list(read_sheets("# barn\nQ unclear | boys\n", {"mill": REPORT}, problems.append)) == []
    assert problems == ["line 1: there is no report 'barn'"]


def test_the_command_writes_labels_and_hints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reports.jsonl").write_text(json.dumps(REPORT) + "\n", "utf-8")
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(SHEET.replace("T1 2020-05-04 DATE | Monday\n", "").replace(" | on=T1", ""), "utf-8")
    options = ["check", str(sheet), "--reports", str(tmp_path / "reports.jsonl")]
    assert main([*options, "--hints", "--labels", str(tmp_path / "labels.jsonl")]) == 0
    assert "time? " in (told := capsys.readouterr().out)
    assert "mill: 3 claims, 2 events, 0 times" in told
    assert main(["write", str(tmp_path / "labels.jsonl")]) == 0
    assert "E pay PR+ | paid" in capsys.readouterr().out
    sheet.write_text("# mill\nC | say=girls\n", "utf-8")
    assert main(options) == 1
    assert "not in the report: 'girls'" in capsys.readouterr().err
