"""Rows of a table: id and text stay as they are, to the code point."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import read
from onrecord.records import ROW_TYPE, Capture, Hints


def row(**fields):
    return json.dumps(fields, ensure_ascii=False)


def test_id_and_text_stay_as_they_are(read_one):
    text = "  One\u2028two\u00a0three\r\n\n\tfour \u00ad\u200b\x00 e\u0301 👩‍👧  "
    report = read_one(row(id=" nr 7\u2028", text=text), media_type=ROW_TYPE)
    assert (report.id, report.text, report.format) == (" nr 7\u2028", text, "table")


def test_a_row_brings_its_own_facts(read_one):
    fields = {"title": "Talks", "publisher": "Meridian", "author": "Ines Valdemar", "published": "2023-09-05"}
    report = read_one(
        row(text="Da war nichts.", url="https://a.example/1", language="de-AT", **fields), media_type=ROW_TYPE
    )
    assert {name: getattr(report, name) for name in fields} == fields
    assert (report.url, report.language) == ("https://a.example/1", "de")
    assert report.id.startswith("report-")


def test_the_id_given_by_the_table_stands(read_one):
    report = read_one(row(id="a", text="Words."), media_type=ROW_TYPE, hints=Hints(report_id="b"))
    assert report.id == "b"


def test_numbers_are_ids_and_null_is_unknown(read_one):
    report = read_one('{"id": 7, "text": "Words.", "author": null, "title": true}', media_type=ROW_TYPE)
    assert (report.id, report.author, report.title) == ("7", "", "")


@pytest.mark.parametrize(
    "data",
    [
        "[1]",
        '{"text": "a"',
        '{"text": 3}',
        '{"title": "a"}',
        "{}",
        '{"text": "a"} x',
        '{"text" "a"}',
        "[" * 100_000,
        '{"a": ' + "[" * 100_000,
    ],
)
def test_what_is_no_row_is_a_problem(data, refused):
    assert refused(data, media_type=ROW_TYPE).code == "bad_row"


@pytest.mark.parametrize("data", ['{"text": "a \\ud800 b"}', '{"id": "\\udfff", "text": "a"}'])
def test_half_a_character_is_a_problem(data, refused):
    assert refused(data, media_type=ROW_TYPE).code == "bad_text"


def test_a_date_that_is_none_is_a_problem_and_the_row_is_read(capture):
    report, problems = read(capture(row(text="Words.", published="last week"), media_type=ROW_TYPE))
    assert report.published == ""
    assert [problem.code for problem in problems] == ["unclear_date"]


@given(text=st.text(min_size=1).filter(str.strip), ascii_only=st.booleans())
def test_any_text_survives_with_its_places(text, ascii_only, capture, check_places):
    source = capture(
        json.dumps({"before": "text", "text": text, "n": [1, {"text": 2}]}, ensure_ascii=ascii_only),
        media_type=ROW_TYPE,
    )
    report, _ = read(source)
    assert report.text == text
    assert check_places(source, report) == 1.0


def test_too_long_a_text_is_refused(refused, monkeypatch):
    monkeypatch.setattr("onrecord.read.draft.MAX_CHARACTERS", 10)
    assert refused(row(id="a", text="The ministry said so."), media_type=ROW_TYPE).code == "too_large"


def test_a_container_is_no_report_and_no_trouble():
    table = Capture(data=b"text\nA\n", origin="/a.csv", how="file", captured_at="2026-05-01T12:00:00Z", container=True)
    assert read(table) == (None, ())
