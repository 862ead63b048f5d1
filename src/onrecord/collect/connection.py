"""Connections to the web that go only where they may, and that end in time however slowly a server sends."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from onrecord.collect.addresses import checked_addresses
from onrecord.collect.refusals import NotFetched

SLOW_HINT = "try again later, or save the page yourself and collect the file"


class Deadline:
    """The moment when an exchange must be over; one at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ends = time.monotonic() + seconds

    def restart(self) -> None:
        """Give the next exchange its full time."""
        self._ends = time.monotonic() + self._seconds

    def cap(self, timeout: float | None) -> float:
        """Return the timeout, or the time that is left if that is less.

        Raises:
            NotFetched: No time is left ("timeout").
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise NotFetched("timeout", f"the server was not done after {self._seconds:g} seconds", SLOW_HINT)
        return left if timeout is None else min(timeout, left)


class CheckedBackend(httpcore.SyncBackend):
    """Opens connections to the addresses that were checked, never to a name that could resolve otherwise by then."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first of the host's addresses that answers.

        Raises:
            NotFetched: The host may not be connected to, or the time is up.
            httpcore.ConnectError: No address answers.
            httpcore.ConnectTimeout: The last address does not answer in time.
        """
        failure: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError(f"{host} has no address")
        for address in checked_addresses(host, port, allow_private=self._allow_private):
            try:
                limit = self._deadline.cap(timeout)
                stream = super().connect_tcp(address, port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        except httpcore.ConnectError as error:
            message = f"no secure connection to {server_hostname}: {error}"
            hint = "the certificate does not vouch for the site; save the page with a browser and collect the file"
            raise NotFetched("tls", message, hint) from error
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """What httpx sends requests through; its failures are httpcore's own and `NotFetched`."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=CheckedBackend(deadline, allow_private=allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to one request, its body not read yet."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
