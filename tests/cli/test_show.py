"""`show` tells what a report leaves open and what it tells before its words, and any part of it alone."""

import json
import re

import pytest

from onrecord.cli.screen import Screen

HEADINGS = {
    "questions": "Open questions",
    "events": "Events, in order of time",
    "elements": "Passages that speak to: Acts (Palermo Protocol, art. 3a)",
    "entities": "Bodies",
    "text": "marked: ",
    "claims": "  1  The Harbour Ministry",
}


def test_a_report_is_shown_with_its_questions_first_and_its_words_last(onrecord, port):
    out = onrecord("show", port, "report-p").out
    places = [out.index(heading) for heading in HEADINGS.values()]
    assert places == sorted(places)
    assert out.startswith("title      Ministry on sailors\n")


@pytest.mark.parametrize("part", HEADINGS)
def test_a_part_is_shown_alone(onrecord, port, part):
    out = onrecord("show", port, "report-p", "--only", part).out
    assert {name for name, heading in HEADINGS.items() if heading in out} == {part}


def test_parts_can_be_named_together(onrecord, port):
    out = onrecord("show", port, "report-p", "--only", "events", "--only", "questions").out
    assert out.index(HEADINGS["questions"]) < out.index(HEADINGS["events"])
    assert HEADINGS["text"] not in out


def test_an_event_says_when_who_how_far_told_and_on_whose_word(onrecord, port):
    lines = onrecord("show", port, "report-p", "--only", "events").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "recruit" in line)
    assert lines[at] == (
        "  2023-09-05     recruit “hired” whom no sailor · by The Harbour Ministry · whom sailor"
        " – said not to have happened"
    )
    assert lines[at + 1].strip() == ("“The Harbour Ministry said on Tuesday that “no sailor was hired” (“on Tuesday”)")
    assert lines[at + 2].strip() == "event 1, on the word of The Harbour Ministry (statement)"


def test_an_undated_event_stands_last(onrecord, port):
    out = onrecord("show", port, "report-p", "--only", "events").out
    assert out.index("2023-09-05     recruit") < out.index("no date        meet “Asked” – not said to have happened")


def test_an_element_shows_its_passages_its_status_and_on_whose_word(onrecord, port):
    out = onrecord("show", port, "report-p", "--only", "elements").out
    assert "  denied         recruitment\n                 “no sailor was hired”\n                 “it”\n" in out
    assert "Zoë Marlin, a union leader (denial)" in out
    assert "Passages that speak to: Responses of States\n  alleged        investigation\n" in out


def test_a_question_says_with_whom_it_is_open_and_what_it_is_about(onrecord, port):
    out = onrecord("show", port, "report-p", "--only", "questions").out
    assert "  no response    “did not answer”\n" in out
    assert "open with the port authority, about claim 1, as of 2023-09-05\n" in out


def test_a_place_says_where_it_lies_and_how_sure_that_is(onrecord, port):
    out = onrecord("show", port, "report-p", "--only", "entities").out
    assert (
        "北京市, capital, China, also “Beijing” “北京”, 39.91° N 116.40° E, the likeliest of 3 places of this name"
        in out
    )


def test_json_is_the_whole_record(onrecord, port):
    record = json.loads(onrecord("show", port, "report-p", "--format", "json").out)
    assert record == json.loads(onrecord("show", port, "report-p", "--json").out)
    kinds = ("claims", "events", "times", "mentions", "entities", "questions", "elements")
    assert [len(record[kind]) for kind in kinds] == [3, 2, 1, 3, 2, 3, 2]
    assert record["claims"][0]["speaker"] == record["entities"][0]["id"]


def test_json_of_a_part_is_refused(onrecord, port):
    ended = onrecord("show", port, "report-p", "--json", "--only", "events")
    assert ended.status == 2
    assert "JSON is always the whole record" in ended.err


def test_on_a_terminal_it_is_fitted_and_coloured(onrecord, port, monkeypatch):
    monkeypatch.setattr(Screen, "of", classmethod(lambda cls, _: cls(terminal=True, colour=True, width=60)))
    monkeypatch.setenv("TERM", "xterm")
    out = onrecord("show", port, "report-p", "--only", "events", "--only", "elements").out
    assert "\x1b[33m" in out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    body = plain[plain.index("Events") :]
    assert max(map(len, body.splitlines())) <= 60
