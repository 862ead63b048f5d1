"""How the codes of the records are said to a reader: no more than the report and its sources say; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Claim, Finding, Place, Span, Time, Word
from onrecord.vocabulary import naming

ACT_VERBS = {
    "state": "states",
    "allege": "alleges",
    "confirm": "confirms",
    "deny": "denies",
    "promise": "promises",
    "demand": "demands",
    "warn": "warns",
    "ask": "asks",
    "believe": "believes",
    "decline": "declines",
}
ACT_NOUNS = {
    "state": "statement",
    "allege": "allegation",
    "confirm": "confirmation",
    "deny": "denial",
    "promise": "promise",
    "demand": "demand",
    "warn": "warning",
    "ask": "question",
    "believe": "belief",
    "decline": "refusal to answer",
}
ROLE_WORDS = {
    "agent": "by",
    "patient": "whom",
    "beneficiary": "for",
    "inducement": "offered or paid",
    "charge": "charge",
    "origin": "from",
    "destination": "to",
    "place": "where",
    "instrument": "by means of",
    "number": "how many",
}
QUESTION_WORDS = {
    "no_response": "no response",
    "undisclosed": "not disclosed",
    "unverified": "not verified",
    "unclear": "unclear",
    "disputed": "disputed",
}
TYPE_WORDS = {
    "PER": "person",
    "ORG": "body",
    "GPE": "place with a government",
    "LOC": "area",
    "NORP": "people or group",
    "FAC": "building or site",
    "VEHICLE": "vehicle",
    "MONEY": "sum",
    "AGE": "age",
    "CARDINAL": "number",
    "LAW": "law",
    "ACCOUNT": "account",
}
ELEMENT_HEADINGS = {
    "act": "Acts (Palermo Protocol, art. 3a)",
    "means": "Means (Palermo Protocol, art. 3a)",
    "purpose": "Purposes (Palermo Protocol, art. 3a)",
    "ilo": "Indicators (ILO and European Commission, 2009)",
    "response": "Responses of States",
}
_TOLD = {
    "CT+": "said to have happened",
    "PR+": "alleged or probable",
    "PS+": "said to be possible",
    "CT-": "said not to have happened",
    "PR-": "said to be improbable",
    "PS-": "said to be doubtful",
    "U": "not said to have happened",
}
_ALLEGED = {
    "CT+": "alleged",
    "PR+": "alleged",
    "PS+": "alleged to be possible",
    "CT-": "alleged not to have happened",
    "PR-": "alleged to be improbable",
    "PS-": "alleged to be doubtful",
    "U": "not said to have happened",
}
TOLD_PLAINLY = _TOLD["CT+"]
FACTUALITY_KEY = ", ".join(f"{code} {words}" for code, words in _TOLD.items())
"""FactBank's codes with our words for them."""

SLOT_WORDS = {
    "number": "How many",
    "date": "When",
    "actor": "Who",
    "place": "Where",
    "status": "How far it went",
    "stance": "Whether it is so",
}
CONTESTED = {"contradicted": "contradicted", "denied": "denied", "retracted": "taken back"}
"""The standings that say that not all who speak to a finding support it."""
TEXT_KINDS = {
    "copy": "wholly or in part the same text as",
    "rewrite": "wholly or in part one text, in other words, with",
}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

REPORT_ITSELF = "the report itself"
NOBODY = "nobody named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who or what takes part in an event: our word for the role, the report's words, and the name they stand for.

    `name` is "" where the words hold it.
    """

    role: str
    words: str
    name: str


def told(factuality: str, words: Sequence[Word]) -> str:
    """Return how far an event is told as having happened; what stands within an allegation stays alleged.

    Args:
        factuality: FactBank's code.
        words: The claims it is told in, as in `EventRow`.
    """
    alleged = any(word.claim.act == "allege" for word in words)
    return (_ALLEGED if alleged else _TOLD)[factuality]


def on_whose_word(words: Sequence[Word]) -> str:
    """Return "he [Ann Marlin] (allegation), cited by the police (statement)": who says so, the innermost first.

    Args:
        words: A claim and those around it, the innermost first; none is the report's own voice.
    """
    if not words:
        return REPORT_ITSELF
    citing = [span for word in words[1:] for span in word.claim.source]
    said = (
        f"{who(word.claim, word.speaker)} ({ACT_NOUNS[word.claim.act]}){_through(word.claim, citing)}" for word in words
    )
    return ", cited by ".join(said)


def who(claim: Claim, speaker: str) -> str:
    """Return the source in the report's words, with the name of whom it means in brackets where they do not hold it."""
    source = joined(claim.source)
    if not source:
        cue = joined(claim.cue)
        return f"{NOBODY} (“{cue}”)" if cue else NOBODY
    return source if not speaker or speaker.casefold() in source.casefold() else f"{source} [{speaker}]"


def _through(claim: Claim, citing: Sequence[Span]) -> str:
    """Return the relays that are not named as citing it anyway."""
    relays = [span.text for span in claim.relays if span not in citing]
    return f", through {', '.join(relays)}" if relays else ""


def joined(spans: Sequence[Span]) -> str:
    """Return the words of several fragments in a row, the gaps between them marked."""
    return naming.joined(span.text for span in spans)


def when(time: Time | None) -> str:
    """Return the days that a time can mean ("2023-09-05", "2023-09", "2023-09-04 to 2023-09-10"), else ""."""
    days = time.days if time else None
    if time is None or days is None:
        return ""
    first, last = days
    if first == last:
        return first
    return time.value if first.startswith(time.value) else f"{first} to {last}"


def sentence(trigger: str, parts: Sequence[Part]) -> str:
    """Return "“lured” by a broker · whom six welders": what happens, with who takes part in which role."""
    said = " · ".join(f"{part.role} {part.words}" + (f" [{part.name}]" if part.name else "") for part in parts)
    return f"“{' '.join(trigger.split())}” {said}".rstrip()


def where(place: Place | None) -> str:
    """Return "39.91° N 116.40° E, the likeliest of 3 places of this name", or ""."""
    if place is None:
        return ""
    degrees = (
        f"{abs(place.latitude):.2f}° {'N' if place.latitude >= 0 else 'S'} "
        f"{abs(place.longitude):.2f}° {'E' if place.longitude >= 0 else 'W'}"
    )
    return degrees if place.readings < 2 else f"{degrees}, the likeliest of {place.readings:,} places of this name"


def counted(number: int, word: str, several: str = "") -> str:
    """Return "one origin", "five reports" or "1,200 reports"; `several` is a plural that is not made with an s."""
    said = _SMALL[number] if number < len(_SMALL) else f"{number:,}"
    return f"{said} {word}" if number == 1 else f"{said} {several or word + 's'}"


def backing(finding: Finding) -> str:
    """Return what supports a finding: "said by two origins independent of each other", "one origin, five reports".

    An origin that cannot be told is not counted, and the words say so.
    """
    reports = {voice.side.report for voice in finding.voices if voice.stance == "supports"}
    return backed(len(reports), finding.independent_origins, finding.untold)


def backed(reports: int, origins: int, untold: int) -> str:
    """Return what `backing` does.

    Args:
        reports: How many have a passage that supports the finding.
        origins: How many of their origins are independent of each other.
        untold: How many of the passages have an origin that cannot be told.
    """
    if not reports:
        return "no passage supports it"
    said = counted(reports, "report")
    if not origins:
        return f"{said}, origin cannot be told"
    if origins == 1:
        said = f"one origin, {said}"
    else:
        said = f"said by {counted(origins, 'origin')} independent of each other, {said}"
    return f"{said}; of {counted(untold, 'passage')} the origin cannot be told" if untold else said
