"""Which part of the definition of trafficking passages of a report speak to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.hand import of_hand
from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

ElementStatus = Literal["asserted", "alleged", "denied"]
ELEMENT_STATUSES: tuple[ElementStatus, ...] = get_args(ElementStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """The passages of a report that speak to one code. Never a verdict.

    Attributes:
        report: Id of the report.
        element: "act", "means", "purpose" (Palermo Protocol art. 3a), "ilo" (ILO operational indicators) or "response".
        code: A code of `vocabulary/elements.toml`.
        status: On whose word: asserted, alleged, or denied only.
        spans: The passages.
        claims: Ids of the claims they stand in.
        events: Ids of the events they tell.
        score: How sure the net is, in [0, 1].
        made_by: Net or rule with its version.
    """

    report: str
    element: str
    code: str
    status: ElementStatus
    spans: tuple[Span, ...]
    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    score: float = 1.0
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report and code: a report has one record per code."""
        places = (f"{span.start}-{span.end}" for span in self.spans)
        return content_id("element", self.report, self.element, self.code, *of_hand(self.made_by, self.status, *places))

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        for span in self.spans:
            yield "spans", span

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        yield from (("claim", claim) for claim in self.claims)
        yield from (("event", event) for event in self.events)
