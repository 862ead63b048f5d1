"""Helpers on text that count code points; pure."""

from __future__ import annotations


def shorten(text: str, width: int) -> str:
    """Return the text on one line, cut at a word with an ellipsis when it is longer than `width` code points."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1].rsplit(" ", 1)[0]
    return (cut or line[: width - 1]) + "…"
