"""Reports of equal length to measure on, made from the labelled reports of the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from onrecord.records import Report

WORDS: Final = 400
"""Words per report: a wire story."""

_ROOT = Path(__file__).parent.parent
_SOURCES = (_ROOT / "quality" / "own" / "reports.jsonl", _ROOT / "corpus" / "train" / "reports.jsonl")
_WORD = re.compile(r"\S+\s*")
_SHIFT: Final = 137  # words; each round over the sources starts elsewhere, so that no two reports are the same


def make_texts(count: int, words: int = WORDS) -> list[str]:
    """Return `count` different texts of `words` words: the sources one after the other, cut; paragraphs stay."""
    material = [word.group() for text in _source_texts() for word in _WORD.finditer(text + "\n")]
    whole = len(material) // words * words
    texts: list[str] = []
    start = 0
    while len(texts) < count:
        turned = material[start:] + material[:start]
        texts += ["".join(turned[at : at + words]).strip() for at in range(0, whole, words)]
        start += _SHIFT
    return texts[:count]


def make_reports(count: int) -> list[Report]:
    """Return `count` reports in English."""
    return [
        Report(id=f"report-{number:05}", capture="", sha256="", text=text, language="en")
        for number, text in enumerate(make_texts(count))
    ]


def write_files(folder: Path, count: int) -> None:
    """Write `count` text files."""
    folder.mkdir(parents=True)
    for number, text in enumerate(make_texts(count)):
        (folder / f"report-{number:05}.txt").write_text(text, "utf-8")


def _source_texts() -> list[str]:
    return [
        json.loads(line)["text"] for path in _SOURCES for line in path.read_text("utf-8").split("\n") if line.strip()
    ]
