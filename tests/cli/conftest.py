"""Commands run in this process, on cases whose claims come from one plain rule."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.case import BuildSettings, open_case
from onrecord.cli import entry
from onrecord.collect import CollectSettings
from onrecord.engines import Stages
from onrecord.records import Claim, Extraction, Report, Span
from onrecord.store import CaseStore

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "case"))

from plain_pairs import COMPARING  # found through the path above

SAID = re.compile(r"(?P<source>[^.“”\n]+?) (?P<cue>said) (?:that )?(?P<content>[^.\n]+)")

WIRE = "The harbour authority said that the vessel had left.\nThe crew said that nobody asked them.\n"
LETTER = "Rain fell on the quay. Nothing else happened there that day, and nobody wrote about it at all.\n"


def by_rule(reports: Sequence[Report]) -> list[Extraction]:
    """Whoever "said" something is cited for the rest of the sentence."""
    return [Extraction(report=r, claims=tuple(_claims(r))) for r in reports]


def _claims(report: Report):
    for found in SAID.finditer(report.text):
        spans = {role: (Span.of(report.text, *found.span(role)),) for role in ("source", "cue", "content")}
        yield Claim(report=report.id, made_by="rule-v1", **spans)


STAGES = Stages(load_extractor=lambda threads: by_rule, made_by=lambda: "rule-v1", **COMPARING)


def in_this_process(*, jobs: int, collect: CollectSettings) -> BuildSettings:
    """Settings of a build by the rule, on no other process."""
    assert jobs >= 1
    return BuildSettings(jobs=1, collect=collect, stages=STAGES)


@pytest.fixture
def rule() -> Stages:
    """Stages that find claims by the rule."""
    return STAGES


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Runs a command and returns how it ended."""
    for module in ("build", "add"):
        monkeypatch.setattr(f"onrecord.cli.{module}.BuildSettings", in_this_process)

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        status = entry.run([str(a) for a in arguments])
        return Ended(status, *capsys.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    wire = {"id": "wire-1", "text": WIRE, "title": "Vessel gone", "publisher": "Tidewater Wire"}
    row = json.dumps(wire | {"published": "2024-03-02", "language": "en"})
    (folder / "wire.jsonl").write_text(row + "\n", encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path, folder: Path) -> Path:
    """A case of that folder."""
    path = tmp_path / "harbour.case"
    with open_case(path, create=True) as made:
        made.build([str(folder)], BuildSettings(stages=STAGES))
    return path


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """A case of one report with records of every kind, those of the store's tests."""
    from port_case import fill_whole  # noqa: PLC0415 - found through the path above

    path = tmp_path / "port.case"
    with CaseStore.open(path, create=True) as store:
        fill_whole(store)
    return path
