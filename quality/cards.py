"""`docs/nets.md` from the cards of the shipped nets: what they are, what they learned from, how good they are.

`python -m quality.cards` says whether the page is that of the cards; with `--write` it writes it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
WEIGHTS = _ROOT / "src" / "onrecord" / "nets" / "weights"
PAGE = _ROOT / "docs" / "nets.md"

Card = Mapping[str, Any]

_HEAD = """\
# The nets

Generated from the cards beside the weights by `python -m quality.cards --write`; do not edit it by hand.
A net's version is its name with the first digits of a hash over its files and settings; every record names the version
that made it. A card is checked against its files whenever a net is loaded. Scores are in per cent; what the measures
mean is told in [quality/README.md](../quality/README.md).
"""


def page(weights: Path = WEIGHTS) -> str:
    """Return the page for the nets in a folder, in order of their names."""
    cards = sorted(weights.glob("*/card.json"))
    sections = [_section(json.loads(path.read_text("utf-8")), path.parent) for path in cards]
    return "\n".join([_HEAD, *sections]) if sections else f"{_HEAD}\nNo net is shipped.\n"


def _section(card: Card, folder: Path) -> str:
    parts = [
        f"## {folder.name}\n",
        _paragraph(card.get("about")),
        _facts(card),
        _titled(
            "How it works", "".join(f"- **{name}.** {text}\n" for name, text in (card.get("method") or {}).items())
        ),
        _titled("Files", _table(("file", "bytes", "SHA-256"), _files(card, folder))),
        _titled("Settings", _table(("setting", "value"), _pairs(_plain(card.get("settings"))))),
        _titled("What it tells apart", _table(("head", "of", "values"), _heads(card.get("settings")))),
        _titled("Learned from", _data(card.get("data"))),
        _titled("Training", _table(("setting", "value"), _pairs(card.get("training")))),
        _titled("Training of what happens", _table(("setting", "value"), _pairs(card.get("training_upper")))),
        _titled("Scores", _scores("set", card.get("scores"))),
        _titled("Without parts of it", _scores("left out", card.get("ablations"))),
        _titled("Limits", "".join(f"- {limit}\n" for limit in card.get("limits") or ())),
    ]
    return "\n".join(part for part in parts if part)


def _facts(card: Card) -> str:
    encoder = card.get("encoder")
    facts = (("Licence", card.get("licence")), ("Encoder", _shown(encoder)))
    return "".join(f"- {name}: {value}\n" for name, value in facts if value)


def _files(card: Card, folder: Path) -> list[tuple[str, ...]]:
    return [
        (name, f"{(folder / name).stat().st_size:,}", f"`{digest}`")
        for name, digest in sorted((card.get("files") or {}).items())
    ]


def _data(rows: Sequence[Card] | None) -> str:
    columns = ("name", "split", "stages", "texts", "labels", "licence", "citation")
    return _table(columns, [tuple(_shown(row.get(column)) for column in columns) for row in rows or ()])


_HEADS = ("taggings", "linkings", "hints")


def _plain(settings: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the settings that are not lists of labels."""
    return {name: value for name, value in (settings or {}).items() if name not in _HEADS}


def _heads(settings: Mapping[str, Any] | None) -> list[tuple[str, ...]]:
    """Return what each tagging, linking and judgement tells apart, and what the vocabulary's hints can say."""
    rows = settings or {}
    heads: list[tuple[str, ...]] = [
        ("encoder", name, _shown(row["labels"])) for name, row in rows.get("taggings", {}).items()
    ]
    for kind, row in rows.get("linkings", {}).items():
        heads.append((kind, "tags", _shown(row["tags"])))
        heads += [(kind, name, _shown([value for value in values if value])) for name, values in row["judged"].items()]
    groups: dict[str, list[str]] = {}
    for hint in rows.get("hints", ()):
        group, _, label = hint.partition(":")
        groups.setdefault(group, []).append(label)
    return heads + [("hints", group, _shown(labels)) for group, labels in groups.items()]


def _pairs(values: Mapping[str, Any] | None) -> list[tuple[str, ...]]:
    return [(name, _shown(value)) for name, value in (values or {}).items()]


def _scores(first: str, sets: Mapping[str, Any] | None) -> str:
    """Return a table with a row per set and a column for every measure that one of them has; notes stay sentences."""
    rows = {name: scores for name, scores in (sets or {}).items() if isinstance(scores, Mapping)}
    notes = "".join(f"- {name}: {_shown(note)}\n" for name, note in (sets or {}).items() if name not in rows)
    measures = list(dict.fromkeys(measure for scores in rows.values() for measure in scores))
    cells = [(name, *(_shown(scores.get(measure)) for measure in measures)) for name, scores in rows.items()]
    return "\n".join(part for part in (_table((first, *measures), cells), notes) if part)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *lines]) + "\n"


def _titled(title: str, text: str) -> str:
    return f"### {title}\n\n{text}" if text else ""


def _paragraph(text: str | None) -> str:
    return f"{text}\n" if text else ""


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(one)}" for name, one in value.items())
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def main(arguments: Sequence[str] | None = None, weights: Path = WEIGHTS, target: Path = PAGE) -> int:
    """Compare the page with the cards, or write it; return 1 when it is not theirs."""
    parser = argparse.ArgumentParser(prog="python -m quality.cards", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help="write the page")
    if parser.parse_args(arguments).write:
        target.write_text(page(weights), "utf-8")
        return 0
    if target.exists() and target.read_text("utf-8") == page(weights):
        return 0
    print(f"{target.name} is not that of the cards; run python -m quality.cards --write", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
