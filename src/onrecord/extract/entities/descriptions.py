"""Whom a description means: "the ministry", "the lawyer", "the 26-year-old"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from onrecord.extract.entities.antecedents import nearness, third
from onrecord.extract.entities.candidates import Candidate
from onrecord.extract.entities.sources import OWNED, head_of
from onrecord.extract.entities.talk import Talk
from onrecord.vocabulary.persons import body_class, is_function, noun_gender, word_list

_DEFINITE: Final = re.compile(r"(?:the|this|that|these|those|its|his|her|their|our|my|your)\b", re.IGNORECASE)
_INDEFINITE: Final = re.compile(
    r"(?:an?|one|two|three|some|another|other|several|many|most|both|neither|no)\b", re.IGNORECASE
)
_AGED: Final = re.compile(r"\d\d?-year-old$")
# How much each sign says that a candidate is meant, by trial on the training reports.
_CALLED_SO: Final = 4.0
_KIND_FITS: Final = 0.6
_NOT_BEYOND: Final = 12  # sentences


def described(talk: Talk, position: int, words: str) -> Candidate | None:
    """Return whom a description means: somebody called so, else of a body the nearest of its kind."""
    head = head_of(words)
    owned = OWNED.match(words)
    if owned and body_class(head) == "statements":
        return described(talk, position, owned[1])
    plural = head.endswith("s") and not head.endswith("ss") and not body_class(head)
    if not head or plural or _INDEFINITE.match(words):
        return _called(talk, position, head, words)
    if body_class(head) and not (is_function(head) and not _DEFINITE.match(words)):
        return _body(talk, position, head)
    return _called(talk, position, head, words) or _anybody(talk, position, head, words)


def _called(talk: Talk, position: int, head: str, words: str) -> Candidate | None:
    """Return the nearest person whom the report calls by the head noun or one like it."""
    gender = noun_gender(head)
    best: tuple[float, Candidate] | None = None
    said = set(re.findall(r"[^\W\d_]+", words.casefold()))
    for one in talk.candidates:
        if one.sort != "person" or (gender and one.gender not in {"", gender}):
            continue
        score = _CALLED_SO * (head in one.heads)
        if not score or (_INDEFINITE.match(words) and not said - word_list("descriptions", "little") <= one.heads):
            continue
        score += 0.5 * len(said & one.heads) + _nearest(talk, position, one)
        if best is None or score > best[0]:
            best = score, one
    return best[1] if best else None


def _nearest(talk: Talk, position: int, one: Candidate) -> float:
    """Return how near somebody is spoken of before a place; somebody met only later is further."""
    at = bisect_left(one.places, (position, 0))
    if not at:
        return -_NOT_BEYOND * 0.1
    return -0.1 * min(_NOT_BEYOND, talk.layout.sentence(position) - talk.layout.sentence(one.places[at - 1][0]))


def _anybody(talk: Talk, position: int, head: str, words: str) -> Candidate | None:
    """Return the person spoken of last for "the young woman", "the 26-year-old"."""
    if not _DEFINITE.match(words) or not (head in word_list("descriptions", "anybody") or _AGED.search(head)):
        return None
    return third(talk, position, "person", noun_gender(head))


def _body(talk: Talk, position: int, head: str) -> Candidate | None:
    best: tuple[float, Candidate] | None = None
    for start, _, one in talk.before(position):
        if one.sort != "body" or one.number < 0:
            continue
        score = _CALLED_SO * (head in one.heads)
        kind = body_class(head)
        if not score and (kind == "press") == one.press and (kind in {"press", "private"} or not one.heads):
            score = _KIND_FITS
        score += 0.1 * nearness(talk, start, position, one)
        if score > 0.5 and (best is None or score > best[0]):
            best = score, one
    return best[1] if best else None
