"""Large cases with known truth, made from the labelled reports of the corpus by renaming, and by copying and cutting.

Each story is a family of the corpus with every name of its own put into other letters, vowels for vowels and
consonants for consonants, so that all offsets stay as they are labelled; countries, dates and figures stay. Of some
reports copies and cuts are added, of a few very many, as of agency stories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from labelling.renaming import letters_of, retold
from labelling.snippets import Record, read_labelled

_SPREAD: Final = 12  # one report in so many is copied
_WIDE: Final = 40  # and one in so many of these by many outlets
_MOST: Final = 50  # copies of an agency story


@dataclass(frozen=True, slots=True)
class Made:
    """A report of a made case.

    Attributes:
        row: As a JSONL source has it: id, title, publisher, published, language, text.
        story: Number of the story it belongs to.
        copied: Id of the report that it is a copy or a cut of, or "".
    """

    row: Record
    story: int
    copied: str = ""


def make_case(folders: Sequence[Path], count: int, seed: int = 17) -> Iterator[Made]:
    """Yield `count` reports, story by story."""
    families: dict[str, list[Record]] = {}
    for folder in folders:
        for record in read_labelled(folder):
            families.setdefault(record["report"]["family"], []).append(record)
    chosen = [family for family in families.values() if len(family) > 1]
    made = story = 0
    while made < count:
        rng = random.Random(f"{seed}-{story}")
        for one in _story(chosen[story % len(chosen)], story, rng):
            if made == count:
                return
            yield one
            made += 1
        story += 1


def _story(family: Sequence[Record], story: int, rng: random.Random) -> Iterator[Made]:
    letters = letters_of(rng)
    for record in family:
        text = retold(record, letters)["report"]["text"]
        row = {name: record["report"][name] for name in ("title", "published", "language")}
        row |= {"id": f"s{story}-{record['report']['id']}", "text": text, "publisher": f"Outlet {rng.randrange(10**6)}"}
        row["published"] = row["published"] or ""
        yield Made(row, story)
        if rng.randrange(_SPREAD) == 0:
            copies = rng.randint(10, _MOST) if rng.randrange(_WIDE) == 0 else rng.randint(1, 4)
            for number in range(copies):
                cut = row | {"id": f"{row['id']}-copy{number}", "publisher": f"Outlet {rng.randrange(10**6)}"}
                yield Made(cut | {"text": _cut(text, rng)}, story, row["id"])


def _cut(text: str, rng: random.Random) -> str:
    """Return the text as another outlet prints it: whole, or without some of its last paragraphs, or one in between."""
    paragraphs = text.split("\n")
    kind = rng.randrange(3)
    if kind == 1 and len(paragraphs) > 2:
        paragraphs = paragraphs[: rng.randint(2, len(paragraphs) - 1)]
    elif kind == 2 and len(paragraphs) > 3:
        del paragraphs[rng.randrange(1, len(paragraphs) - 1)]
    return "\n".join(paragraphs)
