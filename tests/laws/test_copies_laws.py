"""Laws of copies: each has the relations of what it copies, when they are read and never in the store."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st
from test_store_laws import SMALL, new_case

from onrecord.records import Capture, Comparable, Extraction, Passage, Relation, Report, Side, Span
from onrecord.sentences import passages
from onrecord.store import CaseStore, dump_lines

# Invented; the second has letters outside the basic plane, so that a copy that begins elsewhere is cut elsewhere.
SENTENCES = (
    "The firm hired 14 men in Tver.",
    "Zoë 😀 Marlin denied it.",
    "Nobody answered.",
    "A ship left on 5 September.",
    "The office was searched.",
)
NET = "pairs-fake-1"


@dataclass(frozen=True)
class Copied:
    """Reports that share sentences, with relations of those passages that stand for their copies."""

    reports: tuple[Report, ...]
    found: tuple[Relation, ...]

    def text(self, report: str) -> str:
        return next(one.text for one in self.reports if one.id == report)


def capture(name: str) -> Capture:
    return Capture(data=name.encode(), origin=f"/reports/{name}", how="file", captured_at="2026-05-01T09:30:00Z")


def sides(report: Report) -> list[Side]:
    return [Side(report=report.id, span=Span.of(report.text, *place)) for place in passages(report.text)]


@st.composite
def cases(draw: st.DrawFn) -> Copied:
    reports = []
    for number in range(draw(st.integers(2, 5))):
        told = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
        held = capture(name := f"r{number}")
        day = draw(st.sampled_from(("", "2023-09-05", "2023-09-06")))
        text = " ".join(told)
        reports.append(Report(id=name, capture=held.id, sha256=held.sha256, text=text, published=day, language="en"))
    first: dict[str, Side] = {}
    for report in sorted(reports, key=lambda one: (one.published or "9999", one.id)):
        for side in sides(report):
            first.setdefault(side.span.text, side)
    pairs = [(a, b) for a in first.values() for b in first.values() if a.report < b.report]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique_by=str)) if pairs else []
    kinds = st.sampled_from(("same", "conflict", "update"))
    found = tuple(Relation(a=_words(draw, a), b=_words(draw, b), relation=draw(kinds), made_by=NET) for a, b in chosen)
    return Copied(tuple(reports), found)


def _words(draw: st.DrawFn, side: Side) -> Side:
    """Return some words of a side: the net need not tell of a whole passage."""
    start = draw(st.integers(0, len(side.span.text) - 1))
    text = side.span.text[start : draw(st.integers(start + 1, len(side.span.text)))]
    at = side.span.start + start
    return replace(side, span=Span(start=at, end=at + len(text), text=text))


def fill(store: CaseStore, case: Copied) -> None:
    for report in case.reports:
        store.add_capture(capture(report.id))
        store.add_report(report)
        store.add_extraction(Extraction(report=report), made_by="fake-1")
        store.add_comparable(_comparable(report), made_by=NET)
    store.add_relations([one.id for one in case.reports], case.found, made_by=NET)


def _comparable(report: Report) -> Comparable:
    found = [
        Passage(
            report=report.id,
            number=number,
            start=side.span.start,
            end=side.span.end,
            key=side.span.text.encode().hex(),
            vector=b"\x7f\x00",
        )
        for number, side in enumerate(sides(report))
    ]
    return Comparable(report=report.id, published=report.published, traits=(), passages=tuple(found))


def _copies(case: Copied, words: Side) -> set[Side]:
    """Return the same words of the same sentence in other reports."""
    own = next(one for one in case.reports if one.id == words.report)
    passage = next(one for one in sides(own) if one.span.start <= words.span.start and words.span.end <= one.span.end)
    within = words.span.start - passage.span.start
    return {
        Side(report=other.report, span=replace(words.span, start=at, end=at + len(words.span.text)))
        for report in case.reports
        for other in sides(report)
        if other.span.text == passage.span.text and other.report != words.report
        for at in (other.span.start + within,)
    }


@SMALL
@given(cases())
def test_a_copy_has_the_relations_to_third_reports_of_what_it_copies_and_no_others(case: Copied) -> None:
    expected = {
        *(replace(one, a=a) for one in case.found for a in _copies(case, one.a) if a.report != one.b.report),
        *(replace(one, b=b) for one in case.found for b in _copies(case, one.b) if b.report != one.a.report),
    }
    with new_case() as store:
        fill(store, case)
        told = list(store.view.relations_of_copies())
    assert set(told) == expected
    assert len(told) == len(expected)


@SMALL
@given(cases())
def test_every_relation_of_a_copy_quotes_its_report(case: Copied) -> None:
    with new_case() as store:
        fill(store, case)
        for side in (side for one in store.view.relations_of_copies() for side in one.sides()):
            assert case.text(side.report)[side.span.start : side.span.end] == side.span.text


@SMALL
@given(cases())
def test_what_weighing_takes_has_no_relation_of_a_copy_but_that_it_is_one(case: Copied) -> None:
    with new_case() as store:
        fill(store, case)
        before = list(dump_lines(store.view))
        copied = set(store.view.relations_of_copies())
        weighed = set(store.view.relations())
        assert {one for one in weighed if one.made_by == NET} == set(case.found)
        assert all(one.relation == "same" and one.a.span.text == one.b.span.text for one in weighed - set(case.found))
        assert not copied & weighed
        assert list(dump_lines(store.view)) == before
