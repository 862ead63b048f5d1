"""A claim: somebody is cited for something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.hand import of_hand
from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

Act = Literal["state", "allege", "confirm", "deny", "promise", "demand", "warn", "ask", "believe", "decline"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
Quotation = Literal["direct", "mixed", "indirect"]

ACTS: tuple[Act, ...] = get_args(Act)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
QUOTATIONS: tuple[Quotation, ...] = get_args(Quotation)

SPAN_FIELDS = ("source", "cue", "content", "relays", "channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The report cites the words, the belief or the intention of a source.

    Attributes:
        report: Id of the report.
        content: What is attributed; several fragments when the cue interrupts it; quotation marks are outside.
        source: Who is cited; empty when nobody is named.
        cue: The words that link source and content.
        relays: Those through whom it reached the report, outermost first.
        channel: The medium the statement was made through.
        quotation: Whether the content stands in quotation marks wholly, in part or not at all.
        act: What the source does.
        certainty: How sure the source is of the content (FactBank's terms).
        polarity: "negative" when the source holds that the content's main proposition is not so.
        said_at: Id of the time when it was said, or "".
        speaker: Id of the entity that the source names or means, or "".
        parent: Id of the claim whose content contains this one, or "".
        score: How sure the net is that this is a claim with this source and content, in [0, 1].
        made_by: Net or rule with its version ("reader-v1").
    """

    report: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    relays: tuple[Span, ...] = ()
    channel: tuple[Span, ...] = ()
    quotation: Quotation = "indirect"
    act: Act = "state"
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    said_at: str = ""
    speaker: str = ""
    parent: str = ""
    score: float = 1.0
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report and place: the same attribution found again has the same id, whatever else was decided of it."""
        places = [f"{name}:{s.start}-{s.end}" for name in ("source", "cue", "content") for s in getattr(self, name)]
        through = [f"{name}:{s.start}-{s.end}" for name in ("relays", "channel") for s in getattr(self, name)]
        said = (self.quotation, self.act, self.certainty, self.polarity, *through)
        return content_id("claim", self.report, *places, *of_hand(self.made_by, *said))

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        for name in SPAN_FIELDS:
            for span in getattr(self, name):
                yield name, span

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        if self.said_at:
            yield "time", self.said_at
        if self.speaker:
            yield "entity", self.speaker
        if self.parent:
            yield "claim", self.parent


def outwards(claims: Mapping[str, Claim], own: str) -> Iterator[Claim]:
    """Yield a claim and those around it, the innermost first; a circle, which no extraction makes, is cut.

    Args:
        claims: By their ids; what is not among them ends the way.
        own: Id of the innermost; "" yields none.
    """
    seen: set[str] = set()
    while own in claims and own not in seen:
        seen.add(own)
        yield claims[own]
        own = claims[own].parent
