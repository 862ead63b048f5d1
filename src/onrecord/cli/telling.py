"""What a report tells beside its words, in the terminal: open questions, events in order of time, elements, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from onrecord.cli.outcome import one_line
from onrecord.dossier.told import Asked, Happening, Spoken, Told
from onrecord.dossier.wording import REPORT_ITSELF, on_whose_word, sentence, where
from onrecord.records import Entity, Span
from onrecord.vocabulary.countries import country_name

HEADING, LABEL, TOLD, ASIDE = "bold", "bold cyan", "yellow", "dim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is told: a label on the left, and lines beside it."""

    label: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Things of one kind under their heading."""

    heading: str
    items: tuple[Item, ...]


def questions(told: Told) -> Iterator[Block]:
    """Yield the open questions, if there are any."""
    if told.questions:
        yield Block(heading="Open questions", items=tuple(_asked(item) for item in told.questions))


def events(told: Told) -> Iterator[Block]:
    """Yield the events in order of time, if there are any."""
    if told.events:
        yield Block(heading="Events, in order of time", items=tuple(_happening(item) for item in told.events))


def elements(told: Told) -> Iterator[Block]:
    """Yield the elements that passages speak to, under their headings."""
    for heading, group in told.elements:
        yield Block(heading=f"Passages that speak to: {heading}", items=tuple(_spoken(item) for item in group))


def names(told: Told) -> Iterator[Block]:
    """Yield who and what is named, under their headings."""
    for heading, group in told.names:
        yield Block(heading=heading, items=tuple(_named(entity) for entity in group))


def _asked(item: Asked) -> Item:
    about = (f"{what} {words}" if words else f"about {what} {number}" for what, number, words in item.about)
    lines = _lines([_quoted(item.question.span)], [", ".join(about)])
    return Item(label=Text(item.kind, LABEL), lines=lines)


def _happening(item: Happening) -> Item:
    what = Text.assemble(
        (one_line(item.kind), HEADING),
        " ",
        one_line(sentence(item.event.trigger.text, item.parts)),
        " – ",
        (item.told, TOLD),
    )
    as_said = f" ({_quoted(item.time.span)})" if item.time else ""
    asides = [f"{_quoted(item.passage)}{as_said}", f"event {item.number}, on the word of {on_whose_word(item.words)}"]
    return Item(label=Text(item.when or "no date", LABEL), lines=(what, *_lines([], asides)))


def _spoken(item: Spoken) -> Item:
    whose = "; ".join(dict.fromkeys(on_whose_word(basis.words) for basis in item.bases)) or REPORT_ITSELF
    standard = f" ({one_line(item.standard)})" if item.standard else ""
    name = Text.assemble((one_line(item.name), HEADING), (standard, ASIDE))
    passages = _lines([_quoted(span) for span in item.element.spans], [f"on the word of {whose}"])
    return Item(label=Text(item.element.status, TOLD), lines=(name, *passages))


def _named(entity: Entity) -> Item:
    country = country_name(entity.country) if entity.country else ""
    about = [
        entity.role,
        country if country != entity.name else "",
        " ".join(["also", *(f"“{alias}”" for alias in entity.aliases)]) if entity.aliases else "",
        where(entity.place),
    ]
    said = ", ".join(filter(None, about))
    line = Text.assemble((one_line(entity.name), HEADING), one_line(f", {said}") if said else "")
    return Item(label=Text(f"{entity.mentions:,}×", ASIDE), lines=(line,))


def _lines(plain: Sequence[str], asides: Sequence[str]) -> tuple[Text, ...]:
    shown = [Text(one_line(line)) for line in plain if line]
    return *shown, *(Text(one_line(line), ASIDE) for line in asides if line)


def _quoted(span: Span) -> str:
    return f"“{' '.join(span.text.split())}”"
