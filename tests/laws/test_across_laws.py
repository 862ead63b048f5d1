"""Laws of what is across reports: every record survives the store, repeats change nothing, all of it quotes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from found_across import Together, together
from found_records import falsified
from hypothesis import assume, given
from hypothesis import strategies as st
from test_store_laws import SMALL, new_case, steps

from onrecord.errors import SpanMismatch
from onrecord.records import Side, Span
from onrecord.store import CaseStore, dump_lines

NET, RULES = "pairs-fake-1", "weigh-fake-1"


def read(store: CaseStore, found: Together) -> None:
    for reading in found.readings:
        for step in steps(store, reading):
            step()
    for comparable in found.comparables:
        store.add_comparable(comparable, made_by=NET)


def weigh(store: CaseStore, found: Together) -> None:
    assert store.replace_weighed(found.resolved, found.weighed, state=store.view.state(), made_by=RULES)


def fill(store: CaseStore, found: Together) -> None:
    read(store, found)
    store.add_relations([one.report for one in found.comparables], found.relations, made_by=NET)
    for judgement in found.judgements:
        store.add_judgement(judgement)
    weigh(store, found)


@SMALL
@given(together())
def test_everything_across_reports_survives_the_store(found: Together) -> None:
    with new_case() as store:
        fill(store, found)
        view = store.view
        assert list(view.comparables(NET)) == list(found.comparables)
        assert list(view.relations()) == list(found.relations)
        assert {row.identity for row in view.identities()} == set(found.resolved.identities)
        assert set(view.likenesses()) == set(found.resolved.likenesses)
        assert set(view.origins()) == set(found.weighed.origins)
        assert {row.finding for row in view.findings()} == set(found.weighed.findings)
        assert set(view.answers()) == set(found.weighed.answers)
        assert set(view.judgements()) == set(found.judgements)
        assert list(store.verify()) == []


@SMALL
@given(together(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_what_is_across_reports(found: Together, chance: random.Random) -> None:
    def mixed(some: tuple) -> tuple:
        return tuple(chance.sample(some, len(some))) + some

    other = replace(
        found,
        resolved=replace(found.resolved, identities=mixed(found.resolved.identities)),
        weighed=replace(found.weighed, findings=mixed(found.weighed.findings), origins=mixed(found.weighed.origins)),
        judgements=mixed(found.judgements),
        relations=mixed(found.relations),
    )
    with new_case() as straight, new_case() as again:
        fill(straight, found)
        read(again, other)
        weigh(again, replace(other, weighed=replace(other.weighed, findings=other.weighed.findings[:1])))
        fill(again, other)
        fill(again, found)
        assert list(dump_lines(again.view)) == list(dump_lines(straight.view))


@SMALL
@given(together())
def test_words_that_a_report_does_not_have_are_never_kept_across_reports(found: Together) -> None:
    assume(found.relations or found.weighed.origins or found.weighed.findings)
    with new_case() as store:
        read(store, found)
        for relation in found.relations:
            with pytest.raises(SpanMismatch):
                store.add_relations([], [replace(relation, b=_false(relation.b))], made_by=NET)
        for finding in found.weighed.findings:
            false = replace(finding, proposition=_false(finding.proposition))
            with pytest.raises(SpanMismatch):
                weigh(store, replace(found, weighed=replace(found.weighed, findings=(false,))))
        for origin in found.weighed.origins:
            false_origin = replace(origin, words=(*origin.words, _false(_first(found))))
            with pytest.raises(SpanMismatch):
                weigh(store, replace(found, weighed=replace(found.weighed, origins=(false_origin,))))
        assert store.view.weighed() == ("", "")
        assert list(store.view.relations()) == []


def _first(found: Together) -> Side:
    report = found.readings[0].extraction.report
    return Side(report=report.id, span=Span.of(report.text, 0, 1))


def _false(side: Side) -> Side:
    return next(falsified(side))


@SMALL
@given(together(), st.data())
def test_a_report_that_is_extracted_again_leaves_a_sound_case(found: Together, data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(found.readings)).extraction
    with new_case() as store:
        fill(store, found)
        store.add_extraction(replace(again, problems=()), made_by="fake-v2")
        assert list(store.verify()) == []
        assert all(again.report.id != side.report for one in store.view.relations() for side in one.sides())
        read(store, found)
        fill(store, found)
        assert {row.finding for row in store.view.findings()} == set(found.weighed.findings)
