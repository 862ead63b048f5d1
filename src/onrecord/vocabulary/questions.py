"""How reports say that something is open: `questions.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

from onrecord.records import QUESTION_KINDS, QuestionKind
from onrecord.vocabulary.folding import for_small_letters, in_small_letters

_GROUP = re.compile(r"\{([a-z]+)\}")
_BLANK = r"\\s{1,3}"  # bounded, so that no stretch of blanks costs more than its length


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """`questions.toml`.

    Attributes:
        version: Of the file.
        wordings: Kind → finds its wordings.
        figures: Finds wordings with which somebody gives a number of his own.
        number: Finds a number.
        silence: Finds words of a claim that declines to speak at all.
        speech: Finds words of one that declines to say something.
        predicates: Finds words that end a subject.
        no_party: Matches words that are nobody who could answer.
    """

    version: str
    wordings: Mapping[QuestionKind, re.Pattern[str]]
    figures: re.Pattern[str]
    number: re.Pattern[str]
    silence: re.Pattern[str]
    speech: re.Pattern[str]
    predicates: re.Pattern[str]
    no_party: re.Pattern[str]


@cache
def question_words() -> QuestionWords:
    """Return the wordings and words."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("questions.toml").read_text("utf-8"))
    return QuestionWords(
        version=row["version"],
        wordings={kind: _compiled(row[kind]["wordings"], row["groups"]) for kind in QUESTION_KINDS},
        figures=_compiled(row["disputed"]["figures"], row["groups"]),
        number=_words(row["groups"]["number"]),
        silence=_words(row["silence"]),
        speech=_words(row["speech"]),
        predicates=_words(row["predicates"]),
        no_party=_words(row["no_party"]),
    )


@lru_cache(maxsize=2)
def question_wordings(text: str) -> tuple[tuple[int, int, QuestionKind], ...]:
    """Return where the wordings of each kind stand in a text: start, end and kind, a kind after the other.

    The last texts are kept: the net's hints and the rules both ask, and the search is slow.
    """
    small = in_small_letters(text)
    wordings = ((kind, for_small_letters(pattern)) for kind, pattern in question_words().wordings.items())
    return tuple((*found.span(), kind) for kind, pattern in wordings for found in pattern.finditer(small))


def _compiled(wordings: Sequence[str], groups: Mapping[str, str]) -> re.Pattern[str]:
    written = "|".join(f"(?:{_filled(wording, groups)})" for wording in wordings)
    return re.compile(rf"\b(?:{_any_spelling(written)})", re.IGNORECASE)


def _filled(wording: str, groups: Mapping[str, str]) -> str:
    """Put the groups in; a group can name others."""
    while _GROUP.search(wording):
        wording = _GROUP.sub(lambda found: groups[found[1]], wording)
    return wording


def _words(listed: Any) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_spelling(cast('str', listed))})(?!\w)", re.IGNORECASE)


def _any_spelling(written: str) -> str:
    return re.sub(" ", _BLANK, written).replace("'", "['’]")
