"""Reports and labels as files."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]


@pytest.fixture
def write_labelled() -> Callable[..., Path]:
    """Write a folder of reports and labels; return it."""

    def write(folder: Path, reports: Sequence[Row], labels: Sequence[Row]) -> Path:
        folder.mkdir(parents=True)
        for name, rows in (("reports.jsonl", reports), ("labels.jsonl", labels)):
            (folder / name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return folder

    return write
