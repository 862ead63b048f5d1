"""Material for the quality gate: two tiny labelled reports, and nets that find what a pattern says."""

import importlib.util
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from labelling.snippets import KINDS
from onrecord.nets import Attributed, Nets, Reading

Row = dict[str, Any]

GRADER = Path(__file__).parents[3] / "shared" / "grade.py"

REPORTS = [
    {"id": "harbour", "text": "The port authority said the crane was safe. Nobody was hurt.", "language": "en"},
    {"id": "bridge", "text": "The mayor said that the bridge would open in May.", "language": "en"},
]
LABELS = [
    {"report": "harbour", "claims": [{"source": "The port authority", "cue": "said", "content": "the crane was safe"}]},
    {"report": "bridge", "claims": [{"source": "The mayor", "cue": "said", "content": "the bridge would open in May"}]},
]


class PatternNet:
    """Finds "X said Y." and nothing else; with `blind` it finds nothing."""

    name = "pattern-v1"

    def __init__(self, *, blind: bool = False) -> None:
        self._blind = blind

    def read(self, text: str) -> Reading:
        found = [] if self._blind else re.finditer(r"([\w ]+) (said) ([\w ]+)\.", text)
        return Reading(
            claims=tuple(
                Attributed(
                    anchor=number,
                    source=(match.span(1),),
                    cue=(match.span(2),),
                    content=(match.span(3),),
                    relay=(),
                    channel=(),
                    score=0.9,
                )
                for number, match in enumerate(found)
            )
        )


def _write_lines(path: Path, rows: Sequence[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def _write_labelled(folder: Path, reports: Sequence[Row] = REPORTS, labels: Sequence[Row] = LABELS) -> Path:
    _write_lines(folder / "reports.jsonl", reports)
    _write_lines(folder / "labels.jsonl", labels)
    return folder


def _whole(text: str, name: str = "r", **kinds: list[Row]) -> Row:
    return {"report": {"id": name, "text": text}, **{kind: [] for kind in KINDS}, **kinds}


@pytest.fixture
def write_lines() -> Callable[[Path, Sequence[Row]], Path]:
    """Write rows as JSONL."""
    return _write_lines


@pytest.fixture
def write_labelled() -> Callable[..., Path]:
    """Write a labelled folder; without rows of one's own, two reports with a claim each."""
    return _write_labelled


@pytest.fixture
def whole() -> Callable[..., Row]:
    """A case record with nothing but what one gives it."""
    return _whole


@pytest.fixture
def seeing() -> Nets:
    """Nets that find both claims."""
    return Nets(PatternNet())  # type: ignore[arg-type]


@pytest.fixture
def blind() -> Nets:
    """Nets that find nothing."""
    return Nets(PatternNet(blind=True))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def grader() -> ModuleType:
    """The contract's grader, made to return its counts and not its percentages."""
    if not GRADER.exists():
        pytest.skip("the grader is not beside this checkout")
    spec = importlib.util.spec_from_file_location("contract_grader", GRADER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.Score.row = lambda self: (self.tp, self.fp, self.fn)
    module.Rate.row = lambda self: (self.right, self.all)
    return module
