"""Fits the weights of the vocabulary's small linear rules on labelled reports and writes them into their files.

    python -m training.weights [--reports corpus/train corpus/more]

They are the last tables of `dating.toml` (which time is an event's, which is when something was said) and of
`status.toml` (is an element asserted or alleged): logistic regression over the features that `extract` itself computes,
rounded to one decimal. Run it again when a feature changes or the corpus grows.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from labelling.snippets import read_labelled
from onrecord.extract.dating import Dating, Verb
from onrecord.extract.elements import Word
from onrecord.extract.entities.named import Layout
from onrecord.extract.holders import Holders
from onrecord.records import Act, Certainty, Claim, Event, Factuality, Span, Time
from onrecord.records.time import TimeType
from onrecord.vocabulary.dating import dating_words

ROOT: Final = Path(__file__).parents[1]
VOCABULARY: Final = ROOT / "src" / "onrecord" / "vocabulary"
# What `always` is raised by: a link more is worth a false one more as long as F1 gains.
LIFT: Final = {"event": 0.5, "said": 0.1, "alleged": 0.0}

Row = dict[str, Any]


class Labelled:
    """The records of one labelled report, as `extract` would give them."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.text: str = row["report"]["text"]
        name = row["report"]["id"]
        self.times = [
            Time(report=name, span=_span(t["span"]), value=t["value"], type=cast("TimeType", t["type"]))
            for t in row["times"]
        ]
        self.claims = list(_claims(name, row["claims"]))
        self.events = [
            Event(
                report=name,
                type=e["type"],
                trigger=_span(e["trigger"]),
                factuality=cast("Factuality", e["factuality"]),
            )
            for e in row["events"]
        ]
        self.time_ids = {row["id"]: time.id for row, time in zip(row["times"], self.times, strict=True)}

    def dating(self) -> Dating:
        """Return the times and verbs of the report."""
        cues = [(span.start, span.end) for claim in self.claims for span in claim.cue]
        triggers = [(event.trigger.start, event.trigger.end) for event in self.events]
        return Dating(Layout(self.text), self.times, [*triggers, *cues], Holders(self.claims))

    def event_times(self) -> Iterator[tuple[Mapping[str, float], bool]]:
        """Yield what holds between each event and each time of its sentence, and whether the time is the event's."""
        dating = self.dating()
        for row, event in zip(self.row["events"], self.events, strict=True):
            bounds = (event.trigger.start, event.trigger.end)
            right = self.time_ids.get(row["time"])
            verb = Verb(bounds=bounds, lasts=event.type in dating_words().lasting)
            yield from ((features, time == right) for time, features in dating.candidates(verb))

    def said_times(self) -> Iterator[tuple[Mapping[str, float], bool]]:
        """Yield the same for each claim that has a cue, and when it was said."""
        dating = self.dating()
        for row, claim in zip(self.row["claims"], self.claims, strict=True):
            if claim.cue:
                content = tuple((span.start, span.end) for span in claim.content)
                verb = Verb(bounds=(claim.cue[0].start, claim.cue[0].end), content=content)
                right = self.time_ids.get(row["said_at"])
                yield from ((features, time == right) for time, features in dating.candidates(verb))

    def statuses(self) -> Iterator[tuple[Mapping[str, float], bool]]:
        """Yield what holds of the passages of each element, and whether it is alleged; States' responses never are."""
        places = {code: [(s["start"], s["end"]) for s in spans] for code, spans, _ in self._elements()}
        word = Word(self.text, self.claims, self.events, {place for found in places.values() for place in found})
        for code, _, status in self._elements():
            if status != "denied":
                yield word.features(places[code]), status == "alleged"

    def _elements(self) -> Iterator[tuple[str, list[Row], str]]:
        for row in self.row["elements"]:
            if row["element"] != "response":
                yield row["code"], row["spans"], row["status"]


def _claims(report: str, rows: Sequence[Row]) -> Iterator[Claim]:
    ids: dict[str, str] = {}
    claims = []
    for row in rows:
        claim = Claim(
            report=report,
            source=_spans(row["source"]),
            cue=_spans(row["cue"]),
            content=_spans(row["content"]),
            relays=_spans(row["relays"]),
            channel=_spans(row["channel"]),
            act=cast("Act", row["act"]),
            certainty=cast("Certainty", row["certainty"]),
        )
        ids[row["id"]] = claim.id
        claims.append((row, claim))
    for row, claim in claims:
        yield replace(claim, parent=ids.get(row["parent"], ""))


def _spans(rows: Sequence[Row]) -> tuple[Span, ...]:
    return tuple(_span(row) for row in rows)


def _span(row: Row) -> Span:
    return Span(start=row["start"], end=row["end"], text=row["text"])


def fitted(examples: Iterable[tuple[Mapping[str, float], bool]], penalty: float) -> dict[str, float]:
    """Return weights by logistic regression with a quadratic penalty, by Newton's method."""
    rows = list(examples)
    names = list(rows[0][0])
    x = np.array([[float(features[name]) for name in names] for features, _ in rows])
    y = np.array([float(right) for _, right in rows])
    weights: npt.NDArray[np.float64] = np.zeros(len(names))
    for _ in range(60):
        chances = 1 / (1 + np.exp(-x @ weights))
        curvature = (x.T * (chances * (1 - chances) + 1e-6)) @ x + penalty * np.eye(len(names))
        weights += np.linalg.solve(curvature, x.T @ (y - chances) - penalty * weights)
    return dict(zip(names, weights.tolist(), strict=True))


def write_table(path: Path, name: str, weights: Mapping[str, float]) -> None:
    """Replace a table of weights in a vocabulary file; what stands around it stays."""
    text = path.read_text("utf-8")
    head, _, rest = text.partition(f"[{name}]\n")
    following = rest.find("\n[")
    tail = rest[following:] if following >= 0 else ""
    lines = "".join(f"{key} = {round(value, 1) + 0.0:.1f}\n" for key, value in weights.items())
    path.write_text(f"{head}[{name}]\n{lines}{tail}", "utf-8")


def main() -> None:
    """Fit all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    learnt = [ROOT / "corpus" / part for part in ("train", "more")]
    parser.add_argument("--reports", type=Path, nargs="+", default=learnt)
    options = parser.parse_args()
    reports = [Labelled(row) for folder in options.reports for row in read_labelled(folder)]
    tables = (
        ("dating.toml", "event", 1.0, [row for report in reports for row in report.event_times()]),
        ("dating.toml", "said", 1.0, [row for report in reports for row in report.said_times()]),
        ("status.toml", "alleged", 3.0, [row for report in reports for row in report.statuses()]),
    )
    for file, table, penalty, examples in tables:
        weights = fitted(examples, penalty)
        weights["always"] += LIFT[table]
        write_table(VOCABULARY / file, table, weights)
        print(file, table, len(examples), {name: round(value, 1) for name, value in weights.items()})


if __name__ == "__main__":
    main()
