"""What the vocabulary lists for the words of a text, as the encoder is told it.

A word added to a data file reaches the net without training.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.nets.pieces import Pieces
from onrecord.vocabulary import cue_words
from onrecord.vocabulary.elements import element_codes, element_cues
from onrecord.vocabulary.events import event_types, event_words
from onrecord.vocabulary.folding import for_small_letters, in_small_letters
from onrecord.vocabulary.questions import question_wordings, question_words

Bools = npt.NDArray[np.bool_]
Found = tuple[int, int, str]


@cache
def hint_labels() -> tuple[str, ...]:
    """Return everything a word can be listed for; "event?" is a word that tells the type here and there only."""
    words = cue_words()
    groups: dict[str, Iterable[str]] = {
        "event": event_types(),
        "event?": event_types(),
        "element": element_codes(),
        "question": question_words().wordings,
        "act": words.acts,
        "certainty": words.certainty,
        "hedge": words.hedges,
    }
    return tuple(f"{group}:{label}" for group, labels in groups.items() for label in labels)


def hints_of(text: str, pieces: Pieces, labels: tuple[str, ...]) -> Bools:
    """Return which labels are listed for each piece, (pieces, labels).

    Args:
        text: The text.
        pieces: Its pieces.
        labels: The labels, one a column; what the vocabulary lists beside them is left out.
    """
    column = {label: number for number, label in enumerate(labels)}
    hints = np.zeros((len(pieces), len(labels)), np.bool_)
    found = [(start, end, column[label]) for start, end, label in listed(text) if label in column]
    if found:
        starts, ends, columns = zip(*found, strict=True)
        firsts = np.searchsorted(pieces.ends, starts, "right").tolist()
        lasts = np.searchsorted(pieces.starts, ends, "left").tolist()
        for first, last, number in zip(firsts, lasts, columns, strict=True):
            hints[first:last, number] = True
    return hints


def listed(text: str) -> Iterator[Found]:
    """Yield what the vocabulary lists in a text: start, end and label."""
    for word in event_words(text):
        for name in word.types:
            yield word.start, word.end, f"event{'' if word.strong else '?'}:{name}"
    for cue in element_cues(text):
        for code in cue.codes:
            yield cue.start, cue.end, f"element:{code}"
    for start, end, kind in question_wordings(text):
        yield start, end, f"question:{kind}"
    words = cue_words()
    small = in_small_letters(text.replace("’", "'"))
    for group, lists in (("act", words.acts), ("certainty", words.certainty), ("hedge", words.hedges)):
        for label, phrases in lists.items():
            for found in for_small_letters(phrases.pattern).finditer(small):
                yield found.start(), found.end(), f"{group}:{label}"
