"""How a desk is run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
"""Names by which only this machine reaches itself."""

EVERYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 - to know it, not to listen
"""Addresses that stand for all that the machine has."""

_CALLED: Final = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]{1,5}))?")
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """How a desk is run.

    Attributes:
        name: The case's name, at the head of every page.
        host: The address it listens on.
        port: The port it listens on.
        token: What the first address must bring, once; whoever brings it is let in. "" where persons sign in.
        person: In whose name something is decided; "" where it has to be asked, or nothing is decided.
        suggested: The name that is offered when it is asked; "" where nothing is decided.
        known_as: Other names of the machine by which browsers may call it.
        tls: Whether it is reached by HTTPS.
    """

    name: str
    host: str = LOOPBACK[0]
    port: int
    token: str = ""
    person: str = ""
    suggested: str = ""
    known_as: tuple[str, ...] = ()
    tls: bool = False

    @property
    def scheme(self) -> str:
        """By which it is reached."""
        return "https" if self.tls else "http"

    @property
    def origin(self) -> str:
        """Where it is reached: "http://127.0.0.1:41234"."""
        name = self.known_as[0] if self.host in EVERYWHERE and self.known_as else self.host
        return f"{self.scheme}://{f'[{name}]' if ':' in name else name}:{self.port}"

    def answers_to(self, called: str) -> bool:
        """Tell whether a browser may call it so in the Host header; another name is one pointed at this machine.

        Where it listens on all addresses of the machine, it may be called by any address in numbers: nobody else can
        point a name at it that way.
        """
        parts = _CALLED.fullmatch(called.lower())
        if parts is None or int(parts[2] or _PORTS[self.scheme]) != self.port:
            return False
        name = parts[1].strip("[]")
        if self.host in EVERYWHERE and _in_numbers(name):
            return True
        own = {self.host, *self.known_as, *(LOOPBACK if self.host in (*LOOPBACK, *EVERYWHERE) else ())}
        return name in {one.lower() for one in own}


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Where a desk is served, and to whom.

    Attributes:
        host: The address to listen on.
        port: The port; 0 takes a free one.
        browser: Open the desk in the browser.
        person: In whose name something is decided; "" asks it.
        suggested: The name that is offered when it is asked.
        certificate: The file with the certificate (and those that vouch for it) for HTTPS, in PEM; None is HTTP.
        key: The file with its key; None where it stands with the certificate.
        insecure: Take others without HTTPS, although they can be overheard.
        known_as: Other names of this machine by which browsers may call the desk.
    """

    host: str = LOOPBACK[0]
    port: int = 0
    browser: bool = True
    person: str = ""
    suggested: str = ""
    certificate: Path | None = None
    key: Path | None = None
    insecure: bool = False
    known_as: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether only this machine reaches the desk."""
        return self.host in LOOPBACK


def _in_numbers(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
