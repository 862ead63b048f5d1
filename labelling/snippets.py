"""Labels written as snippets of a report become case records with offsets.

A snippet is a string that stands in the report, `{"text": "said", "n": 2}` for its second
occurrence, or `{"text": "he", "in": "a longer passage"}`. One that stands in several places
is taken nearest to its anchor: a claim's content, an event's trigger, a question's clause.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from labelling import vocabulary

Record = dict[str, Any]
Bounds = tuple[int, int]

KINDS = ("claims", "events", "times", "mentions", "entities", "questions", "elements")
_CLAIM_VALUES = {
    "quotation": ("indirect", vocabulary.QUOTATIONS),
    "act": ("state", vocabulary.ACTS),
    "certainty": ("certain", vocabulary.CERTAINTIES),
    "polarity": ("positive", vocabulary.POLARITIES),
}
_CLAIM_SPANS = ("source", "cue", "relays", "channel")


class LabelError(ValueError):
    """A label that does not fit its report: which report, which label, which snippet."""


def read_labelled(folder: Path, labels: str = "labels.jsonl") -> list[Record]:
    """Return a case record for each report of `reports.jsonl` with its line of `labels`.

    Raises:
        LabelError: A snippet does not stand in its report, a value is not one of the
            vocabulary, or a report has no labels.
    """
    rows = {row["report"]: row for row in read_lines(folder / labels)}
    records = []
    for report in read_lines(folder / "reports.jsonl"):
        if report["id"] not in rows:
            raise LabelError(f"{report['id']}: no labels")
        records.append(compile_record(report, rows.pop(report["id"])))
    if rows:
        raise LabelError(f"labels without a report: {', '.join(rows)}")
    return records


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSONL file."""
    for line in path.read_text("utf-8").split("\n"):  # splitlines would part a text at U+2028
        if line.strip():
            yield json.loads(line)


def compile_record(report: Record, label: Record) -> Record:
    """Return the case record of one report from its labels.

    Raises:
        LabelError: The first label that does not fit.
    """
    problems: list[str] = []
    record = compile_with_problems(report, label, problems.append)
    if problems:
        raise LabelError(f"{report['id']}: {problems[0]}")
    return record


def compile_with_problems(report: Record, label: Record, problem: Callable[[str], object]) -> Record:
    """Return the case record of one report; what does not fit is told to `problem` and left out."""
    return _Compiler(report, problem).record(label)


class _Compiler:
    def __init__(self, report: Record, problem: Callable[[str], object]) -> None:
        self.report = report
        self.text: str = report["text"]
        self.problem = problem

    def record(self, label: Record) -> Record:
        mentions, entities = self._names(label.get("entities", ()))
        times = list(self._times(label.get("times", ())))
        return {
            "report": self.report,
            "claims": [self._claim(n, row, times, entities) for n, row in enumerate(label.get("claims", ()))],
            "events": [
                event
                for n, row in enumerate(label.get("events", ()))
                if (event := self._event(n, row, times, len(label.get("claims", ()))))
            ],
            "times": times,
            "mentions": mentions,
            "entities": entities,
            "questions": [q for n, row in enumerate(label.get("questions", ())) if (q := self._question(n, row))],
            "elements": [self._element(n, row) for n, row in enumerate(label.get("elements", ()))],
        }

    def _claim(self, number: int, row: Record, times: list[Record], entities: list[Record]) -> Record:
        where = f"claim {number}"
        content = self._spans(row["content"], None, f"{where} content")
        near = (content[0]["start"], content[-1]["end"]) if content else None
        claim: Record = {"id": f"c{number}", "content": content}
        for name in _CLAIM_SPANS:
            claim[name] = self._spans(row.get(name), near, f"{where} {name}")
        for name, (default, allowed) in _CLAIM_VALUES.items():
            claim[name] = self._value(row.get(name, default), allowed, f"{where} {name}")
        claim["said_at"] = self._link(row.get("said_at"), times, f"{where} said_at")
        claim["speaker"] = self._link(row.get("speaker"), entities, f"{where} speaker")
        parent = row.get("parent")
        claim["parent"] = None if parent is None else f"c{parent}"
        return claim

    def _event(self, number: int, row: Record, times: list[Record], claims: int) -> Record | None:
        where = f"event {number}"
        trigger = self._span(row["trigger"], None, f"{where} trigger")
        if trigger is None:
            return None
        near = (trigger["start"], trigger["end"])
        roles = []
        for role in row.get("roles", ()):
            span = self._span(role["text"], near, f"{where} {role['role']}")
            if span:
                name = self._value(role["role"], vocabulary.ROLES, f"{where} role")
                roles.append({"role": name, "span": span, "entity": None})
        holder = row.get("holder")
        if holder is not None and not 0 <= holder < claims:
            self.problem(f"{where}: no claim {holder} to hold it")
            holder = None
        return {
            "id": f"e{number}",
            "type": self._value(row["type"], vocabulary.EVENT_TYPES, f"{where} type"),
            "trigger": trigger,
            "roles": roles,
            "time": self._link(row.get("time"), times, f"{where} time"),
            "factuality": self._value(row.get("factuality", "CT+"), vocabulary.FACTUALITIES, f"{where} factuality"),
            "holder": None if holder is None else f"c{holder}",
        }

    def _times(self, rows: Sequence[Record]) -> Iterator[Record]:
        for number, row in enumerate(rows):
            where = f"time {number}"
            kind = self._value(row.get("type", "DATE"), vocabulary.TIME_TYPES, f"{where} type")
            span = self._span(row["text"], None, where)
            if span:
                yield {"id": f"t{number}", "span": span, "value": row["value"], "type": kind}

    def _question(self, number: int, row: Record) -> Record | None:
        where = f"question {number}"
        span = self._span(row["text"], None, where)
        if span is None:
            return None
        near = (span["start"], span["end"])
        return {
            "kind": self._value(row["kind"], vocabulary.QUESTION_KINDS, where),
            "span": span,
            "party": self._span(row["party"], near, f"{where} party") if row.get("party") else None,
            "about": None,
            "as_of": self.report.get("published"),
        }

    def _element(self, number: int, row: Record) -> Record:
        where = f"element {number}"
        element = self._value(row["element"], tuple(vocabulary.ELEMENT_CODES), where)
        return {
            "element": element,
            "code": self._value(row["code"], vocabulary.ELEMENT_CODES.get(element, ()), where),
            "status": self._value(row.get("status", "asserted"), vocabulary.STATUSES, f"{where} status"),
            "spans": self._spans(row["texts"], None, where),
            "claims": [],
            "events": [],
        }

    def _names(self, rows: Sequence[Record]) -> tuple[list[Record], list[Record]]:
        mentions: list[Record] = []
        entities: list[Record] = []
        for number, row in enumerate(rows):
            where = f"entity {number}"
            kind = self._value(row["type"], vocabulary.ENTITY_TYPES, where)
            spans = self._spans(row["mentions"], None, f"{where} mention")
            mentions += [{"span": span, "type": kind, "entity": f"n{number}", "form": "name"} for span in spans]
            entities.append(
                {
                    "id": f"n{number}",
                    "type": kind,
                    "name": row["name"],
                    "aliases": row.get("aliases", []),
                    "country": row.get("country"),
                    "role": row.get("role"),
                    "mentions": len(spans),
                }
            )
        return mentions, entities

    def _value(self, value: str, allowed: Sequence[str], where: str) -> str:
        if value not in allowed:
            self.problem(f"{where}: {value!r} is none of {' '.join(allowed)}")
        return value

    def _link(self, number: int | None, rows: list[Record], where: str) -> str | None:
        if number is None:
            return None
        if not 0 <= number < len(rows):
            self.problem(f"{where}: there is no number {number}")
            return None
        return str(rows[number]["id"])

    def _spans(self, value: Any, near: Bounds | None, where: str) -> list[Record]:
        snippets = [value] if isinstance(value, str | dict) else list(value or ())
        return [span for snippet in snippets if (span := self._span(snippet, near, where))]

    def _span(self, snippet: Any, near: Bounds | None, where: str) -> Record | None:
        start = place(self.text, snippet, near)
        if start < 0:
            self.problem(f"{where}: not in the report: {snippet!r}")
            return None
        words = snippet["text"] if isinstance(snippet, dict) else snippet
        return {"start": start, "end": start + len(words), "text": words}


def place(text: str, snippet: Any, near: Bounds | None = None) -> int:
    """Return the code point where a snippet stands in `text`, nearest to `near`; -1 where it does not."""
    words: str = snippet["text"] if isinstance(snippet, dict) else snippet
    if isinstance(snippet, dict) and "in" in snippet:
        passage: str = snippet["in"]
        at = text.find(passage)
        return at + passage.find(words) if at >= 0 and words in passage else -1
    number: int | None = snippet.get("n") if isinstance(snippet, dict) else None
    places = occurrences(text, words)
    if not places or (number or 1) > len(places):
        return -1
    if number:
        return places[number - 1]
    if near is None:
        return places[0]
    return min(places, key=lambda i: min(abs(i - near[1]), abs(i + len(words) - near[0])))


def occurrences(text: str, words: str) -> list[int]:
    """Return every code point where `words` stand in `text` as whole words."""
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        cuts_before = text[at].isalnum() and at > 0 and text[at - 1].isalnum()
        cuts_after = text[end - 1].isalnum() and end < len(text) and text[end].isalnum()
        if not cuts_before and not cuts_after:
            places.append(at)
        at = text.find(words, at + 1)
    return places
