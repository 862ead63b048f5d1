"""Which entity the words of a role stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.records import Event, Role, Span
from onrecord.records.entity import Mention

# what ends the noun phrase itself: what follows tells more of it ("two men from Havana", "the army that ...")
_MORE: Final = re.compile(
    r",|\s(?:of|from|in|at|on|near|for|with|without|by|to|into|under|including|who|whom|whose|which|that|where|aged?)\s"
)


def with_entities(events: Sequence[Event], mentions: Sequence[Mention]) -> list[Event]:
    """Return events whose roles name the entity they stand for, where their noun phrase ends with a mention of it."""
    ordered = sorted(mentions, key=lambda mention: mention.span)
    starts = [mention.span.start for mention in ordered]

    def named(role: Role) -> Role:
        more = _MORE.search(role.span.text)
        end = role.span.start + more.start() if more else role.span.end
        inside = ordered[bisect_left(starts, role.span.start) : bisect_left(starts, end)]
        entity = next((one.entity for one in reversed(inside) if _covers(one.span, role.span.start, end)), "")
        return replace(role, entity=entity) if entity else role

    return [replace(event, roles=tuple(named(role) for role in event.roles)) for event in events]


def _covers(mention: Span, start: int, end: int) -> bool:
    return start <= mention.start and mention.end == end
