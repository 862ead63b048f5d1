"""What is known of each entity when somebody unnamed must be one of them: gender, functions, kind of body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from onrecord.extract.entities.cluster import Cluster
from onrecord.extract.entities.likeness import person_words
from onrecord.extract.entities.named import Layout, Named
from onrecord.extract.entities.namesakes import told_gender
from onrecord.extract.entities.roles import Title
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.outlets import is_outlet
from onrecord.vocabulary.persons import Gender, body_class, given_gender, is_function, noun_gender, written_out

Sort = Literal["person", "body", "state", "thing"]
_SORTS: Final[dict[str, Sort]] = {"PER": "person", "ORG": "body", "GPE": "state", "VEHICLE": "thing", "FAC": "thing"}
_PRONOUN: Final = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\.?,? $")
_APPOSED: Final = re.compile(r",? (?:is |was )?(?:the|an?|its|their|our) ((?:[\w’'-]+ ){0,3}[\w’'-]+)")
_NEXT: Final = 160  # code points behind a name in which a pronoun mostly means its bearer


@dataclass(slots=True, eq=False)
class Candidate:
    """An entity that a pronoun or a description may mean.

    Attributes:
        number: Which of the report's clusters it is; -1 for somebody the report does not name.
        sort: Person, body, state or another thing.
        gender: Of a person, "" when nothing tells it.
        heads: Nouns that the report calls it by, or that its name holds, in small letters.
        press: True for an outlet.
        places: Where it is spoken of, in order: (start, end) of its names, and what was found to mean it.
    """

    number: int
    sort: Sort
    gender: Gender = ""
    heads: frozenset[str] = frozenset()
    press: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)


def candidates_of(layout: Layout, clusters: Sequence[Cluster], titles: Sequence[Sequence[Title]]) -> list[Candidate]:
    """Return what is known of each cluster, in their order."""
    people = sorted((name.start, name.end) for cluster in clusters if cluster.type == "PER" for name in cluster.names)
    return [
        _candidate(layout, number, cluster, called, people)
        for number, (cluster, called) in enumerate(zip(clusters, titles, strict=True))
    ]


def _candidate(
    layout: Layout, number: int, cluster: Cluster, titles: Sequence[Title], people: Sequence[tuple[int, int]]
) -> Candidate:
    forms = dict.fromkeys(layout.text[name.start : name.end] for name in cluster.names)
    words = {word for form in forms for word in folded(form).split()}
    person = cluster.type == "PER"
    called = {word for title in titles for word in re.findall(r"[^\W\d_]+", title.role.casefold())}
    return Candidate(
        number=number,
        sort=_SORTS.get(cluster.type, "thing"),
        gender=_gender(layout, cluster, titles, people) if person else "",
        heads=frozenset(called | _called_beside(layout, cluster) if person else _kinds(layout, cluster, words)),
        press=not person and any(is_outlet(form) for form in forms),
        places=[(name.start, name.end) for name in cluster.names],
    )


def _called_beside(layout: Layout, cluster: Cluster) -> set[str]:
    """Return the ranks and functions right before a person's names: a captain may be "a liaison officer, Captain X"."""
    found = (_LAST_WORD.search(layout.before(name.start, 24)) for name in cluster.names)
    return {written_out(word[1]).casefold() for word in found if word and is_function(written_out(word[1]))}


def _kinds(layout: Layout, cluster: Cluster, words: Iterable[str]) -> set[str]:
    """Return the nouns for a body in its name and beside it ("the weekly X", "X, a travel agency")."""
    beside: list[str] = []
    for name in cluster.names:
        before, after = _LAST_WORD.search(layout.before(name.start, 24)), _APPOSED.match(layout.after(name.end, 60))
        beside += [before[1]] if before else []
        beside += after[1].split() if after else []
    return {word.casefold() for word in (*words, *beside) if body_class(word)}


def _gender(layout: Layout, cluster: Cluster, titles: Sequence[Title], people: Sequence[tuple[int, int]]) -> Gender:
    told: Counter[Gender] = Counter(told_gender(layout, name) for name in cluster.names)
    told.update(noun_gender(title.head) for title in titles)
    told.pop("", None)
    if told:
        return told.most_common(1)[0][0]
    names = (person_words(layout.text[name.start : name.end]) for name in cluster.names)
    given: list[Gender] = [gender for words in names if (gender := given_gender(words[0]))]
    return given[0] if given else _by_pronouns(layout, cluster.names, people)


def _by_pronouns(layout: Layout, names: Sequence[Named], people: Sequence[tuple[int, int]]) -> Gender:
    """Return the gender of the pronouns that first follow a name before another person's."""
    votes: Counter[Gender] = Counter()
    starts = {start for start, _ in people}
    for name in names:
        found = _PRONOUN.search(layout.text, name.end, name.end + _NEXT)
        if found and not any(name.end <= start < found.start() for start in starts):
            votes["male" if found[1] else "female"] += 1
    return votes.most_common(1)[0][0] if votes else ""
