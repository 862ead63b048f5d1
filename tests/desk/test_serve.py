"""The desk listens on this machine alone, and one address opens it."""

import re
import socket
import subprocess
import sys
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from onrecord.case import open_case
from onrecord.desk import Serving, serve
from onrecord.errors import OnrecordError, UsageError

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
