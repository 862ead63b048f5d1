"""What reports differ in: the numbers, dates, actors and places that two passages give, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from onrecord.extract.times.lexicon import lexicon
from onrecord.records import Side, Slot, SlotValue, Span
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.weighing import weighing_words
from onrecord.weigh.telling import Telling

_FIGURE: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:[,\u202f]\d{3})+(?![\w,]\d)|(?<![\w.,])\d+(?:\.\d+)?(?!\w)")
_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NEXT: Final = re.compile(r"\s([^\W\d_]{3,})")
_NO_NUMBERS: Final = frozenset({"a", "an"})  # numbers of lengths of time only
_ACTORS: Final = frozenset({"PER", "ORG", "NORP"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})

Values = tuple[SlotValue, ...]


def values_of(telling: Telling, span: Span, slot: Slot) -> Values:
    """Return what a passage gives for a slot, in order of place; its words where nothing of the kind stands in it."""
    read = _READERS.get(slot)
    found = tuple(read(telling, span)) if read else ()
    return found or (SlotValue(value=span.text, side=Side(report=telling.report, span=span)),)


def apart(one: Values, other: Values) -> tuple[Values, Values]:
    """Return the values that only one of two passages gives; all of one that gives none of its own."""
    left, right = ({value.value for value in values} for values in (one, other))
    return (
        tuple(value for value in one if value.value not in right) or one,
        tuple(value for value in other if value.value not in left) or other,
    )


def counts_apart(one: Side, other: Side) -> Values:
    """Return the counts that two passages which say the same give for one noun and that differ: "160 men", "163 men".

    Only passages with a single number each are read, so that nothing is set against what counts something else.
    """
    found = [list(numbers_in(side.span.text)) for side in (one, other)]
    if any(len(numbers) != 1 for numbers in found):
        return ()
    ((start, end, number),), ((start2, end2, number2),) = found
    nouns = {_noun(side.span.text, at) for side, at in ((one, end), (other, end2))}
    if number == number2 or len(nouns) > 1 or "" in nouns:
        return ()
    return (_part(number, one, start, end), _part(number2, other, start2, end2))


def _noun(text: str, at: int) -> str:
    """Return the word after a number, folded and without an ending, or ""."""
    word = _NEXT.match(text, at)
    return folded(word[1]).removesuffix("s") if word else ""


def _part(value: str, side: Side, start: int, end: int) -> SlotValue:
    at = side.span.start
    words = Span(start=at + start, end=at + end, text=side.span.text[start:end])
    return SlotValue(value=value, side=Side(report=side.report, span=words))


def numbers_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers of a text, in figures and words: start, end and the number in figures."""
    found = [(figure.start(), figure.end(), re.sub(r"[,\u202f]", "", figure[0])) for figure in _FIGURE.finditer(text)]
    run: list[re.Match[str]] = []
    for word in _WORDS.finditer(text):
        if run and (_number(word[0]) is None or text[run[-1].end() : word.start()].strip()):
            found.append(_sum(run))
            run = []
        if _number(word[0]) is not None:
            run.append(word)
    if run:
        found.append(_sum(run))
    yield from sorted(found)


def _number(word: str) -> int | None:
    """Return the number that a word names."""
    small = word.casefold()
    numbers = {**lexicon().numbers, **weighing_words().numbers} if small not in _NO_NUMBERS else {}
    parts = [numbers.get(part) for part in small.split("-")]
    return None if None in parts else sum(part for part in parts if part is not None)


def _sum(run: list[re.Match[str]]) -> tuple[int, int, str]:
    """Return words for one number as figures: "two hundred forty" is 240."""
    total = part = 0
    for word in run:
        number = _number(word[0]) or 0
        if number >= 1000 and number % 1000 == 0:
            total, part = total + max(1, part) * number, 0
        elif number in {12, 20, 100} and part and word[0].casefold() in {"dozen", "score", "hundred"}:
            part *= number
        else:
            part += number
    return run[0].start(), run[-1].end(), str(total + part)


def _numbers(telling: Telling, span: Span) -> Iterator[SlotValue]:
    days = [(t.span.start, t.span.end) for t in telling.times if t.type in {"DATE", "TIME"}]
    for start, end, number in numbers_in(span.text):
        at, to = span.start + start, span.start + end
        if not any(first < to and at < last for first, last in days):
            yield _value(telling, number, at, to)


def _dates(telling: Telling, span: Span) -> Iterator[SlotValue]:
    for time in sorted(telling.times, key=lambda one: one.span.start):
        if span.start <= time.span.start and time.span.end <= span.end:
            yield _value(telling, time.value, time.span.start, time.span.end)


def _named(types: Iterable[str]) -> Callable[[Telling, Span], Iterator[SlotValue]]:
    wanted = frozenset(types)

    def read(telling: Telling, span: Span) -> Iterator[SlotValue]:
        names = {entity.id: entity.name for entity in telling.entities}
        for one in sorted(telling.mentions, key=lambda mention: mention.span.start):
            if one.type in wanted and span.start <= one.span.start and one.span.end <= span.end:
                yield _value(telling, folded(names.get(one.entity, one.span.text)), one.span.start, one.span.end)

    return read


def _value(telling: Telling, value: str, start: int, end: int) -> SlotValue:
    return SlotValue(value=value, side=Side(report=telling.report, span=Span.of(telling.text, start, end)))


_READERS: Final[Mapping[str, Callable[[Telling, Span], Iterator[SlotValue]]]] = {
    "number": _numbers,
    "date": _dates,
    "actor": _named(_ACTORS),
    "place": _named(_PLACES),
}
