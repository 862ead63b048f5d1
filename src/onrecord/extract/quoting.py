"""What a claim's content has to do with the quotation marks around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from onrecord.quotations import Quote, find_quotes
from onrecord.records import Quotation

Bounds = tuple[int, int]
_SKIPPED = frozenset(".,;:!?\"'“”‘’«»„-–—()")


class Taken:
    """Passages that attributions have taken, to be asked by place."""

    def __init__(self, passages: Iterable[Bounds]) -> None:
        self._passages = sorted(passages)
        self._starts = [start for start, _ in self._passages]
        self._reach = list(accumulate((end for _, end in self._passages), max))

    def within(self, first: int, last: int) -> Iterator[Bounds]:
        """Yield those that lie within [first, last)."""
        for start, end in self._passages[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
            if end <= last:
                yield start, end

    def touches(self, first: int, last: int) -> bool:
        """True when one of them shares a code point with [first, last)."""
        before = bisect_left(self._starts, last)
        return before > 0 and self._reach[before - 1] > first


class Quoting:
    """The quotations of one text, to be asked by place: reports of hundreds of pages have thousands."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Outermost quotations, each with those within it; a mark that was never closed makes no level.
        self._outer: list[Quote] = []
        self._holding: list[list[Quote]] = []
        for quote in find_quotes(text):
            if not self._outer or quote.start >= self._outer[-1].end:
                self._outer.append(quote)
                self._holding.append([])
            self._holding[-1].append(quote)
        self._opened_at = {quote.inner_start: quote for held in self._holding for quote in held}
        self._closed_at = {
            quote.inner_end: quote for held in self._holding for quote in held if quote.end > quote.inner_end
        }
        self._starts = [quote.start for quote in self._outer]
        self._ends = [quote.end for quote in self._outer]

    def balanced(self, bounds: Bounds) -> Bounds:
        """Return the passage with the mark at its edge whose partner it holds: marks around all of it stay outside."""
        start, end = bounds
        opened, closed = self._opened_at.get(start), self._closed_at.get(end)
        if closed is not None and closed.start >= start:
            end = closed.end
        if opened is not None and opened.inner_end < opened.end <= end:
            start = opened.start
        return start, end

    def kind(self, content: Sequence[Bounds], cue: Sequence[Bounds]) -> Quotation:
        """Say whether the content stands in quotation marks wholly, in part or not at all.

        Marks that enclose the cue too belong to a claim around this one and say nothing of it.
        """
        inside = outside = 0
        for start, end in content:
            quotes = [
                q for q in self._near(start, end) if not any(q.inner_start <= s and e <= q.inner_end for s, e in cue)
            ]
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

    def whole(self, content: Sequence[Bounds], cue: Sequence[Bounds], taken: Taken) -> list[Bounds]:
        """Return the content with quotations that it enters taken to their end, over paragraphs that run on.

        A quotation is not followed into words that another attribution has taken.
        """
        out = [self._within(bounds, cue, taken) for bounds in content]
        if out:
            out += self._running_on(out[-1], taken)
        return out

    def _near(self, start: int, end: int) -> list[Quote]:
        """Return the quotations that share a code point with [start, end)."""
        groups = range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        return [q for group in groups for q in self._holding[group] if q.start < end and q.end > start]

    def _around(self, start: int, end: int) -> int | None:
        """Return the number of the outermost quotation that [start, end) lies in, its closing mark included."""
        number = bisect_right(self._ends, start)
        if number < len(self._outer) and self._outer[number].inner_start <= start and end <= self._outer[number].end:
            return number
        return None

    def _within(self, bounds: Bounds, cue: Sequence[Bounds], taken: Taken) -> Bounds:
        """Take a fragment that lies within one quotation to that quotation's edges when it nearly fills it."""
        start, end = bounds
        number = self._around(start, end)
        if number is None or any(self._starts[number] <= s < self._ends[number] for s, _ in cue):
            return bounds
        first, last = self._outer[number].inner_start, self._outer[number].inner_end
        if end - start < 0.6 * (last - first):
            return bounds
        if any(not (start <= s and e <= end) for s, e in taken.within(first, last)):
            return bounds
        return self._bare(first, last)

    def _running_on(self, last: Bounds, taken: Taken) -> list[Bounds]:
        number = self._around(*last)
        out: list[Bounds] = []
        while number is not None and self._runs_on(number) and self._ends[number] <= last[1] + 3:
            number += 1
            quote = self._outer[number]
            if taken.touches(quote.start, quote.end):
                break
            last = self._bare(quote.inner_start, quote.inner_end)
            out.append(last)
        return out

    def _runs_on(self, number: int) -> bool:
        """True when a quotation has no closing mark and the next begins where it ends: a line break or two apart."""
        if self._outer[number].end > self._outer[number].inner_end or number + 1 == len(self._outer):
            return False
        return self._starts[number + 1] - self._ends[number] <= 3

    def _bare(self, start: int, end: int) -> Bounds:
        """Leave out spaces and the comma that belongs to the sentence around the quotation."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start + 1 and (self.text[end - 1].isspace() or self.text[end - 1] in ",;"):
            end -= 1
        return start, end
