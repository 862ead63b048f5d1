"""What only the whole case tells is asked once, and anew when the case has changed."""

from __future__ import annotations

import threading

import pytest
from desk_town import add_report

from onrecord.case import open_case
from onrecord.desk import kept as module
from onrecord.desk.kept import SHARE, SLOW_SECONDS, Kept
from onrecord.store import CaseStore


@pytest.fixture
def case(town):
    with open_case(town, read_only=True) as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves."""
    shown = [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: shown[0])
    return shown


def test_an_answer_is_made_once_while_the_case_stays(case):
    made, kept = [], Kept(case)
    assert [kept.answer("n", lambda _: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]


def test_an_answer_is_made_anew_when_another_has_written(case, town):
    kept = Kept(case)
    assert len(kept.reports()) == 3
    with CaseStore.open(town) as other:
        add_report(other, "r9", language="en")
        assert len(kept.reports()) == 4
        assert len(kept.report_rows()) == 4


def test_a_slow_answer_is_kept_for_a_while_though_a_build_goes_on(case, town, clock):
    kept, took = Kept(case), SLOW_SECONDS * 2

    def count(of):
        clock[0] += took
        return sum(1 for _ in of.reports())

    assert kept.answer("n", count) == 3
    with CaseStore.open(town) as other:
        add_report(other, "r9", language="en")
        clock[0] += SHARE * took * 0.9
        assert kept.answer("n", count) == 3
        clock[0] += SHARE * took * 0.2
        assert kept.answer("n", count) == 4


def test_whoever_changes_the_case_sees_it_at_once(case, town, clock):
    kept = Kept(case)

    def count(of):
        clock[0] += 60
        return sum(1 for _ in of.reports())

    assert kept.answer("n", count) == 3
    with CaseStore.open(town) as other:
        add_report(other, "r9", language="en")
    kept.forget()
    assert kept.answer("n", count) == 4


def test_many_who_ask_at_once_wait_for_one_answer(case):
    kept, made, answers = Kept(case), [], []
    go = threading.Barrier(8)

    def ask():
        go.wait()
        answers.append(kept.answer("n", lambda of: made.append(1) or of.status()))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len({id(answer) for answer in answers}) == 1


def test_nobody_waits_for_what_is_slow_and_was_told_before(case, clock):
    kept, told, going_on = Kept(case), [], threading.Event()

    def slowly(_):
        if told:
            going_on.wait(10)
        clock[0] += SLOW_SECONDS * 2
        told.append(1)
        return len(told)

    assert kept.soon("n", slowly) == 1
    kept.forget()
    assert [kept.soon("n", slowly) for _ in range(3)] == [1, 1, 1]
    going_on.set()
    for thread in threading.enumerate():
        if thread.name.endswith("(_remake)"):
            thread.join(10)
    assert kept.soon("n", slowly) == 2, "made anew once, however many asked meanwhile"


def test_what_is_quick_is_told_at_once_though_it_may_be_late(case):
    kept, told = Kept(case), []
    assert kept.soon("n", lambda _: told.append(1) or len(told)) == 1
    kept.forget()
    assert kept.soon("n", lambda _: told.append(1) or len(told)) == 2


def test_an_answer_that_was_being_made_when_the_case_was_changed_is_made_anew(case, clock):
    kept, told = Kept(case), []

    def slowly(_):
        clock[0] += SLOW_SECONDS * 2
        told.append(1)
        if len(told) == 1:
            kept.forget()
        return len(told)

    assert [kept.answer("n", slowly) for _ in range(3)] == [1, 2, 2]
