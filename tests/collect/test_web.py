"""Pages and feeds are fetched within limits; whatever a server does, the run goes on."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading

import httpcore
import pytest

from onrecord.collect import CollectSettings, FileLimits, WebLimits
from onrecord.collect.connection import CheckedBackend, Deadline
from onrecord.collect.fetching import Fetcher

NOON = "2026-05-01T12:00:00Z"
HASTY = WebLimits(connect_seconds=0.5, read_seconds=0.5, total_seconds=0.3)


@pytest.fixture
def fetch(gather):
    """Collect an address of this machine."""
    return lambda address, **fields: gather(address, **{"allow_private": True, **fields})


def test_a_page_is_captured_with_what_the_server_declares(site, fetch):
    site["/a"] = "<p>Рязань</p>"
    [capture], problems = fetch(f"{site.address}/a#part")
    assert capture.data.decode() == "<p>Рязань</p>"
    assert (capture.origin, capture.how, capture.captured_at) == (f"{site.address}/a", "web", NOON)
    assert (capture.media_type, capture.charset) == ("text/html", "utf-8")
    assert capture.hints.url == f"{site.address}/a"
    assert problems == []


def test_we_say_who_we_are_and_ask_for_robots_first(site, fetch):
    site["/a"] = "x"
    fetch(f"{site.address}/a")
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]
    assert {agent.split("/")[0] for _, agent in site.requests} == {"onrecord"}
    assert "http" not in site.requests[0][1]


def test_this_machine_is_refused_unless_allowed(site, gather):
    site["/a"] = "secret"
    captures, [problem] = gather(f"{site.address}/a")
    assert (captures, problem.code, problem.subject) == ([], "private_address", f"{site.address}/a")
    assert problem.hint
    assert site.requests == []


def test_the_connection_goes_to_the_address_that_was_checked(site, fetch, monkeypatch):
    """A name that resolves to another address the second time must not be asked a second time."""
    site["/a"] = "x"
    asked = []
    honest = socket.getaddrinfo

    def rebinding(host, port, *args, **options):
        asked.append(host)
        return honest("127.0.0.1" if host == "meridian.example" else host, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    [_], _ = fetch(f"http://meridian.example:{site.port}/a", ignore_robots=True)
    assert asked.count("meridian.example") == 1


def test_a_redirect_is_followed_and_checked_again(site, fetch, gather, answer, monkeypatch):
    site["/old"] = answer(301, b"", Location="/new")
    site["/new"] = "moved"
    [capture], _ = fetch(f"{site.address}/old")
    assert (capture.data, capture.origin, capture.hints.url) == (b"moved", f"{site.address}/old", f"{site.address}/new")
    site["/inward"] = answer(302, b"", Location=f"http://127.0.0.2:{site.port}/new")
    monkeypatch.setattr("onrecord.collect.addresses.is_public", lambda address: address != "127.0.0.2")
    captures, [problem] = gather(f"{site.address}/inward")
    assert (captures, problem.code) == ([], "private_address")


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://meridian.example/",
        "http://h.example:port/",
        "https:////xn--[[",
        "https://xn--a-ecp.ru/",
        "xn--::1",
        "http://u:p@h.example/",
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_refused(site, fetch, answer, location):
    site["/a"] = answer(302, b"", Location=location)
    captures, [problem] = fetch(f"{site.address}/a")
    assert (captures, problem.code) == ([], "bad_address")


def test_a_redirect_loop_ends(site, fetch, answer):
    site["/a"] = answer(302, b"", Location="/a")
    captures, [problem] = fetch(f"{site.address}/a", web=WebLimits(max_redirects=3))
    assert (captures, problem.code) == ([], "too_many_redirects")
    assert len(site.requests) == 5  # robots.txt, and the address four times


@pytest.mark.parametrize(
    "address", ["http://", "https://u:secret@meridian.example/", "http://meridian.example:port/", "http://\udce9/"]
)
def test_an_address_that_cannot_be_fetched_is_a_problem_without_its_password(fetch, address):
    captures, [problem] = fetch(address)
    assert (captures, problem.code) == ([], "bad_address")
    assert "secret" not in f"{problem.subject}{problem.message}"
    assert problem.subject.encode()


@pytest.mark.parametrize(
    ("status", "says"), [(404, "404 Not Found"), (503, "503 Service Unavailable"), (299, "299"), (304, "304")]
)
def test_a_status_other_than_200_is_a_problem(site, fetch, answer, status, says):
    site["/a"] = answer(status, b"" if status == 304 else b"sorry")
    captures, [problem] = fetch(f"{site.address}/a")
    assert (captures, problem.code) == ([], "http_status")
    assert says in problem.message


def test_an_answer_without_content_is_a_problem(site, fetch):
    site["/a"] = ""
    assert fetch(f"{site.address}/a")[1][0].code == "empty"


def test_robots_txt_is_honoured_and_asked_once(site, fetch):
    site["/robots.txt"] = "User-agent: onrecord\nDisallow: /private"
    site["/private/a"] = site["/b"] = "x"
    captures, [problem] = fetch(f"{site.address}/private/a")
    assert (captures, problem.code) == ([], "robots")
    assert [path for path, _ in site.requests] == ["/robots.txt"]
    [_], [] = fetch(f"{site.address}/private/a", ignore_robots=True)
    [_], [] = fetch(f"{site.address}/b")


def test_robots_txt_counts_after_a_redirect_too(site, fetch, answer):
    site["/robots.txt"] = "User-agent: *\nDisallow: /private"
    site["/a"] = answer(302, b"", Location="/private")
    assert fetch(f"{site.address}/a")[1][0].code == "robots"
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]


def test_rules_that_cannot_be_had_count_as_a_no(site, fetch, answer):
    site["/robots.txt"] = answer(500, b"")
    site["/a"] = "x"
    assert fetch(f"{site.address}/a")[1][0].code == "robots_unreachable"


def test_rules_that_lead_nowhere_count_as_none(site, fetch, answer):
    site["/robots.txt"] = answer(302, b"", Location="/robots.txt")
    site["/a"] = "x"
    [_], [] = fetch(f"{site.address}/a")


def test_of_an_endless_robots_txt_the_beginning_counts(site, fetch, answer):
    site["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000)
    site["/a"] = site["/b"] = "x"
    assert fetch(f"{site.address}/a")[1][0].code == "robots"
    assert fetch(f"{site.address}/b")[1] == []


def test_a_server_that_never_answers_is_given_up(fetch):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # without a limit this would hang
        captures, [problem] = fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", web=HASTY)
    assert (captures, problem.code) == ([], "timeout")


@pytest.mark.parametrize("read_seconds", [0.05, 5.0])
def test_a_server_that_falls_silent_is_given_up_at_either_limit(site, fetch, read_seconds):
    ended = threading.Event()

    def silent(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"x")
        ended.wait(5)

    site["/a"] = silent
    limits = WebLimits(read_seconds=read_seconds, total_seconds=0.2)
    captures, [problem] = fetch(f"{site.address}/a", web=limits, ignore_robots=True)
    ended.set()
    assert (captures, problem.code) == ([], "timeout")


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_sends_slowly_for_ever_is_cut_at_the_deadline(site, fetch, where):
    ended = threading.Event()

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + (b"" if where == "headers" else b"\r\n\r\n"))
        while not ended.wait(0.02):
            handler.wfile.write(b"x")

    site["/a"] = drip  # without a deadline this would hang: each read is within its own limit
    captures, [problem] = fetch(f"{site.address}/a", web=HASTY, ignore_robots=True)
    ended.set()
    assert (captures, problem.code) == ([], "timeout")
    assert "0.3 seconds" in problem.message


def test_a_server_that_sends_without_end_is_cut_at_the_size(site, fetch):
    def flood(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 10_000)

    site["/a"] = flood
    captures, [problem] = fetch(f"{site.address}/a", web=WebLimits(max_bytes=100_000))
    assert (captures, problem.code) == ([], "too_large")


def test_a_page_that_announces_too_much_is_not_read(site, fetch, answer):
    site["/a"] = answer(200, b"", Content_Length="999999999")
    assert fetch(f"{site.address}/a")[1][0].code == "too_large"


def test_a_compressed_page_is_captured_unpacked(site, fetch, answer):
    site["/a"] = answer(200, gzip.compress(b"<p>words</p>"), Content_Encoding="gzip")
    [capture], _ = fetch(f"{site.address}/a")
    assert capture.data == b"<p>words</p>"


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        (gzip.compress(b"0" * 5_000_000), "gzip", "too_large"),
        (gzip.compress(gzip.compress(b"0" * 5_000_000)), "gzip, gzip", "unsupported_encoding"),
        (b"whatever", "br", "unsupported_encoding"),
        (b"this is not gzip", "gzip", "unsupported_encoding"),
    ],
)
def test_compression_cannot_fill_the_memory(site, fetch, answer, body, encoding, code):
    site["/a"] = answer(200, body, Content_Encoding=encoding)
    captures, [problem] = fetch(f"{site.address}/a", web=WebLimits(max_bytes=100_000))
    assert (captures, problem.code) == ([], code)


def test_a_port_where_nobody_listens_is_a_problem(fetch):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    captures, [problem] = fetch(f"http://127.0.0.1:{port}/")
    assert (captures, problem.code) == ([], "connection")


def test_an_address_that_does_not_answer_leaves_the_next_one_its_turn(site, fetch, monkeypatch):
    site["/a"] = "x"
    with socket.create_server(("127.0.0.2", 0)) as free:
        closed = ("127.0.0.2", free.getsockname()[1])
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", pair) for pair in (closed, ("127.0.0.1", site.port))]
    honest = socket.getaddrinfo

    def resolve(host, *args, **options):
        return found if host == "meridian.example" else honest(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    [_], [] = fetch(f"http://meridian.example:{site.port}/a")


def test_what_is_no_http_is_a_problem(site, fetch):
    site["/a"] = lambda handler: handler.wfile.write(b"SSH-2.0 hello\r\n\r\n")
    assert fetch(f"{site.address}/a", ignore_robots=True)[1][0].code == "connection"


def test_no_proxy_of_the_environment_is_asked(site, fetch, monkeypatch):
    site["/a"] = "x"
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    [_], [] = fetch(f"{site.address}/a")


def test_a_server_without_a_certificate_to_trust_is_refused(site, fetch):
    captures, [problem] = fetch(f"https://127.0.0.1:{site.port}/", ignore_robots=True)
    assert (captures, problem.code) == ([], "tls")


def test_certificates_are_checked_against_the_name():
    fetcher = Fetcher(CollectSettings(), "onrecord/test")
    context = fetcher._transport._pool._ssl_context
    fetcher.close()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_secure_connection_keeps_the_deadline(monkeypatch):
    class Plain(httpcore.NetworkStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):
            return self

        def read(self, max_bytes, timeout=None):
            return f"{timeout:g}".encode()

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *args: Plain())
    monkeypatch.setattr("onrecord.collect.connection.time.monotonic", lambda: 100.0)
    stream = CheckedBackend(Deadline(7), allow_private=True).connect_tcp("127.0.0.1", 443)
    secured = stream.start_tls(ssl.create_default_context())
    assert secured.read(1) == b"7"


FEED = """<rss><channel><title>Meridian Wire</title>
<item><title>One</title><link>/one</link><description>Short.</description></item>
<item><title>Two</title><link>/gone</link><description>Kept.</description></item>
<item><title>Three</title><description>No link.</description></item></channel></rss>"""


def test_the_pages_of_a_feed_are_fetched_and_one_that_is_gone_keeps_its_own_content(site, fetch):
    site["/feed"] = FEED
    site["/one"] = "<p>All of it.</p>"
    captures, [problem] = fetch(f"{site.address}/feed")
    assert [(c.data, c.how) for c in captures] == [
        (b"<p>All of it.</p>", "web"),
        (b"Kept.", "feed"),
        (b"No link.", "feed"),
    ]
    assert (captures[0].hints.title, captures[0].hints.publisher) == ("One", "Meridian Wire")
    assert captures[1].origin == f"{site.address}/feed!{site.address}/gone"
    assert (problem.code, problem.subject) == ("http_status", f"{site.address}/gone")


def test_what_is_served_as_a_feed_and_is_none_is_a_problem(site, fetch, answer):
    site["/feed"] = answer(200, b"<html>sorry</html>", Content_Type="application/rss+xml")
    assert fetch(f"{site.address}/feed")[1][0].code == "not_a_feed"


def test_a_feed_file_is_followed_only_where_that_is_wanted(site, fetch, tmp_path):
    site["/one"] = "<p>All of it.</p>"
    (tmp_path / "feed.rss").write_text(FEED.replace("/one", f"{site.address}/one"))
    captures, _ = fetch(tmp_path / "feed.rss")
    assert captures[0].data == b"Short."
    assert site.requests == []
    captures, _ = fetch(tmp_path / "feed.rss", follow_feeds=True)
    assert captures[0].data == b"<p>All of it.</p>"


def test_a_feed_beyond_the_limit_is_a_problem(site, fetch):
    site["/feed"] = FEED
    assert fetch(f"{site.address}/feed", files=FileLimits(max_feed_bytes=10))[1][0].code == "too_large"


def test_a_fetched_feed_is_kept_as_it_came(site, containers, answer):
    site["/feed"] = answer(200, FEED.encode(), Content_Type="application/rss+xml; charset=utf-8")
    [feed] = containers(f"{site.address}/feed", allow_private=True, ignore_robots=True)
    assert (feed.data, feed.how, feed.media_type) == (FEED.encode(), "web", "application/rss+xml")
    assert (feed.origin, feed.hints.url) == (f"{site.address}/feed", f"{site.address}/feed")
