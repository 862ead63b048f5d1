"""On a terminal things are fitted and coloured; elsewhere they are whole and plain."""

import io
import sys
from collections.abc import Callable

import pytest

from onrecord.case import BuildEvent
from onrecord.cli import progress
from onrecord.cli.marking import mark_claims
from onrecord.cli.printing import Column, print_table
from onrecord.cli.screen import Screen
from onrecord.records import Claim, Extraction, Problem, Report, Span

COLUMNS = (Column(name="report", width=8, cut=True), Column(name="words", width=5, right=True), Column(name="title"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch) -> Callable[[str], Terminal]:
    """Puts a terminal of 60 columns in the place of a stream."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")

    def put(name: str) -> Terminal:
        stream = Terminal()
        monkeypatch.setattr(sys, name, stream)
        return stream

    return put


def test_a_table_is_fitted_to_the_terminal(terminal):
    screen = terminal("stdout")
    print_table(COLUMNS, [("report-123456", 7, "A long title that goes on and on and does not fit the line at all")])
    head, row = screen.getvalue().splitlines()
    assert "report" in head
    assert "report-1 " in row
    assert "report-12" not in row
    assert "…" in row
    assert max(map(len, screen.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines())) <= 60


def test_long_tables_stand_in_line_from_batch_to_batch(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    screen = terminal("stdout")
    print_table(COLUMNS, ((f"r{n}", n, "x" * (n % 90)) for n in range(450)))
    rows = screen.getvalue().splitlines()
    assert len(rows) == 451
    assert [row[:15].split() for row in rows[1:]] == [[f"r{n}", str(n)] for n in range(450)]
    assert all(row[14] != " " for row in rows)


def test_a_table_is_whole_in_a_pipe(capsys):
    print_table(COLUMNS, [("report-123456", 7, "A title\tof\ntwo lines " + "x" * 200)])
    assert capsys.readouterr().out == "report\twords\ttitle\nreport-123456\t7\tA title of two lines " + "x" * 200 + "\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_turned_off(terminal, monkeypatch, name, value):
    screen = terminal("stdout")
    assert Screen.of(screen).colour
    monkeypatch.setenv(name, value)
    assert not Screen.of(screen).colour
    Screen.of(screen).console().print("plain", style="bold red")
    assert screen.getvalue() == "plain\n"


def test_a_report_is_coloured_on_a_terminal(onrecord, case, monkeypatch):
    monkeypatch.setattr(Screen, "of", classmethod(lambda cls, _: cls(terminal=True, colour=True, width=80)))
    monkeypatch.setenv("TERM", "xterm")
    out = onrecord("show", case, "wire").out
    assert "\x1b[1;35mThe harbour authority\x1b[0m" in out
    assert "\x1b[32mthe vessel had left\x1b[0m" in out
    assert "[1 " not in out


def spans(text: str, words: str) -> tuple[Span, ...]:
    return (Span.of(text, text.index(words), text.index(words) + len(words)),)


def test_brackets_that_cross_say_whose_they_are():
    text = "a b c d"
    first = Claim(report="r", content=spans(text, "a b c"))
    second = Claim(report="r", content=spans(text, "c d"))
    page = mark_claims(
        Extraction(report=Report(id="r", capture="", sha256="", text=text), claims=(first, second)), colour=False
    )
    assert page.text.plain == "[1 a b [2 c 1] d]"


def test_nested_claims_are_underlined_and_say_what_they_are_in():
    text = "He said she denied it."
    outer = Claim(report="r", source=spans(text, "He"), cue=spans(text, "said"), content=spans(text, "she denied it"))
    inner = Claim(
        report="r", source=spans(text, "she"), cue=spans(text, "denied"), content=spans(text, "it"), act="deny",
        parent=outer.id, relays=spans(text, "He"), channel=spans(text, "."), polarity="negative", certainty="possible",
    )  # fmt: skip
    extraction = Extraction(report=Report(id="r", capture="", sha256="", text=text), claims=(inner, outer))
    page = mark_claims(extraction, colour=True)
    assert page.text.plain == "He said 1·she denied 2·it."
    assert "green underline" in {span.style for span in page.text.spans}
    line = page.claims[1].plain
    assert line == "she “denied” (denies, indirect, possible, negative, in 1, through He, said .): it"


def test_a_claim_of_nobody_says_so():
    text = "It was reportedly so."
    claim = Claim(report="r", cue=spans(text, "reportedly"), content=spans(text, "so"))
    extraction = Extraction(report=Report(id="r", capture="", sha256="", text=text), claims=(claim,))
    assert mark_claims(extraction, colour=False).claims[0].plain.startswith("(nobody named) “reportedly”")


def test_a_build_on_a_terminal_shows_a_bar_per_stage_and_problems_above(terminal):
    screen = terminal("stderr")
    trouble = Problem(stage="collect", code="empty", message="it is empty", subject="a\x1b.txt", hint="try another")
    with progress.shown_progress() as show:
        show(BuildEvent(stage="collect", done=1, problems=(trouble,)))
        show(BuildEvent(stage="read", done=1, total=2))
        show(BuildEvent(stage="read", done=2, total=2))
    shown = screen.getvalue()
    assert "a\ufffd.txt: it is empty" in shown
    assert "hint: try another" in shown
    assert "collecting" in shown
    assert "2 of 2" in shown
