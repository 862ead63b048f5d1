"""From what the net sees to claims: whole quotations, parents, acts, exact spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.extract.quoting import Quoting
from onrecord.extract.stance import stance_of
from onrecord.nets import Attributed
from onrecord.records import Claim, Report, Span

RULES: Final = "rules-1"

Bounds = tuple[int, int]
_THAT = re.compile(r"that\s+", re.IGNORECASE)
_BREAK = re.compile(r"\s*\n\s*")


def claims_of(report: Report, attributed: Sequence[Attributed], made_by: str) -> list[Claim]:
    """Return the claims of a report in the order of their first words.

    Args:
        report: The report.
        attributed: What the net found in its text.
        made_by: Names the nets and rules.
    """
    quoting = Quoting(report.text)
    taken = [bounds for a in attributed for bounds in (*a.content, *a.cue)]
    claims: list[Claim] = []
    for one in attributed:
        content = _content(report.text, quoting.whole(one.content, one.cue, taken))
        if content:
            claims.append(_claim(report, one, content, quoting, made_by))
    unique = {claim.id: claim for claim in claims}
    return _with_parents(sorted(unique.values(), key=_order))


def _claim(report: Report, one: Attributed, content: list[Bounds], quoting: Quoting, made_by: str) -> Claim:
    text = report.text
    cue = " ".join(text[s:e] for s, e in one.cue)
    stance = stance_of(cue, " ".join(text[s:e] for s, e in content))
    return Claim(
        report=report.id,
        content=_spans(text, content),
        source=_spans(text, one.source),
        cue=_spans(text, one.cue),
        relays=_spans(text, one.relay),
        channel=_spans(text, one.channel),
        quotation=quoting.kind(content, one.cue),
        act=stance.act,
        certainty=stance.certainty,
        polarity=stance.polarity,
        score=round(one.score, 4),
        made_by=made_by,
    )


def _order(claim: Claim) -> tuple[int, int]:
    first = min(span.start for _, span in claim.spans())
    return first, claim.content[0].start


def _content(text: str, fragments: Sequence[Bounds]) -> list[Bounds]:
    """Cut fragments at paragraph breaks and take a leading complementiser "that" off the first."""
    pieces: list[Bounds] = []
    for start, end in fragments:
        at = start
        for gap in _BREAK.finditer(text, start, end):
            pieces.append((at, gap.start()))
            at = gap.end()
        pieces.append((at, end))
    pieces = [p for p in pieces if p[0] < p[1]]
    if pieces and (that := _THAT.match(text, *pieces[0])) and that.end() < pieces[0][1]:
        pieces[0] = (that.end(), pieces[0][1])
    return pieces


def _spans(text: str, bounds: Sequence[Bounds]) -> tuple[Span, ...]:
    return tuple(Span.of(text, start, end) for start, end in bounds)


def _with_parents(claims: list[Claim]) -> list[Claim]:
    """Give each claim the smallest other claim whose content holds its cue and its content."""
    out = []
    for claim in claims:
        inner = [(s.start, s.end) for s in (*claim.cue, *claim.content)]
        holders = [other for other in claims if other is not claim and _holds(other, inner)]
        parent = min(holders, key=lambda c: (_length(c), c.id), default=None)
        out.append(replace(claim, parent=parent.id) if parent else claim)
    return out


def _holds(claim: Claim, inner: Sequence[Bounds]) -> bool:
    whole = [(s.start, s.end) for s in claim.content]
    inside = all(any(s <= start and end <= e for s, e in whole) for start, end in inner)
    return inside and _length(claim) > sum(end - start for start, end in inner)


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)
