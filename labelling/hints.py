"""What a labelled report may still lack: words that are usually labelled and stand in no label. Hints, never errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labelling.snippets import Record

_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|"
    r"September|October|November|December|yesterday|today|tonight|tomorrow|ago|(?:last|next|this|every|each) "
    r"(?:year|month|week|night|morning|spring|summer|autumn|fall|winter)|"
    r"\w+[ -](?:day|week|month|year|decade|hour|minute)s?)\b"
)
_CUE = re.compile(
    r"\b(?:said|says|say|told|tells|asked|asks|according to|denie[sd]|den(?:y|ying)|alleged(?:ly)?|reportedly|claims?|"
    r"claimed|confirmed|warned|warns|promised|promises|insist(?:s|ed)|believe[sd]?|thought|hope[sd]?|declined|refused|"
    r"replied|wrote|announced|stated|accuse[sd]|demand(?:s|ed)|vowed|admitted|fear(?:s|ed)|added|explained|recalled)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:…] )(?<![“\"‘'(\n—–-])(?<!^)\b[A-Z]\w[\w’'-]*")
_NOT_NAMES = frozenset(
    ["I", "I’m", "I'm", "I’d", "I'd", "I’ve", "I've", "I’ll", "I'll", "Mr", "Mrs", "Ms", "Dr", "God"]
)


def hints(record: Record) -> Iterator[str]:
    """Yield one line for each word of a case record's report that looks like a label and is in none."""
    text = record["report"]["text"]
    for name, pattern, spans in (
        ("time?", _TIME, [time["span"] for time in record["times"]]),
        ("cue?", _CUE, [span for claim in record["claims"] for span in claim["cue"]]),
        ("name?", _NAME, [m["span"] for m in record["mentions"]] + [time["span"] for time in record["times"]]),
    ):
        taken = {i for span in spans for i in range(span["start"], span["end"])}
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())) and match.group() not in _NOT_NAMES:
                yield f"{name} {text[max(match.start() - 25, 0) : match.end() + 25]!r}"
