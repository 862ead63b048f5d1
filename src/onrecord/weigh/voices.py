"""On whose word a passage of a report stands: a claim's, an event's, or the report's own; and what that rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Final, Literal

from onrecord.quotations import Quote, find_quotes
from onrecord.records import Act, Claim, Event, Span, content_id, outwards
from onrecord.sentences import sentence_starts
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.weighing import weighing_words
from onrecord.weigh.telling import Telling

_LEAST: Final = 0.5  # share of the shorter of two passages from which on they are about the same words
_INNER: Final = 0.8  # share of the best overlap that a claim within must reach to be the voice
_ASKED: Final = 0.34  # share of the shorter of a passage and a question's clause: less is another matter
_QUOTED: Final = 5  # words of a run that two quotations of one statement share; shorter ones recur by chance
_COMMITTING: Final = frozenset({"promise", "demand", "ask", "decline", "warn"})  # not committed by what they are
_HEDGED: Final = frozenset({"PR+", "PS+", "PR-", "PS-"})
_BODIES: Final = frozenset({"ORG", "FAC"})
_PERSONS: Final = frozenset({"PER"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a passage is, and on whose word.

    Attributes:
        record: Id of the claim or event, or "".
        source: Who is cited, in the report's words, or "".
        act: What the source does, or "".
        keys: What it rests on, each a key that other voices with the same origin share; none when it cannot be told.
        name: What it rests on, in words of the report, or "".
        own: Whether it is the report's own reporting.
        hedged: Whether its source is not sure of it, or a question leaves it open.
        denies: Whether its source holds that something is not so.
        retracts: Whether words around it take back what was said.
        questions: Ids of the open questions that it is about.
        cited: Words that name source, relays and channel, folded: an outlet among them is one that is cited.
        quoted: Runs of words that are quoted, by number.
    """

    record: str = ""
    source: str = ""
    act: Act | Literal[""] = ""
    keys: frozenset[str] = frozenset()
    name: str = ""
    own: bool = False
    hedged: bool = False
    denies: bool = False
    retracts: bool = False
    questions: tuple[str, ...] = ()
    cited: str = ""
    quoted: frozenset[str] = frozenset()


class Listening:
    """Hears the passages of one report."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._claims = {claim.id: claim for claim in telling.claims}
        self._origins: dict[str, tuple[frozenset[str], str]] = {}
        self._reaches = [(*_reach(claim), claim) for claim in telling.claims]
        self._entities = {entity.id: entity for entity in telling.entities}
        self._quotes = find_quotes(telling.text)
        self._starts = sentence_starts(telling.text)

    def hear(self, start: int, end: int) -> Heard:
        """Return what the passage from `start` to `end` is, and on whose word."""
        claim = self._claim_at(start, end)
        event = None if claim else self._event_at(start, end)
        if event and event.holder in self._claims:
            claim = self._claims[event.holder]
        record = event or claim
        questions = self._questions(start, end)
        unsure = claim is not None and claim.certainty in {"possible", "unknown"} and claim.act not in _COMMITTING
        keys, name = self._origin(claim) if claim else self._own(event)
        return Heard(
            record=record.id if record else "",
            source=_words(claim.source) if claim else "",
            act=claim.act if claim else "",
            keys=keys,
            name=name,
            own=claim is None,
            hedged=bool(questions) or unsure,
            denies=claim is not None and (claim.act == "deny" or claim.polarity == "negative"),
            retracts=weighing_words().retraction.found_in(self._sentence(start, end)),
            questions=questions,
            cited=_cited(claim, self._claims),
            quoted=frozenset(_runs(self._telling.text, self._quotes, start, end)),
        )

    def hear_claim(self, claim: Claim) -> Heard:
        """Return on whose word a claim stands."""
        keys, name = self._origin(claim)
        return Heard(record=claim.id, source=_words(claim.source), act=claim.act, keys=keys, name=name)

    def _claim_at(self, start: int, end: int) -> Claim | None:
        """Return the innermost claim whose content, with source and cue, has most of the passage."""
        best: list[tuple[float, int, str, Claim]] = []
        for first, last, claim in self._reaches:
            if last <= start or end <= first:
                continue
            content = sum(span.end - span.start for span in claim.content)
            inside = _common(claim.content, start, end)
            around = inside + _common((*claim.source, *claim.cue), start, end)
            if inside and around >= _LEAST * min(end - start, content):
                best.append((around / (end - start), content, claim.id, claim))
        if not best:
            return None
        most = max(share for share, *_ in best)
        return min((row for row in best if row[0] >= _INNER * most), key=lambda row: (row[1], row[2]))[3]

    def _event_at(self, start: int, end: int) -> Event | None:
        """Return the event whose trigger stands in the passage; of several the one with most of its roles there."""
        inside = [event for event in self._telling.events if start <= event.trigger.start < end]
        return min(
            inside,
            key=lambda event: (-sum(start <= r.span.start < end for r in event.roles), event.trigger.start, event.id),
            default=None,
        )

    def _questions(self, start: int, end: int) -> tuple[str, ...]:
        found = [
            question.id
            for question in self._telling.questions
            if _common((question.span,), start, end)
            >= _ASKED * min(end - start, question.span.end - question.span.start)
        ]
        return tuple(sorted(found))

    def _sentence(self, start: int, end: int) -> str:
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end)
        return self._telling.text[self._starts[first] : self._starts[last] if last < len(self._starts) else None]

    def _own(self, event: Event | None) -> tuple[frozenset[str], str]:
        if event is not None and event.factuality in _HEDGED:
            return frozenset(), ""
        telling = self._telling
        keys = {f"report:{telling.report}"}
        named = (("outlet", telling.publisher), ("author", telling.author))
        keys |= {intern(f"{kind}:{folded(name)}") for kind, name in named if name}
        return frozenset(keys), outlet_name(telling)

    def _origin(self, claim: Claim) -> tuple[frozenset[str], str]:
        """Return what a claim rests on: its speaker or document; else a relay; else what the claim around it does."""
        if claim.id not in self._origins:
            self._origins[claim.id] = next(self._told(claim), (frozenset(), ""))
        return self._origins[claim.id]

    def _told(self, claim: Claim) -> Iterator[tuple[frozenset[str], str]]:
        for one in outwards(self._claims, claim.id):
            keys = self._speakers(one)
            for words in filter(None, (_words(one.source), _words(one.channel), *(span.text for span in one.relays))):
                if told := keys | source_keys(words):
                    yield told, words if source_keys(words) else self._called(one) or words

    def _speakers(self, claim: Claim) -> frozenset[str]:
        """Return who speaks, and the body named beside the name ("the ministry's spokesman")."""
        who = {claim.speaker} if claim.speaker else set(self._named(claim, _PERSONS, ends=True))
        who |= self._named(claim, _BODIES, ends=False)
        known = self._telling.identities
        named = (known.get(one) or folded(self._entities[one].name) for one in sorted(who & self._entities.keys()))
        return frozenset(intern(f"who:{one}") for one in named if one)

    def _called(self, claim: Claim) -> str:
        """Return the name of who speaks where the report names them elsewhere, else nothing."""
        speaker = self._entities.get(claim.speaker or "")
        return speaker.name if speaker else ""

    def _named(self, claim: Claim, types: frozenset[str], *, ends: bool) -> set[str]:
        """Return the entities that a source names; with `ends` those with which it, or a part of it, begins or ends."""
        found: set[str] = set()
        for mention in self._telling.mentions:
            if mention.type in types and _common(claim.source, mention.span.start, mention.span.end):
                before = self._telling.text[: mention.span.start].rstrip()[-1:]
                edge = any(mention.span.start <= s.start or mention.span.end >= s.end for s in claim.source)
                if not ends or edge or before == ",":
                    found.add(mention.entity)
        return found


def outlet_name(telling: Telling) -> str:
    """Return what a report's own reporting is called: its outlet and date."""
    return ", ".join(filter(None, (telling.publisher or telling.report, telling.published)))


@lru_cache(maxsize=65536)
def source_keys(words: str) -> frozenset[str]:
    """Return the key of a source, relay or channel by its words alone; none where they may mean anybody."""
    table = weighing_words()
    parts = folded(words).split()
    bare = [part for part in parts if part not in table.silent]
    if not bare:
        return frozenset()
    if table.documents.intersection(bare) and parts[0] not in table.indefinite:
        return frozenset({"words:" + " ".join(bare)})
    named = any(word[:1].isupper() for word in words.split()[1:])
    if (parts[0] in table.indefinite or bare[-1] in table.anybody) and not named:
        return frozenset()
    return frozenset({"words:" + " ".join(bare)})


def _words(spans: Iterable[Span]) -> str:
    return " ".join(span.text for span in spans)


def _reach(claim: Claim) -> tuple[int, int]:
    """Return where a claim begins and ends."""
    spans = (*claim.source, *claim.cue, *claim.content)
    return min(span.start for span in spans), max(span.end for span in spans)


def _common(spans: Iterable[Span], start: int, end: int) -> int:
    return sum(max(0, min(span.end, end) - max(span.start, start)) for span in spans)


def _cited(claim: Claim | None, claims: dict[str, Claim]) -> str:
    if claim is None:
        return ""
    rows = [spans for one in outwards(claims, claim.id) for spans in (one.source, one.relays, one.channel)]
    return " ".join(folded(span.text) for spans in rows for span in spans)


def _runs(text: str, quotes: Iterable[Quote], start: int, end: int) -> Iterator[str]:
    """Yield the runs of so many words of the quotations that stand in a passage."""
    for quote in quotes:
        first, last = max(start, quote.inner_start), min(end, quote.inner_end)
        words = folded(text[first:last]).split() if first < last else []
        for at in range(len(words) - _QUOTED + 1):
            yield content_id("run", *words[at : at + _QUOTED])
