"""What reports say together, listed; and a person's judgements on who is who."""

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.store import CaseStore


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A case of three reports with everything that is across them, those of the store's tests."""
    from across_case import fill_across  # noqa: PLC0415 - found through the path of the conftest

    path = tmp_path / "town.case"
    with CaseStore.open(path, create=True) as store:
        fill_across(store)
    return path


def rows(ended):
    assert ended.status == 0, ended.err
    head, *lines = [line.split("\t") for line in ended.out.splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def records(ended):
    assert ended.status == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def test_a_finding_is_listed_with_its_standing_its_origins_and_how_many_reports_speak_to_it(onrecord, town):
    (row,) = rows(onrecord("findings", town))
    assert row == {
        "report": "wire",
        "standing": "contradicted",
        "origins": "1",
        "reports": "3",
        "proposition": "14 sailors were hired",
    }


def test_a_finding_in_csv_counts_who_supports_and_who_contradicts_it_and_shows_both_readings(onrecord, town):
    (row,) = csv.DictReader(io.StringIO(onrecord("findings", town, "--csv").out))
    assert (row["supports"], row["contradicts"], row["doubts"]) == ("2", "1", "0")
    assert row["differences"] == "number: 14 | 40"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--standing", "contradicted"], 1),
        (["--standing", "denied"], 0),
        (["--text", "40 sailors"], 1),
        (["--report", "later"], 1),
        (["--until", "2022"], 0),
        (["--all"], 1),
    ],
    ids=str,
)
def test_findings_are_chosen_by_what_their_options_say(onrecord, town, options, count):
    assert len(rows(onrecord("findings", town, *options))) == count


def test_findings_in_json_are_the_object_of_the_case_record(onrecord, town):
    ended = onrecord("findings", town, "--format", "json")
    found = json.loads(ended.out)
    assert list(found) == ["origins", "findings", "relations", "questions"]
    (origin,), (finding,) = found["origins"], found["findings"]
    assert (origin["kind"], origin["reports"]) == ("copy", ["copy", "wire"])
    assert (finding["standing"], finding["independent_origins"]) == ("contradicted", 1)
    assert [claim["stance"] for claim in finding["claims"]] == ["supports", "supports", "contradicts"]
    relations = [(one["relation"], one["a"]["report"], one["b"]["report"]) for one in found["relations"]]
    assert relations == [
        ("conflict", "wire", "later"),
        ("update", "wire", "later"),
        ("same", "wire", "copy"),
        ("same", "wire", "copy"),
        ("conflict", "copy", "later"),
        ("update", "copy", "later"),
    ]
    assert found["relations"][0]["slot"] == "number"
    first, second = found["questions"]
    assert first["answered_by"]["report"] == "later"
    assert second["answered_by"] is None


def test_findings_of_a_case_without_any_are_an_object_of_empty_lists(onrecord, case):
    found = json.loads(onrecord("findings", case, "--format", "json").out)
    assert (found["origins"], found["findings"], found["relations"]) == ([], [], [])


def test_json_of_some_findings_only_is_refused_with_what_to_do(onrecord, town):
    ended = onrecord("findings", town, "--format", "json", "--standing", "denied")
    assert (ended.status, ended.out) == (2, "")
    assert "--format jsonl" in ended.err
    assert records(onrecord("findings", town, "--json", "--standing", "denied")) == []


def test_claims_that_stand_alone_are_listed_with_all(onrecord, case):
    assert rows(onrecord("findings", case)) == []
    assert {row["standing"] for row in rows(onrecord("findings", case, "--all"))} == {"single"}


def test_an_origin_is_listed_with_its_reports(onrecord, town):
    (row,) = rows(onrecord("origins", town))
    assert (row["kind"], row["name"], row["reports"]) == ("copy", "Wire Courier, 2023-09-05", "2")
    assert row["in reports"] == "copy, wire"
    (record,) = records(onrecord("origins", town, "--json"))
    assert [side["report"] for side in record["words"]] == ["copy", "wire"]
    assert rows(onrecord("origins", town, "--kind", "rewrite")) == []
    assert rows(onrecord("origins", town, "--report", "later")) == []
    assert len(list(csv.DictReader(io.StringIO(onrecord("origins", town, "--csv").out)))) == 1


def test_entities_across_reports_are_one_row_with_offices_and_other_names(onrecord, town):
    (row,) = rows(onrecord("entities", town, "--across"))
    assert (row["name"], row["also"], row["offices"]) == ("Zoë Marlin", "“Marlin”", "mayor (2023-10-01)")
    assert row["reports"] == "3"
    (record,) = records(onrecord("entities", town, "--across", "--json"))
    assert [one["report"] for one in record["entities"]] == ["wire", "copy", "later"]
    (line,) = csv.DictReader(io.StringIO(onrecord("entities", town, "--across", "--csv").out))
    assert line["in_reports"] == "wire; copy; later"


def test_why_entities_are_one_is_told_with_their_ids(onrecord, town):
    (row,) = rows(onrecord("entities", town, "--across", "--why"))
    assert (row["held"], row["score"]) == ("one", "0.88")
    assert row["reasons"] == "one surname, Marlin; the reports share “sailors”"
    assert row["entity"].startswith("entity-")
    (record,) = records(onrecord("entities", town, "--across", "--why", "--json"))
    assert record["why"][0]["joined"] is True
    (line,) = csv.DictReader(io.StringIO(onrecord("entities", town, "--across", "--why", "--csv").out))
    assert (line["joined"], line["score"]) == ("1", "0.875")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--why"], "--why goes with --across"),
        (["--all"], "--all goes with --across"),
        (["--across", "--since", "2023"], "--since does not go with --across"),
    ],
    ids=str,
)
def test_options_that_do_not_go_together_are_refused(onrecord, town, options, told):
    ended = onrecord("entities", town, *options)
    assert ended.status == 2
    assert told in ended.err


def test_a_question_is_listed_with_the_passage_that_answers_it(onrecord, town):
    first, second = rows(onrecord("questions", town))
    assert first["answered by"] == "later: The ministry answered that nobody was"
    assert second["answered by"] == "–"
    assert records(onrecord("questions", town, "--json"))[0]["answered_by"][0]["score"] == 0.75
    line = next(csv.DictReader(io.StringIO(onrecord("questions", town, "--csv").out)))
    assert (line["answered_by"], line["answer"]) == ("later", "The ministry answered that nobody was")


def test_a_judgement_is_made_listed_and_withdrawn(onrecord, town):
    members = records(onrecord("entities", town, "--across", "--json"))[0]["entities"]
    wire, later = members[0]["entity"], members[2]["entity"]
    made = onrecord("judge", town, "different", wire, later[:16], "--by", "Bo", "--reason", "two of them")
    assert made.status == 0, made.err
    assert "Zoë Marlin (wire)" in made.err
    assert "are held to be two, says Bo" in made.err
    (row,) = rows(made)
    assert (row["verdict"], row["by"], row["reason"]) == ("different", "Bo", "two of them")
    for one in records(onrecord("entities", town, "--across", "--json")):
        assert {wire, later} - {entity["entity"] for entity in one["entities"]}

    (withdrawn,) = records(onrecord("judge", town, "withdraw", row["judgement"][:19], "--by", "Cem", "--json"))
    assert withdrawn["withdrawn_by"] == "Cem"
    listed = rows(onrecord("judge", town, "list"))
    assert [(one["verdict"], one["by"]) for one in listed] == [("same", "Ada"), ("different", "Bo")]
    assert listed[1]["withdrawn"].endswith("by Cem")
    assert len(list(csv.DictReader(io.StringIO(onrecord("judge", town, "list", "--csv").out)))) == 2


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["same", "entity-a", "--by", "Bo"], "takes 2 ids, and 1 were given"),
        (["same", "entity-a", "entity-b"], "needs --by NAME"),
        (["same", "nope", "nope", "--by", "Bo"], "no entity has an id that starts with 'nope'"),
        (["withdraw", "nope", "--by", "Bo"], "no judgement has an id that starts with 'nope'"),
        (["list", "nope"], "takes no ids, and 1 were given"),
        (["maybe"], "is not one of"),
    ],
    ids=str,
)
def test_a_judgement_that_cannot_be_meant_is_a_line_and_a_hint(onrecord, town, call, told):
    ended = onrecord("judge", town, *call)
    assert (ended.status, ended.out) == (2, "")
    assert told in ended.err
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == ["onrecord", "hint"]


def test_status_says_what_is_across_the_reports(onrecord, town):
    lines = onrecord("status", town).out.splitlines()
    assert "across reports       told" in lines
    assert {"  findings           1", "  origins            1", "  relations          2"} <= set(lines)
