"""What a claim's content has to do with the quotation marks around it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.quotations import Quote, find_quotes
from onrecord.records import Quotation

Bounds = tuple[int, int]
_SKIPPED = frozenset(".,;:!?\"'“”‘’«»„-–—()")


class Quoting:
    """The quotations of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotes = find_quotes(text)

    def kind(self, content: Sequence[Bounds], cue: Sequence[Bounds]) -> Quotation:
        """Say whether the content stands in quotation marks wholly, in part or not at all.

        Marks that enclose the cue too belong to a claim around this one and say nothing of it.
        """
        quotes = [q for q in self.quotes if not any(q.inner_start <= s and e <= q.inner_end for s, e in cue)]
        inside = outside = 0
        for start, end in content:
            for i in range(start, end):
                if self.text[i].isspace() or self.text[i] in _SKIPPED:
                    continue
                if any(q.inner_start <= i < q.inner_end for q in quotes):
                    inside += 1
                else:
                    outside += 1
        if not inside:
            return "indirect"
        return "mixed" if outside > 0.03 * inside else "direct"

    def whole(self, content: Sequence[Bounds], cue: Sequence[Bounds], taken: Sequence[Bounds]) -> list[Bounds]:
        """Return the content with quotations that it enters taken to their end, over paragraphs that run on.

        A quotation is not followed into words that another attribution has taken.
        """
        out = [self._within(bounds, cue, taken) for bounds in content]
        if out:
            out += self._running_on(out[-1], taken)
        return out

    def _quote_around(self, start: int, end: int) -> Quote | None:
        holders = [q for q in self.quotes if q.level == 0 and q.inner_start <= start and end <= q.end]
        return min(holders, key=lambda q: q.end - q.start, default=None)

    def _within(self, bounds: Bounds, cue: Sequence[Bounds], taken: Sequence[Bounds]) -> Bounds:
        """Take a fragment that lies within one quotation to that quotation's edges when it nearly fills it."""
        start, end = bounds
        quote = self._quote_around(start, end)
        if quote is None or any(quote.start <= s < quote.end for s, _ in cue):
            return bounds
        first, last = quote.inner_start, quote.inner_end
        if any(first <= s and e <= last and not (start <= s and e <= end) for s, e in taken):
            return bounds
        if end - start < 0.6 * (last - first):
            return bounds
        return self._bare(first, last)

    def _running_on(self, last: Bounds, taken: Sequence[Bounds]) -> list[Bounds]:
        quote = self._quote_around(*last)
        out: list[Bounds] = []
        while quote is not None and quote.end == quote.inner_end and quote.end <= last[1] + 3:
            quote = next((q for q in self.quotes if q.level == 0 and 0 <= q.start - quote.end <= 3), None)
            if quote is None or any(s < quote.end and e > quote.start for s, e in taken):
                break
            last = self._bare(quote.inner_start, quote.inner_end)
            out.append(last)
        return out

    def _bare(self, start: int, end: int) -> Bounds:
        """Leave out spaces and the comma or full stop that belongs to the sentence around the quotation."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start + 1 and (self.text[end - 1].isspace() or self.text[end - 1] in ",;"):
            end -= 1
        return start, end
