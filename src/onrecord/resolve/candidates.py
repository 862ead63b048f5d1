"""Which nodes are compared: those that share words of their names as any hand writes them; never all pairs; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from onrecord.resolve.names import Naming
from onrecord.resolve.nodes import Node
from onrecord.resolve.surroundings import Surroundings
from onrecord.vocabulary.bodies import is_generic_word
from onrecord.vocabulary.spelling import spelled

Key = tuple[str, ...]
_ALL_PAIRS: Final = 24
"""Nodes of one key that are all compared with each other."""
_NEIGHBOURS: Final = 6
"""Where there are more, how many that stand behind one in order of their names are compared with it."""
_WORDS: Final = 5
"""Words of a name that keys are made of."""


class Candidates:
    """The nodes by the keys of their names."""

    def __init__(self, nodes: Sequence[Node], surroundings: Surroundings) -> None:
        self._nodes = nodes
        self._surroundings = surroundings
        self._telling: defaultdict[Key, list[int]] = defaultdict(list)
        self._bearing: defaultdict[Key, list[int]] = defaultdict(list)
        for node in nodes:
            names = [node.naming, *sorted(node.others, key=_order)]
            whole = {key for name in names if name.telling for key in _pair_keys(name)}
            parts = {key for name in names for key in _part_keys(name)}
            for key in whole:
                self._telling[key].append(node.number)
            for key in parts:
                self._bearing[key].append(node.number)
        self._placed: dict[Key, dict[int, list[int]]] = {}

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Yield pairs of nodes, the smaller number first, each once, and how many bear the name where it is a part."""
        seen: set[tuple[int, int]] = set()
        for block in self._telling.values():
            for pair in self._in_block(block):
                if pair not in seen:
                    seen.add(pair)
                    yield *pair, 0
        for node in self._nodes:
            if node.naming.telling:
                continue
            for key in _part_keys(node.naming):
                bearers = self._bearers(key)
                for other in self._reached(key, node):
                    pair = (min(node.number, other), max(node.number, other))
                    if pair not in seen:
                        seen.add(pair)
                        yield *pair, bearers

    def _in_block(self, block: Sequence[int]) -> Iterator[tuple[int, int]]:
        numbers = sorted(block, key=lambda number: (_order(self._nodes[number].naming), number))
        if len(numbers) <= _ALL_PAIRS:
            for one, other in combinations(numbers, 2):
                yield min(one, other), max(one, other)
            return
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 : at + 1 + _NEIGHBOURS]:
                yield min(one, other), max(one, other)

    def _bearers(self, key: Key) -> int:
        """Return how many different whole names hold the key, at least 1."""
        bearing = self._bearing[key]
        if len(bearing) > _ALL_PAIRS:
            return len(bearing)
        names = {self._nodes[number].naming for number in bearing}
        return max(1, len({(name.words, name.country) for name in names if name.telling}))

    def _reached(self, key: Key, node: Node) -> Iterator[int]:
        """Yield those that bear a part of a name: all where they are few, else those of reports near the node's."""
        bearing = self._bearing[key]
        if len(bearing) <= _ALL_PAIRS:
            yield from (number for number in bearing if number != node.number)
            return
        placed = self._placed.get(key)
        if placed is None:
            placed = self._placed[key] = defaultdict(list)
            for number in bearing:
                for document in self._nodes[number].documents:
                    placed[document].append(number)
        for document in node.documents:
            for near in self._surroundings.near(document).keys() & placed.keys():
                yield from (number for number in placed[near] if number != node.number)


def _order(name: Naming) -> tuple[str, ...]:
    return (name.sort, *name.words, name.country, name.kind)


def _pair_keys(name: Naming) -> Iterator[Key]:
    """Yield keys that two telling names share when they may be one."""
    yield from _any_type(name)
    yield (name.sort, "", *name.words)
    words = [spelled(word) for word in name.words[:_WORDS]]
    if name.sort == "person":
        for one, other in combinations(sorted(word for word in words if word), 2):
            yield name.sort, one, other
        if len(words) > 1:  # a slip of the hand in one of the two
            yield name.sort, words[0], "", words[-1][:1]
            yield name.sort, "", words[-1], words[0][:1]
    elif name.sort == "body" and name.kind != "office":
        for word, plain in zip(words, name.words, strict=False):
            if not is_generic_word(plain):
                yield name.sort, word
        yield name.sort, _acronym(name)
    elif name.sort == "place" and name.words[0] != "country":
        for word in words:
            yield name.sort, word, name.country


def _part_keys(name: Naming) -> Iterator[Key]:
    """Yield keys that a name that does not tell its bearer shares with those that may be meant."""
    yield from _any_type(name)
    if name.sort == "person":
        whole = [word for word in name.words if len(word) > 1]
        for word in whole:
            yield name.sort, spelled(word)
        for word in name.words[1:_WORDS]:
            yield name.sort, "", name.words[0][0], word[0]
    elif name.sort == "body":
        yield name.sort, "", *name.words
        for word in name.words[:_WORDS]:
            if name.kind != "office" or len(name.words) == 1:
                yield name.sort, word
        yield name.sort, _acronym(name)
    else:
        yield name.sort, "", *name.words


def _acronym(name: Naming) -> str:
    """Return the first letters of several words, or the one word that may be an acronym, in order of letters."""
    word = "".join(word[0] for word in name.words) if len(name.words) > 1 else name.words[0]
    return "." + "".join(sorted(word))


def _any_type(name: Naming) -> Iterator[Key]:
    """Yield the key of a name that a net may take for a place's, a body's, a ship's or a person's."""
    if (
        (name.sort in {"body", "place", "vehicle"} or (name.sort == "person" and name.telling))
        and name.kind != "office"
        and name.words[0] != "country"
    ):
        yield "named", *name.words
