"""What a report says is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.hand import of_hand
from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

QuestionKind = Literal["no_response", "undisclosed", "unverified", "unclear", "disputed"]
QUESTION_KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The clause with which a report says that something is open.

    Attributes:
        report: Id of the report.
        kind: How it is open.
        span: The clause.
        party: Who would have to answer, or None.
        about: Id of the claim or event it is about, or "".
        as_of: The publication date (ISO), or "".
        score: How sure the net is, in [0, 1].
        made_by: Net or rule with its version.
    """

    report: str
    kind: QuestionKind
    span: Span
    party: Span | None = None
    about: str = ""
    as_of: str = ""
    score: float = 1.0
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report, kind and place."""
        party = f"{self.party.start}-{self.party.end}" if self.party else ""
        place = f"{self.span.start}-{self.span.end}"
        return content_id("question", self.report, self.kind, place, *of_hand(self.made_by, party))

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        yield "span", self.span
        if self.party is not None:
            yield "party", self.party

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        if self.about:
            yield "event" if self.about.startswith("event-") else "claim", self.about
