"""From what the net sees to claims: whole quotations, parents, acts, exact spans."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, cast

from onrecord.extract.polarity import polarity_of
from onrecord.extract.quoting import Quoting, Taken
from onrecord.extract.relays import with_relays
from onrecord.nets import Attributed
from onrecord.records import Act, Certainty, Claim, Report, Span
from onrecord.text import after_that

Bounds = tuple[int, int]
_ARTICLE = re.compile(r"the|an?", re.IGNORECASE)
_WORD = re.compile(r" [\w’'-]+")
# a line break with the mark that a quotation repeats after it, and what may stand before it after the last word
_BREAK = re.compile(r"\n\s*[\"“„‟«»‘‚]?\s*")
_CLOSING: Final = frozenset('"”“»«')
# between a speaker and a turn: perhaps an office in brackets
_COLON = re.compile(r"(?:\s?\([^()\n]{1,80}\))?\s?:\s{0,2}[\"“”„‘«]?")
_STRETCH: Final = 512  # code points; a claim's parent is looked for among the contents that touch the same stretch


def claims_of(report: Report, attributed: Sequence[Attributed], made_by: str) -> list[Claim]:
    """Return the claims of a report in the order of their first words.

    Args:
        report: The report.
        attributed: What the net found in its text.
        made_by: Names the nets and rules.
    """
    quoting = Quoting(report.text)
    sources = _longest(bounds for a in attributed for bounds in a.source)
    taken = Taken(bounds for a in attributed for bounds in (*a.content, *a.cue))
    claims: list[Claim] = []
    for one in attributed:
        whole = quoting.whole(one.content, one.cue, taken)
        content = [quoting.balanced(bounds) for bounds in _content(report.text, whole)]
        if content:
            named = replace(one, source=tuple(_named(report.text, bounds, sources) for bounds in one.source))
            claims.append(_claim(report, named, content, quoting, made_by))
    unique = {claim.id: claim for claim in claims}
    return with_relays(report, _with_parents(sorted(unique.values(), key=_order)))


def _claim(report: Report, one: Attributed, content: list[Bounds], quoting: Quoting, made_by: str) -> Claim:
    text = report.text
    return Claim(
        report=report.id,
        content=_spans(text, content),
        source=_spans(text, one.source),
        cue=_spans(text, one.cue),
        relays=_spans(text, one.relay),
        channel=_spans(text, one.channel),
        quotation="direct" if _is_turn(text, one, content) else quoting.kind(content, one.cue),
        act=cast("Act", one.act),
        certainty=cast("Certainty", one.certainty),
        polarity=polarity_of(_words(text, one.cue), _words(text, content), one.act),
        score=round(one.score, 4),
        made_by=made_by,
    )


def _is_turn(text: str, one: Attributed, content: Sequence[Bounds]) -> bool:
    """True for what stands behind a speaker's name and a colon, as in transcripts: their words, without any marks."""
    speakers = [end for _, end in one.source if end <= content[0][0]]
    return not one.cue and bool(speakers) and _COLON.fullmatch(text, max(speakers), content[0][0]) is not None


def _words(text: str, bounds: Iterable[Bounds]) -> str:
    return " ".join(text[start:end] for start, end in bounds)


def _longest(bounds: Iterable[Bounds]) -> dict[int, Bounds]:
    """Return for each start the longest of the spans that start there."""
    longest: dict[int, Bounds] = {}
    for start, end in bounds:
        longest[start] = max(longest.get(start, (start, end)), (start, end))
    return longest


def _named(text: str, source: Bounds, sources: dict[int, Bounds]) -> Bounds:
    """Complete a source of which the net saw the article alone: as another claim has it, else with the next word."""
    start, end = source
    if not _ARTICLE.fullmatch(text, start, end):
        return source
    word = _WORD.match(text, end)
    return max(sources[start], (start, word.end() if word else end))


def _order(claim: Claim) -> tuple[int, int]:
    first = min(span.start for _, span in claim.passages())
    return first, claim.content[0].start


def _content(text: str, fragments: Sequence[Bounds]) -> list[Bounds]:
    """Cut fragments at paragraph breaks and take a leading complementiser "that" off the first."""
    pieces: list[Bounds] = []
    for start, end in fragments:
        at = start
        for gap in _BREAK.finditer(text, start, end):
            pieces.append((at, _last_word(text, at, gap.start())))
            at = gap.end()
        pieces.append((at, end))
    pieces = [p for p in pieces if p[0] < p[1]]
    if pieces:
        pieces[0] = (after_that(text, *pieces[0]), pieces[0][1])
    return pieces


def _last_word(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in _CLOSING):
        end -= 1
    return end


def _spans(text: str, bounds: Sequence[Bounds]) -> tuple[Span, ...]:
    return tuple(Span.of(text, start, _letter_end(text, end)) for start, end in bounds)


def _letter_end(text: str, end: int) -> int:
    """Return where the letter before `end` ends: the net's vocabulary knows no combining marks and may part them."""
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _with_parents(claims: list[Claim]) -> list[Claim]:
    """Give each claim the smallest other claim whose content holds its cue and its content."""
    content_in: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        for at in {at for s in claim.content for at in range(s.start // _STRETCH, (s.end - 1) // _STRETCH + 1)}:
            content_in[at].append(claim)
    out = []
    for claim in claims:
        inner = [(s.start, s.end) for s in (*claim.cue, *claim.content)]
        nearby = content_in[claim.content[0].start // _STRETCH]
        holders = [other for other in nearby if other is not claim and _holds(other, inner)]
        parent = min(holders, key=lambda c: (_length(c), c.id), default=None)
        out.append(replace(claim, parent=parent.id) if parent else claim)
    return out


def _holds(claim: Claim, inner: Sequence[Bounds]) -> bool:
    if _length(claim) <= sum(end - start for start, end in inner):
        return False
    return all(any(s.start <= start and end <= s.end for s in claim.content) for start, end in inner)


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)
