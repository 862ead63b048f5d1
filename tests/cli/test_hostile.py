"""Nothing in a report, a title or a file name steers the terminal or a spreadsheet."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from onrecord.cli.printing import print_csv, print_json
from onrecord.records import (
    Answer,
    Capture,
    Claim,
    Difference,
    Element,
    Entity,
    Event,
    Extraction,
    Finding,
    Identity,
    Judgement,
    Likeness,
    Mention,
    Office,
    Origin,
    Question,
    Report,
    Role,
    Side,
    SlotValue,
    Span,
    Time,
    Voice,
)
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed

ESCAPES = "\x1b]0;owned\x07\x1b[31m\x9b2J\r\x08\u202e\u2066"
RAW = set(ESCAPES) - {"0", ";", "[", "]", "3", "1", "m", "2", "J"} - set("owned")


@pytest.fixture
def hostile(onrecord, tmp_path):
    text = f"The {ESCAPES} authority said that the vessel {ESCAPES} had left the harbour.\n=1+1 said that it rained."
    fields = {
        "id": f"w{ESCAPES}",
        "title": f"Gone{ESCAPES}",
        "publisher": f"Wire{ESCAPES}",
        "language": "en",
        "text": text,
    }
    (tmp_path / "h.jsonl").write_text(json.dumps(fields) + "\n")
    (tmp_path / "bad\x1b[31m\u202e.txt").touch()
    path = tmp_path / "h.case"
    assert onrecord("build", path, tmp_path / "h.jsonl", tmp_path / "bad\x1b[31m\u202e.txt").status == 3
    return path


@pytest.mark.parametrize(
    "call",
    [
        ["status"], ["reports"], ["claims"], ["claims", "--csv"], ["problems"], ["verify"],
        *([c, "--json"] for c in ("status", "reports", "claims", "problems", "verify")),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_prints_what_a_terminal_obeys(onrecord, hostile, call):
    ended = onrecord(call[0], hostile, *call[1:])
    assert not RAW & set(ended.out + ended.err)


@pytest.mark.parametrize(
    "call", [["show", "w"], ["show", "w", "--json"], ["search", "vessel"], ["search", "vessel", "--json"]]
)
def test_nor_do_the_commands_that_are_given_words(onrecord, hostile, call):
    ended = onrecord(call[0], hostile, *call[1:])
    assert "vessel" in ended.out
    assert not RAW & set(ended.out + ended.err)


@pytest.fixture
def steering(tmp_path):
    """A case whose records of every kind hold what a terminal obeys and a spreadsheet runs."""
    text = f"={ESCAPES}"
    capture = Capture(data=text.encode(), origin="/h.txt", how="file", captured_at="2026-05-01T09:30:00Z")
    report = Report(id="h", capture=capture.id, sha256=capture.sha256, text=text, language="en", published=text)
    words, own = Span.of(text, 0, len(text)), {"report": "h"}
    who = Entity(**own, first=words, type="PER", name=text, aliases=(text,), country=text, role=text)
    said = Claim(**own, content=(words,), source=(words,), relays=(words,), channel=(words,), speaker=who.id)
    day = Time(**own, span=words, value=text, type="DATE")
    roles = (Role(role="agent", span=words, entity=who.id),)
    extraction = Extraction(
        report=report,
        claims=(said,),
        events=(Event(**own, type=text, trigger=words, roles=roles, time=day.id, holder=said.id),),
        times=(day,),
        mentions=(Mention(**own, span=words, type="PER", entity=who.id),),
        entities=(who,),
        questions=(Question(**own, kind="unclear", span=words, party=words, about=said.id, as_of=text),),
        elements=(Element(**own, element=text, code=text, status="alleged", spans=(words,), claims=(said.id,)),),
    )
    path = tmp_path / "steering.case"
    with CaseStore.open(path, create=True) as store:
        store.add_capture(capture)
        store.add_report(report)
        store.add_extraction(extraction, made_by="x")
    return path


@pytest.mark.parametrize("kind", ["claims", "events", "times", "entities", "questions", "elements"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_record_steers_a_terminal_or_a_spreadsheet(onrecord, steering, kind, form):
    ended = onrecord(kind, steering, "--format", form)
    assert ended.status == 0
    assert "owned" in ended.out
    assert not RAW & set(ended.out + ended.err)
    if form == "csv":
        cells = [cell for row in list(csv.reader(io.StringIO(ended.out)))[1:] for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")]


@pytest.fixture
def steering_together(steering):
    """The same, with what the report says together with itself, as it were."""
    text = f"={ESCAPES}"
    with CaseStore.open(steering) as store:
        found = store.view.extraction("h")
        (entity,), (claim,), (question,) = found.entities, found.claims, found.questions
        words = Side(report="h", span=Span.of(text, 0, len(text)))
        like = Likeness(a=entity.id, b=entity.id, score=1.0, reasons=(text,), made_by=text)
        who = Identity(
            type="PER", name=text, aliases=(text,), country=text, offices=(Office(role=text, published=text),),
            members=(entity.id, entity.id),
        )  # fmt: skip
        voice = Voice(side=words, record=claim.id, source=text, act="state", origin=text)
        values = (SlotValue(value=text, side=words),)
        finding = Finding(
            proposition=words, voices=(voice,), independent_origins=1, updates=(words,),
            differences=(Difference(slot="number", values=values),),
        )  # fmt: skip
        weighed = Weighed(
            origins=(Origin(name=text, kind="copy", reports=("h",), words=(words,)),),
            findings=(finding,),
            answers=(Answer(question=question.id, side=words, score=1.0),),
        )
        store.add_judgement(Judgement(a="a", b=entity.id, verdict="same", by=text, at="2026", reason=text))
        resolved = Resolved(identities=(who,), likenesses=(like,))
        assert store.replace_weighed(resolved, weighed, state=store.view.state(), made_by="x")
    return steering


@pytest.mark.parametrize(
    "call",
    [["findings"], ["origins"], ["entities", "--across"], ["entities", "--across", "--why"], ["judge", "list"]],
    ids=" ".join,
)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_nor_does_anything_across_reports(onrecord, steering_together, call, form):
    ended = onrecord(call[0], steering_together, *call[1:], "--format", form)
    assert ended.status == 0, ended.err
    assert "owned" in ended.out
    assert not RAW & set(ended.out + ended.err)
    if form == "csv":
        cells = [cell for row in list(csv.reader(io.StringIO(ended.out)))[1:] for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")]


@pytest.mark.parametrize("options", [[], ["--json"], ["--only", "events"], ["--only", "elements"]], ids=" ".join)
def test_nor_does_a_report_that_is_shown(onrecord, steering, options):
    ended = onrecord("show", steering, "h", *options)
    assert (ended.status, "owned" in ended.out) == (0, True)
    assert not RAW & set(ended.out + ended.err)


def test_building_from_a_hostile_name_prints_it_harmless(onrecord, tmp_path):
    name = tmp_path / "bad\x1b[31m\u202e.txt"
    name.touch()
    ended = onrecord("build", tmp_path / "c.case", name)
    assert "bad\ufffd[31m<U+202E>.txt" in ended.err
    assert not RAW & set(ended.err)


def test_an_error_line_is_one_line_and_harmless(onrecord, tmp_path):
    ended = onrecord("status", tmp_path / "no\x1b[31m\nsuch.case")
    assert len(ended.err.splitlines()) == 2
    assert not RAW & set(ended.err)


def test_json_loses_nothing_by_being_harmless(capsys):
    record = {"text": ESCAPES + "\ud800 ж😀\u2028"}
    print_json(record)
    out = capsys.readouterr().out
    assert json.loads(out) == record
    assert "ж😀" in out
    assert out.count("\n") == 1


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1"])
def test_csv_cells_are_never_formulas(capsys, formula):
    print_csv(["a"], [[formula]])
    _, (cell,) = csv.reader(io.StringIO(capsys.readouterr().out))
    assert cell.startswith("'")


def test_csv_keeps_quotes_lines_and_numbers(capsys):
    print_csv(["a", "b"], [['“so” "it" goes\nhere, there', -3]])
    _, cells = csv.reader(io.StringIO(capsys.readouterr().out))
    assert cells == ['“so” "it" goes\nhere, there', "-3"]


def test_a_file_name_that_is_no_text_does_not_end_the_program(onrecord, tmp_path):
    name = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    name.touch()
    ended = onrecord("build", tmp_path / "c.case", name)
    assert ended.status == 3
    assert "Traceback" not in ended.err
