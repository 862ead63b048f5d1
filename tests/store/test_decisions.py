"""Decisions of persons in the case: kept, replayed, never lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from across_case import CLAIMS, HIRED, MARLINS, RULES, add_reports, fill_across
from across_case import span as across_span
from port_case import EXTRACTION, REPORT, WHOLE, fill_whole, make_capture, make_report, raw, span

from onrecord.errors import DecidedMeanwhile, NotAllowed, SpanMismatch, StorageFull, UsageError
from onrecord.records import (
    Claim,
    ClaimFilter,
    Decision,
    DecisionFilter,
    EntityFilter,
    Found,
    Span,
    found_json,
    found_of,
    kind_of,
)
from onrecord.store import CaseStore
from onrecord.store.dump import dump_lines

STATEMENT, INNER, DENIAL = WHOLE.claims
MINISTRY = WHOLE.entities[0]


def decided(verdict: str, record: Found | None = None, *becomes: Found, by: str = "Mira", **more: object) -> Decision:
    about = record or becomes[0]
    given = {"report": about.report, "kind": kind_of(about), "target": record.id if record else ""} | more
    return Decision(verdict=verdict, becomes=becomes, by=by, **given)


def review(store: CaseStore) -> dict[str, str]:
    return {found.mark.record: found.mark.review for found in store.view.marks(REPORT.id)}


def listed(store: CaseStore, **wanted: str) -> list[tuple[str, str]]:
    return [(row.claim.act, row.review) for row in store.view.claims(ClaimFilter(**wanted))]


def test_a_decision_comes_back_as_it_was_given_with_what_it_was_about(whole: CaseStore) -> None:
    kept = whole.decide(decided("reject", DENIAL, reason="no 😀 attribution"))
    assert kept.was == (DENIAL,)
    assert kept.at.endswith("Z")
    assert list(whole.view.decisions()) == [kept]
    assert listed(whole, review="rejected") == [("deny", "rejected")]
    assert [marked.decisions for marked in whole.view.marks(REPORT.id)] == [(kept,)]


@pytest.mark.parametrize("record", [r for r in WHOLE.records() if type(r).__name__ != "Mention"], ids=lambda r: r.id)
def test_every_kind_of_record_survives_a_decision_about_it(whole: CaseStore, record: Found) -> None:
    assert found_of(kind_of(record), REPORT.id, found_json(record)) == record
    whole.decide(decided("accept", record))
    assert next(whole.view.decisions()).was == (record,)
    whole.decide(decided("correct", record, record))
    assert set(review(whole).values()) == {"accepted"}
    assert list(whole.verify()) == []


def test_a_corrected_claim_is_listed_beside_the_one_it_replaces_and_found_by_its_words(whole: CaseStore) -> None:
    right = replace(DENIAL, source=(span("Zoë Marlin"),), act="decline")
    whole.decide(decided("correct", DENIAL, right))
    assert listed(whole) == [
        ("state", "unreviewed"),
        ("state", "unreviewed"),
        ("deny", "replaced"),
        ("decline", "corrected"),
    ]
    assert listed(whole, review="corrected", source="marlin") == [("decline", "corrected")]
    assert listed(whole, review="unreviewed", source="marlin") == []
    assert list(whole.verify()) == []


def test_taking_a_decision_back_restores_exactly_what_was(whole: CaseStore) -> None:
    before = [line for line in dump_lines(whole.view) if '"table": "decision"' not in line]
    made = [
        whole.decide(decided("correct", DENIAL, replace(DENIAL, act="decline"))),
        whole.decide(decided("split", STATEMENT, replace(STATEMENT, content=(span("no sailor"),)), INNER)),
        whole.decide(decided("add", None, replace(INNER, content=(span("sailor"),), parent=STATEMENT.id))),
        whole.decide(decided("merge", *WHOLE.entities[:1], MINISTRY, others=(WHOLE.entities[1].id,))),
        whole.decide(decided("reject", WHOLE.events[0], by="Jon")),
    ]
    assert list(whole.verify()) == []
    for decision in made:
        back = whole.withdraw_decision(decision.id, by="Ann")
        assert (back.withdrawn_by, back.in_force) == ("Ann", False)
        assert list(whole.verify()) == []
    assert [line for line in dump_lines(whole.view) if '"table": "decision"' not in line] == before
    assert len(list(whole.view.decisions())) == 5
    assert list(whole.view.decisions(DecisionFilter(in_force=True))) == []


def test_a_decision_is_withdrawn_once_and_by_somebody(whole: CaseStore) -> None:
    made = whole.decide(decided("reject", DENIAL))
    with pytest.raises(UsageError, match="somebody"):
        whole.withdraw_decision(made.id, by=" ")
    whole.withdraw_decision(made.id[:15], by="Mira")
    with pytest.raises(UsageError, match="was withdrawn by Mira"):
        whole.withdraw_decision(made.id, by="Jon")
    with pytest.raises(UsageError, match="no decision"):
        whole.withdraw_decision("", by="Jon")


def test_where_only_ones_own_may_be_taken_back_another_persons_decision_stays(whole: CaseStore) -> None:
    made = whole.decide(decided("reject", DENIAL, by="Mira"))
    with pytest.raises(NotAllowed, match="Mira's, not Jon's"):
        whole.withdraw_decision(made.id, by="Jon", own=True)
    assert list(whole.view.decisions(DecisionFilter(in_force=True))) == [made]
    assert whole.withdraw_decision(made.id, by="Mira", own=True).withdrawn_by == "Mira"


def test_words_that_the_report_does_not_have_are_refused_and_nothing_is_kept(whole: CaseStore) -> None:
    wrong = replace(DENIAL, content=(Span(start=0, end=3, text="Der"),))
    with pytest.raises(SpanMismatch):
        whole.decide(decided("correct", DENIAL, wrong))
    assert list(whole.view.decisions()) == []


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (decided("reject", replace(DENIAL, cue=())), "has no claim"),
        (decided("reject", DENIAL, by=" "), "somebody's"),
        (decided("agree", DENIAL), "no verdict is called"),
        (decided("reject", DENIAL, DENIAL), "puts in no record"),
        (decided("split", DENIAL, DENIAL), "2 or more records"),
        (decided("split", DENIAL, DENIAL, DENIAL), "are the same"),
        (decided("merge", DENIAL, DENIAL), "names other records"),
        (decided("merge", DENIAL, DENIAL, others=(DENIAL.id,)), "names other records"),
        (decided("add", DENIAL, DENIAL), "names no record"),
        (decided("correct", None, DENIAL), "names the record"),
        (decided("correct", DENIAL, MINISTRY), "puts in such"),
        (decided("correct", DENIAL, replace(DENIAL, speaker="entity-lost")), "has no entity"),
        (decided("correct", WHOLE.events[0], replace(WHOLE.events[0], type="sail")), "no type of events"),
        (decided("correct", WHOLE.elements[0], replace(WHOLE.elements[0], code="sail")), "is called 'sail'"),
        (decided("correct", DENIAL, replace(DENIAL, source=(), cue=(), content=())), "quotes nothing"),
        (decided("note", DENIAL), "says nothing"),
        (decided("accept", DENIAL, reliability="A"), "takes no letter"),
        (decided("rate", DENIAL), "a letter or a number"),
        (decided("rate", DENIAL, reliability="A"), "rates a source"),
        (decided("rate", DENIAL, credibility=7), "no credibility"),
        (decided("look", DENIAL, report="lost"), "has no claim"),
        (Decision(kind="source", target="", verdict="rate", reliability="A", by="Mira"), "gives its name"),
        (Decision(kind="source", target="Port Courier", verdict="reject", by="Mira"), "takes no 'reject'"),
        (Decision(kind="report", report="lost", verdict="note", reason="look", by="Mira"), "no report"),
        (Decision(kind="report", report=REPORT.id, target="x", verdict="look", by="Mira"), "names it, and"),
        (Decision(kind="ship", report=REPORT.id, verdict="look", by="Mira"), "nothing is called"),
    ],
    ids=lambda given: given.verdict if isinstance(given, Decision) else given,
)
def test_what_cannot_be_meant_is_refused(whole: CaseStore, decision: Decision, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        whole.decide(decision)
    assert list(whole.view.decisions()) == []


def test_what_came_meanwhile_refuses_a_decision_and_says_whose_it_is(whole: CaseStore) -> None:
    assert whole.view.review_token(DENIAL.id) == ""
    whole.decide(decided("reject", DENIAL, by="Jon", reason="read it twice"), seen="")
    with pytest.raises(DecidedMeanwhile, match=r"Jon decided 'reject' at .* since you looked: read it twice") as caught:
        whole.decide(decided("accept", DENIAL), seen="")
    assert "nothing of yours was written" in caught.value.hint
    assert len(list(whole.view.decisions())) == 1
    seen = whole.view.review_token(DENIAL.id)
    last = whole.decide(decided("accept", DENIAL), seen=seen)
    whole.withdraw_decision(last.id, by="Ann")
    with pytest.raises(DecidedMeanwhile, match="Ann took back 'accept'"):
        whole.decide(decided("accept", DENIAL), seen=whole.view.review_token(STATEMENT.id) or "token-old")
    assert whole.view.review_token(DENIAL.id) == seen


def test_a_correction_and_what_it_corrects_have_one_token(whole: CaseStore) -> None:
    made = whole.decide(decided("correct", DENIAL, replace(DENIAL, act="decline")))
    token = whole.view.review_token(DENIAL.id)
    assert token == whole.view.review_token(made.becomes[0].id) != ""


def test_persons_put_claims_in_to_a_report_that_no_program_reads(store: CaseStore) -> None:
    capture = make_capture("Порт заявил, что никого не нанял.".encode())
    report = replace(make_report(capture, "Порт заявил, что никого не нанял."), language="ru")
    store.add_capture(capture)
    store.add_report(report, made_by="reader")
    denial = Claim(
        report=report.id,
        source=(span("Порт", report.text),),
        cue=(span("заявил", report.text),),
        content=(span("никого не нанял", report.text),),
        act="deny",
        made_by="",
    )
    kept = store.decide(decided("add", None, denial))
    assert listed(store) == [("deny", "added")]
    [row] = store.view.reports()
    assert (row.extracted, row.claims) == (False, 1)
    assert store.view.status().nets == ()
    store.withdraw_decision(kept.id, by="Mira")
    assert listed(store) == []
    with pytest.raises(SpanMismatch):
        store.decide(decided("add", None, replace(denial, cue=(Span(start=0, end=4, text="Port"),))))


def test_sources_are_rated_and_reports_noted_by_persons(whole: CaseStore) -> None:
    rating = Decision(kind="source", target="Port Courier", verdict="rate", reliability="B", credibility=2, by="Mira")
    kept = whole.decide(rating, seen=whole.view.review_token("Port Courier", kind="source"))
    note = whole.decide(Decision(kind="report", report=REPORT.id, verdict="note", reason="ask the port", by="Jon"))
    assert list(whole.view.decisions(DecisionFilter(kind="source", record="Port Courier"))) == [kept]
    assert list(whole.view.decisions(DecisionFilter(report="report-p"))) == [note]
    with pytest.raises(DecidedMeanwhile):
        whole.decide(replace(rating, reliability="C", by="Jon"), seen="")
    assert whole.view.marks(REPORT.id) == ()
    assert list(whole.verify()) == []


def test_the_log_is_filtered(whole: CaseStore) -> None:
    first = whole.decide(decided("reject", DENIAL))
    second = whole.decide(decided("accept", DENIAL, by="Jon"))
    third = whole.decide(decided("accept", MINISTRY, by="Jon"))

    def found(**wanted: object) -> list[Decision]:
        return list(whole.view.decisions(DecisionFilter(**wanted)))

    assert found(record=DENIAL.id) == [first, second]
    assert found(by="Jon", limit=1) == [third]
    assert found(verdict="accept", kind="claim") == [second]
    with pytest.raises(UsageError, match="no verdict"):
        found(verdict="agree")


class TestWhatRecordsName:
    """Where persons put something in the place of what a record names, lists show that."""

    def test_a_corrected_entity_has_the_mentions_and_lends_its_name(self, whole: CaseStore) -> None:
        whole.decide(decided("correct", MINISTRY, replace(MINISTRY, name="Ministry of Harbours")))
        (right,) = whole.view.entities(EntityFilter(review="corrected"))
        assert [mention.span.text for mention in right.mentions] == ["Harbour Ministry"]
        assert [row.speaker for row in whole.view.claims()] == ["Ministry of Harbours", "", ""]

    def test_mentions_go_to_the_one_of_several_that_bears_the_name(self, whole: CaseStore) -> None:
        parts = (replace(MINISTRY, name="Harbour", first=span("Harbour")), replace(MINISTRY, first=span("Ministry")))
        whole.decide(decided("split", MINISTRY, *parts))
        found = {row.entity.name: len(row.mentions) for row in whole.view.entities(EntityFilter(review="corrected"))}
        assert found == {"Harbour": 0, "Harbour Ministry": 1}

    def test_an_event_is_told_on_the_word_of_what_stands_for_its_holder_and_at_the_time(self, whole: CaseStore) -> None:
        tuesday = WHOLE.times[0]
        whole.decide(decided("correct", STATEMENT, replace(STATEMENT, act="allege")))
        whole.decide(decided("correct", tuesday, replace(tuesday, value="2023-09-12")))
        hired = next(whole.view.events())
        assert [word.claim.act for word in hired.words] == ["allege"]
        assert hired.time.value == "2023-09-12"
        element = next(whole.view.elements())
        assert [[word.claim.act for word in words] for words in element.words] == [
            ["allege"],
            ["state", "allege"],
            ["deny"],
        ]

    def test_what_is_rejected_is_nobody_s_word(self, whole: CaseStore) -> None:
        whole.decide(decided("reject", INNER))
        assert [[w.claim.id for w in words] for words in next(whole.view.elements()).words] == [
            [STATEMENT.id],
            [STATEMENT.id],
            [DENIAL.id],
        ]


class TestExtractingAgain:
    """No decision is lost when other nets read the report."""

    def test_by_nets_that_find_the_same_and_by_such_that_find_less(self, whole: CaseStore) -> None:
        whole.decide(decided("accept", STATEMENT))
        whole.decide(decided("correct", DENIAL, replace(DENIAL, act="decline")))
        before = [found.mark for found in whole.view.marks(REPORT.id)]
        assert whole.add_extraction(replace(WHOLE), made_by="fake-v2")
        assert [found.mark for found in whole.view.marks(REPORT.id)] == before
        less = replace(EXTRACTION, claims=())
        assert whole.add_extraction(less, made_by="fake-v3")
        assert sorted(listed(whole)) == [("decline", "corrected"), ("state", "accepted")]
        assert {row.claim.made_by for row in whole.view.claims()} == {"person:Mira"}
        assert list(whole.verify()) == []
        assert whole.add_extraction(WHOLE, made_by="fake-v4")
        assert [found.mark for found in whole.view.marks(REPORT.id)] == before

    def test_by_nets_that_find_it_a_little_longer(self, whole: CaseStore) -> None:
        whole.decide(decided("reject", DENIAL))
        longer = replace(DENIAL, content=(span("it."),), made_by="fake-v2")
        whole.add_extraction(replace(EXTRACTION, claims=(longer,)), made_by="fake-v2")
        assert listed(whole) == [("deny", "rejected")]

    def test_into_an_extraction_that_was_made_before_anything_was_decided(self, whole: CaseStore) -> None:
        plain = whole.view.extraction(REPORT.id)
        whole.decide(decided("add", None, replace(INNER, content=(span("sailor"),))))
        whole.add_extraction(plain, made_by="fake-v2")
        assert listed(whole, review="added") == [("state", "added")]


class TestWeighing:
    """What is weighed, and when anew."""

    def test_a_decision_that_changes_what_counts_makes_it_due(self, across: CaseStore) -> None:
        assert across.view.status().weighed
        wire = next(iter(across.view.claims())).claim
        noted = across.decide(decided("note", wire, reason="ask Marlin"))
        across.decide(decided("accept", wire))
        assert across.view.status().weighed
        rejected = across.decide(decided("reject", wire, by="Mira"))
        assert not across.view.status().weighed
        across.withdraw_decision(rejected.id, by="Mira")
        assert across.view.status().weighed
        assert noted.in_force

    def test_what_is_rejected_or_replaced_is_not_told(self, across: CaseStore) -> None:
        wire = next(iter(across.view.claims())).claim
        across.decide(decided("reject", wire))
        tellings = {telling.report: telling for telling in across.view.tellings()}
        assert tellings["wire"].claims == ()
        assert len(tellings["copy"].claims) == 1
        marlin = across.view.extraction("later").entities[0]
        across.decide(decided("correct", marlin, replace(marlin, name="Zoë Marlin")))
        assert sorted(row.name for row in across.view.resolvable()) == ["Zoë Marlin"] * 3
        assert {row.entity.name for row in across.view.entities(EntityFilter(review="replaced"))} == {"Marlin"}

    def test_what_was_put_in_goes_with_all_that_was_told_of_it(self, across: CaseStore) -> None:
        marlin = across.view.extraction("later").entities[0]
        made = across.decide(decided("correct", marlin, replace(marlin, name="Zoë Marlin")))
        _weigh(across, made.becomes[0].id)
        assert across.view.status().weighed
        across.withdraw_decision(made.id, by="Mira")
        assert list(across.view.identities()) == []
        assert not across.view.status().weighed
        assert list(across.verify()) == []
        across.decide(made)
        assert not across.view.status().weighed, "what names it is still missing"

    def test_a_finding_goes_with_the_claim_that_somebody_put_in(self, across: CaseStore) -> None:
        wire = next(iter(across.view.claims())).claim
        made = across.decide(decided("correct", wire, replace(wire, certainty="possible")))
        own = replace(HIRED.voices[0], record=made.becomes[0].id)
        _weigh(across, MARLINS["later"], finding=replace(HIRED, voices=(own, *HIRED.voices[1:])))
        across.withdraw_decision(made.id, by="Mira")
        assert list(across.view.findings()) == []
        assert list(across.verify()) == []


def _weigh(store: CaseStore, member: str, finding: object = HIRED) -> None:
    from across_case import MARLIN, RESOLVED, WEIGHED  # noqa: PLC0415

    one = replace(MARLIN, members=tuple(sorted((MARLINS["wire"], member))))
    resolved = replace(RESOLVED, identities=(one,), likenesses=())
    found = replace(WEIGHED, findings=(finding,))
    assert store.replace_weighed(resolved, found, state=store.view.state(), made_by=RULES)


def test_a_changed_decision_is_found(path: Path, whole: CaseStore) -> None:
    made = whole.decide(decided("correct", DENIAL, replace(DENIAL, act="decline")))
    for change in (
        "UPDATE decision SET reason = 'another'",
        "UPDATE decision SET becomes = replace(becomes, 'denied', 'granted')",
        "UPDATE decision SET becomes = '[{}]'",
        "UPDATE mark SET review = 'accepted'",
        "DELETE FROM mark_decision",
        "DELETE FROM mark",
        "DELETE FROM decision",
        "DELETE FROM claim WHERE made_by = 'person:Mira'",
    ):
        with raw(path) as case:
            case.execute("BEGIN")
            case.execute(change)
            case.execute("COMMIT")
        assert list(whole.verify()), change
        whole.close()
        path.unlink()
        with CaseStore.open(path, create=True) as again:
            fill_whole(again)
            assert again.decide(replace(made, was=())).id == made.id
            assert list(again.verify()) == []


def test_a_case_opened_to_be_read_takes_no_decision(path: Path, whole: CaseStore) -> None:
    whole.close()
    with CaseStore.open(path, read_only=True) as store, pytest.raises(Exception, match="cannot be written"):
        store.decide(decided("reject", DENIAL))


def test_a_full_disk_refuses_a_decision_as_a_whole(whole: CaseStore) -> None:
    with whole.view.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    notes = (decided("note", DENIAL, reason=f"{number} " * 500) for number in range(1000))
    with pytest.raises(StorageFull):
        list(map(whole.decide, notes))
    with whole.view.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    kept = list(whole.view.decisions())
    assert [found.decisions for found in whole.view.marks(REPORT.id)] in ([tuple(kept)], [])
    assert list(whole.verify()) == []


_DECIDING = """
import sys
sys.path.insert(0, {folder!r})
from dataclasses import replace
from test_decisions import DENIAL, decided
from onrecord.store import CaseStore
with CaseStore.open({path!r}) as store:
    print("ready", flush=True)
    while True:
        made = store.decide(decided("correct", DENIAL, replace(DENIAL, act="decline")))
        store.withdraw_decision(made.id, by="Mira")
"""


def test_a_kill_leaves_whole_decisions(path: Path, whole: CaseStore) -> None:
    whole.close()
    code = _DECIDING.format(folder=str(Path(__file__).parent), path=str(path))
    for wait in (0.02, 0.11):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                process.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
        with CaseStore.open(path) as store:
            assert list(store.verify()) == []
            held = set(store.view.decisions(DecisionFilter(in_force=True)))
            assert {d for found in store.view.marks(REPORT.id) for d in found.decisions} == held


def test_cases_put_together_in_another_order_hold_the_same(path: Path, tmp_path: Path) -> None:
    log = [
        Decision(report=n, kind="claim", target=CLAIMS[n], verdict="reject", by=by, at=f"2026-05-0{d}T10:00:00.000000Z")
        for d, (n, by) in enumerate([("wire", "Ada"), ("copy", "Jon"), ("later", "Ada"), ("wire", "Jon")], start=1)
    ]
    with CaseStore.open(path, create=True) as one, CaseStore.open(tmp_path / "other.case", create=True) as other:
        fill_across(one)
        for decision in log:
            one.decide(decision)
        add_reports(other)
        for decision in reversed(log):
            other.decide(decision)
        for name in ("wire", "copy", "later"):
            marks = [[found.mark for found in store.view.marks(name)] for store in (one, other)]
            assert marks[0] == marks[1]
        assert across_span("wire", "14").text == "14"
        assert isinstance(next(one.view.claims()).claim, Claim)
