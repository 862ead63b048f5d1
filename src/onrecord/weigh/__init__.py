"""What the reports of a case say together: relations of passages in, origins, findings and answers out; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from onrecord.records import Finding, Relation, Side, Voice
from onrecord.weigh.answers import find_answers
from onrecord.weigh.copies import Texts, classes
from onrecord.weigh.findings import form_findings
from onrecord.weigh.independent import independent
from onrecord.weigh.origins import find_origins
from onrecord.weigh.telling import Telling
from onrecord.weigh.ties import Spinning
from onrecord.weigh.voices import Listening
from onrecord.weigh.weighed import RULES, Weighed

__all__ = ["RULES", "Telling", "Weighed", "alone", "independent", "weigh"]


def weigh(tellings: Iterable[Telling], relations: Iterable[Relation]) -> Weighed:
    """Return what the reports of a case rest on, what they say together, and which of their questions were answered.

    Neither the order of the reports nor that of the relations changes anything, and a copy of a report raises no
    standing.

    Args:
        tellings: All reports; they are read once and not kept.
        relations: All of the case, with those between copied passages.
    """
    spinning, texts = Spinning(relations), Texts()
    for telling in tellings:
        spinning.add(telling)
        texts.add(telling)
    web, copied, names = spinning.web(), tuple(texts.copied()), texts.names()
    del spinning, texts  # what is no longer needed of a large case is most of it
    gathered = tuple(form_findings(web, classes(copied)))
    rests = chain.from_iterable(one.rests for one in gathered)
    return Weighed(
        origins=tuple(find_origins(web, copied, names, rests)),
        findings=tuple(one.finding for one in gathered),
        answers=tuple(find_answers(web)),
    )


def alone(telling: Telling, heard: Collection[str]) -> Iterator[Finding]:
    """Yield the findings of a report that stand alone, in order of their place: for each claim not joined to others.

    They are not stored: they follow from the claims.

    Args:
        telling: The report.
        heard: Ids of the records that are voices of findings (`Voice.record`).
    """
    listening = Listening(telling)
    told = [(claim.content or claim.cue or claim.source, claim) for claim in telling.claims]  # "declined to comment"
    for spans, claim in sorted(told, key=lambda one: (one[0][0].start, one[1].id)):
        if claim.id not in heard:
            one = listening.hear_claim(claim)
            side = Side(report=telling.report, span=max(spans, key=lambda span: len(span.text)))
            voice = Voice(side=side, record=claim.id, source=one.source, act=one.act, origin=one.name)
            yield Finding(
                proposition=side, voices=(voice,), independent_origins=int(bool(one.name)), untold=int(not one.name)
            )
