"""What all reports of a case tell: open questions, elements, events in order of time; gathered report by report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.dossier.told import Happening, Told, code_name, heading, standard_name
from onrecord.dossier.wording import ELEMENT_HEADINGS, QUESTION_WORDS, Part, on_whose_word
from onrecord.records import ELEMENT_STATUSES
from onrecord.vocabulary.elements import codes_by_element


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An open question of the case: its id, the numbers of its report and of it in there, and its words."""

    id: str
    report: int
    number: int
    kind: str
    words: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An event of the case that has a day: the numbers of its report and of it in there, and what is shown of it."""

    report: int
    number: int
    when: str
    order: tuple[bool, str, str, int]
    kind: str
    trigger: str
    told: str
    parts: tuple[Part, ...]
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """One code over all reports; `name` and `standard` are as in `Spoken`.

    `places` hold, by status, the number of each report with passages for it and of the element in there; `passages`
    counts the passages by status.
    """

    name: str
    standard: str
    places: Mapping[str, Sequence[tuple[int, int]]]
    passages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Place:
    status: str
    report: int
    number: int
    passages: int


@dataclass(slots=True)
class Tellings:
    """What all reports tell, without their texts.

    Attributes:
        questions: In order of the reports.
        dated: Events that have a day, in order of the reports.
        undated: How many events have none.
    """

    questions: list[Open] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    undated: int = 0
    _codes: dict[tuple[str, str], list[_Place]] = field(default_factory=dict)

    def add(self, report: int, told: Told) -> None:
        """Add what a report tells; `report` is its number."""
        for asked in told.questions:
            question = asked.question
            party = question.party.text if question.party else ""
            words = question.span.text
            self.questions.append(
                Open(id=question.id, report=report, number=asked.number, kind=asked.kind, words=words, party=party)
            )
        self.dated += [_dated(report, happening) for happening in told.events if happening.when]
        self.undated += sum(not happening.when for happening in told.events)
        for spoken in (spoken for _, group in told.elements for spoken in group):
            found = spoken.element
            place = _Place(found.status, report, spoken.number, len(found.spans))
            self._codes.setdefault((found.element, found.code), []).append(place)

    def by_kind(self, answered: Container[str]) -> list[tuple[str, list[Open]]]:
        """Return the questions that are still open by their kind, in the order of the case record.

        Args:
            answered: Ids of the others.
        """
        still = [one for one in self.questions if one.id not in answered]
        kinds = ((words, [one for one in still if one.kind == words]) for words in QUESTION_WORDS.values())
        return [(words, found) for words, found in kinds if found]

    @property
    def by_year(self) -> list[tuple[str, list[Dated]]]:
        """The events with a day under their years, in order of time."""
        years: defaultdict[str, list[Dated]] = defaultdict(list)
        for one in sorted(self.dated, key=lambda one: (one.order, one.report)):
            years[one.when[:4]].append(one)
        return sorted(years.items())

    @property
    def elements(self) -> list[tuple[str, list[CodeLine], list[str]]]:
        """Under each heading its codes that passages speak to, and the names of those that none does."""
        listed = [(name, code) for name in ELEMENT_HEADINGS for code in codes_by_element().get(name, ())]
        listed += sorted(self._codes.keys() - set(listed))
        groups: dict[str, tuple[list[CodeLine], list[str]]] = {}
        for name, code in listed:
            lines, silent = groups.setdefault(name, ([], []))
            if (name, code) in self._codes:
                lines.append(_code_line(code, self._codes[name, code]))
            else:
                silent.append(code_name(code))
        return [(heading(name), lines, silent) for name, (lines, silent) in groups.items()]


def _dated(report: int, happening: Happening) -> Dated:
    return Dated(
        report=report,
        number=happening.number,
        when=happening.when,
        order=happening.order,
        kind=happening.kind,
        trigger=happening.event.trigger.text,
        told=happening.told,
        parts=happening.parts,
        word=on_whose_word(happening.words),
    )


def _code_line(code: str, found: Sequence[_Place]) -> CodeLine:
    return CodeLine(
        name=code_name(code),
        standard=standard_name(code),
        places={name: [(one.report, one.number) for one in found if one.status == name] for name in ELEMENT_STATUSES},
        passages={name: sum(one.passages for one in found if one.status == name) for name in ELEMENT_STATUSES},
    )
