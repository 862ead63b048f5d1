"""What a browser may do with an answer of the desk."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)
"""What a page may load and do (Content-Security-Policy, level 3): nothing but its own."""

SANDBOX_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'self'"
"""For what strangers wrote, shown as they wrote it: no script, no forms, nothing loaded, an origin of its own.

A page sets it itself: `Response(…, headers={"Content-Security-Policy": SANDBOX_POLICY})`.
"""

_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def secure(headers: MutableHeaders, *, kept: bool = False) -> None:
    """Add the headers of every answer; those that a page has set itself stay.

    Args:
        headers: Of the answer.
        kept: Whether the browser may keep it and ask whether it is still so: what holds nothing of the case.
    """
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-cache" if kept else "no-store")
