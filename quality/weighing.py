"""What weighing makes of right relations: labelled families, their labelled records and pairs, weighed and scored.

    python -m quality.weighing FOLDER [--blind]

FOLDER is a part of the corpus with `across.jsonl`. With `--blind` the pairs do not say whether they share an origin, so
that what the records alone tell of it is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, cast

from labelling.across import Family, read_families
from labelling.across import Side as Words
from labelling.snippets import read_labelled
from onrecord.records import (
    Claim,
    Entity,
    Event,
    Mention,
    Question,
    Relation,
    RelationKind,
    Role,
    Side,
    Slot,
    Span,
    Time,
)
from onrecord.records.across_json import findings_json
from onrecord.vocabulary.folding import folded
from onrecord.weigh import Telling, Weighed, weigh
from quality.across import Labelled, score

Json = dict[str, Any]

_SHARED: Final = {"one": 1.0, "independent": 0.0, "unknown": 0.0}


class _Reading:
    """Reads a labelled case record as records of the program."""

    def __init__(self, row: Json, names: dict[tuple[str, str], str]) -> None:
        self._row = row
        self._id: str = row["report"]["id"]
        self._names = names
        self._mentions = {m["entity"]: self._span(m["span"]) for m in reversed(row["mentions"]) if m["entity"]}
        self._times = {one["id"]: self._time(one) for one in row["times"]}
        self._entities = {one["id"]: self._entity(one) for one in row["entities"] if one["id"] in self._mentions}

    def telling(self) -> Telling:
        """Return the report."""
        claims: dict[str, Claim] = {}
        for _ in range(3):  # a parent's id is known when the parent was read
            claims = {one["id"]: self._claim(one, claims) for one in self._row["claims"] if one["content"]}
        report = self._row["report"]
        return Telling(
            report=self._id,
            text=report["text"],
            publisher=report.get("publisher") or "",
            author=report.get("author") or "",
            published=report.get("published") or "",
            claims=tuple(claims.values()),
            events=tuple(self._event(one, claims) for one in self._row["events"]),
            times=tuple(self._times.values()),
            mentions=tuple(self._mention(one) for one in self._row["mentions"]),
            entities=tuple(self._entities.values()),
            questions=tuple(self._question(one) for one in self._row["questions"]),
            identities={entity.id: self._identity(entity) for entity in self._entities.values()},
        )

    def _identity(self, entity: Entity) -> str:
        key = (self._id, entity.name)
        return self._names.get(key) or f"identity-{entity.type}-{folded(entity.name)}"

    def _span(self, row: Json) -> Span:
        return Span(start=row["start"], end=row["end"], text=row["text"])

    def _spans(self, rows: Sequence[Json]) -> tuple[Span, ...]:
        return tuple(self._span(row) for row in rows)

    def _time(self, row: Json) -> Time:
        return Time(report=self._id, span=self._span(row["span"]), value=row["value"], type=row["type"])

    def _entity(self, row: Json) -> Entity:
        return Entity(report=self._id, first=self._mentions[row["id"]], type=row["type"], name=row["name"])

    def _entity_id(self, label: str | None) -> str:
        return self._entities[label].id if label in self._entities else ""

    def _mention(self, row: Json) -> Mention:
        entity = self._entity_id(row["entity"])
        return Mention(report=self._id, span=self._span(row["span"]), type=row["type"], entity=entity, form=row["form"])

    def _claim(self, row: Json, known: dict[str, Claim]) -> Claim:
        return Claim(
            report=self._id,
            content=self._spans(row["content"]),
            source=self._spans(row["source"]),
            cue=self._spans(row["cue"]),
            relays=self._spans(row["relays"]),
            channel=self._spans(row["channel"]),
            quotation=row["quotation"],
            act=row["act"],
            certainty=row["certainty"],
            polarity=row["polarity"],
            speaker=self._entity_id(row["speaker"]),
            parent=known[row["parent"]].id if row["parent"] in known else "",
        )

    def _event(self, row: Json, claims: dict[str, Claim]) -> Event:
        return Event(
            report=self._id,
            type=row["type"],
            trigger=self._span(row["trigger"]),
            roles=tuple(Role(role=one["role"], span=self._span(one["span"])) for one in row["roles"]),
            factuality=row["factuality"],
            holder=claims[row["holder"]].id if row["holder"] in claims else "",
        )

    def _question(self, row: Json) -> Question:
        return Question(report=self._id, kind=row["kind"], span=self._span(row["span"]))


def labelled_tellings(folder: Path, families: Sequence[Family]) -> list[Telling]:
    """Return the labelled reports of families with their labelled records, and who is who as labelled."""
    wanted = {row["id"] for family in families for row in family.reports}
    names = {
        one: f"identity-{family.name}-{number}"
        for family in families
        for number, group in enumerate(family.same)
        for one in group
    }
    return [_Reading(row, names).telling() for row in read_labelled(folder) if row["report"]["id"] in wanted]


def labelled_relations(families: Sequence[Family], *, blind: bool = False) -> Iterator[Relation]:
    """Yield the labelled pairs as relations; a blind one does not say whether both rest on one origin."""
    for family in families:
        texts = {row["id"]: row["text"] for row in family.reports}
        for pair in family.pairs:
            yield Relation(
                a=_quoted(pair.a, texts),
                b=_quoted(pair.b, texts),
                relation=cast("RelationKind", pair.relation),
                slot=cast("Slot", pair.slot),
                score=0.99,
                shared=0.0 if blind else _SHARED.get(pair.origin, 0.0),
                answers=pair.answers,
            )


def _quoted(side: Words, texts: dict[str, str]) -> Side:
    return Side(report=side.report, span=Span.of(texts[side.report], side.start, side.end))


def weigh_folder(folder: Path, *, blind: bool = False) -> tuple[Labelled, Weighed, Json]:
    """Return the labels of a folder, what weighing makes of them, and that as the contract's object."""
    families = read_families(folder)
    tellings = labelled_tellings(folder, families)
    relations = list(labelled_relations(families, blind=blind))
    weighed = weigh(tellings, relations)
    questions = [question for telling in tellings for question in telling.questions]
    row = findings_json(weighed.origins, weighed.findings, relations, questions, weighed.answers)
    return Labelled(families), weighed, row


def main() -> None:
    """Print the scores of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--blind", action="store_true")
    arguments = parser.parse_args()
    labelled, _, row = weigh_folder(arguments.folder, blind=arguments.blind)
    for name, value in score(labelled, row).items():
        print(f"{name:<20}{value:6.1f}")


if __name__ == "__main__":
    main()
