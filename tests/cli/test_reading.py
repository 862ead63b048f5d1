"""Commands that look at a case: what they print, for people and for programs."""

import csv
import io
import json
import sqlite3

import pytest


def lines(ended):
    return [json.loads(line) for line in ended.out.splitlines()]


def test_status_counts(onrecord, case):
    ended = onrecord("status", case)
    assert ended.status == 0
    assert "reports              2\n" in ended.out
    assert "claims               2\n" in ended.out
    assert "published            2024-03-02 to 2024-03-02\n" in ended.out
    (counts,) = lines(onrecord("status", "--json", case))
    assert (counts["reports"], counts["claims"], counts["nets"]) == (2, 2, ["rule-v1"])


def test_reports_are_a_table_parted_by_tabs_in_a_pipe(onrecord, case):
    head, *rows = [line.split("\t") for line in onrecord("reports", case).out.splitlines()]
    assert head == ["report", "published", "lang", "words", "claims", "publisher", "title"]
    assert ["wire-1", "2024-03-02", "en", "16", "2", "Tidewater Wire", "Vessel gone"] in rows
    assert {row["id"] for row in lines(onrecord("reports", "--json", case))} == {row[0] for row in rows}


def test_a_report_without_a_title_is_shown_with_its_origin(onrecord, case, folder):
    assert f"\t{folder / 'letter.txt'}\n" in onrecord("reports", case).out


def test_claims_are_listed_whole(onrecord, case):
    head, first, second = [line.split("\t") for line in onrecord("claims", case).out.splitlines()]
    assert head == ["report", "published", "act", "quotation", "source", "content", "review"]
    assert first == ["wire-1", "2024-03-02", "state", "indirect", "The harbour authority", "the vessel had left", "–"]
    assert second[4] == "The crew"


@pytest.mark.parametrize(
    ("options", "sources"),
    [
        (["--source", "AUTHORITY harbour"], ["The harbour authority"]),
        (["--text", "nobody"], ["The crew"]),
        (["--act", "deny"], []),
        (["--quotation", "indirect", "--limit", "1"], ["The harbour authority"]),
        (["--since", "2024-03-02", "--until", "2024-03"], ["The harbour authority", "The crew"]),
        (["--since", "2025"], []),
        (["--report", "wire"], ["The harbour authority", "The crew"]),
    ],
)
def test_claims_are_filtered(onrecord, case, options, sources):
    found = lines(onrecord("claims", "--json", case, *options))
    assert [row["source"][0]["text"] for row in found] == sources


def test_a_claim_in_json_has_its_spans_and_its_report(onrecord, case):
    first = lines(onrecord("claims", "--json", case))[0]
    assert first["report"] == "wire-1"
    assert first["publisher"] == "Tidewater Wire"
    assert first["content"] == [{"start": 32, "end": 51, "text": "the vessel had left"}]


def test_claims_as_csv(onrecord, case):
    first = next(csv.DictReader(io.StringIO(onrecord("claims", "--csv", case).out)))
    assert (first["source"], first["cue"], first["content"]) == ("The harbour authority", "said", "the vessel had left")
    assert first["claim"].startswith("claim-")


def test_json_and_csv_together_are_refused(onrecord, case):
    ended = onrecord("claims", "--csv", "--json", case)
    assert (ended.status, ended.out) == (2, "")


def test_a_wrong_date_is_named(onrecord, case):
    ended = onrecord("claims", case, "--since", "last week")
    assert ended.status == 2
    assert "'last week' is not a date" in ended.err


def test_a_report_is_shown_with_brackets_in_a_pipe(onrecord, case):
    out = onrecord("show", case, "wire").out
    assert "{1 The harbour authority} <1 said> that [1 the vessel had left].\n" in out
    assert "  1  The harbour authority “said” (states, indirect): the vessel had left\n" in out
    assert "publisher  Tidewater Wire\n" in out
    assert "marked: {1 source}  <1 cue>  [1 content]" in out


def test_a_report_in_another_language_says_that_no_claims_are_read_in_it(onrecord, case, tmp_path):
    row = {"id": "quai-1", "text": "Rien n'est connu.", "language": "fr"}
    (tmp_path / "quai.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert onrecord("add", case, tmp_path / "quai.jsonl").status == 0
    assert "claims     not looked for: claims are read in English, and this report is in “fr”\n" in (
        onrecord("show", case, "quai-1").out
    )


def test_a_report_in_json_is_a_line_of_extract(onrecord, case):
    (record,) = lines(onrecord("show", "--json", case, "wire-1"))
    assert record["report"]["id"] == "wire-1"
    assert len(record["claims"]) == 2


def test_an_unknown_report_is_one_line_with_what_to_do(onrecord, case):
    ended = onrecord("show", case, "nope")
    assert ended.status == 2
    assert ended.err.startswith("onrecord: no report 'nope' in ")


def test_search_shows_the_passage_and_where_it_stands(onrecord, case):
    out = onrecord("search", case, "vessel", "left").out
    assert "wire-1  Tidewater Wire, 2024-03-02, Vessel gone" in out
    assert "[vessel" in out
    assert lines(onrecord("search", "--json", case, "vessel"))[0]["report"] == "wire-1"


def test_a_search_without_a_hit_is_done_and_says_so(onrecord, case):
    ended = onrecord("search", case, "zeppelin")
    assert (ended.status, ended.out) == (0, "")
    assert "nothing has the words 'zeppelin'" in ended.err


def test_problems_are_listed_with_hints(onrecord, case, tmp_path):
    assert onrecord("problems", case).err == "no problems: everything given could be used\n"
    (tmp_path / "blank.txt").touch()
    onrecord("add", case, tmp_path / "blank.txt")
    ended = onrecord("problems", case)
    assert ended.status == 0
    assert str(tmp_path / "blank.txt") in ended.out
    (problem,) = lines(onrecord("problems", "--json", case))
    assert problem["subject"] == str(tmp_path / "blank.txt")


def test_verify_finds_nothing_in_a_sound_case(onrecord, case):
    ended = onrecord("verify", case)
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == "0 faults in 2 captures, 2 reports and 2 claims\n"


def test_verify_names_what_was_changed_and_ends_with_1(onrecord, case):
    with sqlite3.connect(case) as database:
        database.execute("UPDATE report SET title = 'Vessel found' WHERE id = 'wire-1'")
    database.close()
    ended = onrecord("verify", case)
    assert ended.status == 1
    assert "wire-1" in ended.out
    assert lines(onrecord("verify", "--json", case))[0].keys() == {"record", "what"}


def test_the_dossier_is_written_beside_the_case_and_named(onrecord, case):
    ended = onrecord("dossier", case)
    assert ended.status == 0
    assert ended.out == f"{case.with_suffix('.html')}\n"
    page = case.with_suffix(".html").read_text(encoding="utf-8")
    assert "<bdi>harbour</bdi>" in page
    assert "the vessel had left" in page


def test_the_dossier_goes_where_it_is_told(onrecord, case, tmp_path):
    assert onrecord("dossier", case, "-o", tmp_path / "d.html", "--name", "The quay").status == 0
    assert "<bdi>The quay</bdi>" in (tmp_path / "d.html").read_text(encoding="utf-8")
    assert onrecord("dossier", case, "-o", "-").out.startswith("<!DOCTYPE html>")


def test_the_dossier_never_replaces_the_case(onrecord, case):
    before = case.read_bytes()
    ended = onrecord("dossier", case, "-o", case)
    assert ended.status == 2
    assert "is the case file itself" in ended.err
    assert case.read_bytes() == before


@pytest.mark.parametrize("command", ["status", "reports", "claims", "problems", "verify", "dossier"])
def test_what_is_not_a_case_is_one_line(onrecord, tmp_path, command):
    other = tmp_path / "notes.txt"
    other.write_text("These are notes and no case at all.")
    ended = onrecord(command, other)
    assert ended.status == 1
    assert ended.out == ""
    assert ended.err.startswith(f"onrecord: {other} is not a case file\nhint: ")
