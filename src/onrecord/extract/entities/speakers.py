"""Whom a claim's source means: the entity behind "he", "who", "the ministry", "the lawyer"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.extract.entities.antecedents import antecedent, around, third
from onrecord.extract.entities.candidates import Candidate, Sort
from onrecord.extract.entities.descriptions import described
from onrecord.extract.entities.named import Layout
from onrecord.extract.entities.sources import head_of, introduced, named_within, sort_of
from onrecord.extract.entities.talk import Kind, Talk, Within
from onrecord.records import Claim
from onrecord.vocabulary.persons import Gender, noun_gender, word_list

_THIRD: Final[Mapping[str, tuple[Sort, Gender]]] = {
    "male": ("person", "male"),
    "female": ("person", "female"),
    "thing": ("body", ""),
}


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks in each claim.

    Attributes:
        clusters: Number of the cluster by the claim's id; claims whose source means none are not in it.
        kinds: Whether that source names it, describes it or is a pronoun, by the claim's id.
    """

    clusters: Mapping[str, int]
    kinds: Mapping[str, Kind]


def speakers_of(layout: Layout, candidates: Sequence[Candidate], claims: Sequence[Claim]) -> Speakers:
    """Return whom the source of each claim means, read in the order of the sources.

    Args:
        layout: The text.
        candidates: The report's entities, each at the place of its number.
        claims: The report's claims.
    """
    talk = Talk(layout, candidates, Within.of(claims))
    clusters: dict[str, int] = {}
    kinds: dict[str, Kind] = {}
    for claim in sorted((c for c in claims if c.source), key=_order):
        span = claim.source[0]
        place = (span.start, span.end)
        one, kind = talk.by_source.get(place) or _meant(talk, claim)
        if one is None and kind == "nominal":
            one = Candidate(number=-1, sort=sort_of(span.text), gender=noun_gender(head_of(span.text)))
        key = claim.id
        if one is None or key in talk.speaker:
            continue
        talk.speaker[key] = one
        if one.number >= 0:
            clusters[key] = one.number
            kinds[key] = kind
        talk.by_source[place] = one, kind
        talk.spoken(one, place)
        talk.last = one
    return Speakers(clusters, kinds)


def _order(claim: Claim) -> tuple[bool, int, int]:
    """In the order of their sources, "I" last: it is whoever speaks in the quotation around it."""
    span = claim.source[0]
    return span.text.casefold() in word_list("pronouns", "first"), span.start, claim.content[0].start


def _meant(talk: Talk, claim: Claim) -> tuple[Candidate | None, Kind]:
    span = claim.source[0]
    word = span.text.casefold().removesuffix("himself").removesuffix("herself").strip() or span.text.casefold()
    for key, (sort, gender) in _THIRD.items():
        if word in word_list("pronouns", key):
            return third(talk, span.start, sort, gender), "pronoun"
    if word in word_list("pronouns", "first"):
        return around(talk, span.start), "pronoun"
    if word in word_list("pronouns", "relative"):
        return antecedent(talk, span.start), "pronoun"
    named = named_within(talk, span) or introduced(talk, span)
    return (named, "name") if named else (described(talk, span.start, span.text), "nominal")
