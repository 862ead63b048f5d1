"""Addresses are fetched as the flags allow, and nothing of the home network without one."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from onrecord.collect import WebLimits

HASTY = WebLimits(read_seconds=0.5, total_seconds=0.3)

PAGES = {
    "/robots.txt": b"User-agent: *\nDisallow: /closed\n",
    "/open.txt": b"The harbour authority said that the vessel had left the harbour in the night. " * 3,
    "/closed.txt": b"The harbour master said that the log had been lost in the night, he thought. " * 3,
}


class Site(BaseHTTPRequestHandler):
    stopped = Event()

    def do_GET(self):
        if self.path == "/endless.txt":
            self.send_response(200)
            self.end_headers()
            while not self.stopped.wait(0.01):
                self.wfile.write(b"The harbour authority said so. " * 100)
        if self.path == "/silent.txt":
            self.stopped.wait(5)
            return
        body = PAGES.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Site.stopped.clear()
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # clients of these tests hang up on purpose
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        Site.stopped.set()
        server.shutdown()


def test_an_address_of_this_machine_is_refused(onrecord, site, tmp_path):
    ended = onrecord("build", tmp_path / "c.case", f"{site}/open.txt")
    assert ended.status == 3
    assert "0 new reports" in ended.err
    assert "is not a public address" in ended.err


def test_it_is_fetched_when_that_is_allowed(onrecord, site, tmp_path):
    ended = onrecord("build", tmp_path / "c.case", f"{site}/open.txt", "--allow-private-addresses")
    assert ended.status == 0, ended.err
    assert "1 new report" in ended.err


def test_robots_are_honoured_unless_told_otherwise(onrecord, site, tmp_path):
    call = ["build", tmp_path / "c.case", f"{site}/closed.txt", "--allow-private-addresses"]
    assert onrecord(*call).status == 3
    assert "1 new report" in onrecord(*call, "--ignore-robots").err


def test_a_page_above_the_limit_is_a_problem(onrecord, site, tmp_path):
    call = ["build", tmp_path / "c.case", f"{site}/open.txt", "--allow-private-addresses", "--max-bytes", 100]
    ended = onrecord(*call)
    assert ended.status == 3
    assert "0 new reports" in ended.err


@pytest.mark.parametrize("page", ["endless.txt", "silent.txt"])
def test_a_server_that_never_ends_or_never_answers_is_a_problem_and_the_rest_is_done(
    onrecord, site, tmp_path, monkeypatch, page
):
    monkeypatch.setattr("onrecord.cli.collecting.WebLimits", lambda: HASTY)
    call = ["build", tmp_path / "c.case", f"{site}/{page}", f"{site}/open.txt", "--allow-private-addresses"]
    ended = onrecord(*call)
    assert ended.status == 3
    assert "1 new report" in ended.err
    assert f"{site}/{page}: the server was not done after 0.3 seconds" in ended.err
    assert "hint: try again later" in ended.err


def test_a_server_that_sends_without_end_is_cut_at_the_limit(onrecord, site, tmp_path):
    call = ["build", tmp_path / "c.case", f"{site}/endless.txt", "--allow-private-addresses", "--max-bytes", 100_000]
    ended = onrecord(*call)
    assert ended.status == 3
    assert "the answer is larger than 100,000 bytes" in ended.err
