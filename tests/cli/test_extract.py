"""`extract` goes from sources to claims and keeps nothing."""

import json

import pytest

from onrecord.engines import Stages, run_local
from onrecord.records import Extraction, Problem, Report


@pytest.fixture(autouse=True)
def by_rule(monkeypatch, rule: Stages):
    monkeypatch.setattr("onrecord.cli.extract.run_local", lambda reports, _jobs: run_local(reports, 1, rule))


def lines(ended):
    return [json.loads(line) for line in ended.out.splitlines()]


def test_each_report_is_a_line_in_the_order_of_the_sources(onrecord, folder):
    ended = onrecord("extract", folder / "wire.jsonl", folder / "letter.txt", "--format", "jsonl")
    assert ended.status == 0
    first, second = lines(ended)
    assert first["report"]["id"] == "wire-1"
    assert [c["content"][0]["text"] for c in first["claims"]] == ["the vessel had left", "nobody asked them"]
    assert second["claims"] == []
    assert set(first) == {
        "report", "claims", "events", "times", "mentions", "entities", "questions", "elements", "problems",
    }  # fmt: skip


def test_the_text_of_a_table_stays_to_the_code_point(onrecord, tmp_path):
    text = " 😀 Олег said that e\u0301 is so.\r\n\n\tEnd "
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": "x", "text": text}) + "\n")
    (line,) = lines(onrecord("extract", tmp_path / "t.jsonl"))
    assert line["report"]["text"] == text
    for claim in line["claims"]:
        for span in claim["content"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_what_cannot_be_read_goes_to_standard_error_and_ends_with_3(onrecord, folder):
    (folder / "empty.txt").touch()
    ended = onrecord("extract", folder / "empty.txt", folder / "wire.jsonl")
    assert ended.status == 3
    assert len(lines(ended)) == 1
    assert f"{folder / 'empty.txt'}: " in ended.err


def test_a_missing_source_is_a_problem_and_the_others_are_read(onrecord, folder, tmp_path):
    ended = onrecord("extract", folder / "wire.jsonl", tmp_path / "missing", folder / "letter.txt")
    assert ended.status == 3
    assert len(lines(ended)) == 2
    assert f"{tmp_path / 'missing'} cannot be collected" in ended.err
    assert "hint: " in ended.err


def test_a_source_on_which_the_program_fails_is_a_problem_and_the_others_are_read(onrecord, folder, monkeypatch):
    def sick(opened, settings):
        raise ZeroDivisionError("no rows")

    monkeypatch.setattr("onrecord.collect.sources.collect_jsonl", sick)
    ended = onrecord("extract", folder / "wire.jsonl", folder / "letter.txt")
    assert ended.status == 3
    assert len(lines(ended)) == 1
    assert "the program failed on it: ZeroDivisionError: no rows" in ended.err


def test_problems_of_reading_stand_before_those_of_extracting(onrecord, folder, monkeypatch):
    def problem(stage: str) -> Problem:
        return Problem(stage=stage, code="odd", message=stage, subject="x")

    def read(captures, jobs):
        for capture in captures:
            report = Report(id=capture.origin, capture=capture.id, sha256=capture.sha256, text="x", language="en")
            yield capture, (report, (problem("read"),))

    def run(reports, _jobs):
        yield from (Extraction(report=r, problems=(problem("extract"),)) for r in list(reports))

    monkeypatch.setattr("onrecord.cli.extract.read_all", read)
    monkeypatch.setattr("onrecord.cli.extract.run_local", run)
    ended = onrecord("extract", folder)
    assert ended.status == 0
    assert [[p["stage"] for p in line["problems"]] for line in lines(ended)] == [["read", "extract"]] * 2


def test_the_rows_of_a_csv_are_reports_and_the_file_itself_is_none(onrecord, tmp_path):
    (tmp_path / "t.csv").write_text("id,text\na,The crew said that it rained.\nb,The mayor said nothing.\n")
    ended = onrecord("extract", tmp_path / "t.csv")
    assert (ended.status, ended.err) == (0, "")
    assert [line["report"]["id"] for line in lines(ended)] == ["a", "b"]


def test_a_report_whose_language_is_not_read_is_marked_and_is_no_failure(onrecord, tmp_path):
    rows = [{"id": "a", "text": "Порт закрыт.", "language": "ru"}, {"id": "b", "text": "It rained.", "language": "en"}]
    (tmp_path / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ended = onrecord("extract", tmp_path / "t.jsonl")
    assert (ended.status, ended.err) == (0, "")
    russian, english = lines(ended)
    [problem] = russian["problems"]
    assert (problem["stage"], problem["code"], problem["subject"]) == ("extract", "language_not_read", "a")
    assert "'ru'; only 'en' is read" in problem["message"]
    assert problem["hint"]
    assert english["problems"] == []


def test_standard_input_is_a_source(onrecord, monkeypatch, folder):
    with (folder / "wire.jsonl").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert [line["report"]["id"] for line in lines(onrecord("extract", "-"))] == ["wire-1"]
