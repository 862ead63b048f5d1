"""Where something sets out: what stands behind "from", and behind words of leaving, is no place to come to.

Of what follows "from" in a role of place, 215 of 262 are labelled `origin` in corpus/train and corpus/more, of what
follows "left" and "fled" 47 of 52; the net takes half of them for destinations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from onrecord.vocabulary.events import event_types

Bounds = tuple[int, int]

_TO_COME_TO: Final = frozenset({"destination", "beneficiary"})
_LEAVING: Final = frozenset({"left", "leave", "leaves", "leaving", "fled", "flee", "flees", "fleeing", "departed"})
_FROM: Final = re.compile(r"\bfrom\s+(?:the\s+)?\Z", re.IGNORECASE)
_OPENS_WITH_FROM: Final = re.compile(r"from\s", re.IGNORECASE)
_BEFORE: Final = 9  # code points of "from the "
_BEHIND: Final = 60  # code points behind what happened in which "from" belongs to it
_ARTICLE: Final = re.compile(r"\s*(?:the\s+)?")
_NAMED: Final = re.compile(r"\bfrom\s+(?P<place>(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:of\s+)?[A-Z][\w’'-]+)*)")
_SENTENCE_END: Final = re.compile(r"[.!?;\n]")


def role_as_led(text: str, trigger: Bounds, role: str, bounds: Bounds) -> str:
    """Return a role of an event as the words before it tell it."""
    if role not in _TO_COME_TO:
        return role
    start, end = bounds
    led = _FROM.search(text[max(0, start - _BEFORE) : start]) or _OPENS_WITH_FROM.match(text, start, end)
    left = text[slice(*trigger)].lower() in _LEAVING and _ARTICLE.fullmatch(text, trigger[1], max(start, trigger[1]))
    return "origin" if led or left else role


def named_origin(text: str, kind: str, trigger: Bounds, taken: Iterable[Bounds]) -> Bounds | None:
    """Return the name that the sentence has behind "from" after what happened, where nothing else takes it.

    Args:
        text: The report's text.
        kind: Type of the event; of some nothing sets out.
        trigger: Of the event.
        taken: Words that have a role in it.
    """
    if "origin" not in event_types()[kind].roles:
        return None
    ended = _SENTENCE_END.search(text, trigger[1])
    last = min(ended.start() if ended else len(text), trigger[1] + _BEHIND)
    found = _NAMED.search(text, trigger[1], last)
    if found is None or any(start < found.end("place") and found.start("place") < end for start, end in taken):
        return None
    return found.span("place")
