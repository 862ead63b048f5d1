"""Pure helpers on text that strangers wrote: what may be shown of it, what may be followed, where a clause begins."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# C0 and C1 controls but tab and line feed: a terminal would obey them; lone surrogates: no encoding holds them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates (UAX #9, section 2): they can show words in another order.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_THAT = re.compile(r"that\s+", re.IGNORECASE)


def harmless(text: str) -> str:
    """Return the text as it can be shown: nothing in it can steer a terminal or reorder what stands around it.

    Every control character but tab and line feed becomes U+FFFD, every
    character that changes the direction of writing its name, `<U+202E>`.
    """
    return _DIRECTIONS.sub(lambda found: f"<U+{ord(found[0]):04X}>", _CONTROLS.sub("\ufffd", text))


def is_web_address(text: str) -> bool:
    """Say whether the text is a whole http(s) address; nothing else is ever fetched, stored as one or linked to."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # a bracket in the host
        return False


def after_that(text: str, start: int, end: int) -> int:
    """Return where the passage [start, end) begins without a leading complementiser "that"; it is never emptied."""
    that = _THAT.match(text, start, end)
    return that.end() if that and that.end() < end else start
