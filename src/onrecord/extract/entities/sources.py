"""Whom a source names in its own words, and the noun a description is built on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from onrecord.extract.entities.candidates import Candidate, Sort
from onrecord.extract.entities.talk import Talk
from onrecord.records import Span
from onrecord.vocabulary.persons import body_class, is_function

_HEAD_END: Final = re.compile(r",| (?:of|in|at|from|for|on|with|to|who|which|that|near|himself|herself|itself)\b")
OWNED: Final = re.compile(r"^(.+?)(?:['’]s|(?<=s)['’])\s+(.+)$")
"""A description with its owner before it: "the battalion’s", "press release"."""
_OWNS: Final = re.compile(r"['’]s?\s")
# between a description and the name it brings in
_AS: Final = re.compile(
    r"[^.;:!?\n]{0,60}?\b(?:as|named|called|calling (?:him|her)self|call|they called|is)(?: only| simply)? (?:the )?"
)
_AS_WITHIN: Final = 90


def named_within(talk: Talk, span: Span) -> Candidate | None:
    """Return the entity that a source names: its last person, else a body or state that stands at its edge."""
    at = bisect_left(talk.places, (span.start, 0, -1))
    named = []
    while at < len(talk.places) and talk.places[at][0] < span.end:
        start, end, number = talk.places[at]
        if (
            (start, end, number) in talk.names
            and end <= span.end
            and not _OWNS.match(talk.layout.text, end, span.end + 2)
        ):
            named.append((start, end, talk.everybody[number]))
        at += 1
    persons = [one for _, _, one in named if one.sort == "person"]
    if persons:
        return persons[0]
    head = head_of(span.text)
    for start, end, one in named:
        led = talk.layout.text[span.start : start].casefold().strip()
        whole = led in {"", "the"} and (end == span.end or talk.layout.text[end] in ",( ")
        if whole and (end == span.end or not is_function(head)):
            return one
        if end == span.end and led.endswith(","):
            return one
    return None


def introduced(talk: Talk, span: Span) -> Candidate | None:
    """Return whom a description brings in by name behind it ("A woman from the college, introduced only as X")."""
    at = bisect_left(talk.places, (span.end, 0, -1))
    if at == len(talk.places) or talk.places[at] not in talk.names:
        return None
    gap = _AS.fullmatch(talk.layout.text, span.end, min(talk.places[at][0], span.end + _AS_WITHIN))
    one = talk.everybody[talk.places[at][2]]
    return one if gap and gap.end() == talk.places[at][0] and one.sort == "person" else None


def head_of(words: str) -> str:
    """Return the noun that a description is built on, in small letters."""
    lowered = " ".join(words.casefold().replace("’", "'").split())
    owned = OWNED.match(lowered)
    core = _HEAD_END.split(owned[2] if owned else lowered, maxsplit=1)[0]
    found = core.split()
    return found[-1].strip(".,'\"") if found else ""


def sort_of(words: str) -> Sort:
    """Return whether a description means a body or a person."""
    return "body" if body_class(head_of(words)) else "person"
