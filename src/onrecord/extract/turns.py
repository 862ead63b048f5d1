"""Turns of transcripts: what stands behind a speaker's name and a colon is a claim of that speaker, cue or no cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from onrecord.nets import Attributed
from onrecord.records import Report
from onrecord.vocabulary.turns import called_ours, is_at_work, is_nobody, is_own_voice, is_recorded

# A name of at most six words that begin with capitals, perhaps behind an office and a comma ("The Minister of Health,
# Dr Anna Ruiz") or with one in brackets, before a colon.
_TURN: Final = re.compile(
    r"^(?P<speaker>[^\W\d_][\w.’'/-]{0,30}(?: [\w.’'/-]{1,30}){0,5}(?:, [\w.’'/-]{1,30}(?: [\w.’'/-]{1,30}){0,4})?)"
    r"(?P<office> ?\([^()\n]{1,80}\))?: (?=\S)",
    re.MULTILINE,
)
_SMALL: Final = frozenset(
    {"of", "for", "the", "and", "to", "in", "at", "de", "da", "do", "del", "la", "el", "al", "bin", "van", "von"}
)
_LEAST: Final = 4  # turns that make a text a transcript
_ASKING: Final = 0.6  # share of a speaker's turns that are questions from which on they are the one who asks
_COVERED: Final = 0.5  # share of a turn that one claim of the net holds, which then stands for it
_SCORE: Final = 0.6  # 93 % of the turns in the training reports are labelled as claims; the net missed these


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a transcript.

    Attributes:
        label: The speaker's name, folded.
        speaker: Where the name stands, in code points.
        words: Where the words behind it stand.
        asks: The turn ends in a question mark.
        by: A source, one of the outlet's own people, or somebody who asks.
    """

    label: str
    speaker: tuple[int, int]
    words: tuple[int, int]
    asks: bool
    by: Literal["source", "own", "asker"]


def with_turns(report: Report, found: Sequence[Attributed]) -> list[Attributed]:
    """Return what the net found in a report as its turns have it.

    Turns of sources that no attribution fills are added; attributions to the outlet's own people, by nothing but
    their turn, are left out.
    """
    turns = turns_of(report)
    own = {turn.speaker for turn in turns if turn.by == "own"}
    kept = [one for one in found if one.cue or not any(_touch(source, name) for source in one.source for name in own)]
    contents = sorted((*bounds, number) for number, one in enumerate(kept) for bounds in one.content)
    longest = max((end - start for start, end, _ in contents), default=0)
    added = (turn for turn in turns if turn.by == "source" and not _is_filled(turn, contents, longest))
    return [*kept, *map(_attributed, added)]


def turns_of(report: Report) -> list[Turn]:
    """Return the turns of a report, none where it is no transcript."""
    turns = list(_turns(report))
    often = Counter(turn.label for turn in turns)
    if len(turns) < _LEAST or max(often.values()) < 2:
        return []
    asked = Counter(turn.label for turn in turns if turn.asks)
    own = {turn.label for turn in turns if turn.by == "own"}
    asking = {label for label in often if asked[label] >= _ASKING * often[label]}
    return [replace(turn, by=_by(turn, own, asking)) for turn in turns]


def _by(turn: Turn, own: Container[str], asking: Container[str]) -> Literal["source", "own", "asker"]:
    if turn.label in own:
        return "own"
    return "asker" if turn.asks or turn.label in asking else "source"


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _turns(report: Report) -> Iterator[Turn]:
    text = report.text
    ours = called_ours(text)
    heads = [head for head in _TURN.finditer(text) if _is_name(head["speaker"])]
    for number, head in enumerate(heads):
        name = head["speaker"]
        if is_nobody(name):
            continue
        end = heads[number + 1].start() if number + 1 < len(heads) else text.find("\n", head.end())
        end = head.end() + len(text[head.end() : end if end >= 0 else len(text)].rstrip())
        yield Turn(
            label=name.casefold(),
            speaker=_speaker(head),
            words=(head.end(), end),
            asks=text.endswith("?", 0, end),
            by="own" if name.casefold() in ours or _is_own(report, name, head["office"] or "") else "source",
        )


def _is_name(label: str) -> bool:
    return all(word in _SMALL or not word[0].islower() for word in label.split()) and not label[0].islower()


def _is_own(report: Report, name: str, office: str) -> bool:
    if is_own_voice(name) or is_at_work(office.strip(" ()")):
        return True
    return name.casefold() in report.author.casefold()


def _speaker(head: re.Match[str]) -> tuple[int, int]:
    if not (head["office"] and is_recorded(head["speaker"])):
        return head.span("speaker")
    return head.start("office") + head["office"].index("(") + 1, head.end("office") - 1


def _is_filled(turn: Turn, contents: Sequence[tuple[int, int, int]], longest: int) -> bool:
    """True when one attribution holds most of a turn; contents in order (start, end, number of the attribution)."""
    first, last = turn.words
    held: Counter[int] = Counter()
    for start, end, number in contents[bisect_left(contents, (first - longest,)) : bisect_left(contents, (last,))]:
        held[number] += max(0, min(end, last) - max(start, first))
    return max(held.values(), default=0) >= _COVERED * (last - first)


def _attributed(turn: Turn) -> Attributed:
    return Attributed(
        anchor=-1, source=(turn.speaker,), cue=(), content=(turn.words,), relay=(), channel=(), score=_SCORE
    )
