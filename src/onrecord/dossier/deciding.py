"""How decisions of persons are said to a reader: who decided what, when and why; pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.dossier.wording import counted, joined
from onrecord.records import Claim, Decision, Element, Entity, Event, Found, Mark, Marked, Reason

REVIEW_WORDS = {
    "unreviewed": "not reviewed",
    "accepted": "accepted",
    "rejected": "rejected",
    "replaced": "replaced",
    "corrected": "corrected",
    "added": "added",
    "disputed": "disputed",
}
"""How a record stands in review."""

VERDICT_WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "split": "split",
    "merge": "merged",
    "note": "noted",
    "look": "asked for a second look at",
    "rate": "rated",
}
"""What a person did."""


def words_of(record: Found) -> str:
    """Return a record in few words of its report."""
    if isinstance(record, Claim):
        source, said = joined(record.source), joined(record.content) or joined(record.cue)
        return f"{source}: {said}" if source else said
    if isinstance(record, Event):
        return record.trigger.text
    if isinstance(record, Entity):
        return record.name
    return joined(record.spans) if isinstance(record, Element) else record.span.text


def about(decision: Decision) -> str:
    """Return what a decision is about, in words of the report."""
    if decision.kind == "report":
        return "the report"
    records = decision.was or decision.becomes
    return " and ".join(words_of(record) for record in records) or decision.target


def decided(decision: Decision) -> str:
    """Return "rejected by Mira on 2024-03-01: no attribution"."""
    what = " ".join(filter(None, (VERDICT_WORDS[decision.verdict], rating(decision))))
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{what} by {decision.by} on {decision.at[:10]}{reason}"


def rating(decision: Decision) -> str:
    """Return a rating as it is written: "B2", "B", "2"; "" where it is none."""
    return f"{decision.reliability}{decision.credibility or ''}"


def stands(marked: Marked) -> str:
    """Return how a record stands, and on whose word: "rejected by Mira on 2024-03-01: no attribution"."""
    mark, telling = marked.mark, [one for one in marked.decisions if one.stands]
    if mark.review == "unreviewed" or not telling:
        return ""
    if mark.review == "disputed":
        return "disputed: " + "; ".join(decided(one) for one in _last_of_each(telling))
    return "; ".join(decided(one) for one in _last_of_each(telling))


def asides(marked: Marked) -> list[str]:
    """Return the notes and asked looks on a record, in order of time."""
    return [decided(one) for one in marked.decisions if not one.stands]


def struck(mark: Mark) -> bool:
    """Return whether a record is shown struck through: persons hold that it is none, or put another in its place."""
    return mark.review in ("rejected", "replaced")


def _last_of_each(decisions: Sequence[Decision]) -> list[Decision]:
    last = {decision.by: decision for decision in decisions}
    return [decision for decision in decisions if last[decision.by] is decision]


def reason_words(reason: Reason) -> str:
    """Return why something should be looked at: "the only passage against what five reports speak to"."""
    reports, score = counted(reason.reports, "report"), f"{reason.score:.0%}"
    them = f"what {reports} {'speaks' if reason.reports == 1 else 'speak'} to"
    one = "the only passage" if reason.alike == 1 else f"one of {counted(reason.alike, 'passage')}"
    said = f": {reason.said}" if reason.said else ""
    return {
        "disputed": f"{' and '.join(reason.by)} differ about it",
        "look": f"{', '.join(reason.by)} asked for a second look{said}",
        "alone_against": f"the only passage against {them}",
        "alone_for": f"the only passage for {them} and that is contested",
        "one_of_two": f"one of the two independent origins of {them}",
        "contested": f"{one} on its side of {them} and that is contested",
        "rests": f"{one} for {them}",
        "unsure": f"the net is {score} sure of it",
        "weak_identity": f"held to be one with what {reports} name, {score} likely by themselves",
        "near_identity": f"held to be two, {score} likely to be one; {reports} name them",
        "weak_conflict": f"read as a conflict in {reason.said or 'what they say'}, {score} likely",
    }[reason.code]
