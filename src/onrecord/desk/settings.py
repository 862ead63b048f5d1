"""How a desk is run."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names by which only this machine reaches itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """How a desk is run.

    Attributes:
        name: The case's name, at the head of every page.
        host: The address it listens on.
        port: The port it listens on.
        token: What the first address must bring, once; whoever brings it is let in.
        person: In whose name something is decided; "" where the case cannot be written and nothing is.
    """

    name: str
    host: str = LOOPBACK[0]
    port: int
    token: str
    person: str = ""

    @property
    def origin(self) -> str:
        """Where it is reached: "http://127.0.0.1:41234"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser may call it in the Host header; another name is somebody's who points it at this machine."""
        names = {self.host, *LOOPBACK} if self.host in LOOPBACK else {self.host}
        return frozenset(f"[{name}]:{self.port}" if ":" in name else f"{name}:{self.port}" for name in names)
