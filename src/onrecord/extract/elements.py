"""Which parts of the definition of trafficking a report speaks to, and on whose word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.extract.entities.named import Layout
from onrecord.extract.holders import Holders
from onrecord.nets.reading import Tagged
from onrecord.records import Claim, Element, ElementStatus, Event, Report, Span
from onrecord.vocabulary.elements import element_codes
from onrecord.vocabulary.status import status_words

Bounds = tuple[int, int]

_DEEPEST: Final = 8  # claims within claims that are followed outwards
_FORCED: Final = frozenset({"force", "coercion"})  # codes that a word of free will denies
_NOT_SO: Final = frozenset({"CT-", "PR-", "PS-"})
# what code has and prose has not: a call, braces, comparisons, joined names; brackets and one "=" occur in reports too
_CODE: Final = re.compile(r"\w\(|[{}=<>\[\]|\\]|\w_\w")
_FEWEST_MARKS: Final = 3
_CODE_DENSITY: Final = 0.03  # marks a code point


def elements_of(
    report: Report, tagged: Sequence[Tagged], claims: Sequence[Claim], events: Sequence[Event], made_by: str
) -> list[Element]:
    """Return the elements of a report, one per code, in the order of their first passages.

    Args:
        report: The report.
        tagged: Passages that the net found, labelled with the code that they speak to.
        claims: The report's claims.
        events: Its events.
        made_by: Names the nets and rules.
    """
    passages: defaultdict[str, list[Tagged]] = defaultdict(list)
    for one in sorted(tagged, key=lambda t: (t.start, t.end)):
        if _is_prose(report.text, one.start):
            passages[one.label].append(one)
    word = Word(report.text, claims, events, {(one.start, one.end) for one in tagged})
    found = []
    for code, marked in passages.items():
        bounds = list(dict.fromkeys((one.start, one.end) for one in marked))
        element = element_codes()[code].element
        found.append(
            Element(
                report=report.id,
                element=element,
                code=code,
                status=word.status(element, code, bounds),
                spans=tuple(Span.of(report.text, *place) for place in bounds),
                claims=word.claims(bounds),
                events=word.events(bounds),
                score=round(max(one.score for one in marked), 4),
                made_by=made_by,
            )
        )
    return sorted(found, key=lambda element: (element.spans[0], element.code))


@dataclass(frozen=True, slots=True)
class _Chain:
    """The claims around a passage, innermost first; none in the report's own voice."""

    claims: tuple[Claim, ...]

    def allege(self) -> bool:
        return any(claim.act == "allege" for claim in self.claims)

    def probable(self) -> bool:
        return any(claim.certainty in {"probable", "possible"} for claim in self.claims)

    def accuser(self) -> bool:
        accuser = status_words().accuser
        return any(accuser.search(span.text) for claim in self.claims for span in claim.source)

    def nested(self) -> bool:
        return len(self.claims) > 1


class Word:
    """On whose word the passages of a report stand."""

    def __init__(self, text: str, claims: Sequence[Claim], events: Sequence[Event], passages: Iterable[Bounds]) -> None:
        self._layout = Layout(text)
        self._holders = Holders(claims)
        self._by_id = {claim.id: claim for claim in claims}
        self._events = sorted(events, key=lambda event: event.trigger)
        self._chains = {place: self._chain(*place) for place in passages}
        own = sum(not chain.claims for chain in self._chains.values())
        self._own_voice = own / len(self._chains) if self._chains else 0.0
        self._doubts: dict[Bounds, bool] = {}
        self._denials = any(claim.act == "deny" for claim in claims)

    def status(self, element: str, code: str, places: Sequence[Bounds]) -> ElementStatus:
        """Return whether passages that speak to a code assert it, allege it or deny it."""
        if element == "response":
            return "asserted"
        if all(self._denies(code, place) for place in places):
            return "denied"
        weights = status_words().alleged
        weight = sum(weights[name] * value for name, value in self.features(places).items())
        return "alleged" if weight > 0 else "asserted"

    def claims(self, places: Sequence[Bounds]) -> tuple[str, ...]:
        """Return the ids of the innermost claims that passages stand in, in their order, each once."""
        inner = (self._chains[place].claims[:1] for place in places)
        return tuple(dict.fromkeys(claim.id for claims in inner for claim in claims))

    def events(self, places: Sequence[Bounds]) -> tuple[str, ...]:
        """Return the ids of the events whose triggers stand in passages, each once."""
        return tuple(dict.fromkeys(event.id for place in places for event in self._told(*place)))

    def features(self, places: Sequence[Bounds]) -> Mapping[str, float]:
        """Return what the weights of `status.toml` weigh of passages."""
        chains = [self._chains[place] for place in places]
        count = len(places)
        return {
            "always": 1,
            "allege": sum(chain.allege() for chain in chains) / count,
            "probable": sum(chain.probable() for chain in chains) / count,
            "accuser": sum(chain.accuser() for chain in chains) / count,
            "doubt": sum(self._doubted(start) for start, _ in places) / count,
            "nested": sum(chain.nested() for chain in chains) / count,
            "passages": min(count, 4),
            "own_voice": self._own_voice,
            "denials": self._denials,
        }

    def _denies(self, code: str, place: Bounds) -> bool:
        """True when a passage says that it did not happen, as its events tell, or that nobody was forced."""
        if code in _FORCED and status_words().willing.search(self._layout.text, *place):
            return True
        speaking = element_codes()[code].events
        told = [event for event in self._told(*place) if event.type in speaking]
        return bool(told) and all(event.factuality in _NOT_SO for event in told)

    def _told(self, start: int, end: int) -> Sequence[Event]:
        first = bisect_left(self._events, start, key=lambda event: event.trigger.start)
        last = bisect_left(self._events, end, key=lambda event: event.trigger.start)
        return self._events[first:last]

    def _chain(self, start: int, end: int) -> _Chain:
        touching = self._holders.touching(start, end)
        claim = self._holders.innermost(start, end) or min(touching, key=_length, default=None)
        chain: list[Claim] = []
        while claim is not None and len(chain) < _DEEPEST:
            chain.append(claim)
            claim = self._by_id.get(claim.parent)
        return _Chain(tuple(chain))

    def _doubted(self, start: int) -> bool:
        """True when the sentence of a passage doubts; looked up once, for a sentence can hold many passages."""
        sentence = self._layout.bounds(start)
        if sentence not in self._doubts:
            self._doubts[sentence] = bool(status_words().doubt.search(self._layout.text[slice(*sentence)]))
        return self._doubts[sentence]


def _is_prose(text: str, position: int) -> bool:
    """False for a line of program code or mark-up: it tells of nobody, whatever its words."""
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    end = end if end >= 0 else len(text)
    marks = len(_CODE.findall(text, start, end))
    return marks < _FEWEST_MARKS or marks < _CODE_DENSITY * (end - start)


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)
