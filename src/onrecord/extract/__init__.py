"""Report → extraction: everything a report says, with the exact words it rests on; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from onrecord.extract.claims import claims_of
from onrecord.extract.elements import elements_of
from onrecord.extract.entities import entities_of
from onrecord.extract.entities.named import Named
from onrecord.extract.events import events_of, said_at_of
from onrecord.extract.participants import with_entities
from onrecord.extract.questions import questions_of
from onrecord.extract.times import times_of
from onrecord.extract.turns import with_turns
from onrecord.nets import Nets, Tagged
from onrecord.records import CLAIM_LANGUAGES, Extraction, Report
from onrecord.records.entity import EntityType
from onrecord.vocabulary import vocabulary_version

__all__ = ["extract", "made_by", "with_rules"]

RULES: Final = "rules-10"


def made_by(nets: Nets) -> str:
    """Return what names the nets and rules of an extraction; another name means that reports are read again."""
    return with_rules(nets.made_by)


def with_rules(nets: str) -> str:
    """Return what names an extraction: the versions of the nets, of the rules here and of the vocabulary they use.

    Whichever of them changes, the next build reads the reports of a case again.
    """
    return f"{nets}+{RULES}+{vocabulary_version()}"


def extract(reports: Sequence[Report], nets: Nets) -> list[Extraction]:
    """Return one extraction per report, in order.

    A report in a language that is not read for claims yet has none; one without a known language is taken for English.
    The result of a report does not depend on the reports beside it.
    """
    return [_extract(report, nets) for report in reports]


def _extract(report: Report, nets: Nets) -> Extraction:
    if report.language not in CLAIM_LANGUAGES:
        return Extraction(report=report)
    name = made_by(nets)
    seen = nets.reader.read(report.text)
    times = times_of(report)
    claims = claims_of(report, with_turns(report, seen.claims), name)
    events = events_of(report, seen.events, claims, times, name)
    claims = said_at_of(report, claims, times, events)
    who = entities_of(report, [_named(one) for one in seen.names], claims, name)
    return Extraction(
        report=report,
        claims=tuple(replace(claim, speaker=who.speaker_of(claim)) for claim in claims),
        events=tuple(with_entities(report.text, events, who.mentions)),
        times=times,
        mentions=who.mentions,
        entities=who.entities,
        questions=tuple(questions_of(report, seen.questions, claims, events, name)),
        elements=tuple(elements_of(report, seen.elements, claims, events, name)),
    )


def _named(one: Tagged) -> Named:
    return Named(start=one.start, end=one.end, type=cast("EntityType", one.label), score=one.score)
