"""What is across the reports of a case is kept as it was given, replaced by difference, and goes with its reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from across_case import (
    ANSWERED,
    CLAIMS,
    COMPARABLES,
    CONFLICT,
    COPIED,
    DATES,
    EXTRACTIONS,
    HIRED,
    JUDGED,
    LIKE,
    MARLIN,
    MARLINS,
    NAMED,
    NET,
    RELATIONS,
    REPLY,
    RESOLVED,
    RULES,
    SAID,
    TEXTS,
    WEIGHED,
    add_reports,
    compare,
    fill_across,
    side,
    weigh,
)
from sqlalchemy import event

from onrecord.errors import CaseError, SpanMismatch, UsageError
from onrecord.records import Finding, Relation, Side, Span
from onrecord.records.across import FindingFilter, IdentityFilter
from onrecord.resolve import Resolved
from onrecord.store import CaseStore, dump_lines
from onrecord.weigh import Weighed

COPIES = [
    Relation(a=side("wire", words), b=side("copy", words), relation="same", shared=1.0, made_by="copies-1")
    for words in ("Zoë Marlin said that 14 sailors were hired.", "The ministry did not answer.")
]


def test_everything_across_reports_comes_back_as_it_was_given(across: CaseStore) -> None:
    view = across.view
    assert list(view.comparables(NET)) == [COMPARABLES[name] for name in TEXTS]
    assert list(view.relations()) == [*RELATIONS, *COPIES]
    assert [row.identity for row in view.identities()] == [MARLIN]
    assert list(view.likenesses()) == [LIKE]
    assert list(view.origins()) == [COPIED]
    assert [row.finding for row in view.findings()] == [HIRED]
    assert list(view.answers()) == [REPLY]
    assert list(view.judgements()) == [JUDGED]
    assert list(across.verify()) == []


def test_a_report_is_made_ready_once_by_each_net_and_is_pending_until_it_is_compared(store: CaseStore) -> None:
    add_reports(store)
    assert store.view.count_incomparable(NET) == 3
    assert [found.report.id for found in store.view.incomparable(NET)] == list(TEXTS)
    assert store.add_comparable(COMPARABLES["wire"], made_by=NET) is True
    assert store.add_comparable(COMPARABLES["wire"], made_by=NET) is False
    assert [found.report.id for found in store.view.incomparable(NET)] == ["copy", "later"]
    assert store.view.uncompared(NET) == {"wire"}
    store.add_relations(["wire"], [], made_by=NET)
    assert store.view.uncompared(NET) == set()
    assert store.view.count_incomparable("pairs-fake-2") == 3


def test_what_is_made_ready_comes_with_its_entities_mentions_and_times(store: CaseStore) -> None:
    add_reports(store)
    first, wire = next(store.view.incomparable(NET)), EXTRACTIONS["wire"]
    assert wire.mentions
    assert (first.report, first.entities, first.mentions) == (wire.report, wire.entities, wire.mentions)
    assert first.times == wire.times


def test_another_net_takes_the_place_of_the_first_with_its_relations(across: CaseStore) -> None:
    assert across.add_comparable(COMPARABLES["wire"], made_by="pairs-fake-2") is True
    assert [one.report for one in across.view.comparables(NET)] == ["copy", "later"]
    assert [one.report for one in across.view.comparables("pairs-fake-2")] == ["wire"]
    assert [one for one in across.view.relations() if one.made_by == NET] == []


def test_a_report_that_was_not_extracted_is_not_compared(store: CaseStore) -> None:
    with pytest.raises(CaseError, match="was not extracted"):
        store.add_comparable(COMPARABLES["wire"], made_by=NET)


def test_a_passage_beyond_the_report_is_refused(store: CaseStore) -> None:
    add_reports(store)
    wire = COMPARABLES["wire"]
    beyond = replace(wire.passages[1], end=len(TEXTS["wire"]) + 1)
    with pytest.raises(SpanMismatch, match="is none of wire"):
        store.add_comparable(replace(wire, passages=(wire.passages[0], beyond)), made_by=NET)
    assert list(store.view.comparables(NET)) == []


def test_relations_are_added_once_and_those_that_do_not_quote_not_at_all(store: CaseStore) -> None:
    add_reports(store)
    compare(store)
    store.add_relations(["later"], RELATIONS, made_by=NET)
    false = replace(CONFLICT, a=Side(report="wire", span=Span(start=0, end=3, text="Ann")))
    with pytest.raises(SpanMismatch, match="Ann"):
        store.add_relations(["later"], [false], made_by=NET)
    assert list(store.view.relations())[:-2] == list(RELATIONS)


def test_relations_with_a_report_that_is_not_ready_any_more_are_left_to_its_next_comparison(store: CaseStore) -> None:
    add_reports(store)
    store.add_comparable(COMPARABLES["later"], made_by=NET)
    store.add_relations(["wire", "later"], RELATIONS, made_by=NET)
    assert list(store.view.relations()) == []
    assert store.view.uncompared(NET) == set()
    assert [found.report.id for found in store.view.incomparable(NET)] == ["wire", "copy"]


def test_relations_of_a_passage_for_which_a_copy_stands_now_go(across: CaseStore) -> None:
    across.add_relations([], [], [(("wire", 1),)], made_by=NET)
    assert [one for one in across.view.relations() if one.made_by == NET] == [CONFLICT]
    across.add_relations([], [], [(("later", 0),)], made_by=NET)
    assert [one for one in across.view.relations() if one.made_by == NET] == []


def test_relations_of_two_passages_go_with_each_other_alone(across: CaseStore) -> None:
    for names in ((("wire", 1), ("later", 0)), (("wire", 0), ("wire", 1)), (("later", 7), ("wire", 0))):
        across.add_relations([], [], [names], made_by=NET)
        assert list(across.view.relations("later")) == [CONFLICT, ANSWERED]
    across.add_relations([], [], [(("later", 0), ("wire", 0))], made_by=NET)
    assert list(across.view.relations("later")) == [ANSWERED]


def test_a_copy_has_the_relations_of_what_it_copies_and_none_is_stored(across: CaseStore) -> None:
    before = list(across.view.relations())
    assert list(across.view.relations_of_copies()) == [
        replace(one, a=side("copy", one.a.span.text)) for one in sorted(RELATIONS, key=before.index)
    ]
    assert list(across.view.relations()) == before


def test_relations_are_given_report_by_report(across: CaseStore) -> None:
    assert list(across.view.relations("copy")) == COPIES
    assert list(across.view.relations("later")) == [CONFLICT, ANSWERED]
    with pytest.raises(UsageError, match="no report 'nope'"):
        list(across.view.relations("nope"))


def test_what_weighing_needs_of_a_report_comes_with_who_is_who(across: CaseStore) -> None:
    wire, _, later = across.view.tellings()
    assert wire.claims == EXTRACTIONS["wire"].claims
    assert wire.questions == EXTRACTIONS["wire"].questions
    assert (wire.publisher, wire.published) == ("Wire Courier", DATES["wire"])
    assert wire.identities[MARLINS["wire"]] == later.identities[MARLINS["later"]] == MARLIN.id
    assert next(across.view.tellings({MARLINS["wire"]: "identity-x"})).identities == {MARLINS["wire"]: "identity-x"}


def test_what_resolving_needs_of_an_entity_comes_with_its_report_s_date(across: CaseStore) -> None:
    rows = list(across.view.resolvable())
    assert [(row.id, row.name, row.published) for row in rows] == [
        (MARLINS[name], NAMED[name], DATES[name]) for name in TEXTS
    ]


@contextmanager
def writes(store: CaseStore) -> Iterator[list[str]]:
    """Collect the statements that write to the case."""
    found: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.split(maxsplit=1)[0] in ("INSERT", "DELETE", "UPDATE"):
            found.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def test_what_stays_the_same_is_not_touched(across: CaseStore) -> None:
    with writes(across) as found:
        assert weigh(across)
    assert {statement.split()[2] for statement in found} == {"weighing"}


def test_what_is_told_otherwise_takes_the_place_of_what_was(across: CaseStore) -> None:
    denied = replace(HIRED, standing="denied")
    other = Finding(proposition=HIRED.proposition, voices=HIRED.voices[:1], independent_origins=1)
    state = across.view.state()
    assert across.replace_weighed(
        Resolved(identities=(), likenesses=()), Weighed(findings=(other, denied, denied)), state=state, made_by=RULES
    )
    assert sorted(row.finding.standing for row in across.view.findings()) == ["denied", "single"]
    assert list(across.view.identities()) == list(across.view.likenesses()) == list(across.view.origins()) == []
    assert list(across.verify()) == []


def test_nothing_is_kept_of_a_weighing_that_does_not_quote(across: CaseStore) -> None:
    false = replace(HIRED, updates=(Side(report="later", span=Span(start=0, end=3, text="Ann")),))
    before = list(dump_lines(across.view))
    with pytest.raises(SpanMismatch, match="Ann"):
        across.replace_weighed(RESOLVED, replace(WEIGHED, findings=(false,)), state=across.view.state(), made_by=RULES)
    unknown = replace(HIRED, updates=(Side(report="nope", span=Span(start=0, end=3, text="Ann")),))
    with pytest.raises(SpanMismatch, match="quotes the report nope, which is not in the case"):
        across.replace_weighed(
            RESOLVED, replace(WEIGHED, findings=(unknown,)), state=across.view.state(), made_by=RULES
        )
    assert list(dump_lines(across.view)) == before


def test_who_one_report_alone_names_is_not_stored_and_listed_when_asked_for(across: CaseStore) -> None:
    alone = replace(MARLIN, name="Marlin", aliases=(), members=(MARLINS["later"],))
    others = replace(MARLIN, aliases=(), offices=(), members=tuple(sorted({MARLINS["wire"], MARLINS["copy"]})))
    found = Resolved(identities=(alone, others), likenesses=())
    across.replace_weighed(found, WEIGHED, state=across.view.state(), made_by=RULES)
    assert [row.identity for row in across.view.identities()] == [others]
    assert [row.identity for row in across.view.identities(IdentityFilter(alone=True))] == [others, alone]


def test_a_case_that_changed_since_is_not_weighed_by_what_it_was(across: CaseStore) -> None:
    state = across.view.state()
    assert across.view.weighed() == (state, RULES)
    across.withdraw_judgement(JUDGED.id, by="Bo")
    assert across.view.state() != state
    assert across.replace_weighed(RESOLVED, Weighed(), state=state, made_by=RULES) is False
    assert [row.finding for row in across.view.findings()] == [HIRED]
    assert across.view.status().weighed is False


def test_a_report_that_is_extracted_again_takes_with_it_what_was_found_by_it(across: CaseStore) -> None:
    assert across.add_extraction(EXTRACTIONS["later"], made_by="fake-v2") is True
    assert [one.report for one in across.view.comparables(NET)] == ["wire", "copy"]
    assert list(across.view.relations()) == COPIES
    assert list(across.view.identities()) == list(across.view.likenesses()) == []
    assert list(across.view.findings()) == list(across.view.answers()) == []
    assert list(across.view.origins()) == [COPIED]
    assert list(across.view.judgements()) == [JUDGED]
    assert list(across.verify()) == []


def test_a_report_that_is_extracted_again_and_compared_again_ends_in_the_same_case(across: CaseStore) -> None:
    for name in TEXTS:
        across.add_extraction(EXTRACTIONS[name], made_by="fake-v2")
        across.add_extraction(EXTRACTIONS[name], made_by="fake-v1")
    before = list(dump_lines(across.view))
    compare(across)
    weigh(across)
    assert [line for line in before if '"judgement"' in line]
    again = CaseStore.open(across.path.with_name("again.case"), create=True)
    with again:
        fill_across(again)
        assert list(dump_lines(again.view)) == list(dump_lines(across.view))


def test_a_judgement_is_withdrawn_once_and_never_deleted(across: CaseStore) -> None:
    assert across.add_judgement(JUDGED) is False
    withdrawn = across.withdraw_judgement(JUDGED.id[:16], by="Bo", at="2026-05-03T10:00:00Z")
    assert withdrawn == replace(JUDGED, withdrawn_at="2026-05-03T10:00:00Z", withdrawn_by="Bo")
    assert list(across.view.judgements()) == [withdrawn]
    with pytest.raises(UsageError, match="was withdrawn by Bo"):
        across.withdraw_judgement(JUDGED.id, by="Bo")
    with pytest.raises(UsageError, match="no judgement has"):
        across.withdraw_judgement("judgement-x", by="Bo")
    assert list(across.verify()) == []


def test_a_judgement_on_one_record_alone_is_refused_and_sides_are_kept_in_order(store: CaseStore) -> None:
    with pytest.raises(UsageError, match="is one record"):
        store.add_judgement(replace(JUDGED, b=JUDGED.a))
    store.add_judgement(replace(JUDGED, a=JUDGED.b, b=JUDGED.a))
    assert list(store.view.judgements()) == [JUDGED]


def test_findings_are_chosen_by_standing_words_report_and_day(across: CaseStore) -> None:
    def found(**wanted: object) -> int:
        return len(list(across.view.findings(FindingFilter(**wanted))))

    assert found(standing="contradicted") == found(text="40 sailors") == found(report="copy") == 1
    assert found(since="2023-09") == found(until="2023-09-05") == 1
    assert found(standing="denied") == found(text="ferry") == found(since="2024") == 0
    with pytest.raises(UsageError, match="no standing is called 'told'"):
        found(standing="told")


def test_claims_that_no_other_report_speaks_to_are_listed_when_they_are_asked_for(across: CaseStore) -> None:
    state = across.view.state()
    two = replace(HIRED, voices=HIRED.voices[:2], differences=(), updates=())
    across.replace_weighed(RESOLVED, replace(WEIGHED, findings=(two,)), state=state, made_by=RULES)
    *_, alone = across.view.findings(FindingFilter(alone=True))
    assert alone.finding.proposition == side("later", SAID["later"])
    assert [voice.record for voice in alone.finding.voices] == [CLAIMS["later"]]
    assert alone.publisher == "Later Courier"
    assert len(list(across.view.findings(FindingFilter(alone=True, limit=1)))) == 1
    assert list(across.view.findings(FindingFilter(alone=True, report="later", text="14"))) == []


def test_identities_are_listed_with_their_bearers_in_order_of_publication_and_with_reasons(across: CaseStore) -> None:
    (row,) = across.view.identities(why=True)
    assert [(bearer.report, bearer.name) for bearer in row.bearers] == [(name, NAMED[name]) for name in TEXTS]
    (why,) = row.why
    assert (why.likeness, why.joined) == (LIKE, True)
    assert {why.a.report, why.b.report} == {"wire", "later"}


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"name": "zoe marlin"}, 1),
        ({"name": "ferry"}, 0),
        ({"type": "PER", "report": "later"}, 1),
        ({"type": "ORG"}, 0),
        ({"country": "CU"}, 0),
        ({"limit": 1, "alone": True}, 1),
    ],
    ids=str,
)
def test_identities_are_chosen_by_name_type_country_and_report(across: CaseStore, wanted: dict, count: int) -> None:
    assert len(list(across.view.identities(IdentityFilter(**wanted)))) == count


def test_an_unknown_type_of_identity_is_refused(across: CaseStore) -> None:
    with pytest.raises(UsageError, match="no type is called 'SHIP'"):
        list(across.view.identities(IdentityFilter(type="SHIP")))


def test_origins_are_given_report_by_report(across: CaseStore) -> None:
    assert list(across.view.origins("wire")) == [COPIED]
    assert list(across.view.origins("later")) == []


def test_an_open_question_is_listed_with_what_answers_it(across: CaseStore) -> None:
    assert [row.answers for row in across.view.questions()] == [(REPLY,), ()]


def test_a_record_is_named_by_its_id_a_start_of_it_or_who_it_is(across: CaseStore) -> None:
    assert across.view.record_named(MARLINS["wire"]) == MARLINS["wire"]
    assert across.view.record_named(MARLINS["wire"][:14]) == MARLINS["wire"]
    assert across.view.record_named(MARLIN.id[:16]) == min(MARLINS.values())
    for given in ("nope", "", "entity-"):
        with pytest.raises(UsageError):
            across.view.record_named(given)


def test_the_status_counts_what_is_across_reports(across: CaseStore) -> None:
    status = across.view.status()
    assert (status.relations, status.identities, status.origins, status.findings) == (2, 1, 1, 1)
    assert (status.answers, status.judgements, status.weighed) == (1, 1, True)
