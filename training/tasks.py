"""What the net learns: tags of pieces, and what the linker reads around an anchor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from labelling import vocabulary
from onrecord.nets.decode import AFTER, BEFORE
from onrecord.records import ACTS, CERTAINTIES, POLARITIES

NAME_TYPES: Final = ("PER", "ORG", "GPE", "LOC", "NORP", "FAC", "VEHICLE", "LAW", "ACCOUNT")
CODES: Final = tuple(vocabulary.ELEMENT_OF)


@dataclass(frozen=True)
class Tagging:
    """A tag for every piece.

    Attributes:
        labels: What a span can be.
        scheme: "bio" (first and further pieces of a span), "anchor" (its anchor piece alone) or "any" (any number of
            labels for each piece of a span).
    """

    name: str
    labels: tuple[str, ...]
    scheme: str
    weight: float = 1.0

    @property
    def width(self) -> int:
        """How many scores a piece has."""
        return {"bio": 1 + 2 * len(self.labels), "anchor": 1 + len(self.labels), "any": len(self.labels)}[self.scheme]


TAGGINGS: Final = (
    Tagging("names", NAME_TYPES, "bio", 0.5),
    Tagging("times", vocabulary.TIME_TYPES, "bio", 0.5),
    Tagging("questions", vocabulary.QUESTION_KINDS, "bio", 0.4),
    Tagging("triggers", vocabulary.EVENT_TYPES, "anchor", 0.7),
    Tagging("elements", CODES, "any", 0.2),
    # only learnt from, never exported: the names of the Universal NER treebanks and GENEVA's events
    Tagging("common_names", ("PER", "ORG", "LOC"), "bio", 0.5),
    Tagging("frames", tuple(f"frame {n}" for n in range(115)), "anchor", 0.3),
)


@dataclass(frozen=True)
class Linking:
    """Tags of the pieces around an anchor, and judgements of the whole.

    Attributes:
        tags: What a piece can be to the anchor; the first is nothing.
        before: Pieces before the anchor that are looked at.
        after: Pieces from the anchor on.
        judged: Name and number of values of each judgement.
    """

    name: str
    tags: tuple[str, ...]
    before: int
    after: int
    judged: tuple[tuple[str, int], ...] = ()


# PropBank's roles as the linker learns them on the way; rarer ones are "other".
PROPBANK: Final = (
    "none", "V", "ARG0", "ARG1", "ARG2", "ARG3", "ARGM-TMP", "ARGM-LOC", "ARGM-MNR", "ARGM-ADV", "ARGM-MOD", "ARGM-NEG",
    "ARGM-DIS", "ARGM-PRP", "other",
)  # fmt: skip
LINKINGS: Final = {
    linking.name: linking
    for linking in (
        Linking(
            "claims",
            ("none", "source", "cue", "content", "relay", "channel"),
            BEFORE,
            AFTER,
            (("act", len(ACTS)), ("certainty", len(CERTAINTIES)), ("polarity", len(POLARITIES))),
        ),
        Linking(
            "events",
            ("none", "trigger", *vocabulary.ROLES),
            48,
            56,
            (("factuality", len(vocabulary.FACTUALITIES)), ("type", 1 + len(vocabulary.EVENT_TYPES))),
        ),
        Linking("predicates", PROPBANK, 48, 56, (("happened", 3),)),
    )
}
