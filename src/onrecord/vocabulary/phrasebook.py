"""Listed words and phrases with what each is listed for, found in a text by whole words; pure.

Time grows with the length of the text: each word looks up the phrases that begin with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.vocabulary.inflection import WordClass, inflected

GAP: Final = "…"
"""In a phrase: up to `WIDEST_GAP` words may stand here ("take … into custody")."""
WIDEST_GAP: Final = 3  # as "the two men" between verb and particle; more often parts two clauses than belongs to one

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BREAK: Final = re.compile(r"[.!?;:\n]")
_CLASSES: Final[Mapping[str, WordClass]] = {"verbs": "verb", "nouns": "noun", "phrases": "fixed"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a vocabulary file lists.

    Attributes:
        words: As it stands in the file, uninflected.
        label: What it is listed for.
        strong: Whether it is listed as usually telling that; False for a word that more often means something else.
    """

    words: str
    label: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed word or phrase in a text, with every entry it belongs to; `start` and `end` in code points."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    start: int
    end: int
    breaks: bool
    """Whether a sentence or clause mark parts it from the word before."""


class Phrasebook:
    """Entries by their forms."""

    def __init__(self, listed: Iterable[tuple[Entry, WordClass]]) -> None:
        """Take entries with the class of their words; of a form listed strongly and weakly, the strong entries stay."""
        forms: dict[tuple[str, ...], dict[Entry, None]] = defaultdict(dict)
        for entry, word_class in listed:
            for form in inflected(entry.words, word_class):
                forms[tuple(_tokens(form))][entry] = None
        index: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = defaultdict(list)
        for words, entries in forms.items():
            if words:
                strong = tuple(entry for entry in entries if entry.strong)
                index[words[0]].append((words, strong or tuple(entries)))
        # the longest first; of two as long the one without a gap
        self._index = {
            first: sorted(rows, key=lambda row: (-sum(w != GAP for w in row[0]), len(row[0]), row[0]))
            for first, rows in index.items()
        }

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what is listed, in order and without overlaps: at each place the longest phrase."""
        words = _read(text)
        at = 0
        while at < len(words):
            for phrase, entries in self._index.get(words[at].form, ()):
                last = _match(words, at, phrase)
                if last >= at:
                    yield Hit(words[at].start, words[last].end, entries)
                    at = last
                    break
            at += 1


def listed_in(row: Mapping[str, str], label: str, *, strong: bool = True) -> Iterator[tuple[Entry, WordClass]]:
    """Yield the entries of a table's lists `verbs`, `nouns` and `phrases`, parted by semicolons."""
    for key, word_class in _CLASSES.items():
        for words in entries_of(row.get(key, "")):
            yield Entry(words, label, strong), word_class


def words_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return the entries of a table's lists, uninflected, each once."""
    return tuple(dict.fromkeys(entry for key in _CLASSES for entry in entries_of(row.get(key, ""))))


def entries_of(listed: str) -> tuple[str, ...]:
    """Return the entries of a list, parted by semicolons."""
    return tuple(" ".join(entry.split()) for entry in listed.split(";") if entry.strip())


def _tokens(form: str) -> list[str]:
    return [part for piece in form.split() for part in ([GAP] if piece == GAP else _WORD.findall(_plain(piece)))]


def _plain(text: str) -> str:
    return text.replace("’", "'")


@lru_cache(maxsize=2)  # several books are held against one text
def _read(text: str) -> tuple[_Word, ...]:
    plain = _plain(text)
    words: list[_Word] = []
    end = 0
    for match in _WORD.finditer(plain):
        breaks = _BREAK.search(plain, end, match.start()) is not None
        words.append(_Word(match.group().lower(), match.start(), match.end(), breaks))
        end = match.end()
    return tuple(words)


def _match(words: Sequence[_Word], at: int, phrase: Sequence[str]) -> int:
    """Return the index of a phrase's last word when it begins at `at`, or -1."""
    place = at
    gap = False
    for wanted in phrase[1:]:
        if wanted == GAP:
            gap = True
            continue
        found = -1
        for step in range(1, (WIDEST_GAP if gap else 0) + 2):
            if place + step >= len(words) or words[place + step].breaks:
                break
            if words[place + step].form == wanted:
                found = place + step
                break
        if found < 0:
            return -1
        place, gap = found, False
    return place
