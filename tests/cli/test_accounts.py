"""Accounts on the command line: nobody's password is seen, and the case stays as it is."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time

import pytest

from onrecord.accounts import open_accounts

SECRET, OTHER = "four words for Ada", "four other words now"
PROGRAM = (sys.executable, "-c", "from onrecord.cli import main; main()")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "people.accounts"


@pytest.fixture
def accounts(onrecord, monkeypatch):
    """Runs the command with a line on standard input."""

    def call(*arguments, line=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        return onrecord("accounts", *arguments)

    return call


@pytest.fixture
def typed(monkeypatch):
    """A terminal at which somebody types passwords."""

    def at(*lines):
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        given = iter(lines)
        monkeypatch.setattr("onrecord.cli.accounts.getpass", lambda _: next(given))

    return at


def test_an_account_is_made_listed_changed_and_removed(accounts, file):
    made = accounts("add", file, "Ada  Invented", "--role", "lead", "--password", "-", "--json", line=f"{SECRET}\n")
    assert made.status == 0, made.err
    assert {key: value for key, value in json.loads(made.out).items() if not key.endswith("_at")} == {
        "name": "Ada Invented",
        "role": "lead",
    }
    assert accounts("add", file, "Bo", "--role", "reader", "--password", "-", line=f"{OTHER}\r\n").status == 0
    assert "reviewer" in accounts("role", file, "bo", "--role", "reviewer").out
    assert accounts("password", file, "Ada Invented", "--password", "-", line=OTHER).status == 0
    with open_accounts(file) as opened:
        assert opened.check("Ada Invented", OTHER)
        assert opened.check("Bo", OTHER)
    listed = accounts("list", file, "--csv").out.splitlines()
    assert [line.split(",")[:2] for line in listed] == [["name", "role"], ["Ada Invented", "lead"], ["Bo", "reviewer"]]
    removed = accounts("remove", file, "BO")
    assert (removed.status, removed.err) == (0, "Bo cannot sign in any more\n")
    assert "Bo" not in accounts("list", file).out


def test_no_output_holds_a_password_or_what_is_kept_of_it(accounts, file):
    told = [accounts("add", file, "Ada", "--role", "lead", "--password", "-", line=SECRET)]
    told += [accounts("list", file, *form) for form in ((), ("--json",), ("--csv",), ("--format", "json"))]
    with open_accounts(file) as opened:
        stamp = opened.account("Ada").stamp
    for one in told:
        assert not [secret for secret in (SECRET, "argon2", stamp) if secret in one.out + one.err]


def test_a_password_is_typed_twice(accounts, file, onrecord, typed):
    typed(SECRET, SECRET)
    assert onrecord("accounts", "add", file, "Ada", "--role", "lead").status == 0
    typed(OTHER, SECRET)
    ended = onrecord("accounts", "password", file, "Ada")
    assert (ended.status, "not written the same" in ended.err) == (2, True)
    with open_accounts(file) as opened:
        assert opened.check("Ada", SECRET)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("add", "F", "Ada"), "needs --role"),
        (("add", "F", "--role", "lead"), "a name"),
        (("add", "F", "Ada", "--role", "king"), "king"),
        (("add", "F", "Ada", "--role", "lead"), "no terminal"),
        (("add", "F", "Ada", "--role", "lead", "--password", SECRET), "can be seen by others"),
        (("add", "F", "Ada", "--role", "lead", "--password", "-"), "at least 15"),
        (("add", "F", "A\u202eda", "--role", "lead", "--password", "-"), "nobody can see"),
        (("list", "F", "Ada"), "takes no name"),
        (("remove", "F", "Ada", "--role", "lead"), "takes no --role"),
        (("crown", "F", "Ada"), "crown"),
    ],
)
def test_a_call_that_is_off_is_wrong_usage_and_makes_nothing(accounts, file, arguments, why):
    ended = accounts(*(file if one == "F" else one for one in arguments), line="short\n")
    assert (ended.status, ended.out) == (2, "")
    assert why in ended.err
    assert SECRET not in ended.err
    if file.exists():
        with open_accounts(file) as opened:
            assert opened.all() == ()


def test_a_file_that_is_not_there_is_told_with_what_to_do(accounts, file):
    ended = accounts("list", file)
    assert ended.status == 1
    assert "onrecord accounts add FILE NAME --role lead" in ended.err


def test_a_case_takes_no_accounts(accounts, case):
    before = case.read_bytes()
    ended = accounts("add", case, "Ada", "--role", "lead", "--password", "-", line=SECRET)
    assert (ended.status, "not a file of accounts" in ended.err) == (1, True)
    assert case.read_bytes() == before


def test_the_terminal_does_not_show_what_is_typed(file):
    ours, theirs = os.openpty()
    command = [*PROGRAM, "accounts", "add", str(file), "Ada", "--role", "lead"]
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    for asked in (b"Password of Ada: ", b"The same again: "):
        while asked not in shown:
            shown += os.read(ours, 1024)
        time.sleep(0.05)  # the prompt comes before the terminal is told to be quiet
        os.write(ours, f"{SECRET}\n".encode())
    try:
        while chunk := os.read(ours, 1024):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert running.wait(30) == 0, shown
    assert SECRET.encode() not in shown
    assert b"lead" in shown
