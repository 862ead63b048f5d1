"""Helpers on text that count code points; pure."""

from __future__ import annotations

import re


def shorten(text: str, width: int) -> str:
    """Return the text on one line, cut at a word with an ellipsis when it is longer than `width` code points."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1].rsplit(" ", 1)[0]
    return (cut or line[: width - 1]) + "…"


# C0 and C1 controls but tab and line feed: a terminal would obey them; lone surrogates: no encoding holds them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates (UAX #9, section 2): they can show words in another order.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Return the text as it can be shown: nothing in it can steer a terminal or reorder what stands around it.

    Every control character but tab and line feed becomes U+FFFD, every
    character that changes the direction of writing its name, `<U+202E>`.
    """
    return _DIRECTIONS.sub(lambda found: f"<U+{ord(found[0]):04X}>", _CONTROLS.sub("\ufffd", text))
