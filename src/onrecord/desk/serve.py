"""Starting the desk: one server on this machine, and the browser."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

import uvicorn

from onrecord.case import Case
from onrecord.desk.answering import Desk
from onrecord.desk.app import make_app
from onrecord.desk.chart import chart_of
from onrecord.desk.network import network_of
from onrecord.desk.pages.overview import TALLY, tally_of
from onrecord.desk.settings import LOOPBACK, DeskSettings
from onrecord.errors import OnrecordError, UsageError


def serve(
    case: Case,
    *,
    host: str = LOOPBACK[0],
    port: int = 0,
    browser: bool = True,
    person: str = "",
    started: Callable[[str], None],
) -> None:
    """Run the desk of a case until Ctrl-C.

    Args:
        case: What it shows.
        host: The address to listen on: one of `LOOPBACK`.
        port: The port; 0 takes a free one.
        browser: Open the desk in the browser.
        person: In whose name something is decided; "" where nothing is.
        started: Called with the address that lets one browser in, when the desk can be reached.

    Raises:
        UsageError: Others could reach the host.
        OnrecordError: The port is taken, or may not be used.
    """
    if host not in LOOPBACK:
        raise UsageError(
            f"the desk listens on this machine alone, and {host!r} can be reached from others",
            hint="the desk has no accounts yet; from another machine, ssh -L 8000:127.0.0.1:8000 with --port 8000",
        )
    with _listening(host, port) as listener:
        settings = DeskSettings(
            name=case.path.stem,
            host=host,
            port=listener.getsockname()[1],
            token=secrets.token_urlsafe(32),
            person=person,
        )
        app = make_app(case, settings)
        # What the first page takes longest for is asked meanwhile.
        Thread(target=_ask_slow, args=(app.state.desk,), daemon=True).start()
        address = f"{settings.origin}/?token={settings.token}"
        started(address)
        if browser:
            # Some browsers hold up whoever opens them.
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        # The addresses in a log of accesses would tell who reads what.
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=3,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _ask_slow(desk: Desk) -> None:
    """Ask the case what is kept of it and takes long, in the order in which a reader comes to it."""
    with suppress(OnrecordError):  # the page that needs it says so
        desk.kept.answer(TALLY, tally_of)
        network_of(desk)
        chart_of(desk)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that takes connections; requests wait in it until the server answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OnrecordError(
            f"cannot listen on {host}, port {port}: {error.strerror}", hint="without --port a free port is taken"
        ) from None
