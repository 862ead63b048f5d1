"""Whoever guesses waits longer each time, and learns nothing of who has an account."""

import threading

import pytest

from onrecord.accounts import Account, Denied, SigningIn, Tries
from onrecord.accounts.tries import BY_NAME, IN_GENERAL

SECRET = "four words for Ada"  # noqa: S105 - invented


class Watch:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def signing_in(accounts, watch):
    accounts.add("Ada Invented", "reviewer", SECRET)
    return SigningIn(accounts, watch)


def fail(signing_in, name="Ada Invented", times=1):
    return [signing_in.attempt(name, "no such thing").wait for _ in range(times)]


def test_the_right_password_signs_in(signing_in):
    assert signing_in.attempt("ada INVENTED", SECRET).name == "Ada Invented"


def test_the_waits_by_name_grow_and_have_an_end(signing_in, watch):
    assert fail(signing_in, times=6) == [0, 0, 0, 0, 0, 5]
    waits = []
    for _ in range(12):
        wait = signing_in.attempt("Ada Invented", SECRET).wait
        waits.append(wait)
        watch.now += wait
        assert fail(signing_in) == [0]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]


def test_during_a_wait_even_the_right_password_is_not_looked_at_and_after_it_signs_in(signing_in, watch):
    fail(signing_in, times=5)
    assert signing_in.attempt("Ada Invented", SECRET) == Denied(5)
    watch.now += 4.5
    assert signing_in.attempt("Ada Invented", SECRET) == Denied(1)
    watch.now += 0.5
    assert isinstance(signing_in.attempt("Ada Invented", SECRET), Account)


def test_tries_during_a_wait_do_not_make_it_longer(signing_in, watch):
    fail(signing_in, times=100)
    watch.now += 5
    assert isinstance(signing_in.attempt("Ada Invented", SECRET), Account)


def test_signing_in_makes_the_failures_of_a_name_forgotten(signing_in):
    fail(signing_in, times=4)
    signing_in.attempt("Ada Invented", SECRET)
    assert fail(signing_in, times=5) == [0] * 5


def test_a_day_makes_them_forgotten_too(signing_in, watch):
    fail(signing_in, times=5)
    watch.now += BY_NAME.forgotten + 1
    assert fail(signing_in, times=5) == [0] * 5


def test_an_unknown_name_is_answered_as_a_known_one(signing_in, watch):
    for name in ("Ada Invented", "Nobody", "\x00", "A" * 100_000, "\ud83d", ""):
        watch.now += BY_NAME.forgotten + 1
        assert fail(signing_in, name, times=7) == [0, 0, 0, 0, 0, 5, 5]


def test_another_way_to_write_a_name_does_not_start_anew(signing_in):
    fail(signing_in, times=5)
    assert fail(signing_in, "ＡＤＡ\u200d  invented") == [5]


def test_one_password_tried_with_many_names_is_slowed_for_all(signing_in, watch):
    waits = [fail(signing_in, f"Invented {number}")[0] for number in range(IN_GENERAL.free + 2)]
    assert waits == [0] * (IN_GENERAL.free + 1) + [1]
    for _ in range(10):
        watch.now += signing_in.attempt("Ada Invented", SECRET).wait
        assert fail(signing_in, f"Invented {watch.now}") == [0]
    assert signing_in.attempt("Ada Invented", SECRET) == Denied(int(IN_GENERAL.longest))
    watch.now += IN_GENERAL.forgotten + 1
    assert isinstance(signing_in.attempt("Ada Invented", SECRET), Account)


def test_many_made_up_names_fill_no_memory(watch):
    tries = Tries(watch)
    for number in range(100_000):
        tries.failed(f"nobody {number}")
    assert len(tries._by_name) <= 1 << 16


def test_tries_at_once_are_looked_at_one_by_one_and_no_more_wait_than_have_room(signing_in, accounts, monkeypatch):
    at_work, most, let_go = [], [], threading.Event()
    refused = threading.Semaphore(0)

    def check(name, password):
        at_work.append(name)
        most.append(len(at_work))
        let_go.wait(10)
        at_work.remove(name)

    def attempt():
        answers.append(signing_in.attempt("Ada Invented", "x"))
        refused.release()

    monkeypatch.setattr(accounts, "check", check)
    answers = []
    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for _ in range(12):
        assert refused.acquire(timeout=10)
    assert answers == [Denied(2)] * 12
    let_go.set()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 5, "the sixth has to wait already"
    assert sorted(one.wait for one in answers[12:]) == [0, 0, 0, 0, 0, 5, 5, 5]
