"""A case answers what it is asked, whatever signs the question has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from port_case import CAPTURE, EXTRACTION, REPORT, TEXT, make_capture, make_report, span

from onrecord.errors import UsageError
from onrecord.records import CaptureRow, Claim, ClaimFilter, Extraction, ReportRow, Span
from onrecord.store import CaseStore, schema

STATEMENT, INNER, DENIAL = EXTRACTION.claims


def test_a_list_of_reports_says_where_from_and_how_many_claims(filled: CaseStore) -> None:
    assert list(filled.view.reports()) == [
        ReportRow(
            id=REPORT.id,
            title=REPORT.title,
            publisher=REPORT.publisher,
            author="",
            published="2023-09-05",
            language="en",
            url="",
            origin=CAPTURE.origin,
            format="plain",
            words=29,
            claims=3,
            extracted=True,
        )
    ]


def test_a_list_of_captures_says_what_was_read_from_them(filled: CaseStore) -> None:
    assert list(filled.view.captures()) == [
        CaptureRow(
            id=CAPTURE.id,
            sha256=CAPTURE.sha256,
            origin=CAPTURE.origin,
            how="file",
            captured_at=CAPTURE.captured_at,
            media_type="text/plain",
            size_bytes=len(CAPTURE.data),
            reports=(REPORT.id,),
        )
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ClaimFilter(), [STATEMENT, INNER, DENIAL]),
        (ClaimFilter(limit=1), [STATEMENT]),
        (ClaimFilter(source="ministry HARBOUR"), [STATEMENT, INNER]),
        (ClaimFilter(source="zoe marlin"), [DENIAL]),
        (ClaimFilter(text="hired sailor"), [STATEMENT]),
        (ClaimFilter(source="ministry", text="it"), []),
        (ClaimFilter(text='"; DROP TABLE claim'), []),
        (ClaimFilter(source="\x00*"), []),
        (ClaimFilter(source=", "), [DENIAL]),
        (ClaimFilter(act="deny"), [DENIAL]),
        (ClaimFilter(quotation="direct"), [STATEMENT]),
        (ClaimFilter(report="report-p"), [STATEMENT, INNER, DENIAL]),
        (ClaimFilter(since="2023-09-05", until="2023-09-05"), [STATEMENT, INNER, DENIAL]),
        (ClaimFilter(since="2023", until="2023-09"), [STATEMENT, INNER, DENIAL]),
        (ClaimFilter(since="2023-09-06"), []),
        (ClaimFilter(until="2023-08"), []),
    ],
)
def test_a_filter_lets_the_claims_pass_that_fit_all_of_it(filled: CaseStore, wanted: ClaimFilter, found: list) -> None:
    assert [row.claim for row in filled.view.claims(wanted)] == found


def test_a_date_known_to_the_month_fits_every_day_of_it_and_an_unknown_one_fits_none(store: CaseStore) -> None:
    store.add_capture(CAPTURE)
    month = replace(REPORT, published="2023-09")
    store.add_report(month)
    store.add_extraction(replace(EXTRACTION, report=month), made_by="x")
    assert len(list(store.view.claims(ClaimFilter(since="2023-09-20", until="2023-09-21")))) == 3
    other = make_capture(origin="/undated.txt")
    store.add_capture(other)
    undated = replace(make_report(other, name="undated"), published="")
    store.add_report(undated)
    claims = tuple(replace(claim, report="undated", parent="") for claim in EXTRACTION.claims)
    store.add_extraction(replace(EXTRACTION, report=undated, claims=claims), made_by="x")
    assert len(list(store.view.claims(ClaimFilter(until="2024")))) == 3
    assert len(list(store.view.claims())) == 6


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (ClaimFilter(act="shout"), "no act is called 'shout'"),
        (ClaimFilter(quotation="loud"), "no quotation is called"),
        (ClaimFilter(since="tuesday"), "'tuesday' is not a date"),
        (ClaimFilter(until="2023-02-30"), "'2023-02-30' is not a date"),
        (ClaimFilter(report="nowhere"), "no report 'nowhere'"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(filled: CaseStore, wanted: ClaimFilter, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        list(filled.view.claims(wanted))


def test_a_report_is_found_by_a_start_of_its_id_that_no_other_has(filled: CaseStore) -> None:
    assert filled.view.report("report-p") == REPORT
    copy = make_capture(origin="/copy.txt")
    filled.add_capture(copy)
    filled.add_report(make_report(copy, name="report-pier"))
    with pytest.raises(UsageError, match="several reports"):
        filled.view.report("report-p")
    for missing in ("", "Report-port", "report_port", "report-q"):
        with pytest.raises(UsageError, match="no report"):
            filled.view.report(missing)
    with pytest.raises(UsageError, match="no capture"):
        filled.view.capture("capture-lost")


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("MARLIN", "Marlin"),
        ("zoe", "Zoë"),
        ('"port authority"', "port authority"),
        ("sailor AND", None),
        ('"hired sailor"', None),
        ("did* -answer", "did not answer"),
        ('port "authority', "port authority"),
        ("北京", "北京"),
        ("“", "“"),
        ("😀", "😀"),
        ("ministri", None),
        (" ", None),
    ],
)
def test_search_finds_whole_words_phrases_and_other_scripts(filled: CaseStore, query: str, match: str | None) -> None:
    hits = list(filled.view.search(query))
    assert [hit.match for hit in hits[:1]] == ([match] if match else [])
    for hit in hits:
        assert TEXT[hit.start : hit.end] == hit.match
        assert hit.before + hit.match + hit.after in TEXT


def test_a_match_in_the_title_alone_is_shown_there(filled: CaseStore) -> None:
    (hit,) = filled.view.search("sailors")
    assert (hit.start, hit.end, hit.before, hit.match, hit.after) == (-1, -1, "Ministry on ", "sailors", "")
    unbroken = make_capture(origin="/unbroken.txt")
    filled.add_capture(unbroken)
    filled.add_report(replace(make_report(unbroken, name="unbroken"), title="港口の船員"))
    (hit,) = filled.view.search("船員")
    assert (hit.report, hit.start, hit.before, hit.match) == ("unbroken", -1, "港口の", "船員")


def test_a_search_shows_a_report_s_best_passages_and_stops_at_its_limit(store: CaseStore) -> None:
    filler = "Nothing of note happened on the quay that morning, and nobody came to see it. " * 4
    text = "A tug came. " + filler + "The tug pulled a barge. " + (filler + "A tug left. ") * 4
    capture = make_capture(text.encode())
    store.add_capture(capture)
    store.add_report(make_report(capture, text))
    matches = [hit.match for hit in store.view.search("tug barge")]
    assert matches == ["tug", "tug pulled a barge", "tug"]
    assert [hit.match for hit in store.view.search("tug barge", limit=2)] == matches[:2]
    assert all(len(hit.before) <= 80 and len(hit.after) <= 80 for hit in store.view.search("tug"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"*()-:^ANDORNEAR+{}\x00\ud800北')), max_size=12))
def test_no_query_is_misread(filled: CaseStore, query: str) -> None:
    for hit in filled.view.search(query):
        text = REPORT.title if hit.start < 0 else TEXT[hit.start : hit.end]
        assert hit.match in text
    list(filled.view.claims(ClaimFilter(source=query, text=query)))


def test_the_status_counts(filled: CaseStore) -> None:
    status = filled.view.status()
    assert (status.captures, status.reports, status.claims, status.sources, status.problems) == (1, 1, 3, 2, 1)
    assert (status.first_published, status.last_published) == ("2023-09-05", "2023-09-05")
    assert (status.nets, status.format_version) == (("fake-v1",), schema.FORMAT)
    assert status.bytes_on_disk > len(CAPTURE.data)


def test_status_counts_a_source_once_however_it_is_written_and_no_pronoun(store: CaseStore) -> None:
    text = "The envoy said no. An envoy said so. He said yes. The ENVOY agreed. It rained, the crew of the Marlin said."
    capture = make_capture(text.encode())
    report = make_report(capture, text)
    store.add_capture(capture)
    store.add_report(report)
    cited = [["The envoy"], ["An envoy"], ["He"], ["The ENVOY"], ["the crew", "the Marlin"], []]
    claims = tuple(
        Claim(
            report=report.id,
            source=tuple(span(words, text) for words in source),
            content=(Span.of(text, number, number + 1),),
        )
        for number, source in enumerate(cited)
    )
    store.add_extraction(Extraction(report=report, claims=claims), made_by="x")
    assert store.view.status().sources == 2
