"""One finding or origin asked for alone, and all of them in summary; the port town and all in it are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from across_case import (
    ASKED,
    CLAIMS,
    CONFLICT,
    COPIED,
    FORTY,
    HIRED,
    MARLINS,
    REPLIED,
    REPLY,
    RESOLVED,
    RULES,
    SAID,
    SILENCE,
    WEIGHED,
    say_more,
    side,
)

from onrecord.errors import UsageError
from onrecord.records import Answer, Finding, FindingFilter, FindingSummary, RecordRow
from onrecord.store import CaseStore


@pytest.fixture
def several(across: CaseStore) -> CaseStore:
    """The case with a silence, its answer, and another number."""
    say_more(across)
    return across


def beside(store: CaseStore, finding: Finding) -> dict[str, list[str]]:
    return {one.kind: [row.id for row in one.rows] for one in store.view.finding(finding.id).beside}


def test_a_finding_comes_with_its_reports_in_order_and_what_ties_its_passages(several: CaseStore) -> None:
    whole = several.view.finding(HIRED.id)
    assert whole.row.finding == HIRED
    assert list(whole.reports) == ["wire", "copy", "later"]
    assert whole.reports["wire"] == RecordRow(title="Sailors, wire", publisher="Wire Courier", published="2023-09-05")
    assert whole.relations == (CONFLICT,)
    assert whole.origins == (COPIED,)
    assert whole.questions == whole.answered == ()


def test_a_finding_has_the_questions_that_it_is_about_and_those_that_it_answers(several: CaseStore) -> None:
    asked = several.view.finding(SILENCE.id)
    assert [(row.question.report, row.answers) for row in asked.questions] == [("wire", (REPLY,)), ("copy", ())]
    assert "later" in asked.reports
    answering = several.view.finding(REPLIED.id)
    assert [row.question.id for row in answering.answered] == [ASKED.id]
    assert answering.questions == ()


def test_findings_that_share_passages_stand_beside_each_other(several: CaseStore) -> None:
    assert beside(several, HIRED) == {"otherwise": [FORTY.id]}
    assert beside(several, FORTY) == {"otherwise": [HIRED.id]}
    assert beside(several, SILENCE) == {"after": [REPLIED.id]}
    assert beside(several, REPLIED) == {"before": [SILENCE.id]}


def test_an_id_is_enough_where_it_begins_as_no_other_does(several: CaseStore) -> None:
    view = several.view
    assert view.finding(HIRED.id[:20]).row.finding == HIRED
    assert view.origin(COPIED.id[:-3]).origin == COPIED
    for name in ("finding-x", "", "origin-", "\ud83d\x00"):
        with pytest.raises(UsageError, match="no finding"):
            view.finding(name)
    with pytest.raises(UsageError, match="several findings have an id that starts with 'finding-'"):
        view.finding("finding-")


def test_summaries_count_what_the_findings_hold_in_their_order(several: CaseStore) -> None:
    view = several.view
    found = [row.finding for row in view.findings()]
    summaries = list(view.finding_summaries())
    assert [one.id for one in summaries] == [one.id for one in found]
    assert summaries[0] == FindingSummary(
        id=HIRED.id,
        standing="contradicted",
        published=("2023-09-05", "2023-09-06", "2023-10-01"),
        slots=("number",),
        voices=3,
        reports=3,
    )
    assert [(one.voices, one.reports, one.slots) for one in summaries[1:]] == [(2, 2, ()), (1, 1, ()), (1, 1, ())]


def test_findings_are_given_whole_or_in_short_in_the_order_of_the_ids(several: CaseStore) -> None:
    ids = [SILENCE.id, "finding-of-nobody", HIRED.id]
    assert [row.finding for row in several.view.findings_named(ids)] == [SILENCE, HIRED]
    silence, hired = several.view.findings_in_short(ids)
    assert (silence.id, silence.voices, silence.supporting, silence.untold) == (SILENCE.id, 2, 2, 2)
    assert (hired.voices, hired.supporting, hired.differences) == (3, 2, HIRED.differences)
    assert (hired.proposition, hired.title, hired.published) == (HIRED.proposition, "Sailors, wire", "2023-09-05")


def test_the_findings_of_a_claim_are_those_that_it_speaks_to(several: CaseStore) -> None:
    for finding in (HIRED, SILENCE, FORTY, REPLIED):
        for voice in finding.voices:
            found = [row.finding for row in several.view.findings_of(voice.record)]
            assert finding in found if voice.record else not found
    assert several.view.findings_of("claim-of-nobody") == []


@pytest.mark.parametrize(
    "query",
    ["sailors", "HIRED 40", '"sailors were"', '"were sailors"', "14 40", "ministry", "答", "%", "", "sailor", " \x00"],
)
def test_words_at_hand_find_what_the_case_finds(several: CaseStore, query: str) -> None:
    found = {row.finding.id for row in several.view.findings(FindingFilter(text=query))}
    assert several.view.finding_words().having(query) == found


def test_days_bound_any_of_the_reports_that_speak_to_a_finding(several: CaseStore) -> None:
    def found(**wanted: str) -> list[Finding]:
        return [row.finding for row in several.view.findings(FindingFilter(**wanted))]

    assert found(since="2023-10") == [HIRED, FORTY, REPLIED]
    assert found(until="2023-09-05") == [HIRED, SILENCE]
    assert found(since="2023-09-07", until="2023-09-30") == []


def test_a_claim_is_given_with_who_speaks_and_what_is_not_there_is_left_out(several: CaseStore) -> None:
    found = several.view.told([CLAIMS["wire"], "claim-of-nobody", MARLINS["wire"]])
    (told,) = found.values()
    assert (told.record.id, told.speaker, told.words, told.review) == (CLAIMS["wire"], "Zoë Marlin", (), "unreviewed")


def test_an_origin_comes_with_its_reports_in_order_and_the_findings_that_its_words_speak_to(several: CaseStore) -> None:
    whole = several.view.origin(COPIED.id)
    assert whole.origin == COPIED
    assert list(whole.reports) == ["wire", "copy"]
    assert [row.id for row in whole.findings] == [HIRED.id]
    with pytest.raises(UsageError, match="no origin 'origin-x'"):
        several.view.origin("origin-x")


def test_origins_are_summed_up_those_of_most_reports_first(across: CaseStore) -> None:
    whole = replace(COPIED, name="a note", kind="same_statement", reports=("copy", "later", "wire"), words=())
    found = replace(WEIGHED, origins=(COPIED, whole))
    across.replace_weighed(RESOLVED, found, state=across.view.state(), made_by=RULES)
    summaries = list(across.view.origin_summaries())
    assert [(one.id, one.reports) for one in summaries] == [(whole.id, whole.reports), (COPIED.id, COPIED.reports)]
    named = across.view.origins_named([COPIED.id, "origin-x", whole.id])
    assert [(one.origin, list(one.reports)) for one in named] == [
        (COPIED, ["wire", "copy"]),
        (whole, ["wire", "copy", "later"]),
    ]


def test_a_statement_shown_by_one_passage_alone_is_none_of_a_finding(across: CaseStore) -> None:
    words = (side("later", SAID["later"]), side("wire", "The ministry did not answer"))
    other = replace(COPIED, kind="same_statement", reports=("later", "wire"), words=words)
    across.replace_weighed(RESOLVED, replace(WEIGHED, origins=(other,)), state=across.view.state(), made_by=RULES)
    assert across.view.finding(HIRED.id).origins == ()


def test_an_answer_from_elsewhere_leaves_a_finding_alone(several: CaseStore) -> None:
    state = several.view.state()
    reply = Answer(question=ASKED.id, side=side("later", "nobody"), score=0.5)
    found = replace(WEIGHED, findings=(REPLIED,), answers=(reply,))
    assert several.replace_weighed(RESOLVED, found, state=state, made_by=RULES)
    assert several.view.finding(REPLIED.id).answered == ()
