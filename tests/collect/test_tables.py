"""Rows of JSON lines and CSV files become captures, one each."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from onrecord.collect import FileLimits
from onrecord.errors import UsageError
from onrecord.records import ROW_FIELDS, ROW_TYPE


def test_json_lines_are_captured_to_the_byte(tmp_path, gather):
    lines = [
        b'{"id": "r1",  "text": "\\u0420\xd1\x8f\xd0\xb7\xd0\xb0\xd0\xbd\xd1\x8c."}',
        b'{"text": "No id.", "id": null}',
    ]
    table = tmp_path / "reports.jsonl"
    table.write_bytes(b"\xef\xbb\xbf" + lines[0] + b"\r\n\n" + lines[1])
    captures, problems = gather(table)
    assert [c.data for c in captures] == lines
    assert [c.origin for c in captures] == [f"{table}!r1", f"{table}!line:3"]
    assert [c.hints.report_id for c in captures] == ["r1", ""]
    assert {(c.how, c.media_type, c.charset) for c in captures} == {("jsonl", ROW_TYPE, "utf-8")}
    assert problems == []


def test_what_a_line_says_beside_the_text_becomes_hints(tmp_path, gather):
    table = tmp_path / "reports.jsonl"
    table.write_text(
        json.dumps({"id": 7, "text": "T", "title": " Denial ", "author": ["A. Ember", "B. Flint"], "published": 2023})
    )
    [capture], _ = gather(table)
    hints = capture.hints
    assert (hints.report_id, hints.title, hints.author, hints.published) == (
        "7",
        "Denial",
        "A. Ember, B. Flint",
        "2023",
    )


def test_a_broken_line_is_named_and_the_others_are_taken(tmp_path, gather):
    table = tmp_path / "reports.jsonl"
    table.write_bytes(
        b'{"id": "a", "text": "A"}\n{"id": "b", "text"\n["a list"]\n{"text": "caf\xe9"}\n{"text": "half \\ud83d"}\n'
        + b"[" * 100_000
        + b'\n{"id": "g", "text": "G"}\n'
    )
    captures, problems = gather(table)
    assert [c.hints.report_id for c in captures] == ["a", "g"]
    assert [(p.code, p.subject.rpartition("!")[2]) for p in problems] == [
        ("broken_line", f"line:{n}") for n in (2, 3, 4, 5, 6)
    ]
    assert "not UTF-8 (byte 14)" in problems[2].message


def test_a_line_beyond_the_limit_is_passed_over(tmp_path, gather):
    table = tmp_path / "reports.jsonl"
    short = b'{"text": "A"}\n'
    table.write_bytes(short + b'{"text": "' + b"x" * 300 + b'"}\n' + short + b"y" * 300 + b"\n" * 2 + b"z" * 50 + b"z")
    captures, problems = gather(table, files=FileLimits(max_bytes=50))
    assert [c.origin.rpartition("!")[2] for c in captures] == ["line:1", "line:3"]
    assert [(p.code, p.subject.rpartition("!")[2]) for p in problems] == [
        ("too_large", "line:2"),
        ("too_large", "line:4"),
        ("too_large", "line:6"),
    ]


def test_json_lines_without_text_say_how_to_map_it(tmp_path, gather):
    table = tmp_path / "reports.jsonl"
    table.write_text('{"id": "a", "body": "A"}\n{"id": "b", "body": "B"}\n')
    captures, [problem] = gather(table)
    assert (captures, problem.code) == ([], "no_text")
    assert "text=body" in problem.hint


def test_some_lines_without_text_are_counted_in_one_problem(tmp_path, gather):
    table = tmp_path / "reports.jsonl"
    table.write_text('{"text": "A"}\n{"title": "B"}\n{"text": "  "}\n')
    [capture], [problem] = gather(table)
    assert capture.data == b'{"text": "A"}'
    assert problem.message == "2 of 3 lines have no text: line 2, 3"


def test_mapped_json_lines_become_canonical_rows(tmp_path, gather):
    table = tmp_path / "export.ndjson"
    table.write_text('{"headline": "H", "body": "Words.", "uid": 3, "other": true}\n{"body": "More."}\n')
    captures, _ = gather(table, columns={"text": "body", "title": "headline", "id": "uid"})
    assert [c.data for c in captures] == [b'{"id":"3","text":"Words.","title":"H"}', b'{"text":"More."}']
    assert captures[0].hints.title == "H"


def test_a_mapped_column_that_is_missing_is_a_usage_error_of_a_named_table(tmp_path, gather):
    for name, content in (("a.jsonl", '{"text": "A"}\n'), ("b.csv", "id,text\n1,A\n")):
        table = tmp_path / name
        table.write_text(content)
        with pytest.raises(UsageError, match="no column for text=body") as caught:
            gather(table, columns={"text": "body"})
        assert "text" in caught.value.hint


def test_in_a_folder_a_table_without_the_mapped_column_is_a_problem(tmp_path, gather):
    (tmp_path / "a.csv").write_text("id,text\n1,A\n")
    (tmp_path / "b.csv").write_text("id,body\n1,B\n")
    [capture], [problem] = gather(tmp_path, columns={"text": "body"})
    assert capture.data == b'{"id":"1","text":"B"}'
    assert (problem.code, problem.subject) == ("no_column", str(tmp_path / "a.csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_row_becomes_a_json_object(tmp_path, gather, delimiter):
    table = tmp_path / "reports.csv"
    table.write_text(
        delimiter.join(["id", " Text", "page"]) + f'\n7{delimiter}"He said{delimiter} no."{delimiter}3\n\n', "utf-8"
    )
    [capture], problems = gather(table)
    assert json.loads(capture.data) == {"id": "7", "text": f"He said{delimiter} no."}
    assert (capture.origin, capture.how, capture.media_type) == (f"{table}!7", "csv", ROW_TYPE)
    assert problems == []


def test_a_tsv_keeps_its_commas(tmp_path, gather):
    table = tmp_path / "reports.tsv"
    table.write_text("text\ttitle, or none\nA, b, c\t\n")
    [capture], _ = gather(table)
    assert capture.data == b'{"text":"A, b, c"}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_csv_is_read_in_its_encoding(tmp_path, gather, encoding):
    text = "Мэр Рязани заявил, что вербовщики обещали мужчинам работу на стройке и российский паспорт."
    table = tmp_path / "reports.csv"
    table.write_bytes(f'text,title\n"{text}","Рязань"\n'.encode(encoding))
    [capture], _ = gather(table)
    assert json.loads(capture.data) == {"text": text, "title": "Рязань"}


def test_bytes_that_are_no_text_cost_only_their_row(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_bytes(b"\xff\xfe" + "text\nA\n".encode("utf-16-le") + b"\x00\xd8" + "B\nC\n".encode("utf-16-le"))
    captures, [problem] = gather(table)
    assert [json.loads(c.data)["text"] for c in captures] == ["A", "C"]
    assert (problem.code, problem.subject) == ("broken_line", f"{table}!row:2")


def test_bytes_of_no_known_encoding_are_read_as_western(tmp_path, gather, monkeypatch):
    class Nothing:
        def best(self):
            return None

    monkeypatch.setattr("onrecord.collect.csv_rows.from_bytes", lambda data: Nothing())
    table = tmp_path / "reports.csv"
    table.write_bytes(b"text\ncaf\xe9\n")
    [capture], _ = gather(table)
    assert json.loads(capture.data)["text"] == "café"


def test_a_field_of_a_megabyte_is_taken_whole(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_text(f'text\n"{"word " * 200_000}"\n')
    [capture], _ = gather(table)
    assert len(json.loads(capture.data)["text"]) == 1_000_000


def test_a_quotation_mark_that_is_never_closed_is_a_problem(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_text('text\nA\n"' + "x" * 200_000)
    before = csv.field_size_limit()
    [capture], [_, problem] = gather(table, files=FileLimits(max_bytes=1_000))
    assert csv.field_size_limit() == before
    assert (json.loads(capture.data)["text"], problem.code) == ("A", "broken_line")
    assert "quotation mark" in problem.hint


def test_a_row_with_more_cells_than_the_header_is_a_problem(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_text("id,text\n1,He said, no.\n2,Yes.,\n3\n")
    [capture], [broken, empty] = gather(table)
    assert capture.origin.endswith("!2")
    assert (broken.code, broken.message) == ("broken_line", "row 1 has 3 cells and the header 2")
    assert (empty.code, empty.message) == ("no_text", "1 of 2 rows have no text: row 3")


def test_a_file_that_is_no_table_says_so(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_text("x" * 200_000)
    captures, problems = gather(table)
    assert (captures, [p.code for p in problems]) == ([], ["no_header", "no_reports"])


def test_a_csv_without_a_text_column_names_the_mapping(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_text("id,body\n1,A\n")
    captures, [problem] = gather(table)
    assert (captures, problem.code) == ([], "no_text")
    assert "text=body" in problem.hint


@pytest.mark.parametrize(("name", "content"), [("a.csv", "id,text\n"), ("a.jsonl", "\n\n")])
def test_a_table_without_rows_is_a_problem(tmp_path, gather, name, content):
    (tmp_path / name).write_text(content)
    captures, [problem] = gather(tmp_path / name)
    assert (captures, problem.code) == ([], "no_reports")


def test_a_mapping_tells_a_csv_without_a_name(tmp_path, gather):
    (tmp_path / "export").write_text("uid;body\n1;Words.\n")
    [capture], _ = gather(tmp_path / "export", columns={"text": "body"})
    assert capture.data == b'{"text":"Words."}'


@pytest.mark.parametrize("content", ['{\n  "text": "pretty"\n}', "{not json}\n", '{"a": ' * 40_000])
def test_json_that_is_not_in_lines_is_one_capture(tmp_path, gather, content):
    (tmp_path / "data.json").write_text(content[:60_000])
    [capture], _ = gather(tmp_path / "data.json")
    assert capture.how == "file"


def test_a_first_line_longer_than_the_look_at_it_is_json_lines(tmp_path, gather):
    (tmp_path / "data.json").write_text(json.dumps({"text": "word " * 20_000}) + "\n")
    [capture], _ = gather(tmp_path / "data.json")
    assert capture.how == "jsonl"


@given(
    rows=st.lists(
        st.fixed_dictionaries({"text": st.text(min_size=1).filter(str.strip), "title": st.text()}), min_size=1
    )
)
@given_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_csv_comes_back_as_it_was_written(tmp_path, gather, rows):
    rows = [{k: v.replace("\r", " ").replace("\0", " ") or "-" for k, v in row.items()} for row in rows]
    rows = [row for row in rows if row["text"].strip()]
    if not rows:
        return
    table = tmp_path / "law.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["title", "text"], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    captures, problems = gather(table)
    assert [json.loads(c.data) for c in captures] == rows
    assert problems == []


def test_the_keys_of_a_row_are_in_one_order(tmp_path, gather):
    table = tmp_path / "reports.csv"
    table.write_text(",".join(reversed(ROW_FIELDS)) + "\n" + ",".join(reversed(ROW_FIELDS)) + "\n")
    [capture], _ = gather(table)
    assert tuple(json.loads(capture.data)) == ROW_FIELDS


def test_a_table_whose_rows_are_written_anew_is_kept_as_it_came(tmp_path, containers):
    tables = {
        "a.csv": "id;text\r\n1;Вода прибывает.\r\n".encode("cp1251"),
        "b.jsonl": b'\xef\xbb\xbf{"uid":  3, "text": "\\u0042."}\n',
    }
    for name, data in tables.items():
        (tmp_path / name).write_bytes(data)
    [csv_file] = containers(tmp_path)
    assert (csv_file.data, csv_file.origin, csv_file.how) == (tables["a.csv"], str(tmp_path / "a.csv"), "file")
    assert [c.data for c in containers(tmp_path / "b.jsonl", columns={"id": "uid"})] == [tables["b.jsonl"]]


def test_json_lines_that_are_kept_to_the_byte_need_no_container(tmp_path, containers):
    (tmp_path / "a.jsonl").write_text('{"text": "A"}\n')
    assert containers(tmp_path) == []


def test_of_a_table_beyond_the_limit_the_rows_alone_are_kept_and_a_problem_says_so(tmp_path, gather, containers):
    table = tmp_path / "a.csv"
    table.write_text("text\n" + "Words.\n" * 20)
    limits = FileLimits(max_bytes=100)
    captures, [problem] = gather(table, files=limits)
    assert (len(captures), problem.code, problem.subject) == (20, "too_large", str(table))
    assert problem.hint
    assert containers(table, files=limits) == []
