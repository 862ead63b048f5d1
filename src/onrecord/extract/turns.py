"""Turns of transcripts: what stands behind a speaker's name and a colon is a claim of that speaker, cue or no cue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.nets import Attributed
from onrecord.records import Report
from onrecord.vocabulary.turns import is_at_work, is_called_ours, is_nobody, is_own_voice, is_recorded

# A name of at most six words that begin with capitals, perhaps with an office in brackets, before a colon.
_TURN: Final = re.compile(
    r"^(?P<speaker>[^\W\d_][\w.’'/-]{0,30}(?: [\w.’'/-]{1,30}){0,5})(?P<office> ?\([^()\n]{1,80}\))?: (?=\S)",
    re.MULTILINE,
)
_SMALL: Final = frozenset(
    {"of", "for", "the", "and", "to", "in", "at", "de", "da", "do", "del", "la", "el", "al", "bin", "van", "von"}
)
_LEAST: Final = 4  # turns that make a text a transcript
_ASKING: Final = 0.6  # share of a speaker's turns that are questions from which on they are the one who asks
_COVERED: Final = 0.5  # share of a turn that one claim of the net holds, which then stands for it
_SCORE: Final = 0.6  # of 10 turns added on the training reports, 6 are labelled so


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn of a transcript; bounds in code points."""

    label: str
    speaker: tuple[int, int]
    words: tuple[int, int]
    asks: bool
    own: bool


def with_turns(report: Report, found: Sequence[Attributed]) -> list[Attributed]:
    """Return what the net found in a report, and the turns of sources in which it found nothing that fills them."""
    return [*found, *(_attributed(turn) for turn in turns_of_sources(report) if not _is_found(turn, found))]


def turns_of_sources(report: Report) -> Iterator[_Turn]:
    """Yield the turns of those who are not the outlet's own, nor ask: nothing where a text is no transcript."""
    turns = list(_turns(report))
    often = Counter(turn.label for turn in turns)
    if len(turns) < _LEAST or max(often.values()) < 2:
        return
    asked = Counter(turn.label for turn in turns if turn.asks)
    own = {turn.label for turn in turns if turn.own}
    for turn in turns:
        if not turn.asks and turn.label not in own and asked[turn.label] < _ASKING * often[turn.label]:
            yield turn


def _turns(report: Report) -> Iterator[_Turn]:
    text, author = report.text, report.author.casefold()
    heads = [head for head in _TURN.finditer(text) if _is_name(head["speaker"])]
    for number, head in enumerate(heads):
        name = head["speaker"]
        if is_nobody(name):
            continue
        end = heads[number + 1].start() if number + 1 < len(heads) else text.find("\n", head.end())
        end = len(text[: end if end >= 0 else len(text)].rstrip())
        yield _Turn(
            label=name.casefold(),
            speaker=_speaker(head),
            words=(head.end(), end),
            asks=text.endswith("?", 0, end),
            own=is_own_voice(name)
            or is_at_work((head["office"] or "").strip(" ()"))
            or name.casefold() in author
            or is_called_ours(name, text),
        )


def _is_name(label: str) -> bool:
    return all(word in _SMALL or not word[0].islower() for word in label.split()) and not label[0].islower()


def _speaker(head: re.Match[str]) -> tuple[int, int]:
    if not (head["office"] and is_recorded(head["speaker"])):
        return head.span("speaker")
    return head.start("office") + head["office"].index("(") + 1, head.end("office") - 1


def _is_found(turn: _Turn, found: Sequence[Attributed]) -> bool:
    first, last = turn.words
    return any(
        sum(max(0, min(end, last) - max(start, first)) for start, end in one.content) >= _COVERED * (last - first)
        for one in found
    )


def _attributed(turn: _Turn) -> Attributed:
    return Attributed(
        anchor=-1, source=(turn.speaker,), cue=(), content=(turn.words,), relay=(), channel=(), score=_SCORE
    )
