"""Starting the desk: one server on this machine, and the browser."""

from __future__ import annotations

import secrets
import socket
import ssl
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

import uvicorn

from onrecord.accounts import Accounts
from onrecord.case import Case
from onrecord.desk.answering import Desk
from onrecord.desk.app import make_app
from onrecord.desk.chart import chart_of
from onrecord.desk.network import network_of
from onrecord.desk.pages.overview import TALLY, tally_of
from onrecord.desk.pages.questions import kind_counts
from onrecord.desk.pages.timeline import TimelineAsked, buckets_of
from onrecord.desk.promises import due
from onrecord.desk.settings import EVERYWHERE, DeskSettings, Serving
from onrecord.desk.speaking import lines_of
from onrecord.desk.stretches import LENGTHS
from onrecord.errors import OnrecordError, UsageError

_USUAL: Final = Serving()


def serve(
    case: Case, serving: Serving = _USUAL, *, accounts: Accounts | None = None, started: Callable[[str], None]
) -> None:
    """Run the desk of a case until Ctrl-C.

    Args:
        case: What it shows.
        serving: Where, and to whom.
        accounts: Who can sign in; without, the address that is told lets one browser in.
        started: Called with the address at which the desk is, when it can be reached.

    Raises:
        UsageError: Others could reach the desk without an account, or be overheard; or nobody could sign in.
        OnrecordError: The port is taken, or may not be used; or the certificate cannot.
    """
    _check(serving, accounts)
    with _listening(serving.host, serving.port) as listener:
        settings = _settings(case, serving, listener.getsockname()[1], token=accounts is None)
        app = make_app(case, settings, accounts=accounts)
        # What the first page takes longest for is asked meanwhile.
        Thread(target=_ask_slow, args=(app.state.desk,), daemon=True).start()
        address = f"{settings.origin}/?token={settings.token}" if settings.token else f"{settings.origin}/"
        started(address)
        if serving.browser:
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
            ssl_certfile=serving.certificate,
            ssl_keyfile=serving.key,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _ask_slow(desk: Desk) -> None:
    """Ask the case what is kept of it and takes long, in the order in which a reader comes to it."""
    with suppress(OnrecordError):  # the page that needs it says so
        desk.kept.answer(TALLY, tally_of)
        network_of(desk)
        chart_of(desk)
        lines_of(desk)
        for by in LENGTHS:
            buckets_of(desk, TimelineAsked(by=by))
        kind_counts(desk)
        due(desk)


def _check(serving: Serving, accounts: Accounts | None) -> None:
    if accounts is None and not serving.alone:
        raise UsageError(
            f"without accounts the desk listens on this machine alone, and {serving.host!r} can be reached from others",
            hint="--accounts FILE lets persons sign in; for one person, ssh -L 8000:127.0.0.1:8000 with --port 8000",
        )
    if accounts is not None and not accounts.all():
        raise UsageError(
            f"nobody has an account in {accounts.path}",
            hint=f"onrecord accounts add {accounts.path} NAME --role lead",
        )
    if serving.certificate is None and not serving.alone and not serving.insecure:
        raise UsageError(
            f"whoever is on the network between can overhear a desk on {serving.host!r}: passwords and the whole case",
            hint="--cert FILE --key FILE serve it by HTTPS; --insecure goes without, where a tunnel encrypts",
        )
    if serving.certificate is not None:
        _check_certificate(serving.certificate, serving.key)
    elif serving.key is not None:
        raise UsageError("a key needs its certificate", hint="--cert FILE --key FILE")


def _check_certificate(certificate: Path, key: Path | None) -> None:
    """Refuse what HTTPS could not be served with, before the server does so in words of its own."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key, password=lambda: "")
    except FileNotFoundError:
        missing = next(file for file in (certificate, key) if file and not file.exists())
        raise OnrecordError(f"there is no file {missing}", hint="--cert FILE --key FILE") from None
    except OSError as error:  # that of TLS is one
        raise OnrecordError(
            f"{certificate} cannot be used for HTTPS: {error.strerror or error}",
            hint="both files are in PEM, the key fits the certificate and has no password",
        ) from None


def _settings(case: Case, serving: Serving, port: int, *, token: bool) -> DeskSettings:
    own = (socket.gethostname(),) if serving.host in EVERYWHERE else ()
    return DeskSettings(
        name=case.path.stem,
        host=serving.host,
        port=port,
        token=secrets.token_urlsafe(32) if token else "",
        person=serving.person if token else "",
        suggested=serving.suggested if token else "",
        known_as=(*serving.known_as, *own),
        tls=serving.certificate is not None,
    )


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that takes connections; requests wait in it until the server answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OnrecordError(
            f"cannot listen on {host}, port {port}: {error.strerror}", hint="without --port a free port is taken"
        ) from None
