"""Addresses are fetched as the flags allow, and nothing of the home network without one."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

PAGES = {
    "/robots.txt": b"User-agent: *\nDisallow: /closed\n",
    "/open.txt": b"The harbour authority said that the vessel had left the harbour in the night. " * 3,
    "/closed.txt": b"The harbour master said that the log had been lost in the night, he thought. " * 3,
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
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
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
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
