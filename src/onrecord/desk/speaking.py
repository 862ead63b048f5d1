"""The passages that speak to each element, and on whose word: how many they are, and on how many origins they rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.case import Case
from onrecord.desk.answering import Desk
from onrecord.desk.listed_sources import Sources, sources_of
from onrecord.dossier.told import code_name
from onrecord.records import ELEMENT_STATUSES, ElementPassage, ElementStatus
from onrecord.vocabulary.elements import ElementCode, Standard, element_codes
from onrecord.weigh import independent

SPEAKING: Final = "speaking"
"""The name under which the passages are kept."""

Voice = Literal["own", "named", "nobody"]
"""Whose word a passage is: the report's own, somebody's who is named, or nobody's who is."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is of something.

    Attributes:
        passages: How many passages.
        reports: In how many reports.
        origins: How many origins they have that are independent of each other.
        untold: Of how many passages the origin cannot be told.
    """

    passages: int = 0
    reports: int = 0
    origins: int = 0
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Holder:
    """On whose word passages stand, and how many do.

    Attributes:
        voice: Whether it is the reports' own, somebody's, or nobody's who is named.
        key: Of the source, or "".
        name: Of the source, or "".
        passages: How many.
    """

    voice: Voice
    key: str
    name: str
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An element with what speaks to it.

    Attributes:
        code: It.
        name: In words.
        whole: How much speaks to it.
        by_status: How much of it as what.
        holders: On whose word, those with most passages first.
        out: How many passages persons rejected or replaced; they are not counted.
        passages: All of them, those published last first.
    """

    code: ElementCode
    name: str
    whole: Counted
    by_status: Mapping[ElementStatus, Counted]
    holders: Sequence[Holder]
    out: int
    passages: Sequence[ElementPassage]


def lines_of(desk: Desk) -> Mapping[str, Line]:
    """Return every element by its code, those that no passage speaks to as well."""
    return desk.kept.soon(SPEAKING, lambda case: _gathered(case, sources_of(desk)))


def by_standard(lines: Mapping[str, Line]) -> list[tuple[Standard, dict[str, list[Line]]]]:
    """Return the standards in the order of the vocabulary, each with its elements by the part that they belong to."""
    found: dict[Standard, dict[str, list[Line]]] = {}
    for line in lines.values():
        found.setdefault(line.code.standard, {}).setdefault(line.code.element, []).append(line)
    return list(found.items())


def voice_of(passage: ElementPassage, key: str) -> Voice:
    """Return whose word a passage is; `key` is that of the source of its claim, or ""."""
    if not passage.claim:
        return "own"
    return "named" if key else "nobody"


def _gathered(case: Case, sources: Sources) -> dict[str, Line]:
    newest = sorted(case.reports(), key=lambda row: (row.published, row.id), reverse=True)
    order = {row.id: number for number, row in enumerate(newest)}
    passages: defaultdict[str, list[ElementPassage]] = defaultdict(list)
    for one in case.element_passages():
        passages[one.code].append(one)
    for some in passages.values():
        some.sort(key=lambda one: order.get(one.report, len(order)))
    return {code.code: _line(code, passages[code.code], sources) for code in element_codes().values()}


def _line(code: ElementCode, passages: Sequence[ElementPassage], sources: Sources) -> Line:
    counting = [one for one in passages if one.counts]
    return Line(
        code=code,
        name=code_name(code.code),
        whole=_counted(counting),
        by_status={status: _counted([one for one in counting if one.status == status]) for status in ELEMENT_STATUSES},
        holders=_holders(counting, sources),
        out=len(passages) - len(counting),
        passages=passages,
    )


def _counted(passages: Sequence[ElementPassage]) -> Counted:
    return Counted(
        passages=len(passages),
        reports=len({one.report for one in passages}),
        origins=independent(one.rests for one in passages),
        untold=sum(not one.rests for one in passages),
    )


def _holders(passages: Iterable[ElementPassage], sources: Sources) -> list[Holder]:
    count: Counter[tuple[Voice, str]] = Counter()
    for one in passages:
        key = sources.key_of.get(one.claim, "")
        count[voice_of(one, key), key] += 1
    return [
        Holder(voice, key, sources.by_key[key].name if key else "", number)
        for (voice, key), number in sorted(count.items(), key=lambda one: (-one[1], one[0]))
    ]
