"""What running the reader net depends on, as its card says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.errors import NetError
from onrecord.nets.card import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """A tag for every piece.

    Attributes:
        labels: What a span can be.
        scheme: "bio" (first and further pieces of a span), "anchor" (its anchor piece alone) or "any" (any number of
            labels for each piece of a span).
    """

    labels: tuple[str, ...]
    scheme: str

    @property
    def width(self) -> int:
        """How many scores a piece has."""
        count = len(self.labels)
        return {"bio": 1 + 2 * count, "anchor": 1 + count, "any": count}[self.scheme]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Tags of the pieces around an anchor, and judgements of the whole.

    Attributes:
        tags: What a piece can be to the anchor; the first is nothing.
        before: Pieces before the anchor that are looked at.
        after: Pieces from the anchor on.
        judged: Judgement → its values.
    """

    tags: tuple[str, ...]
    before: int
    after: int
    judged: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """The settings of a reader net.

    Attributes:
        window: Most pieces that the encoder reads at once.
        edge: Pieces on either side of a window's core that are read with it.
        thresholds: Least score of "claims" and "events", least chance of "elements" at a piece and of
            "questions" at a word.
        hints: What the encoder is told of the vocabulary, one label a column.
        taggings: The encoder's tags, in the order of its output.
        upper: Those that the upper layers for what happens give instead, in the order of theirs.
        linkings: The linkers, one graph each.
    """

    window: int
    edge: int
    thresholds: dict[str, float]
    hints: tuple[str, ...]
    taggings: dict[str, Tagging]
    upper: tuple[str, ...]
    linkings: dict[str, Linking]


def read_settings(card: Card) -> ReaderSettings:
    """Return the settings of a card.

    Raises:
        NetError: One is missing or of another kind than it should be.
    """
    rows = card.settings
    try:
        settings = ReaderSettings(
            window=int(rows["window"]),
            edge=int(rows["edge"]),
            thresholds={
                kind: float(rows["thresholds"][kind]) for kind in ("claims", "events", "elements", "questions")
            },
            hints=tuple(rows["hints"]),
            taggings={
                name: Tagging(labels=tuple(row["labels"]), scheme=row["scheme"])
                for name, row in rows["taggings"].items()
            },
            upper=tuple(name for name in rows["upper"] if rows["taggings"][name]),
            linkings={kind: _linking(rows["linkings"][kind]) for kind in ("claims", "events")},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"the card of the net {card.name} lacks a setting or has one of another kind: {error}"
        raise NetError(message, hint="reinstall onrecord") from error
    return settings


def _linking(row: dict[str, Any]) -> Linking:
    return Linking(
        tags=tuple(row["tags"]),
        before=int(row["before"]),
        after=int(row["after"]),
        judged={name: tuple(values) for name, values in row["judged"].items()},
    )
