"""From what the net sees to events: exact spans, on whose word, when it happened, how many it happened to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from onrecord.extract.dating import Dating, Verb
from onrecord.extract.entities.named import Layout
from onrecord.extract.factuality import factuality_before
from onrecord.extract.holders import Holders
from onrecord.extract.leaving import named_origin, role_as_led
from onrecord.nets.reading import Happening
from onrecord.records import Claim, Event, EventRole, Factuality, Report, Role, Span, Time
from onrecord.vocabulary.dating import dating_words

Bounds = tuple[int, int]

_PREPOSITION: Final = re.compile(
    r"(?:[Bb]y|to(?=\s+(?:the|an?|[A-Z]))|[Ff]rom|into|of|for|with|via|through|at(?!\s+(?:least|most))|[Ii]n|on)\s+"
)
_RELATIVE: Final = re.compile(r"\s*,\s*(?:(?:of|to|from|in|for|with)\s+)?(?:who|whom|whose|which|where)\b")
# how many people: only where the patient opens with it; "the four" were counted before, "a man of 40" counts no people
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_NUMERAL: Final = re.compile(
    r"(?:(?:at\s+least|at\s+most|more\s+than|fewer\s+than|less\s+than|up\s+to|as\s+many\s+as|no\s+fewer\s+than"
    r"|about|around|some|nearly|almost|over|only|another|perhaps|roughly|an?\s+further)\s+)?"
    rf"(?P<numeral>\d{{1,3}}(?:[,.]\d{{3}})+|\d{{1,6}}|(?:{_TENS})(?:[-\s](?:{_UNITS}))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|hundreds|thousands|dozens)(?![\w%-]|[.,]\d|\s+(?:years?|months?|weeks?|days?|dollars|euros|per\s?cent)\b)",
    re.IGNORECASE,
)


def events_of(
    report: Report, happenings: Sequence[Happening], claims: Sequence[Claim], times: Sequence[Time], made_by: str
) -> list[Event]:
    """Return the events of a report in the order of their triggers.

    Args:
        report: The report.
        happenings: What the net found in its text.
        claims: The report's claims: an event is on the word of the innermost one that holds its trigger.
        times: The report's times.
        made_by: Names the nets and rules.
    """
    holders = Holders(claims)
    triggers = [happening.trigger for happening in happenings]
    dating = Dating(Layout(report.text), times, [*triggers, *_cues(claims)], holders)
    words = dating_words()
    events = {}
    for one in happenings:
        verb = Verb(bounds=one.trigger, lasts=one.type in words.lasting)
        event = Event(
            report=report.id,
            type=one.type,
            trigger=Span.of(report.text, *one.trigger),
            roles=_roles(report.text, one),
            factuality=cast("Factuality", factuality_before(report.text, one.trigger[0]) or one.factuality),
            time=dating.time_of(verb, words.event),
            holder=holders.innermost_id(*one.trigger),
            score=round(one.score, 4),
            made_by=made_by,
        )
        events[event.id] = event
    return sorted(events.values(), key=lambda event: (event.trigger, event.type))


def said_at_of(
    report: Report, claims: Sequence[Claim], times: Sequence[Time], events: Sequence[Event] = ()
) -> list[Claim]:
    """Return the claims, each with the time when it was said where its sentence tells it.

    Args:
        report: The report.
        claims: Its claims.
        times: Its times.
        events: Its events: a time that stands closer to one of them is not when something was said.
    """
    triggers = [(event.trigger.start, event.trigger.end) for event in events]
    dating = Dating(Layout(report.text), times, [*triggers, *_cues(claims)], Holders(claims))
    weights = dating_words().said
    return [_said(claim, dating.time_of(_speech(claim), weights)) if claim.cue else claim for claim in claims]


def _speech(claim: Claim) -> Verb:
    cue = claim.cue[0]
    return Verb(bounds=(cue.start, cue.end), content=tuple((span.start, span.end) for span in claim.content))


def _said(claim: Claim, time: str) -> Claim:
    return replace(claim, said_at=time) if time else claim


def _cues(claims: Sequence[Claim]) -> list[Bounds]:
    return [(span.start, span.end) for claim in claims for span in claim.cue]


def _roles(text: str, happening: Happening) -> tuple[Role, ...]:
    led = ((role_as_led(text, happening.trigger, role, bounds), bounds) for role, bounds in happening.roles)
    found = [(role, _bare(text, *bounds)) for role, bounds in led]
    if all(role != "origin" for role, _ in found):
        origin = named_origin(text, happening.type, happening.trigger, [bounds for _, bounds in found])
        found += [("origin", origin)] if origin else []
    if all(role != "number" for role, _ in found):
        found += [("number", bounds) for bounds in _counted(text, found)]
    unique = dict.fromkeys(sorted(found, key=lambda one: one[1]))
    return tuple(Role(role=cast("EventRole", role), span=Span.of(text, *bounds)) for role, bounds in unique)


def _bare(text: str, start: int, end: int) -> Bounds:
    """Return a role's words without the preposition before them and the relative clause behind a comma."""
    opening = _PREPOSITION.match(text, start, end)
    if opening and opening.end() < end:
        start = opening.end()
    closing = _RELATIVE.search(text, start, end)
    return (start, closing.start()) if closing and closing.start() > start else (start, end)


def _counted(text: str, roles: Sequence[tuple[str, Bounds]]) -> list[Bounds]:
    """Return the numeral with which the first patient that opens with one begins."""
    for role, bounds in roles:
        numeral = _NUMERAL.match(text, *bounds) if role == "patient" else None
        if numeral:
            return [numeral.span("numeral")]
    return []
