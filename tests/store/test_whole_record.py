"""The case keeps the whole record of a report: every kind comes back, is listed, verified, replaced as claims are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from port_case import CAPTURE, EXTRACTION, REPORT, WHOLE, make_capture, make_report, make_whole, raw

from onrecord.errors import CaseError, SpanMismatch, UsageError
from onrecord.records import (
    ElementFilter,
    EntityFilter,
    EventFilter,
    Extraction,
    QuestionFilter,
    RecordFilter,
    Role,
    Span,
    TimeFilter,
)
from onrecord.store import CaseStore, dump_lines

HIRED, ASKED = WHOLE.events
MINISTRY, CITY = WHOLE.entities
(TUESDAY,) = WHOLE.times
UNANSWERED, SILENT, DISPUTED = WHOLE.questions
RECRUITED, INVESTIGATED = WHOLE.elements


def test_every_kind_comes_back_as_it_was(whole: CaseStore) -> None:
    assert whole.view.extraction(REPORT.id) == WHOLE
    assert list(whole.verify()) == []


def test_adding_the_whole_record_twice_is_adding_it_once(whole: CaseStore) -> None:
    before = list(dump_lines(whole.view))
    assert whole.add_extraction(WHOLE, made_by="fake-v1") is False
    assert list(dump_lines(whole.view)) == before


def test_other_nets_replace_the_records_of_their_report_alone(whole: CaseStore) -> None:
    copy = make_capture(origin="/copy.txt")
    whole.add_capture(copy)
    other = make_whole(make_report(copy, name="report-copy"))
    whole.add_report(other.report)
    whole.add_extraction(other, made_by="fake-v1")
    assert whole.add_extraction(Extraction(report=REPORT), made_by="fake-v2") is True
    assert whole.view.extraction(REPORT.id) == Extraction(report=REPORT)
    assert whole.view.extraction(other.report.id) == other
    assert whole.add_extraction(WHOLE, made_by="fake-v3") is True
    assert whole.view.extraction(REPORT.id) == WHOLE
    assert list(whole.verify()) == []


def test_nothing_of_a_replaced_record_stays_behind(path: Path, whole: CaseStore) -> None:
    whole.add_extraction(Extraction(report=REPORT), made_by="fake-v2")
    with raw(path) as case:
        names = [name for (name,) in case.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: case.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    kept = ("alembic_version", "blob", "capture", "case_file", "extraction", "reading", "report")
    assert {name for name, count in counts.items() if count and "_words" not in name} == set(kept)


@pytest.mark.parametrize("kind", ["claims", "events", "times", "mentions", "entities", "questions", "elements"])
def test_of_two_records_in_one_place_the_first_counts(store: CaseStore, kind: str) -> None:
    store.add_capture(CAPTURE)
    store.add_report(REPORT)
    records = getattr(WHOLE, kind)
    again = tuple(replace(record, made_by="again") for record in records)
    store.add_extraction(replace(WHOLE, **{kind: (*records, *again)}), made_by="x")
    assert store.view.extraction(REPORT.id) == WHOLE


@pytest.mark.parametrize(
    "false",
    [
        {"events": (replace(HIRED, trigger=Span(start=57, end=62, text="fired")),)},
        {"events": (replace(HIRED, roles=(Role(role="agent", span=Span(start=0, end=3, text="Our")),)), ASKED)},
        {"times": (replace(TUESDAY, span=Span(start=26, end=36, text="on Friday!")),)},
        {"mentions": (replace(WHOLE.mentions[0], span=Span(start=4, end=20, text="Foreign Ministry")),)},
        {"entities": (*WHOLE.entities, replace(CITY, first=Span(start=0, end=3, text="東京都")))},
        {"questions": (replace(SILENT, party=Span(start=0, end=7, text="the car")),)},
        {"elements": (replace(RECRUITED, spans=(*RECRUITED.spans, Span(start=900, end=901, text="x"))),)},
    ],
    ids=["trigger", "role", "time", "mention", "entity", "party", "element"],
)
def test_false_words_of_any_kind_are_refused_with_the_whole_extraction(whole: CaseStore, false: dict) -> None:
    with pytest.raises(SpanMismatch):
        whole.add_extraction(replace(WHOLE, **false), made_by="fake-v2")
    assert whole.view.extraction(REPORT.id) == WHOLE


@pytest.mark.parametrize(
    ("lost", "says"),
    [
        ({"claims": (replace(EXTRACTION.claims[0], said_at="time-lost"),)}, "names time time-lost"),
        ({"claims": (replace(EXTRACTION.claims[0], speaker="entity-lost"),)}, "names entity entity-lost"),
        ({"events": (replace(HIRED, time="time-lost"),)}, "names time time-lost"),
        ({"events": (replace(HIRED, holder="claim-lost"),)}, "names claim claim-lost"),
        ({"events": (replace(HIRED, roles=(replace(HIRED.roles[1], entity=HIRED.id),)),)}, "names entity event-"),
        ({"mentions": (replace(WHOLE.mentions[1], entity="entity-lost"),)}, "names entity entity-lost"),
        ({"questions": (replace(DISPUTED, about="event-lost"),)}, "names event event-lost"),
        ({"elements": (replace(RECRUITED, claims=("claim-lost",)),)}, "names claim claim-lost"),
        ({"elements": (replace(RECRUITED, events=("event-lost",)),)}, "names event event-lost"),
        ({"times": (*WHOLE.times, replace(TUESDAY, report="report-other"))}, "is of report report-other"),
    ],
)
def test_a_record_that_names_what_was_not_found_is_refused(whole: CaseStore, lost: dict, says: str) -> None:
    with pytest.raises(SpanMismatch, match=says):
        whole.add_extraction(replace(WHOLE, **lost), made_by="fake-v2")
    assert whole.view.extraction(REPORT.id) == WHOLE


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), [HIRED, ASKED]),
        (EventFilter(type="recruit"), [HIRED]),
        (EventFilter(type="recruit", factuality="U"), []),
        (EventFilter(factuality="U"), [ASKED]),
        (EventFilter(limit=1), [HIRED]),
        (EventFilter(report="report-p", since="2023-09", until="2023-09-05"), [HIRED, ASKED]),
        (EventFilter(since="2023-10"), []),
        (EventFilter(who="ministry HARBOUR"), [HIRED]),
        (EventFilter(who="sailor ministry"), []),
        (EventFilter(who="hired"), []),
        (EventFilter(text="hired sailor"), [HIRED]),
        (EventFilter(text="asked"), [ASKED]),
        (EventFilter(after="2023-09-05", before="2023-09"), [HIRED]),
        (EventFilter(after="2023-09-06"), []),
        (EventFilter(before="2022"), []),
        (TimeFilter(), [TUESDAY]),
        (TimeFilter(after="2023", before="2023-09-05"), [TUESDAY]),
        (TimeFilter(before="2023-08"), []),
        (TimeFilter(type="DATE", value="2023-09-05"), [TUESDAY]),
        (TimeFilter(type="SET"), []),
        (EntityFilter(), [MINISTRY, CITY]),
        (EntityFilter(type="GPE"), [CITY]),
        (EntityFilter(country="CN"), [CITY]),
        (EntityFilter(type="PER"), []),
        (EntityFilter(name="beijing"), [CITY]),
        (EntityFilter(name="京市"), [CITY]),
        (EntityFilter(name="harbour"), [MINISTRY]),
        (QuestionFilter(), [UNANSWERED, SILENT, DISPUTED]),
        (QuestionFilter(kind="no_response"), [UNANSWERED, SILENT]),
        (QuestionFilter(party="Port AUTHORITY"), [SILENT]),
        (QuestionFilter(text="did not answer"), [UNANSWERED, SILENT]),
        (QuestionFilter(text='"not did"'), []),
        (ElementFilter(), [RECRUITED, INVESTIGATED]),
        (ElementFilter(text="asked"), [INVESTIGATED]),
        (ElementFilter(element="act", code="recruitment", status="denied"), [RECRUITED]),
        (ElementFilter(code="investigation"), [INVESTIGATED]),
        (ElementFilter(element="purpose"), []),
    ],
)
def test_a_filter_lets_the_records_pass_that_fit_all_of_it(
    whole: CaseStore, wanted: RecordFilter, found: list[object]
) -> None:
    kind, field = listed_by(wanted)
    rows = list(getattr(whole.view, kind)(wanted))
    assert [getattr(row, field) for row in rows] == found
    assert {(row.title, row.publisher, row.published) for row in rows} <= {
        (REPORT.title, REPORT.publisher, REPORT.published)
    }


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (EventFilter(type="recrut"), "no type is called 'recrut'"),
        (ElementFilter(element="motive"), "no element is called 'motive'"),
        (ElementFilter(code="\ud800"), "no code is called"),
        (EventFilter(factuality="maybe"), "no factuality is called 'maybe'"),
        (TimeFilter(type="HOUR"), "no type is called 'HOUR'"),
        (EntityFilter(type="SHIP"), "no type is called 'SHIP'"),
        (QuestionFilter(kind="odd"), "no kind is called 'odd'"),
        (ElementFilter(status="proven"), "no status is called 'proven'"),
        (EventFilter(report="nowhere"), "no report 'nowhere'"),
        (ElementFilter(until="tomorrow"), "'tomorrow' is not a date"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(whole: CaseStore, wanted: RecordFilter, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        list(getattr(whole.view, listed_by(wanted)[0])(wanted))


def listed_by(wanted: RecordFilter) -> tuple[str, str]:
    """Return the method of the view that takes a filter, and the field of its rows that holds the record."""
    field = type(wanted).__name__.removesuffix("Filter").lower()
    return {"entity": "entities"}.get(field, f"{field}s"), field


def test_entities_are_listed_with_their_mentions(whole: CaseStore) -> None:
    ministry, it, city = WHOLE.mentions
    assert it.entity == ""
    assert [row.mentions for row in whole.view.entities()] == [(ministry,), (city,)]


def test_the_lists_of_a_case_go_report_by_report(whole: CaseStore) -> None:
    copy = make_capture(origin="/copy.txt")
    whole.add_capture(copy)
    other = make_whole(replace(make_report(copy, name="report-a-copy"), publisher="Tide Table"))
    whole.add_report(other.report)
    whole.add_extraction(other, made_by="fake-v1")
    assert [row.event for row in whole.view.events()] == [*WHOLE.events, *other.events]
    assert [row.publisher for row in whole.view.elements(ElementFilter(code="recruitment"))] == [
        "Port Courier",
        "Tide Table",
    ]
    assert [row.entity.report for row in whole.view.entities(EntityFilter(report="report-a"))] == [other.report.id] * 2


def test_an_event_is_listed_with_its_time_and_on_whose_word_it_is_told(whole: CaseStore) -> None:
    hired, asked = whole.view.events()
    assert hired.time == TUESDAY
    assert [(word.claim.id, word.speaker) for word in hired.words] == [(WHOLE.claims[0].id, "Harbour Ministry")]
    assert (asked.time, asked.words) == (None, ())


def test_an_element_is_listed_with_the_claims_around_each_of_its_claims(whole: CaseStore) -> None:
    recruited, investigated = whole.view.elements()
    statement, inner, denial = WHOLE.claims
    assert [[word.claim for word in words] for words in recruited.words] == [[statement], [inner, statement], [denial]]
    assert investigated.words == ()


def test_a_claim_is_listed_with_the_name_of_whoever_speaks(whole: CaseStore) -> None:
    assert [row.speaker for row in whole.view.claims()] == ["Harbour Ministry", "", ""]


def test_the_status_counts_every_kind(whole: CaseStore) -> None:
    status = whole.view.status()
    counted = (status.claims, status.events, status.times, status.mentions, status.entities)
    assert counted == (3, 2, 1, 3, 2)
    assert (status.questions, status.elements) == (3, 2)


@pytest.mark.parametrize(
    ("change", "record", "what"),
    [
        ("UPDATE event SET type = 'kill' WHERE type = 'recruit'", HIRED.id, "id is not that"),
        ("UPDATE event SET factuality = 'CT+'", HIRED.id, "was changed"),
        ("UPDATE event SET holder = NULL", HIRED.id, "was changed"),
        ("UPDATE event_span SET field = 'agent' WHERE field = 'patient' AND ordinal = 0", HIRED.id, "was changed"),
        ("UPDATE event_span SET entity = NULL", HIRED.id, "was changed"),
        ("UPDATE event_span SET text = 'fired' WHERE field = 'trigger'", HIRED.id, "the report says"),
        ("DELETE FROM event_span WHERE field = 'trigger'", HIRED.id, "makes no record"),
        ("UPDATE time SET value = '2024-09-05'", TUESDAY.id, "was changed"),
        ("UPDATE time_span SET start = 'x'", TUESDAY.id, "makes no record"),
        ("UPDATE mention SET entity = NULL", WHOLE.mentions[0].id, "was changed"),
        ("UPDATE mention_span SET start = 0, \"end\" = 1, text = 'T'", WHOLE.mentions[0].id, "id is not that"),
        ("UPDATE entity SET country = 'MV' WHERE country = 'CN'", CITY.id, "was changed"),
        ("UPDATE entity_alias SET name = 'Peking' WHERE ordinal = 0", CITY.id, "was changed"),
        ("DELETE FROM entity_alias WHERE ordinal = 1", CITY.id, "was changed"),
        ("UPDATE entity_place SET latitude = 0", CITY.id, "was changed"),
        ("DELETE FROM entity_place", CITY.id, "was changed"),
        ("UPDATE question SET about_event = NULL", UNANSWERED.id, "was changed"),
        ("UPDATE question_span SET text = 'the car' WHERE field = 'party'", SILENT.id, "the report says"),
        ("UPDATE element SET status = 'asserted'", RECRUITED.id, "was changed"),
        ("DELETE FROM element_event", RECRUITED.id, "was changed"),
        ("UPDATE element_claim SET ordinal = 7 WHERE ordinal = 2", RECRUITED.id, "was changed"),
        ("DELETE FROM element_span WHERE ordinal = 1", RECRUITED.id, "was changed"),
        ("UPDATE report SET text = replace(text, 'hired', 'fired')", HIRED.id, "the report says"),
        ("DELETE FROM entity WHERE country = 'CN'", "", "names an entity"),
        ("DELETE FROM time", "", "names a time that is not there"),
        ("UPDATE claim SET said_at = 'time-lost' WHERE said_at != ''", WHOLE.claims[0].id, "names a time"),
        ("UPDATE claim SET speaker = ''", WHOLE.claims[0].id, "was changed"),
        ("UPDATE claim SET speaker = (SELECT id FROM entity WHERE country = 'CN')", EXTRACTION.claims[2].id, "changed"),
        ("UPDATE claim SET speaker = 'entity-lost' WHERE speaker != ''", WHOLE.claims[0].id, "names an entity"),
    ],
)
def test_what_was_changed_behind_our_back_is_named(
    path: Path, whole: CaseStore, change: str, record: str, what: str
) -> None:
    with raw(path) as case:
        case.execute(change)
    faults = [fault for fault in whole.verify() if record in fault.record and what in fault.what]
    assert faults, list(whole.verify())


def test_a_record_that_lost_its_words_is_named_when_it_is_asked_for(path: Path, whole: CaseStore) -> None:
    with raw(path) as case:
        case.execute("DELETE FROM event_span WHERE field = 'trigger'")
    with pytest.raises(CaseError, match=f"the stored record {HIRED.id} is damaged"):
        list(whole.view.events())


def test_a_report_s_id_that_is_no_text_any_more_does_not_stop_verification(path: Path, whole: CaseStore) -> None:
    with raw(path) as case:
        case.execute("UPDATE time SET report = CAST(x'ff41' AS TEXT)")
    named = [fault.record for fault in whole.verify()]
    assert f"time {TUESDAY.id}" in named


def test_the_dump_has_a_line_for_every_record(whole: CaseStore) -> None:
    tables = [line.split('"table": "')[1].split('"')[0] for line in dump_lines(whole.view)]
    found = {name: tables.count(name) for name in dict.fromkeys(tables)}
    assert found == {
        "capture": 1,
        "reading": 1,
        "report": 1,
        "claim": 3,
        "event": 2,
        "time": 1,
        "mention": 3,
        "entity": 2,
        "question": 3,
        "element": 2,
        "problem": 1,
    }
