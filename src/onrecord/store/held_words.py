"""The words of many passages at hand, for whoever looks for some again and again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from onrecord.store.fulltext import Words
from onrecord.store.schema import escape
from onrecord.vocabulary.folding import folded

Owner = TypeVar("Owner", bound=Hashable)


class HeldWords(Generic[Owner]):
    """The words of passages, each with what it belongs to; a passage of several owners is held once.

    Args:
        passages: Owners (findings by their ids, say), each with the words of a passage.
    """

    def __init__(self, passages: Iterable[tuple[Owner, str]]) -> None:
        held: dict[str, list[Owner]] = {}
        for own, text in passages:
            held.setdefault(escape(text), []).append(own)
        self._passages = [(f" {folded(text)} ", text.casefold(), tuple(owners)) for text, owners in held.items()]

    def having(self, query: str) -> frozenset[Owner]:
        """Return the owners of a passage that has all words of what a user typed.

        Words match as everywhere in a case: whole, in any order, without regard to case or accents; phrases in
        quotation marks as they stand; scripts without spaces between words, and signs alone, letter by letter.
        """
        words = Words.of(query)
        escaped = [escape(term) for term in words.terms]
        terms = [f" {folded(term)} " if words.whole else term.casefold() for term in escaped]
        place = 0 if words.whole else 1
        return frozenset(
            owner for held in self._passages if all(term in held[place] for term in terms) for owner in held[2]
        )
