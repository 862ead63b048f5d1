"""The clause around a passage: as far as one statement with its subject and its objects reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.extract.entities.named import Layout
from onrecord.nets.decode import trimmed
from onrecord.records import Claim

Bounds = tuple[int, int]

# what begins a clause: behind these, another subject or a relative pronoun stands
_OPENS: Final = re.compile(
    r"[;:(“«]\s*|\s[–—-]{1,2}\s|[”»)]\s+"
    r"|,\s+(?:and|but|or|so|though|although|while|whereas|since|because|as|yet)\s+(?:that\s+)?"
    r"|,\s+(?=(?:who|whose|whom|which|declining|refusing|without|by\s+whom)\b)"
    r"|\s(?:though|although|whereas|but)\s+|\band\s+(?=(?:he|she|it|they|we|I|nobody|no\s+one|there|has|have|had|did|was|were|is|are|would|will|could|refused|declined)\b)"
    r"|\b(?:said|says|told\s+us|added|adds)\s+that\s+"
)
# what ends one
_CLOSES: Final = re.compile(
    r"[;:)“”«»]|\s[–—-]{1,2}\s"
    r"|,\s+(?:and|but|so|though|although|while|whereas|since|because|yet|which|who|whose|whom|beyond|saying|adding|citing|including|according)\b"
    r"|\s(?:though|although|whereas|but|because)\s|\sand\s+(?=(?:he|she|it|they|we|I|has|have|had|did|was|were|is|are|would|will|could|refused|declined)\b)"
)
# conjunctions stay outside; "that" does too where it is one ("that could not be verified" has it as its subject)
_LEADING: Final = re.compile(
    r"(?:(?:[Aa]nd|[Bb]ut|so|yet|though|although|that(?!\s+(?:is|was|could|can|has|had|would|will|remains?)\b))\s+)+"
)
_ENDING: Final = ".,;:!"
_LONGEST: Final = 400  # code points on either side; a clause farther away belongs to another statement


def clause_around(layout: Layout, start: int, end: int, within: Sequence[Claim] = ()) -> Bounds:
    """Return the clause around [start, end).

    Args:
        layout: The text with its sentences.
        start: First code point of the passage.
        end: One past the last.
        within: Claims whose content holds the passage: the clause does not reach over a content's edge.
    """
    first, last = layout.bounds(start)[0], layout.bounds(max(start, end - 1))[1]
    for claim in within:
        for span in claim.content:
            if span.start <= start and end <= span.end:
                first, last = max(first, span.start), min(last, span.end)
    first, last = max(first, start - _LONGEST), min(last, end + _LONGEST)
    text = layout.text
    opening = max((at for found in _OPENS.finditer(text, first, end) if (at := found.end()) <= start), default=first)
    closing = _CLOSES.search(text, end, last)
    return _tidy(text, opening, closing.start() if closing else last)


def _tidy(text: str, start: int, end: int) -> Bounds:
    leading = _LEADING.match(text, start, end)
    if leading and leading.end() < end:
        start = leading.end()
    bounds = trimmed(text, start, end) or (start, end)
    while bounds[1] > bounds[0] + 1 and text[bounds[1] - 1] in _ENDING:
        bounds = (bounds[0], bounds[1] - 1)
    return bounds
