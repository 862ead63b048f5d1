"""What the voices of a finding rest on: those with one origin together, those whose origin cannot be told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, islice
from typing import Final

from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.weighing import weighing_words
from onrecord.weigh.joined import Joined
from onrecord.weigh.ties import Point, Tie

SHARED: Final = 0.8  # chance from which on two passages rest on one origin; chosen on the dev reports
_FULL: Final = 80  # code points; of names that are as common the fuller is shown, but no whole clause for its length
_ASIDE: Final = re.compile(r"\([^)]*\)")
_MOST: Final = 64  # names of sources of one finding that are set side by side
_LINKS: Final = frozenset({"of", "the", "for", "and", "in", "on"})  # words of a body's name that come and go


@dataclass(frozen=True, slots=True)
class Rest:
    """Voices with one origin.

    Attributes:
        points: Their numbers, in order.
        name: What it is, in words of the reports; "" when it cannot be told.
    """

    points: tuple[int, ...]
    name: str


def rests(points: Sequence[Point], voices: Sequence[int], ties: Iterable[Tie], texts: Joined[str]) -> list[Rest]:
    """Return the origins of voices that say the same, in order of their first voice.

    Args:
        points: Of the web.
        voices: Numbers of the points that speak.
        ties: Ties between them.
        texts: Which reports are one text.
    """
    joined = Joined[int]()
    first: dict[str, int] = {}
    for voice in voices:
        for key in sorted(keys_of(points[voice], texts) | points[voice].heard.quoted):
            joined.join(voice, first.setdefault(key, voice))
    for tie in ties:
        if tie.shared >= SHARED:
            joined.join(tie.a, tie.b)
    for voice, other in chain(_citing(points, voices), _akin(points, voices)):
        joined.join(voice, other)
    names: set[str] = set()
    return [_rest(points, group, names) for group in joined.groups(voices)]


def keys_of(point: Point, texts: Joined[str]) -> frozenset[str]:
    """Return what a point rests on, each copy's own reporting as that of the first with its text."""
    parts = (key.partition(":") for key in point.heard.keys)
    return frozenset(f"{kind}:{texts.group(name) if kind == 'report' else name}" for kind, _, name in parts)


def _citing(points: Sequence[Point], voices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield voices that cite the outlet of another, with that other: its own reporting before what it cites."""
    by_outlet: defaultdict[str, list[int]] = defaultdict(list)
    for voice in sorted(voices, key=lambda voice: (not points[voice].heard.own, voice)):
        by_outlet[points[voice].publisher].append(voice)
    for voice in voices:
        cited = points[voice].heard.cited
        for outlet, own in by_outlet.items() if cited else ():
            if cites(cited, outlet):
                yield from islice(((voice, one) for one in own if points[one].report != points[voice].report), 1)


def _akin(points: Sequence[Point], voices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield voices of sources of which one names the other more fully: "the army", "army spokesman Captain Kato"."""
    first: dict[frozenset[str], int] = {}
    for voice in voices:
        for key in points[voice].heard.keys:
            kind, _, words = key.partition(":")
            if kind == "words":
                first.setdefault(_bare(words), voice)
    named = sorted(first, key=lambda words: (len(words), first[words]))[:_MOST]
    for one, other in combinations(named, 2):
        common = one & other
        if common and (one == common or _of_one_body(common)):
            yield first[one], first[other]


@lru_cache(maxsize=65536)
def cites(cited: str, outlet: str) -> bool:
    """Say whether folded words that are cited name an outlet, or the body that a report is of."""
    words = folded(_ASIDE.sub(" ", outlet)).split()
    there, bare = _bare(cited), _bare(" ".join(words))
    if not bare:
        return False
    kinds = weighing_words()
    common = there & bare
    if bare == common or common & kinds.alone or _of_one_body(common):
        return True
    return len(words) > 2 and not (kinds.several | kinds.alone) & bare and " ".join(words[:2]) in cited


def _of_one_body(common: frozenset[str]) -> bool:
    return len(common) > 1 and bool(common & weighing_words().several)


@lru_cache(maxsize=65536)
def _bare(words: str) -> frozenset[str]:
    """Return folded words in the singular without those that come and go, a body for who speaks for it."""
    alike = weighing_words().alike
    single = (word.removesuffix("s") if len(word) > 3 else word for word in words.split() if word not in _LINKS)
    return frozenset(alike.get(word, word) for word in single)


def fullest(names: Mapping[str, int]) -> str:
    """Return the name that stands most often, of equally common ones the fuller."""
    return max(names, key=lambda name: (names[name], min(len(name), _FULL), name))


def _rest(points: Sequence[Point], group: Sequence[int], names: set[str]) -> Rest:
    """Return an origin under a name that none of `names` is, and add it there."""
    told = Counter(points[voice].heard.name for voice in group if points[voice].heard.keys)
    if not told:
        return Rest(tuple(group), "")
    best = fullest(told)
    lead = points[group[0]]
    for name in (best, f"{best} ({lead.publisher or lead.report})", f"{best} ({lead.report}, {lead.span.start})"):
        if name not in names:
            best = name
            break
    names.add(best)
    return Rest(tuple(group), best)


def by_voice(found: Iterable[Rest]) -> Mapping[int, Rest]:
    """Return number of a voice → its origin."""
    return {voice: rest for rest in found for voice in rest.points}
