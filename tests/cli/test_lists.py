"""The commands that list the records of a case: one shape for all, and every filter does what it says."""

import csv
import io
import json

import pytest

KINDS = ("claims", "events", "times", "entities", "questions", "elements")


def rows(ended):
    assert ended.status == 0, ended.err
    head, *lines = [line.split("\t") for line in ended.out.splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def records(ended):
    assert ended.status == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_in_every_form(onrecord, port, kind):
    table = rows(onrecord(kind, port))
    lines = records(onrecord(kind, port, "--format", "jsonl"))
    array = json.loads(onrecord(kind, port, "--format", "json").out)
    sheet = list(csv.DictReader(io.StringIO(onrecord(kind, port, "--format", "csv").out)))
    assert array == lines
    assert len(table) == len(lines) == len(sheet) > 0
    assert {row["report"] for row in (*table, *lines, *sheet)} == {"report-port"}
    assert {row["publisher"] for row in (*lines, *sheet)} == {"Port Courier"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_short_options_give_the_same_forms(onrecord, port, kind):
    assert onrecord(kind, port, "--json").out == onrecord(kind, port, "--format", "jsonl").out
    assert onrecord(kind, port, "--csv").out == onrecord(kind, port, "--format", "csv").out


@pytest.mark.parametrize("kind", KINDS)
def test_two_forms_at_once_are_refused(onrecord, port, kind):
    ended = onrecord(kind, port, "--json", "--format", "csv")
    assert (ended.status, ended.out) == (2, "")
    assert "only one form can be printed, not csv and jsonl" in ended.err


@pytest.mark.parametrize("kind", KINDS)
def test_reports_are_chosen_by_id_and_day_and_rows_are_limited(onrecord, port, kind):
    assert len(rows(onrecord(kind, port, "--limit", 1))) == 1
    assert rows(onrecord(kind, port, "--report", "report-p", "--since", "2023-09-05")) == rows(onrecord(kind, port))
    assert rows(onrecord(kind, port, "--until", "2022")) == []
    assert json.loads(onrecord(kind, port, "--until", "2022", "--format", "json").out) == []
    assert onrecord(kind, port, "--report", "nope").status == 2


@pytest.mark.parametrize(
    ("call", "column", "found"),
    [
        (["events", "--type", "recruit"], "type", ["recruit"]),
        (["events", "--factuality", "U"], "type", ["meet"]),
        (["events", "--who", "harbour ministry"], "type", ["recruit"]),
        (["events", "--text", "asked"], "type", ["meet"]),
        (["events", "--after", "2023-09", "--before", "2023-09-05"], "type", ["recruit"]),
        (["events", "--after", "2024"], "type", []),
        (["times", "--type", "DATE"], "words", ["on Tuesday"]),
        (["times", "--value", "2023-09-05"], "words", ["on Tuesday"]),
        (["times", "--before", "2023-08"], "words", []),
        (["entities", "--type", "GPE"], "name", ["北京市, capital"]),
        (["entities", "--name", "beijing"], "name", ["北京市, capital"]),
        (["entities", "--country", "cn"], "name", ["北京市, capital"]),
        (["questions", "--kind", "disputed"], "words", ["denied it"]),
        (["questions", "--party", "authority"], "words", ["did not answer"]),
        (["questions", "--text", "北京"], "words", ["the port authority of 北京市 did not answer"]),
        (["elements", "--element", "response"], "code", ["investigation"]),
        (["elements", "--code", "recruitment"], "status", ["denied"]),
        (["elements", "--status", "alleged"], "passages", ["Asked twice"]),
        (["elements", "--text", "sailor"], "code", ["recruitment"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_a_filter_lets_pass_what_fits(onrecord, port, call, column, found):
    assert [row[column] for row in rows(onrecord(call[0], port, *call[1:]))] == found


@pytest.mark.parametrize(
    "call",
    [["events", "--type", "recrut"], ["elements", "--code", "harboring"], ["events", "--after", "soon"]],
    ids=" ".join,
)
def test_a_filter_that_cannot_be_meant_is_a_line_and_a_hint(onrecord, port, call):
    ended = onrecord(call[0], port, *call[1:])
    assert ended.status == 2
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == ["onrecord", "hint"]


def test_an_event_is_listed_with_its_day_and_on_whose_word_it_is_told(onrecord, port):
    hired, asked = rows(onrecord("events", port))
    assert hired["when"] == "2023-09-05"
    assert hired["told as"] == "said not to have happened"
    assert hired["what"] == "“hired” whom no sailor · by The Harbour Ministry · whom sailor"
    assert hired["on whose word"] == "The Harbour Ministry (statement)"
    assert (asked["when"], asked["told as"]) == ("–", "not said to have happened")
    assert asked["on whose word"] == "the report itself"


def test_an_event_in_json_has_its_time_and_who_says_so(onrecord, port):
    hired = records(onrecord("events", port, "--json"))[0]
    assert hired["when"]["days"] == ["2023-09-05", "2023-09-05"]
    (word,) = hired["on_word_of"]
    assert (word["source"], word["speaker"], word["act"]) == ("The Harbour Ministry", "Harbour Ministry", "state")
    assert word["claim"] == hired["holder"]


def test_an_event_in_csv_has_a_column_for_each_role(onrecord, port):
    first = next(csv.DictReader(io.StringIO(onrecord("events", port, "--csv").out)))
    assert (first["patient"], first["agent"], first["factuality"]) == (
        "no sailor; sailor",
        "The Harbour Ministry",
        "CT-",
    )


def test_a_place_is_listed_with_how_many_bear_its_name(onrecord, port):
    _, city = rows(onrecord("entities", port))
    assert city["also"] == "“Beijing”, “北京”"
    assert city["place"] == "39.91° N 116.40° E, the likeliest of 3 places of this name"
    assert [one["form"] for one in records(onrecord("entities", port, "--json"))[1]["mentioned"]] == ["name"]


def test_an_element_is_listed_with_its_status_and_everybody_on_whose_word_it_stands(onrecord, port):
    recruited, investigated = rows(onrecord("elements", port))
    assert (recruited["status"], investigated["status"]) == ("denied", "alleged")
    assert recruited["passages"] == "no sailor was hired | it"
    ministry = "The Harbour Ministry (statement)"
    assert recruited["on whose word"] == (
        f"{ministry}; {ministry}, cited by {ministry}; Zoë Marlin, a union leader (denial)"
    )


def test_a_claim_is_listed_with_whom_its_source_means(onrecord, port):
    first = records(onrecord("claims", port, "--json"))[0]
    assert first["speaker_name"] == "Harbour Ministry"
    assert first["speaker"].startswith("entity-")


def test_status_counts_every_kind(onrecord, port):
    lines = dict(line.rsplit("  ", 1) for line in onrecord("status", port).out.splitlines() if "  " in line)
    counts = {name.strip(): value.strip() for name, value in lines.items()}
    wanted = {"claims": "3", "events": "2", "times": "1", "entities": "2", "mentions": "3", "elements": "2"}
    assert {name: counts[name] for name in (*wanted, "open questions")} == wanted | {"open questions": "3"}
