"""What the tests of collecting share: a clock that stands, and a web server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.collect import CollectSettings, collect
from onrecord.records import Capture, Problem

NOON = "2026-05-01T12:00:00Z"

Collected = tuple[list[Capture], list[Problem]]


@pytest.fixture
def settings() -> Callable[..., CollectSettings]:
    """Settings with a clock that always says noon."""
    return lambda **fields: CollectSettings(**{"now": lambda: NOON, **fields})


@pytest.fixture
def gather(settings) -> Callable[..., Collected]:
    """Collect a source and part the captures from the problems; a table or feed as a whole is left to `containers`."""

    def run(source: object, **fields: object) -> Collected:
        found = list(collect(str(source), settings(**fields)))
        return [f for f in found if isinstance(f, Capture) and not f.container], [
            f for f in found if isinstance(f, Problem)
        ]

    return run


@pytest.fixture
def containers(settings) -> Callable[..., list[Capture]]:
    """Collect a source and keep the tables and feeds as a whole; each stands before what it holds."""

    def run(source: object, **fields: object) -> list[Capture]:
        captures = [f for f in collect(str(source), settings(**fields)) if isinstance(f, Capture)]
        found = [c for c in captures if c.container]
        for container in found:
            parts = [n for n, c in enumerate(captures) if c.origin.startswith(f"{container.origin}!")]
            assert captures.index(container) < min(parts, default=len(captures))
        return found

    return run


Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A web server on this machine; a path answers with a text of HTML, or as its function says."""

    address: str
    port: int
    replies: dict[str, str | Reply] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)

    def __setitem__(self, path: str, reply: str | Reply) -> None:
        self.replies[path] = reply


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site; every path that is not set answers 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.requests.append((self.path, self.headers["User-Agent"]))
            reply = found.replies.get(self.path)
            if callable(reply):
                reply(self)
            elif reply is None:
                answer(404, b"")(self)
            else:
                answer(200, reply.encode(), **{"Content-Type": "text/html; charset=utf-8"})(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *args: None  # clients of these tests hang up on purpose
    found = Site(address=f"http://127.0.0.1:{server.server_port}", port=server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def answer(status: int, body: bytes, **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(body))} | said).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


@pytest.fixture(name="answer")
def answer_fixture() -> Callable[..., Reply]:
    """A function that makes a reply of a status, a body and headers."""
    return answer
