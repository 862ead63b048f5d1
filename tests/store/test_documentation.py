"""The page about the case file leaves nothing out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.store import schema

PAGE = (Path(__file__).parents[2] / "docs" / "case-file.md").read_text(encoding="utf-8")
SECTIONS = {part.split(" ", 1)[0]: part for part in PAGE.split("\n## ")[1:]}


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=str)
def test_every_column_is_described_with_its_table_and_no_other_is(table) -> None:
    described = re.findall(r"^\| `(\w+)` \| \S", SECTIONS[table.name], re.MULTILINE)
    assert described == [column.name for column in table.columns]


def test_the_marks_of_the_file_are_the_ones_we_write() -> None:
    assert f"0x{schema.APPLICATION_ID:X}" in PAGE
    assert "report_words" in PAGE
    assert "claim_words" in PAGE
