"""A passage of a report: where it stands and its exact words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import SpanMismatch


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open offsets in Unicode code points of `report.text`, with the words that stand there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, report_text: str, start: int, end: int) -> Span:
        """Return the span of `report_text` from `start` to `end`.

        Raises:
            SpanMismatch: The offsets are not a non-empty passage of the text.
        """
        if not 0 <= start < end <= len(report_text):
            raise SpanMismatch(f"span [{start}, {end}) is not a passage of a text of {len(report_text)} code points")
        return cls(start=start, end=end, text=report_text[start:end])


def check_spans(report_text: str, spans: Iterable[Span]) -> None:
    """Refuse spans whose words are not the report's.

    Raises:
        SpanMismatch: The first span that does not quote `report_text`.
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(report_text) or report_text[span.start : span.end] != span.text:
            stands = report_text[max(span.start, 0) : max(span.end, 0)][:80]
            raise SpanMismatch(
                f"span [{span.start}, {span.end}) says {span.text[:80]!r} but the report says {stands!r}",
                hint="the text of the report and its records come from different versions; extract it again",
            )
