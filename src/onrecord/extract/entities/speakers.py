"""Whom a claim's source means: the entity behind "he", "who", "the ministry", "the lawyer"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Literal

from onrecord.extract.entities.candidates import Candidate, Sort
from onrecord.extract.entities.named import Layout
from onrecord.records import Claim, Span
from onrecord.vocabulary.persons import Gender, body_class, is_function, noun_gender

Bounds = tuple[int, int]
Kind = Literal["name", "nominal", "pronoun"]

_THIRD: Final[Mapping[str, tuple[Sort, Gender]]] = {
    **dict.fromkeys(("he", "him", "his", "himself", "he himself"), ("person", "male")),
    **dict.fromkeys(("she", "her", "hers", "herself", "she herself"), ("person", "female")),
    **dict.fromkeys(("it", "its", "itself"), ("body", "")),
}
_FIRST: Final = frozenset("i me my mine myself we us our ours ourselves".split())
_RELATIVE: Final = frozenset("who whom whose which that".split())
_DEFINITE: Final = re.compile(r"(?:the|this|that|these|those|its|his|her|their|our|my|your)\b", re.IGNORECASE)
_INDEFINITE: Final = re.compile(r"(?:an?|one|two|three|some|another|other|several|many|most|both|neither|no)\b", re.IGNORECASE)
_HEAD_END: Final = re.compile(r",| (?:of|in|at|from|for|on|with|to|who|which|that|near|himself|herself|itself)\b")
_OWNED: Final = re.compile(r"^(.+?)(?:['’]s|(?<=s)['’])\s+(.+)$")
_AGED: Final = re.compile(r"\d\d?-year-old$")
# between a name and "who": nothing, a parenthesis, an age, an apposition
_TO_WHO: Final = re.compile(r"(?: \([^)]*\))?(?: himself| herself| itself)?(?:, \d\d)?(?:,? (?:a|an|the|his|her|its) [^,.;]{1,60})?,? ?$")
_OWNS: Final = re.compile(r"['’]s?\s")
# between a description and the name it brings in
_AS: Final = re.compile(r"[^.;:!?\n]{0,60}?\b(?:as|named|called|calling (?:him|her)self|call|they called|is)(?: only| simply)? (?:the )?")
_AS_WITHIN: Final = 90
_ANYBODY: Final = frozenset("man woman boy girl lady gentleman teenager youth young elder younger survivor widow widower witness petitioner defendant accused appellant complainant player author".split())
_LITTLE: Final = frozenset("a an one the two three of in at from for former retired old young".split())
# How much each sign says that a candidate is meant, by trial on the training reports.
_PER_SENTENCE: Final = 0.8
_SPOKE_LAST: Final = 0.4
_SUBJECT: Final = 1.2
_KNOWN_GENDER: Final = 2.0
_UNNAMED: Final = 2.0
_CALLED_SO: Final = 4.0
_KIND_FITS: Final = 0.6
_IS_BODY: Final = 1.0
_NOT_BEYOND: Final = 12  # sentences


_LOOKED_BACK: Final = 64  # places of names and of those meant before a pronoun; people do not look further


@dataclass
class _Talk:
    """The claims of a report as they go by, and every place where somebody is spoken of so far."""

    layout: Layout
    candidates: Sequence[Candidate]
    quotes: _Within
    places: list[tuple[int, int, int]] = field(default_factory=list)
    everybody: list[Candidate] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)
    by_source: dict[Bounds, tuple[Candidate | None, Kind]] = field(default_factory=dict)
    speaker: dict[str, Candidate] = field(default_factory=dict)
    last: Candidate | None = None
    last_at: int = -1

    def __post_init__(self) -> None:
        for one in self.candidates:
            self.everybody.append(one)
            self.places += [(start, end, len(self.everybody) - 1) for start, end in one.places]
        self.places.sort()
        self.subjects = {start for start, _, _ in self.places if self.layout.begins_clause(start)}

    def before(self, position: int) -> Iterator[tuple[int, int, Candidate]]:
        """Yield where each was spoken of last before a place, the nearest first."""
        at = bisect_left(self.places, (position, 0, 0))
        seen: set[int] = set()
        for start, end, number in reversed(self.places[max(0, at - _LOOKED_BACK) : at]):
            if number not in seen:
                seen.add(number)
                yield start, end, self.everybody[number]

    def spoken(self, one: Candidate, place: Bounds) -> None:
        """Note that a source means somebody."""
        if one not in self.everybody[-_LOOKED_BACK:] and one not in self.candidates:
            self.everybody.append(one)
        number = one.number if one.number >= 0 else len(self.everybody) - 1
        if not (one.number >= 0 and self._is_noted(place)):
            insort(self.places, (*place, number))
        self.subjects.add(place[0])

    def _is_noted(self, place: Bounds) -> bool:
        at = bisect_left(self.places, (*place, -1))
        return at < len(self.places) and self.places[at][:2] == place


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
    talk = _Talk(layout, candidates, _Within.of(claims))
    clusters: dict[str, int] = {}
    kinds: dict[str, Kind] = {}
    for claim in sorted((c for c in claims if c.source), key=_order):
        span = claim.source[0]
        place = (span.start, span.end)
        one, kind = talk.by_source.get(place) or _meant(talk, claim)
        talk.by_source[place] = one, kind
        if one is None and kind == "nominal":
            one = Candidate(number=-1, sort=_sort_of(span.text), gender=noun_gender(_head(span.text)))
        if one is None or claim.id in talk.speaker:
            continue
        talk.speaker[claim.id] = one
        if one.number >= 0:
            clusters[claim.id] = one.number
            kinds[claim.id] = kind
        talk.by_source[place] = one, kind
        talk.spoken(one, place)
        talk.last, talk.last_at = one, span.start
    return Speakers(clusters, kinds)


def _order(claim: Claim) -> tuple[bool, int, int]:
    """In the order of their sources; "I" last: it is whoever speaks in the quotation around it, named behind it or not."""
    span = claim.source[0]
    return span.text.casefold() in _FIRST, span.start, claim.content[0].start


def _meant(talk: _Talk, claim: Claim) -> tuple[Candidate | None, Kind]:
    span = claim.source[0]
    words = " ".join(span.text.casefold().split())
    if words in _THIRD:
        return _third(talk, span.start, *_THIRD[words]), "pronoun"
    if words in _FIRST:
        return _around(talk, span.start), "pronoun"
    if words in _RELATIVE:
        return _antecedent(talk, span.start), "pronoun"
    named = _named_within(talk, span)
    named = named or _introduced(talk, span)
    return (named, "name") if named else (_described(talk, span.start, span.text), "nominal")


def _third(talk: _Talk, position: int, sort: Sort, gender: Gender) -> Candidate | None:
    """Return whom "he", "she" or "it" means: near, of that gender, speaking or subject before."""
    best: tuple[float, Candidate] | None = None
    quoted_by = {id(one) for one in _speakers_around(talk, position, direct=True)}
    for start, _, one in talk.before(position):
        fits = one.sort == sort or (sort == "body" and one.sort in {"state", "thing"})
        if not fits or id(one) in quoted_by or (gender and one.gender not in {"", gender}):
            continue
        score = _nearness(talk, start, position, one)
        score += _KNOWN_GENDER * bool(gender and one.gender == gender) + _IS_BODY * (sort == "body" and one.sort == "body")
        if best is None or score > best[0]:
            best = score, one
    return best[1] if best and best[0] > -_NOT_BEYOND * _PER_SENTENCE else None


def _nearness(talk: _Talk, start: int, position: int, one: Candidate) -> float:
    apart = talk.layout.sentence(position) - talk.layout.sentence(start)
    score = -_PER_SENTENCE * apart
    score -= _UNNAMED * (one.number < 0)
    score += _SPOKE_LAST * (one is talk.last and apart <= 3)
    return score + _SUBJECT * (start in talk.subjects)


def _speakers_around(talk: _Talk, position: int, *, direct: bool) -> Iterator[Candidate]:
    """Yield who speaks in the claims whose content holds a place, the innermost first."""
    for claim in talk.quotes.around(position):
        if (claim.quotation == "direct") == direct:
            one = talk.speaker.get(claim.id) or _speaks_later(talk, claim)
            if one:
                yield one


def _speaks_later(talk: _Talk, claim: Claim) -> Candidate | None:
    """Return the speaker of a quotation whose source stands behind it ("…,” Doudji said)."""
    return _named_within(talk, claim.source[0]) if claim.source else None


def _around(talk: _Talk, position: int) -> Candidate | None:
    """Return whom "I" and "we" mean: who speaks in the quotation around them."""
    return next(_speakers_around(talk, position, direct=True), None) or next(
        _speakers_around(talk, position, direct=False), None
    )


def _antecedent(talk: _Talk, position: int) -> Candidate | None:
    """Return whom "who" means: the name before it, with or without an apposition between."""
    first = talk.layout.bounds(position)[0]
    for start, end, one in talk.before(position):
        if start < first:
            return None
        if one.number >= 0 and end <= position and _TO_WHO.fullmatch(talk.layout.text, end, position):
            return one
    return None


def _named_within(talk: _Talk, span: Span) -> Candidate | None:
    """Return the entity that a source names: its last person, else a body or state that stands at its edge."""
    at = bisect_left(talk.places, (span.start, 0, -1))
    named = []
    while at < len(talk.places) and talk.places[at][0] < span.end:
        start, end, number = talk.places[at]
        if number < len(talk.candidates) and end <= span.end and not _OWNS.match(talk.layout.text, end, span.end + 2):
            named.append((start, end, talk.everybody[number]))
        at += 1
    persons = [one for _, _, one in named if one.sort == "person"]
    if persons:
        return persons[0]
    head = _head(span.text)
    for start, end, one in named:
        led = talk.layout.text[span.start : start].casefold().strip()
        whole = led in {"", "the"} and (end == span.end or talk.layout.text[end] in ",( ")
        if whole and (end == span.end or not is_function(head)):
            return one
        if end == span.end and led.endswith(","):
            return one
    return None


def _introduced(talk: _Talk, span: Span) -> Candidate | None:
    """Return whom a description brings in by name behind it ("A woman from the college, introduced only as X")."""
    at = bisect_left(talk.places, (span.end, 0, -1))
    if at == len(talk.places) or talk.places[at][2] >= len(talk.candidates):
        return None
    gap = _AS.fullmatch(talk.layout.text, span.end, min(talk.places[at][0], span.end + _AS_WITHIN))
    one = talk.everybody[talk.places[at][2]]
    return one if gap and gap.end() == talk.places[at][0] and one.sort == "person" else None


def _described(talk: _Talk, position: int, words: str) -> Candidate | None:
    """Return whom a description means: somebody called so, else of a body the nearest of its kind."""
    head = _head(words)
    owned = _OWNED.match(words)
    if owned and body_class(head) == "statements":
        return _described(talk, position, owned[1])
    if not head or _INDEFINITE.match(words) or head.endswith("s") and not body_class(head) and head != "press":
        return _called(talk, position, head, words)
    if body_class(head) and not (is_function(head) and not _DEFINITE.match(words)):
        return _body(talk, position, head)
    return _called(talk, position, head, words) or _anybody(talk, position, head, words)


def _called(talk: _Talk, position: int, head: str, words: str) -> Candidate | None:
    """Return the nearest person whom the report calls by the head noun or one like it."""
    gender = noun_gender(head)
    best: tuple[float, Candidate] | None = None
    said = set(re.findall(r"[^\W\d_]+", words.casefold()))
    for one in talk.candidates:
        if one.sort != "person" or (gender and one.gender not in {"", gender}):
            continue
        score = _CALLED_SO * (head in one.heads)
        if not score or (_INDEFINITE.match(words) and not said - _LITTLE <= one.heads):
            continue
        score += 0.5 * len(said & one.heads) + _nearest(talk, position, one)
        if best is None or score > best[0]:
            best = score, one
    return best[1] if best else None


def _nearest(talk: _Talk, position: int, one: Candidate) -> float:
    """Return how near somebody is spoken of before a place; somebody met only later is further."""
    at = bisect_left(one.places, (position, 0))
    if not at:
        return -_NOT_BEYOND * 0.1
    return -0.1 * min(_NOT_BEYOND, talk.layout.sentence(position) - talk.layout.sentence(one.places[at - 1][0]))


def _anybody(talk: _Talk, position: int, head: str, words: str) -> Candidate | None:
    """Return the person spoken of last for "the young woman", "the 26-year-old"."""
    if not _DEFINITE.match(words) or not (head in _ANYBODY or _AGED.search(head)):
        return None
    return _third(talk, position, "person", noun_gender(head))


def _body(talk: _Talk, position: int, head: str) -> Candidate | None:
    best: tuple[float, Candidate] | None = None
    for start, _, one in talk.before(position):
        if one.sort != "body" or one.number < 0:
            continue
        score = _CALLED_SO * (head in one.heads)
        kind = body_class(head)
        if not score and (kind == "press") == one.press and (kind in {"press", "private"} or not one.heads):
            score = _KIND_FITS
        score += 0.1 * _nearness(talk, start, position, one)
        if score > 0.5 and (best is None or score > best[0]):
            best = score, one
    return best[1] if best else None


def _head(words: str) -> str:
    """Return the noun that a description is built on, in small letters."""
    lowered = " ".join(words.casefold().replace("’", "'").split())
    owned = _OWNED.match(lowered)
    core = _HEAD_END.split(owned[2] if owned else lowered, maxsplit=1)[0]
    found = core.split()
    return found[-1].strip(".,'\"") if found else ""


def _sort_of(words: str) -> Sort:
    return "body" if body_class(_head(words)) else "person"


@dataclass(frozen=True)
class _Within:
    """Which claims' contents hold a place."""

    claims: Sequence[tuple[int, int, Claim]]
    reach: Sequence[int]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> _Within:
        """Order the contents by where they begin, with how far any of them reaches."""
        spans = sorted(((s.start, s.end, c) for c in claims for s in c.content), key=lambda row: row[:2])
        return cls(spans, list(accumulate((end for _, end, _ in spans), max)))

    def around(self, position: int) -> Iterator[Claim]:
        """Yield the claims whose content holds a place, the innermost first."""
        at = bisect_right(self.claims, position, key=lambda row: row[0]) - 1
        for number in range(at, max(-1, at - _LOOKED_BACK), -1):
            if self.reach[number] <= position:
                return
            if self.claims[number][1] > position:
                yield self.claims[number][2]
