"""Which names of persons are one person's: full names first, then each surname and given name where it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from onrecord.extract.entities.likeness import Words, alike, person_words, same_person
from onrecord.extract.entities.named import Layout, Named
from onrecord.vocabulary.persons import Gender, address_gender, given_gender

_ADDRESS: Final = re.compile(r"([^\W\d_]+)\.?\s+$")
_KNOWN_AS: Final = re.compile(
    r"[,\s(–—-]*(?:\w+ ){0,3}?(?:known|nicknamed|alias|a\.?k\.?a\.?|dubbed|nom de guerre|code[ -]?named?)\b[^.;,\n]*\Z"
)
_NICKNAME_WITHIN: Final = 45  # code points: "who is known to the men of the camp as"
_COMPARED: Final = 64  # persons who share a word of their names; a text that has more is not one that a person wrote


@dataclass(slots=True, eq=False)
class _Person:
    """A person with the full names met, and where."""

    forms: list[Words]
    names: list[Named] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)

    @property
    def gender(self) -> Gender:
        told = self.genders.most_common(1)
        return told[0][0] if told else given_gender(self.forms[0][0])

    @property
    def last(self) -> int:
        return self.names[-1].start


def clustered_persons(layout: Layout, names: Sequence[Named]) -> list[list[Named]]:
    """Return the names of each person.

    A surname or given name alone goes to the person who bears it: of several to the one whom its form of address fits
    ("Ms Barrios"), then to the one spoken of last before it, then to the first.
    """
    words = {name: person_words(layout.text[name.start : name.end]) for name in names}
    full = [name for name in names if len(words[name]) > 1]
    persons = _full_persons(layout, full, words)
    bearers: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in persons:
        for word in {word for form in person.forms for word in form}:
            bearers[word].append(person)
    at_full = {name: person for person in persons for name in person.names}
    for person in persons:
        person.names = []
    for name in sorted(names, key=lambda n: n.start):
        one = at_full.get(name) or _bearer(layout, name, words[name], bearers)
        one.names.append(name)
        if one not in persons:
            persons.append(one)
    return _with_nicknames(layout.text, [person.names for person in persons if person.names])


def _with_nicknames(text: str, groups: list[list[Named]]) -> list[list[Named]]:
    """Join a name and the other that the report says its bearer is known by ("Reis, known as the Wall")."""
    owner = {name: group for group in groups for name in group}
    for one, other in pairwise(sorted(owner, key=lambda n: n.start)):
        known_as = other.start - one.end <= _NICKNAME_WITHIN and _KNOWN_AS.match(text, one.end, other.start)
        if known_as and owner[one] is not owner[other]:
            owner[one] += owner[other]
            for name in owner[other]:
                owner[name] = owner[one]
    return list({id(group): group for group in owner.values()}.values())


def _full_persons(layout: Layout, full: Iterable[Named], words: dict[Named, Words]) -> list[_Person]:
    """Return the persons whom full names name; the longest names first, so that a part finds its whole."""
    persons: list[_Person] = []
    near: defaultdict[str, list[_Person]] = defaultdict(list)
    for name in sorted(full, key=lambda n: (-len(words[n]), n.start)):
        form = words[name]
        keys = {*form, *(word[:2] for word in form)}
        others = dict.fromkeys(p for key in keys for p in near[key][:_COMPARED])
        gender = told_gender(layout, name)
        one = next((p for p in others if _fits(p, form, gender)), None)
        if one is None:
            one = _Person([form])
            persons.append(one)
            for key in keys:
                near[key].append(one)
        elif form not in one.forms:
            one.forms.append(form)
        one.names.append(name)
        if gender:
            one.genders[gender] += 1
    return persons


def _fits(person: _Person, form: Words, gender: Gender) -> bool:
    if gender and person.genders and person.gender != gender:
        return False
    return any(same_person(form, other) for other in person.forms)


def told_gender(layout: Layout, name: Named) -> Gender:
    """Return the gender that the form of address before or at the head of a name tells, or ""."""
    before = _ADDRESS.search(layout.before(name.start, 20))
    first = layout.text[name.start : name.end].split()[0]
    return (address_gender(before[1]) if before else "") or address_gender(first)


def _bearer(layout: Layout, name: Named, form: Words, bearers: dict[str, list[_Person]]) -> _Person:
    word = form[-1]
    gender = told_gender(layout, name)
    able = [p for p in _known(word, bearers) if not gender or p.gender in {"", gender}]
    if able:
        exact = [p for p in able if gender and p.gender == gender] or able
        surnamed = [p for p in exact if any(f[-1] == word for f in p.forms)] or exact
        surnamed = [
            p for p in surnamed if all(word in form for form in p.forms)
        ] or surnamed  # not one called "Luz Dary"
        met = [p for p in surnamed if p.names]
        return max(met, key=lambda p: p.last) if met else surnamed[0]
    new = _Person([form])
    if gender:
        new.genders[gender] += 1
    bearers.setdefault(word, []).append(new)
    return new


def _known(word: str, bearers: dict[str, list[_Person]]) -> list[_Person]:
    if word in bearers:
        return bearers[word]
    return next(
        (persons for other, persons in bearers.items() if len(word) > 1 and len(other) > 1 and alike(word, other)), []
    )
