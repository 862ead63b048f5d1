"""The map of the program shows the signatures that the code has."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

MAP = (Path(__file__).parents[1] / "docs" / "map.md").read_text(encoding="utf-8")
STAGES = ("collect", "read", "extract", "resolve", "weigh", "review", "engines", "store", "dossier", "case")
ROWS = re.findall(r"^\| `(\w+)` \| `([\w.]+)(\(.*\) -> .*?)` \|", MAP, re.MULTILINE)


def test_the_map_shows_every_stage():
    assert {stage for stage, _, _ in ROWS} == set(STAGES)


@pytest.mark.parametrize(("stage", "name", "shown"), ROWS, ids=[name for _, name, _ in ROWS])
def test_a_signature_is_the_one_of_the_code(stage, name, shown):
    found = import_module(f"onrecord.{stage}")
    for part in name.split("."):
        found = getattr(found, part, None) or import_module(f"{found.__name__}.{part}")
    signature = inspect.signature(found)
    given = [f"{p.name}: {p.annotation}" for p in signature.parameters.values() if p.name != "self"]
    assert f"({', '.join(given)}) -> {signature.return_annotation}" == shown.replace("\\|", "|")


def test_every_module_the_map_names_is_there():
    source = Path(import_module("onrecord").__file__).parent
    names = {path.stem for path in source.rglob("*") if path.suffix == ".py" or path.is_dir()}
    prose = MAP[MAP.index("**collect**") :]
    records = {"Draft", "part_text", "add_…"}
    assert set(re.findall(r"`([^`]+)`", prose)) - records <= names
