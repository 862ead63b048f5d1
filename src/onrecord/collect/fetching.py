"""Taking one address from the web, with every limit that keeps a server from taking us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpcore
import httpx

from onrecord.collect.connection import SLOW_HINT, CheckedTransport, Deadline
from onrecord.collect.refusals import NotFetched
from onrecord.collect.settings import CollectSettings

_REDIRECTS = {301, 302, 303, 307, 308}
_ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
_BAD_ADDRESS_HINT = "give an address as a browser shows it: https://example.org/page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered at last: the address after redirects, the status and the body without compression."""

    url: httpx.URL
    status: int
    media_type: str
    charset: str
    body: bytes


class Fetcher:
    """One client for a collection, with one request at a time, no cookies and no proxy.

    Behind a proxy, the address that is checked would not be the one connected to. Redirects are followed here and not
    by `httpx.Client`, which reads every `Location` before we can check it, and fails on odd ones in five ways.
    """

    def __init__(self, settings: CollectSettings, user_agent: str) -> None:
        web = settings.web
        self._web = web
        self._deadline = Deadline(web.total_seconds)
        self._transport = CheckedTransport(self._deadline, allow_private=settings.allow_private)
        self._timeout = httpx.Timeout(web.read_seconds, connect=web.connect_seconds).as_dict()
        self._headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def get(
        self, address: str, *, max_bytes: int, check: Callable[[httpx.URL], None] | None = None, cut: bool = False
    ) -> Answer:
        """Return the answer at the address or where it redirects to.

        Args:
            address: An http(s) address.
            max_bytes: The largest body.
            check: Called before each request; refuses the address by raising `NotFetched`.
            cut: Take the first `max_bytes` of a larger body instead of refusing it.

        Raises:
            NotFetched: With the code "bad_address", "private_address", "not_resolved", "timeout", "connection", "tls",
                "too_many_redirects", "too_large", "unsupported_encoding" or what `check` raises.
        """
        url = parse_address(address)
        self._deadline.restart()
        for _ in range(self._web.max_redirects + 1):
            if check:
                check(url)
            answer = self._exchange(url, max_bytes, cut=cut)
            if isinstance(answer, Answer):
                return answer
            url = answer
        message = f"redirected more than {self._web.max_redirects} times"
        raise NotFetched("too_many_redirects", message, "open the address in a browser and give the one it ends at")

    def _exchange(self, url: httpx.URL, max_bytes: int, *, cut: bool) -> Answer | httpx.URL:
        """Return the answer to one request, or the address it redirects to."""
        try:
            request = httpx.Request("GET", url, headers=self._headers, extensions={"timeout": self._timeout})
            response = self._transport.handle_request(request)
            try:
                location = response.headers.get("Location", "")
                if response.status_code in _REDIRECTS and location:
                    return parse_address(location, base=url)
                return _answer(response, url, max_bytes, cut=cut)
            finally:
                response.close()
        except httpcore.TimeoutException as error:
            self._deadline.cap(None)  # says so if it was the time of all, not of one step, that ran out
            raise NotFetched("timeout", f"{url.host} did not answer in time", SLOW_HINT) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            message = f"the connection to {url.host} failed: {error or type(error).__name__}"
            raise NotFetched("connection", message, "try again later") from error
        except httpx.DecodingError as error:
            raise NotFetched("unsupported_encoding", f"the answer cannot be unpacked: {error}", SLOW_HINT) from error


def parse_address(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return the address, which may be relative to `base`, without its fragment.

    Raises:
        NotFetched: It is no http(s) address, or carries a user name or password ("bad_address").
    """
    try:
        url = base.join(address) if base else httpx.URL(address)
        host = url.host
    except (httpx.InvalidURL, ValueError) as error:  # ValueError: brackets; names that IDNA forbids, also when decoded
        raise NotFetched("bad_address", f"no valid address: {error}", _BAD_ADDRESS_HINT) from error
    if url.scheme not in {"http", "https"} or not host:
        raise NotFetched("bad_address", f"not an http(s) address: {url.scheme}://{host}", _BAD_ADDRESS_HINT)
    if url.userinfo:
        raise NotFetched("bad_address", "addresses with a user name or password are not fetched", "leave them out")
    return url.copy_with(fragment=None)


def _answer(response: httpx.Response, url: httpx.URL, max_bytes: int, *, cut: bool) -> Answer:
    """Return the answer with its body.

    Raises:
        NotFetched: The body is too large, or packed in a way that cannot be unpacked within limits.
    """
    # One layer at most: a body packed twice could unpack to a million times its size before the first byte is counted.
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        message = f"the answer is compressed as {encoding}, which was not asked for"
        raise NotFetched("unsupported_encoding", message, "save the page in a browser and add the file")
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > max_bytes and not cut:
        raise _too_large(max_bytes)
    body = bytearray()
    for block in response.iter_bytes():
        body += block
        if len(body) > max_bytes:
            if not cut:
                raise _too_large(max_bytes)
            break
    return Answer(
        url=url,
        status=response.status_code,
        media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        charset=response.charset_encoding or "",
        body=bytes(body[:max_bytes]),
    )


def _too_large(max_bytes: int) -> NotFetched:
    hint = "raise --max-bytes if it really is one report"
    return NotFetched("too_large", f"the answer is larger than {max_bytes:,} bytes", hint)
