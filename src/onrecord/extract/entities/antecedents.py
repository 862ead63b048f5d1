"""Whom a pronoun means: by gender, nearness, and who was the subject or spoke before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.extract.entities.candidates import Candidate, Sort
from onrecord.extract.entities.sources import named_within
from onrecord.extract.entities.talk import Talk
from onrecord.records import Claim
from onrecord.vocabulary.persons import Gender

# between a name and "who": nothing, a parenthesis, an age, an apposition
_TO_WHO: Final = re.compile(
    r"(?: \([^)]*\))?(?: himself| herself| itself)?(?:, \d\d)?(?:,? (?:a|an|the|his|her|its) [^,.;]{1,60})?,? ?$"
)
# How much each sign says that a candidate is meant, by trial on the training reports.
_PER_SENTENCE: Final = 0.8
_SPOKE_LAST: Final = 0.4
_SUBJECT: Final = 1.2
_KNOWN_GENDER: Final = 2.0
_UNNAMED: Final = 2.0
_IS_BODY: Final = 1.0
_NOT_BEYOND: Final = 12  # sentences


def third(talk: Talk, position: int, sort: Sort, gender: Gender) -> Candidate | None:
    """Return whom "he", "she" or "it" means: near, of that gender, speaking or subject before."""
    best: tuple[float, Candidate] | None = None
    quoted_by = {id(one) for one in speakers_around(talk, position, direct=True)}
    for start, _, one in talk.before(position):
        fits = one.sort == sort or (sort == "body" and one.sort in {"state", "thing"})
        if not fits or id(one) in quoted_by or (gender and one.gender not in {"", gender}):
            continue
        score = nearness(talk, start, position, one)
        score += _KNOWN_GENDER * bool(gender and one.gender == gender) + _IS_BODY * (
            sort == "body" and one.sort == "body"
        )
        if best is None or score > best[0]:
            best = score, one
    return best[1] if best and best[0] > -_NOT_BEYOND * _PER_SENTENCE else None


def nearness(talk: Talk, start: int, position: int, one: Candidate) -> float:
    """Return how much a place speaks for somebody being meant there: near, a subject, named, the last to speak."""
    apart = talk.layout.sentence(position) - talk.layout.sentence(start)
    score = -_PER_SENTENCE * apart
    score -= _UNNAMED * (one.number < 0)
    score += _SPOKE_LAST * (one is talk.last and apart <= 3)
    return score + _SUBJECT * (start in talk.subjects)


def speakers_around(talk: Talk, position: int, *, direct: bool) -> Iterator[Candidate]:
    """Yield who speaks in the claims whose content holds a place, the innermost first."""
    for claim in talk.quotes.around(position):
        if (claim.quotation == "direct") == direct:
            one = talk.speaker.get(claim.id) or _speaks_later(talk, claim)
            if one:
                yield one


def _speaks_later(talk: Talk, claim: Claim) -> Candidate | None:
    """Return the speaker of a quotation whose source stands behind it ("…,” Doudji said)."""
    return named_within(talk, claim.source[0]) if claim.source else None


def around(talk: Talk, position: int) -> Candidate | None:
    """Return whom "I" and "we" mean: who speaks in the quotation around them."""
    return next(speakers_around(talk, position, direct=True), None) or next(
        speakers_around(talk, position, direct=False), None
    )


def antecedent(talk: Talk, position: int) -> Candidate | None:
    """Return whom "who" means: the name before it, with or without an apposition between."""
    first = talk.layout.bounds(position)[0]
    for start, end, one in talk.before(position):
        if start < first:
            return None
        if one.number >= 0 and end <= position and _TO_WHO.fullmatch(talk.layout.text, end, position):
            return one
    return None
