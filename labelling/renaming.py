"""A labelled report told of other people and places: every name of its own in other letters, all else word for word.

Vowels become vowels and consonants consonants, so that all offsets stay as they are labelled; countries and what is
known the world over, dates and figures stay.
"""

from __future__ import annotations

import random
from typing import Final

from labelling.snippets import Record
from onrecord.vocabulary.countries import belonging

_VOWELS: Final = "aeiou"
_CONSONANTS: Final = "bcdfghjklmnpqrstvwxyz"
_NAMED: Final = ("PER", "ORG", "FAC", "LOC", "GPE", "VEHICLE")


def letters_of(rng: random.Random) -> dict[int, str]:
    """Return which letter becomes which, as `str.translate` takes it."""
    pairs: list[tuple[str, str]] = []
    for alphabet in (_VOWELS, _CONSONANTS):
        mixed = rng.sample(alphabet, len(alphabet))
        pairs += zip(alphabet, mixed, strict=True)
    return {ord(a): b for a, b in pairs} | {ord(a.upper()): b.upper() for a, b in pairs}


def retold(record: Record, letters: dict[int, str]) -> Record:
    """Return a labelled report with its own names in other letters, each as long as it was: its text and entities."""
    entities = [_renamed(entity, letters) for entity in record["entities"]]
    own = {
        name
        for before, after in zip(record["entities"], entities, strict=True)
        if before is not after
        for name in (before["name"], *before["aliases"])
    }
    text: str = record["report"]["text"]
    for mention in sorted(record["mentions"], key=lambda row: -row["span"]["start"]):
        span = mention["span"]
        if span["text"] in own:
            text = text[: span["start"]] + span["text"].translate(letters) + text[span["end"] :]
    return {**record, "report": {**record["report"], "text": text}, "entities": entities}


def _renamed(entity: Record, letters: dict[int, str]) -> Record:
    if entity["type"] not in _NAMED or belonging(entity["name"]):
        return entity
    names = [name.translate(letters) for name in (entity["name"], *entity["aliases"])]
    return {**entity, "name": names[0], "aliases": names[1:]}
