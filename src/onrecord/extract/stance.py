"""What a source does with its words, and how sure it is of them: by the cue words of the vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from onrecord.records import Act, Certainty, Polarity
from onrecord.vocabulary import cue_words

_UNKNOWN_ACTS = frozenset({"ask", "demand", "decline"})
_MAIN = 60  # code points: about the first ten words, where the main verb of a content stands


@dataclass(frozen=True, slots=True)
class Stance:
    """Act, certainty and polarity of a claim."""

    act: Act
    certainty: Certainty
    polarity: Polarity


def stance_of(cue: str, content: str) -> Stance:
    """Return the stance that a cue and a content express."""
    act = _act(cue, content)
    return Stance(act, _certainty(act, cue, content), _polarity(act, cue, content))


def _act(cue: str, content: str) -> Act:
    words = cue_words()
    found = next((act for act, phrases in words.acts.items() if phrases.found_in(cue)), "state")
    if found in {"state", "ask"} and content.rstrip().endswith("?"):
        return "ask"
    return cast("Act", found)


def _certainty(act: Act, cue: str, content: str) -> Certainty:
    words = cue_words()
    if act in _UNKNOWN_ACTS:
        return "unknown"
    for certainty, phrases in words.certainty.items():
        if phrases.found_in(cue):
            return cast("Certainty", certainty)
    if act == "believe":
        return "probable"
    opening = re.split(r"[.;!?]\s", content, maxsplit=1)[0]
    for certainty, phrases in words.hedges.items():
        if phrases.found_in(opening[: 2 * _MAIN]):
            return cast("Certainty", certainty)
    return "certain"


def _polarity(act: Act, cue: str, content: str) -> Polarity:
    words = cue_words()
    if act == "deny" or re.search(r"\bdoubt", cue, re.IGNORECASE):
        return "negative"
    opening = re.split(r"[.;,!?]\s|\b(?:who|which|because|but)\b", content, maxsplit=1)[0][:_MAIN]
    return "negative" if act != "ask" and words.negation.found_in(opening) else "positive"
