"""Through whom a claim reached the report, where the wording shows it and the net did not see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Claim, Report, Span
from onrecord.vocabulary import is_outlet
from onrecord.vocabulary.naming import pronouns

_TOLD = re.compile(r"\b(?:told|tells|tell|telling)$", re.IGNORECASE)
_NAME = r"[A-Z][\w’'-]*(?:\s+(?:of |de |la )?[A-Z][\w’'-]*)*"
_KIND = r"(?:[a-z]+ )?(?:radio|television|agency|newspaper|paper|station|broadcaster)(?: [A-Z][\w’'-]*)*"
_HEARER = re.compile(rf"\s+((?:the |a |an )?(?:{_NAME}|{_KIND}))(?=[\s,.:;“\"‘]|$)")


def with_relays(report: Report, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with the relays that two wordings show.

    "Khatri told Reuters that …" was heard by an outlet, unless it is the report's own; what an outlet says that
    somebody said ("the Gazette reported that the mayor denied …") reached the report through that outlet.
    """
    by_id = {claim.id: claim for claim in claims}
    return [_with(report, claim, by_id) for claim in claims]


def _with(report: Report, claim: Claim, by_id: dict[str, Claim]) -> Claim:
    found = [*_told(report, claim), *_reported(report, claim, by_id.get(claim.parent))]
    claim = replace(claim, relays=tuple(span for span in claim.relays if not _is_own(report, span.text)))
    known = (*claim.relays, *claim.source, *claim.content)
    new = [span for span in found if not any(span.start < k.end and k.start < span.end for k in known)]
    if not new:
        return claim
    channel = tuple(c for c in claim.channel if not any(c.start < s.end and s.start < c.end for s in new))
    return replace(claim, relays=(*new, *claim.relays), channel=channel)


def _told(report: Report, claim: Claim) -> list[Span]:
    if not claim.cue or not _TOLD.search(claim.cue[-1].text):
        return []
    hearer = _HEARER.match(report.text, claim.cue[-1].end)
    if hearer is None or not is_outlet(hearer.group(1)) or _is_own(report, hearer.group(1)):
        return []
    return [Span.of(report.text, *hearer.span(1))]


def _reported(report: Report, claim: Claim, parent: Claim | None) -> list[Span]:
    """Return the source of the claim around this one where its words passed on another's.

    An outlet always does; somebody else when it tells of a third by name or description. Half of such claims of the
    corpus's reports for learning are labelled so, and fewer than one in five of those whose source is a pronoun, which
    is mostly the same person.
    """
    if parent is None or claim.quotation == "direct":
        return []
    passed_on = parent.quotation != "direct" and any(s.text.lower() not in pronouns() for s in claim.source)
    return [s for s in parent.source if (passed_on or is_outlet(s.text)) and not _is_own(report, s.text)]


def _is_own(report: Report, name: str) -> bool:
    """True when the words name the report's own publisher: all of them stand in its name."""
    words = {word for word in re.findall(r"\w+", name.lower()) if word not in {"the", "a", "an"}}
    return bool(words) and words <= set(re.findall(r"\w+", report.publisher.lower()))
