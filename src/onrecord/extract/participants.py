"""The words of roles as whole names, and which entity they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from onrecord.records import Event, Role, Span
from onrecord.records.entity import Mention

# what ends the noun phrase itself: what follows tells more of it ("two men from Havana", "the army that ...")
_MORE: Final = re.compile(
    r",|\s(?:of|from|in|at|on|near|for|with|without|by|to|into|under|including|who|whom|whose|which|that|where|aged?)\s"
)
# what a name must follow
_ASKS: Final = re.compile(r"\s(?:of|from|in|at|on|near|for|with|by|to|into|the|a|an)\Z")


def with_entities(text: str, events: Sequence[Event], mentions: Sequence[Mention]) -> list[Event]:
    """Return events whose roles hold whole names, with the entity of which a mention ends a role's noun phrase.

    Args:
        text: The report's text.
        events: Its events.
        mentions: Its mentions.
    """
    ordered = sorted(mentions, key=lambda mention: mention.span)
    starts = [mention.span.start for mention in ordered]
    names = [mention.span for mention in ordered if mention.form == "name"]

    def named(role: Role) -> Role:
        span = _whole(text, role.span, names)
        more = _MORE.search(span.text)
        end = span.start + more.start() if more else span.end
        inside = ordered[bisect_left(starts, span.start) : bisect_left(starts, end)]
        entity = next((one.entity for one in reversed(inside) if _covers(one.span, span.start, end)), "")
        return replace(role, span=span, entity=entity or role.entity)

    return [replace(event, roles=_different(map(named, event.roles))) for event in events]


def _whole(text: str, span: Span, names: Sequence[Span]) -> Span:
    """Take a role's words to the edges of the names that they cut, and to the name that a last preposition asks for."""
    start, end = span.start, span.end
    asks = _ASKS.search(span.text)
    for name in islice(names, max(0, bisect_left(names, span) - 1), None):
        if name.start > end + 1:
            break
        if asks and name.start == end + 1 and text[end] == " ":
            end = name.end
        elif name.start < end and start < name.end:
            start, end = min(start, name.start), max(end, name.end)
    if end == span.end and asks:
        end = start + asks.start()
    return Span.of(text, start, end)


def _different(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Leave out a role that two cut names have become."""
    return tuple({(role.role, role.span): role for role in roles}.values())


def _covers(mention: Span, start: int, end: int) -> bool:
    return start <= mention.start and mention.end == end
