"""Decisions of persons in a case that is built: they change what is weighed, and building again loses none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from plain_stages import STAGES, settings

from onrecord.case import Case, open_case
from onrecord.engines.work import Work
from onrecord.errors import DecidedMeanwhile, UsageError
from onrecord.records import Claim, ClaimFilter, Decision, DecisionFilter, EntityFilter, Extraction, Report
from onrecord.store import dump_lines

# An invented port town: two papers with one matter, the second with another figure.
REPORTS = {
    "a.txt": "Marlin said rain on 14 quays today. Nobody did answer the crew.",
    "b.txt": "Dee said rain on 40 quays today.",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    with open_case(tmp_path / "new.case", create=True) as case:
        case.build([str(folder)], settings())
        yield case


def claim_of(case: Case, source: str) -> Claim:
    return next(row.claim for row in case.claims(ClaimFilter(source=source)))


def reject(case: Case, source: str = "Dee", by: str = "Mira", **more: str) -> Decision:
    claim = claim_of(case, source)
    return case.decide(
        Decision(report=claim.report[:12], kind="claim", target=claim.id, verdict="reject", by=by, **more)
    )


def voices(case: Case) -> set[str]:
    return {voice.record for row in case.findings() for voice in row.finding.voices}


def told(case: Case) -> list[str]:
    return [line for line in dump_lines(case.view) if '"table": "decision"' not in line]


def test_a_decision_is_weighed_when_it_is_asked_for_and_withdrawing_it_restores_the_case(case: Case) -> None:
    before, claim = told(case), claim_of(case, "Dee")
    assert claim.id in voices(case)
    made = reject(case)
    assert case.weighing_due()
    assert claim.id in voices(case)
    case.weigh()
    assert not case.weighing_due()
    assert claim.id not in voices(case)
    assert list(case.verify()) == []
    case.withdraw_decision(made.id, by="Jon")
    case.weigh()
    assert told(case) == before


def test_what_a_person_puts_in_speaks_to_findings_in_its_own_name(case: Case) -> None:
    claim = claim_of(case, "Dee")
    right = replace(claim, act="allege")
    made = case.decide(
        Decision(report=claim.report, kind="claim", target=claim.id, verdict="correct", becomes=(right,), by="Mira")
    )
    case.weigh()
    assert made.becomes[0].id in voices(case)
    assert claim.id not in voices(case)
    case.undo(by="Mira")
    case.weigh()
    assert claim.id in voices(case)
    with pytest.raises(UsageError, match="no decision of Mira"):
        case.undo(by="Mira")
    assert list(case.verify()) == []


def test_building_again_with_other_nets_keeps_every_decision(case: Case) -> None:
    claim = claim_of(case, "Marlin")
    rejected = reject(case)
    entity = next(row.entity for row in case.entities(EntityFilter(name="Marlin")))
    case.decide(
        Decision(
            report=claim.report, kind="entity", target=entity.id, verdict="correct", by="Jon",
            becomes=(replace(entity, name="Ann Marlin"),),
        )
    )  # fmt: skip
    newer = replace(STAGES, made_by=lambda: "plain-v2", load_extractor=_shorter)
    case.build([], replace(settings(), stages=newer))
    (stands,) = case.claims(ClaimFilter(review="rejected"))
    assert stands.claim.cue == claim_of(case, "Dee").cue
    assert [row.entity.name for row in case.entities(EntityFilter(review="corrected"))] == ["Ann Marlin"]
    assert list(case.decisions(DecisionFilter(by="Mira"))) == [rejected]
    assert not case.weighing_due()
    assert list(case.verify()) == []


def _shorter(threads: int) -> Work[Report, Extraction]:
    """Return what ends its contents one letter sooner."""
    extract = STAGES.load_extractor(threads)

    def shorter(claim: Claim) -> Claim:
        (content,) = claim.content
        cut = replace(content, end=content.end - 1, text=content.text[:-1])
        return replace(claim, content=(cut,), made_by="plain-v2")

    def work(reports: list[Report]) -> list[Extraction]:
        return [replace(e, claims=tuple(map(shorter, e.claims))) for e in extract(reports)]

    return work


def test_two_persons_at_one_time_see_what_the_other_decided(case: Case) -> None:
    claim = claim_of(case, "Dee")
    with open_case(case.path) as other:
        seen = other.review_token(claim.id)
        reject(case, by="Jon", reason="misread")
        accept = Decision(report=claim.report, kind="claim", target=claim.id, verdict="accept", by="Mira")
        with pytest.raises(DecidedMeanwhile, match="Jon decided 'reject'"):
            other.decide(accept, seen=seen)
        other.decide(accept, seen=other.review_token(claim.id))
    (marked,) = case.marks(claim.report)
    assert (marked.mark.review, [one.by for one in marked.decisions]) == ("disputed", ["Jon", "Mira"])
    assert next(iter(case.queue(5))).reasons[0].by == ("Jon", "Mira")


def test_a_record_is_found_by_the_beginning_of_its_id(case: Case) -> None:
    claim = claim_of(case, "Dee")
    assert case.record(claim.id[:14]) == claim
    for given in ("claim-", "claim-none", "Dee", ""):
        with pytest.raises(UsageError):
            case.record(given)
