"""Labels written as snippets of a report become records with offsets.

A snippet is a string that stands in the report, `{"text": "said", "n": 2}` for its second
occurrence, or `{"text": "he", "in": "a longer passage"}`. One that stands in several places
is taken nearest to its claim's content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Bounds = tuple[int, int]

_DEFAULTS = {"quotation": "indirect", "act": "state", "certainty": "certain", "polarity": "positive"}
_FIELDS = ("source", "cue", "relays", "channel")


class LabelError(ValueError):
    """A label that does not fit its report: which report, which claim, which snippet."""


def read_labelled(folder: Path) -> list[Record]:
    """Return `{"report", "claims"}` for each report of `reports.jsonl` with its line of `labels.jsonl`.

    Raises:
        LabelError: A snippet does not stand in its report, or a report has no labels.
    """
    labels = {row["report"]: row for row in _lines(folder / "labels.jsonl")}
    records = []
    for report in _lines(folder / "reports.jsonl"):
        if report["id"] not in labels:
            raise LabelError(f"{report['id']}: no labels")
        records.append({"report": report, "claims": list(_claims(report, labels.pop(report["id"])["claims"]))})
    if labels:
        raise LabelError(f"labels without a report: {', '.join(labels)}")
    return records


def _lines(path: Path) -> Iterator[Record]:
    for line in path.read_text("utf-8").split("\n"):  # splitlines would part a text at U+2028
        if line.strip():
            yield json.loads(line)


def _claims(report: Record, labels: list[Record]) -> Iterator[Record]:
    text = report["text"]
    for number, label in enumerate(labels):
        where = f"{report['id']}: claim {number}"
        content = [_span(text, snippet, None, where) for snippet in _listed(label["content"])]
        near = (content[0]["start"], content[-1]["end"]) if content else None
        claim: Record = {"id": f"c{number}", "content": content}
        for name in _FIELDS:
            claim[name] = [_span(text, snippet, near, where) for snippet in _listed(label.get(name))]
        for name, default in _DEFAULTS.items():
            claim[name] = label.get(name, default)
        parent = label.get("parent")
        claim["parent"] = None if parent is None else f"c{parent}"
        yield claim


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str | dict) else list(value or ())


def _span(text: str, snippet: Any, near: Bounds | None, where: str) -> Record:
    words = snippet["text"] if isinstance(snippet, dict) else snippet
    if isinstance(snippet, dict) and "in" in snippet:
        at = text.find(snippet["in"])
        start = at + snippet["in"].find(words) if at >= 0 and words in snippet["in"] else -1
    else:
        start = _place(text, words, snippet.get("n") if isinstance(snippet, dict) else None, near)
    if start < 0:
        raise LabelError(f"{where}: not in the report: {snippet!r}")
    return {"start": start, "end": start + len(words), "text": words}


def _place(text: str, words: str, number: int | None, near: Bounds | None) -> int:
    """Return where whole words stand: the occurrence of that number, else the one nearest to `near`, else the first."""
    places = [i for i in _occurrences(text, words) if _whole(text, i, i + len(words))]
    if not places or (number or 1) > len(places):
        return -1
    if number:
        return places[number - 1]
    if near is None:
        return places[0]
    return min(places, key=lambda i: min(abs(i - near[1]), abs(i + len(words) - near[0])))


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    cuts_before = text[start].isalnum() and start > 0 and text[start - 1].isalnum()
    cuts_after = text[end - 1].isalnum() and end < len(text) and text[end].isalnum()
    return not cuts_before and not cuts_after
