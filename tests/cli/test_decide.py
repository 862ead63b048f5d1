"""Decisions of a person on the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from across_case import fill_across
from port_case import WHOLE

from onrecord.dossier.deciding import reason_words
from onrecord.records import REASON_CODES, Reason
from onrecord.store import CaseStore

STATEMENT, INNER, DENIAL = WHOLE.claims


def lines(ended) -> list[dict]:
    assert ended.status == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def test_a_rejected_claim_stays_in_the_list_marked_as_such(onrecord, port):
    (made,) = lines(
        onrecord("decide", port, "reject", DENIAL.id[:12], "--by", "Mira", "--reason", "no claim", "--json")
    )
    assert (made["verdict"], made["by"], made["was"][0]["id"]) == ("reject", "Mira", DENIAL.id)
    stands = {row["id"]: row["review"] for row in lines(onrecord("claims", port, "--json"))}
    assert stands == {STATEMENT.id: "unreviewed", INNER.id: "unreviewed", DENIAL.id: "rejected"}
    (row,) = csv.DictReader(io.StringIO(onrecord("claims", port, "--review", "rejected", "--csv").out))
    assert (row["claim"], row["review"]) == (DENIAL.id, "rejected")
    assert onrecord("verify", port).status == 0


def test_a_report_is_shown_with_what_persons_decided(onrecord, port):
    event = WHOLE.events[0].id
    for target in (DENIAL.id, event):
        assert onrecord("decide", port, "reject", target, "--by", "Mira", "--reason", "misread").status == 0
    shown = onrecord("show", port, "report-port").out
    assert "denied” (denies, indirect): it – rejected by Mira on " in shown
    assert ": misread" in shown
    assert "recruit" not in onrecord("show", port, "report-port", "--only", "events").out


def test_a_claim_is_corrected_by_its_fields_and_says_so(onrecord, port):
    ended = onrecord(
        "decide", port, "correct", DENIAL.id, "--by", "Mira", "--set", "act=decline", "--set", "source=Zoë Marlin"
    )
    assert ended.status == 0
    assert "was not told anew" in ended.err
    (row,) = lines(onrecord("claims", port, "--review", "corrected", "--json"))
    assert (row["act"], row["source"][0]["text"], row["made_by"]) == ("decline", "Zoë Marlin", "person:Mira")
    assert lines(onrecord("decide", port, "undo", "--by", "Mira", "--weigh", "--json"))[0]["withdrawn_by"] == "Mira"
    assert lines(onrecord("claims", port, "--review", "corrected", "--json")) == []


def test_records_are_split_by_what_a_file_holds_and_merged(onrecord, port, tmp_path):
    found = lines(onrecord("claims", port, "--json"))
    parts = tmp_path / "parts.jsonl"
    fields = ("source", "cue", "content")
    halves = [{**{name: found[0][name] for name in fields}, "content": [one]} for one in found[0]["content"]]
    parts.write_text("".join(json.dumps(half) + "\n" for half in halves), encoding="utf-8")
    assert onrecord("decide", port, "split", STATEMENT.id, "--becomes", parts, "--by", "Mira").status == 0
    ministry, city = (entity.id for entity in WHOLE.entities)
    assert onrecord("decide", port, "merge", ministry, city, "--set", "name=Port", "--by", "Mira").status == 0
    listed = lines(onrecord("entities", port, "--review", "corrected", "--json"))
    assert [(row["name"], len(row["mentioned"])) for row in listed] == [("Port", 2)]
    assert len(lines(onrecord("claims", port, "--review", "corrected", "--json"))) == 2
    assert onrecord("verify", port).status == 0


def test_the_status_tells_how_many_records_were_rejected_and_replaced(onrecord, port):
    onrecord("decide", port, "reject", DENIAL.id, "--by", "Mira", "--reason", "no claim")
    onrecord("decide", port, "correct", STATEMENT.id, "--by", "Mira", "--set", "act=decline")
    status = json.loads(onrecord("status", port, "--json").out)
    assert (status["decisions"], status["rejected"], status["replaced"]) == (2, 1, 1)


def test_what_the_program_missed_is_added(onrecord, port):
    given = ["--report", "report-port", "--set", "source=the port authority", "--set", "content=did not answer"]
    assert onrecord("decide", port, "add", "claim", *given, "--set", "act=decline", "--by", "Jon").status == 0
    (row,) = lines(onrecord("claims", port, "--review", "added", "--json"))
    assert row["content"][0]["text"] == "did not answer"


def test_sources_are_rated_and_notes_taken(onrecord, port):
    assert (
        onrecord("decide", port, "rate", "Port Courier", "--letter", "b", "--number", "2", "--by", "Mira").status == 0
    )
    assert onrecord("decide", port, "rate", DENIAL.id, "--number", "5", "--by", "Mira").status == 0
    assert onrecord("decide", port, "note", "report-p", "--reason", "ask the port", "--by", "Jon").status == 0
    assert onrecord("decide", port, "look", DENIAL.id, "--by", "Jon").status == 0
    listed = lines(onrecord("decisions", port, "--json"))
    assert [(row["verdict"], row["kind"], row["reliability"]) for row in listed] == [
        ("rate", "source", "B"),
        ("rate", "claim", None),
        ("note", "report", None),
        ("look", "claim", None),
    ]
    assert len(lines(onrecord("decisions", port, "--by", "Jon", "--json"))) == 2
    table = onrecord("decisions", port, "--kind", "source").out.splitlines()[1].split("\t")
    assert table[1:4] == ["rate B2", "source", "Port Courier"]


def test_withdrawing_twice_is_refused_with_who_did_it(onrecord, port):
    (made,) = lines(onrecord("decide", port, "accept", DENIAL.id, "--by", "Mira", "--json"))
    assert onrecord("decide", port, "withdraw", made["id"], "--by", "Jon").status == 0
    ended = onrecord("decide", port, "withdraw", made["id"], "--by", "Jon")
    assert (ended.status, "was withdrawn by Jon" in ended.err) == (2, True)
    assert lines(onrecord("decisions", port, "--in-force", "--json")) == []


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["accept", DENIAL.id], "needs --by NAME"),
        (["agree", DENIAL.id, "--by", "M"], "nothing is called 'agree'"),
        (["merge", DENIAL.id, "--by", "M"], "takes 2 or more names"),
        (["correct", DENIAL.id, "--by", "M"], "needs --set"),
        (["correct", DENIAL.id, "--set", "act", "--by", "M"], "no FIELD=VALUE"),
        (["correct", DENIAL.id, "--set", "act=shout", "--by", "M"], "act is 'shout'"),
        (["split", DENIAL.id, "--by", "M"], "needs --becomes"),
        (["add", "claim", "--by", "M"], "needs --report"),
        (["add", "ship", "--report", "report-port", "--by", "M"], "'ship'"),
        (["accept", "port", "--by", "M"], "no id of a record"),
        (["accept", "claim-", "--by", "M"], "several claims"),
        (["undo", "--by", "M"], "no decision of M"),
        (["rate", "Port Courier", "--letter", "Z", "--by", "M"], "no reliability"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else given,
)
def test_what_cannot_be_meant_is_refused_in_one_line(onrecord, port, call, says):
    action, *rest = call
    ended = onrecord("decide", port, action, *rest)
    assert ended.status == 2
    assert says in ended.err
    assert ended.out == ""


@pytest.mark.parametrize("held", ["no JSON", "[1]"])
def test_a_file_that_holds_no_records_is_refused(onrecord, port, tmp_path, held):
    parts = tmp_path / "parts.jsonl"
    parts.write_text(held, encoding="utf-8")
    ended = onrecord("decide", port, "split", DENIAL.id, "--becomes", parts, "--by", "M")
    assert (ended.status, "JSON" in ended.err) == (2, True)


def test_what_to_look_at_first_is_listed_with_why(onrecord, tmp_path):
    path = tmp_path / "town.case"
    with CaseStore.open(path, create=True) as store:
        fill_across(store)
    first, *_ = lines(onrecord("queue", path, "--kind", "claim", "--json"))
    assert first["reasons"][0]["words"] == "the only passage against what three reports speak to"
    assert first["words"] == "Marlin: 40 sailors were hired"
    assert onrecord("decide", path, "look", first["record"], "--by", "Mira", "--reason", "is it 40?").status == 0
    table = onrecord("queue", path, "--limit", "1").out.splitlines()[1].split("\t")
    assert table[1:3] == ["claim", "asked"]
    assert table[5].startswith("Mira asked for a second look: is it 40?; the only passage")
    names = [row["words"] for row in lines(onrecord("queue", path, "--kind", "identity", "--json"))]
    assert names == []


@pytest.mark.parametrize("code", REASON_CODES)
def test_every_reason_has_words(code):
    assert reason_words(Reason(code=code, reports=3, alike=2, score=0.4, by=("Mira", "Jon"), said="number"))
