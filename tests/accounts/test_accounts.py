"""Accounts are kept in a file of their own, and nobody reads a password from it."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from onrecord.accounts import LONGEST_PASSWORD, Passwords, open_accounts
from onrecord.errors import AccountsError, UsageError
from onrecord.store import CaseStore

SECRET = "four words for Ada"  # noqa: S105 - invented
OTHER = "four words for Bo"


def test_an_account_is_made_listed_and_found_however_its_name_is_written(accounts):
    made = accounts.add("  Ada   Invented", "reviewer", SECRET)
    assert (made.name, made.role, made.signed_in_at) == ("Ada Invented", "reviewer", "")
    accounts.add("Bo Invented", "lead", OTHER)
    assert [one.name for one in accounts.all()] == ["Ada Invented", "Bo Invented"]
    assert accounts.account("ada invented") == made
    assert accounts.account("Nobody") is None


def test_the_right_password_and_no_other_is_taken(accounts):
    accounts.add("Ada", "reader", SECRET)
    assert accounts.check("Ada", SECRET)
    for wrong in ("", SECRET[:-1], SECRET + "x", SECRET.upper(), OTHER, "x" * 10_000, SECRET + "\x00", "\ud83d"):
        assert accounts.check("Ada", wrong) is None
    assert accounts.check("Bo", SECRET) is None
    assert accounts.account("Ada").signed_in_at


def test_a_password_is_the_same_from_every_keyboard(accounts):
    accounts.add("Ada", "reader", "Zoë und vier Wörter")
    assert accounts.check("Ada", "Zoe\u0308 und vier Wo\u0308rter")


def test_a_null_byte_does_not_end_a_password(accounts):
    accounts.add("Ada", "reader", "abcdefgh\x00ijklmnop")
    assert accounts.check("Ada", "abcdefgh\x00ijklmnop")
    assert accounts.check("Ada", "abcdefgh\x00") is None
    assert accounts.check("Ada", "abcdefgh") is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "at least 15"),
        ("x" * 14, "at least 15"),
        ("ababababababababab", "different"),
        ("abcdef" * LONGEST_PASSWORD, "no more than 1,000"),
    ],
)
def test_a_password_that_is_easily_guessed_or_endless_is_not_kept(accounts, password, why):
    with pytest.raises(UsageError, match=why):
        accounts.add("Ada", "reader", password)
    assert accounts.all() == ()


def test_the_file_holds_no_password_and_is_its_owners_alone(accounts):
    accounts.add("Ada", "reader", SECRET)
    accounts.set_password("Ada", OTHER)
    data = accounts.path.read_bytes()
    assert SECRET.encode() not in data
    assert OTHER.encode() not in data
    assert data.count(b"$argon2id$") == 1
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


def test_passwords_are_kept_with_the_effort_of_rfc_9106():
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in Passwords().hashed(SECRET)


def test_a_password_is_kept_with_more_effort_once_more_is_asked_for(accounts):
    accounts.add("Ada", "reader", SECRET)
    before = accounts.account("Ada")
    more = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    with open_accounts(accounts.path, passwords=more) as later:
        assert later.check("Ada", SECRET) == before
        assert b",t=2," in accounts.path.read_bytes()
        assert later.check("Ada", SECRET).stamp == before.stamp


def test_an_unknown_name_costs_one_check_as_a_known_one_does(accounts, monkeypatch):
    accounts.add("Ada", "reader", SECRET)
    checked = []
    right = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda self, *given: checked.append(given) or right(self, *given))
    tried = [("Ada", OTHER), ("Nobody", OTHER), ("\x00", "x" * 9_999), ("A" * 10_000, ""), ("Ada", "\ud83d" * 2_000)]
    for name, password in tried:
        assert accounts.check(name, password) is None
    efforts = {kept.rsplit("$", 2)[0] for kept, _ in checked}
    assert (len(checked), len(efforts)) == (len(tried), 1)


def test_two_names_that_look_alike_are_not_both_taken(accounts):
    accounts.add("Ada Invented", "lead", SECRET)
    with pytest.raises(UsageError, match="already"):
        accounts.add("Ａda invented", "reader", OTHER)


def test_another_password_gives_another_stamp_and_another_role_does_not(accounts):
    made = accounts.add("Ada", "reader", SECRET)
    assert accounts.set_role("ada", "reviewer").stamp == made.stamp
    changed = accounts.set_password("Ada", OTHER)
    assert (changed.stamp == made.stamp, changed.role) == (False, "reviewer")
    assert accounts.check("Ada", SECRET) is None
    assert accounts.check("Ada", OTHER)


def test_somebody_who_is_removed_is_gone_and_may_come_anew_with_another_stamp(accounts):
    made = accounts.add("Ada", "reader", SECRET)
    accounts.remove("ADA")
    assert accounts.check("Ada", SECRET) is None
    assert accounts.add("Ada", "reader", SECRET).stamp != made.stamp


def test_the_last_lead_stays(accounts):
    accounts.add("Ada", "lead", SECRET)
    accounts.add("Bo", "reviewer", OTHER)
    with pytest.raises(UsageError, match="only lead"):
        accounts.remove("Ada")
    with pytest.raises(UsageError, match="only lead"):
        accounts.set_role("Ada", "reader")
    accounts.set_role("Bo", "lead")
    accounts.set_role("Ada", "reader")
    assert [one.role for one in accounts.all()] == ["reader", "lead"]


def test_what_is_not_there_cannot_be_changed(accounts):
    for change in (
        lambda: accounts.remove("Nobody"),
        lambda: accounts.set_password("Nobody", SECRET),
        lambda: accounts.set_role("\x00" * 999, "reader"),
        lambda: accounts.set_role("Nobody", "king"),
        lambda: accounts.add("Ada", "king", SECRET),
    ):
        with pytest.raises(UsageError):
            change()
    assert accounts.all() == ()


def test_names_and_passwords_are_values_and_no_part_of_a_query(accounts):
    for name in ("x'); DROP TABLE account; --", "%", "_", '" OR 1=1 --'):
        accounts.add(name, "reader", SECRET)
        assert accounts.check(name, "' OR '1'='1") is None
    assert len(accounts.all()) == 4


def test_two_who_add_the_same_name_at_once_get_one_account(accounts):
    def add(_):
        try:
            return accounts.add("Ada", "reader", SECRET)
        except UsageError:
            return None

    with ThreadPoolExecutor(4) as threads:
        assert len(list(filter(None, threads.map(add, range(8))))) == 1


def test_another_process_sees_what_was_changed(accounts):
    accounts.add("Ada", "reader", SECRET)
    with open_accounts(accounts.path) as other:
        accounts.remove("Ada")
        assert other.account("Ada") is None


def test_a_case_is_no_file_of_accounts_and_stays_as_it_is(tmp_path):
    path = tmp_path / "harbour.case"
    CaseStore.open(path, create=True).close()
    before = path.read_bytes()
    with pytest.raises(AccountsError, match="not a file of accounts"):
        open_accounts(path, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_another_file_is_no_file_of_accounts_and_stays_as_it_is(tmp_path, data):
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(AccountsError):
        open_accounts(path, create=True)
    assert path.read_bytes() == data


def test_a_file_that_is_not_there_is_made_only_when_that_is_meant(tmp_path):
    with pytest.raises(AccountsError, match="no file of accounts"):
        open_accounts(tmp_path / "people")
    with pytest.raises(AccountsError, match="cannot be used"):
        open_accounts(tmp_path / "nowhere" / "people", create=True)
    with pytest.raises(AccountsError, match="folder"):
        open_accounts(tmp_path, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_a_later_version_is_left_alone(accounts):
    other = sqlite3.connect(accounts.path)
    other.execute("PRAGMA user_version = 2")
    other.close()
    with pytest.raises(AccountsError, match="later version"):
        open_accounts(accounts.path)


def test_a_file_that_somebody_holds_is_told(accounts, monkeypatch):
    monkeypatch.setattr("onrecord.accounts.store._WAIT_SECONDS", 0.01)
    held = sqlite3.connect(accounts.path, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    with (
        open_accounts(accounts.path, passwords=accounts._passwords) as other,
        pytest.raises(AccountsError, match="locked"),
    ):
        other.add("Ada", "reader", SECRET)
    held.close()
