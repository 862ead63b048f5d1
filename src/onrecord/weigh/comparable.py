"""A report with its records made ready to be compared with others: its passages and its traits."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

import numpy as np

from onrecord.nets.pairs import PairsNet
from onrecord.records import Comparable, Extraction, Passage, content_id
from onrecord.sentences import passages
from onrecord.vocabulary.folding import folded
from onrecord.weigh.kin import own_names
from onrecord.weigh.traits import named, traits

_CONTEXT: Final = 260  # code points before a passage that the net reads with it: a copy has the same


def comparable(extraction: Extraction, net: PairsNet) -> Comparable:
    """Return what a report is compared by; pure, so that engines may run it anywhere."""
    report = extraction.report
    found = passages(report.text)
    vectors = net.vectors([net.side(report.text, passage) for passage in found])
    about = _About(extraction)
    small = np.rint(vectors * 127).astype(np.int8)
    return Comparable(
        report=report.id,
        published=report.published,
        traits=traits(report.text, extraction.entities, extraction.times),
        passages=tuple(
            Passage(
                report=report.id,
                number=number,
                start=start,
                end=end,
                key=_key(report.text, start, end, about.at(end)),
                vector=small[number].tobytes(),
            )
            for number, (start, end) in enumerate(found)
        ),
    )


def _key(text: str, start: int, end: int, about: str) -> str:
    before = " ".join(text[max(0, start - _CONTEXT) : start].split())
    return content_id("passage", before, text[start:end], about).partition("-")[2]


class _About:
    """Whom and what a report speaks of at each place: one formula, printed of different people, makes no copies."""

    def __init__(self, extraction: Extraction) -> None:
        own = {entity.id for entity in extraction.entities if own_names(named([entity]))}
        rows = sorted(
            (mention.span.start, folded(mention.span.text).rpartition(" ")[2])
            for mention in extraction.mentions
            if mention.form == "name" and mention.entity in own
        )
        self._starts = [start for start, _ in rows]
        self._names = [name for _, name in rows]

    def at(self, end: int) -> str:
        """Return the last word of the last name before an end that few cases share, else of the first after it."""
        before = bisect_left(self._starts, end)
        return self._names[max(0, before - 1)] if self._names else ""
