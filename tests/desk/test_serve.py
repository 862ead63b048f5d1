"""The desk listens on this machine alone, and one address opens it."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, HTTPSHandler, build_opener, urlopen

import pytest
from argon2 import PasswordHasher
from desk_town import PORT

from onrecord.accounts import Passwords, open_accounts
from onrecord.case import open_case
from onrecord.desk import DeskSettings, Serving, serve
from onrecord.errors import OnrecordError, UsageError

SECRET = "four words for Ada"  # noqa: S105 - invented
PROGRAM = (sys.executable, "-c", "from onrecord.cli import main; main()")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", ""])  # noqa: S104 - refused
def test_an_address_that_others_reach_is_refused(town, host):
    with open_case(town, read_only=True) as case, pytest.raises(UsageError, match="this machine alone"):
        serve(case, Serving(host=host, browser=False), started=lambda _: pytest.fail("it started"))


def test_a_port_that_is_taken_is_told(town):
    with socket.create_server(("127.0.0.1", 0)) as taken, open_case(town, read_only=True) as case:
        port = taken.getsockname()[1]
        with pytest.raises(OnrecordError, match=f"port {port}"):
            serve(case, Serving(port=port, browser=False), started=lambda _: pytest.fail("it started"))


def test_the_command_prints_the_address_opens_the_desk_and_ends_with_ctrl_c(town):
    running = subprocess.Popen(
        [*PROGRAM, "desk", str(town), "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = running.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        with browser.open(address, timeout=30) as answer:
            assert answer.geturl() == address.partition("?")[0]
            assert "Sailors, later" in answer.read().decode()
            assert "server" not in answer.headers
        with pytest.raises(OSError, match="403"):
            urlopen(address, timeout=30)
        running.send_signal(2)
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 0
    assert (out, err) == ("", "the desk is open; Ctrl-C ends it\n")


def test_the_browser_is_opened_at_the_address(town, monkeypatch):
    opened, told = [], []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)
    with open_case(town, read_only=True) as case:
        serve(case, started=told.append)
        serve(case, Serving(browser=False), started=told.append)
    assert opened == told[:1]


@pytest.fixture
def people(tmp_path):
    """A file with the account of Ada."""
    path = tmp_path / "people.accounts"
    quick = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with open_accounts(path, create=True, passwords=quick) as accounts:
        accounts.add("Ada", "lead", SECRET)
    return path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate that this machine gave itself, and its key."""
    if shutil.which("openssl") is None:
        if os.environ.get("CI"):
            pytest.fail("continuous integration has no openssl")
        pytest.skip("there is no openssl on this machine to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    own = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    command = [*own.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return made, key


@contextmanager
def running(*arguments):
    """The program, and the address that it prints."""
    command = [*PROGRAM, "desk", *map(str, arguments), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield program.stdout.readline().strip(), program
        finally:
            program.kill()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", ""])  # noqa: S104 - refused
def test_others_are_taken_with_accounts_and_https_or_when_it_is_said_that_something_else_encrypts(
    town, people, certificate, host, monkeypatch
):
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)
    here = socket.create_server
    monkeypatch.setattr("socket.create_server", lambda address, family: here(("127.0.0.1", 0)))
    told = []
    with open_case(town, read_only=True) as case, open_accounts(people) as accounts:
        with pytest.raises(UsageError, match="overhear"):
            serve(case, Serving(host=host, browser=False), accounts=accounts, started=told.append)
        assert told == []
        where = {"host": host, "browser": False, "known_as": ("desk.example",)}
        serve(case, Serving(**where, insecure=True), accounts=accounts, started=told.append)
        made, key = certificate
        serve(case, Serving(**where, certificate=made, key=key), accounts=accounts, started=told.append)
    name = host if host.startswith("192") else "desk.example"
    assert [address.rsplit(":", 1)[0] for address in told] == [f"http://{name}", f"https://{name}"]
    assert not [address for address in told if "token" in address]


def test_a_desk_to_which_nobody_could_sign_in_is_refused(town, tmp_path):
    nobody = open_accounts(tmp_path / "people", create=True)
    with open_case(town, read_only=True) as case, nobody, pytest.raises(UsageError, match="nobody has an account"):
        serve(case, accounts=nobody, started=lambda _: pytest.fail("it started"))


def test_a_certificate_that_cannot_be_used_is_told(town, certificate, tmp_path):
    made, key = certificate
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate", encoding="utf-8")
    locked = tmp_path / "locked.pem"
    command = ["openssl", "pkcs8", "-topk8", "-in", str(key), "-out", str(locked), "-passout", "pass:invented"]
    subprocess.run(command, check=True)
    with open_case(town, read_only=True) as case:
        for certificate_, key_, why in (
            (wrong, key, "cannot be used for HTTPS"),
            (made, wrong, "cannot be used for HTTPS"),
            (made, locked, "cannot be used for HTTPS"),
            (made, None, "cannot be used for HTTPS"),
            (made, tmp_path / "none.pem", "there is no file .*none.pem"),
            (tmp_path / "none.pem", None, "there is no file .*none.pem"),
            (None, key, "needs its certificate"),
        ):
            with pytest.raises(OnrecordError, match=why):
                serve(case, Serving(certificate=certificate_, key=key_), started=lambda _: pytest.fail("it started"))


def test_a_person_signs_in_by_https(town, people, certificate):
    made, key = certificate
    trusting = ssl.create_default_context(cafile=made)
    with running(town, "--accounts", people, "--cert", made, "--key", key) as (address, _):
        assert re.fullmatch(r"https://127\.0\.0\.1:\d+/", address)
        cookies = CookieJar()
        browser = build_opener(HTTPCookieProcessor(cookies), HTTPSHandler(context=trusting))
        with browser.open(address, timeout=30) as answer:
            page = answer.read().decode()
            assert answer.geturl() == f"{address}sign-in"
        token = re.search('name="form_token" value="([^"]+)"', page)[1]
        form = f"form_token={token}&name=ada&password={SECRET.replace(' ', '+')}".encode()
        with browser.open(f"{address}sign-in", data=form, timeout=30) as answer:
            assert answer.geturl() == address
            assert "Sailors, later" in answer.read().decode()
        assert {cookie.name.partition("-onrecord")[0] for cookie in cookies} == {"__Host"}
        assert all(cookie.secure for cookie in cookies)


def test_what_is_risky_is_said_on_the_terminal(town, people):
    people.chmod(0o644)
    with running(town, "--accounts", people, "--host", "0.0.0.0", "--insecure") as (address, program):  # noqa: S104
        assert address.startswith("http://")
        said = "".join(program.stderr.readline() for _ in range(3))
    assert "others on this machine can read" in said
    assert "without HTTPS, whoever is on the network between reads passwords" in said


def test_with_accounts_everybody_decides_as_who_they_are(town, people):
    with running(town, "--accounts", people, "--name", "Ada") as (address, program):
        assert (address, program.wait(30)) == ("", 2)
        assert "--name is for a desk without --accounts" in program.stderr.read()


@pytest.mark.parametrize(
    ("how", "known", "strange"),
    [
        ({}, ["127.0.0.1:41234", "LOCALHOST:41234", "[::1]:41234"], ["127.0.0.1", "192.0.2.7:41234", "a:b:41234", ""]),
        ({"port": 80}, ["127.0.0.1", "127.0.0.1:80"], ["127.0.0.1:443"]),
        ({"port": 443, "tls": True}, ["127.0.0.1", "127.0.0.1:443"], ["127.0.0.1:80"]),
        (
            {"host": "192.0.2.7", "known_as": ("Desk.example",)},
            ["192.0.2.7:41234", "desk.example:41234"],
            ["localhost:41234"],
        ),
        (
            {"host": "0.0.0.0", "known_as": ("desk.example",)},  # noqa: S104
            ["192.0.2.7:41234", "[2001:db8::1]:41234", "desk.example:41234", "localhost:41234"],
            ["evil.example:41234", "192.0.2.7.evil.example:41234", ":41234", "[]:41234", "1.2.3.4:99999999"],
        ),
    ],
)
def test_the_desk_answers_to_its_own_names_alone(how, known, strange):
    settings = DeskSettings(**{"name": "town", "port": PORT} | how)
    assert [name for name in known if not settings.answers_to(name)] == []
    assert [name for name in strange if settings.answers_to(name)] == []
