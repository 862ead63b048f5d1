"""Pairs of entities that may be one, with the reasons, for a person to see and judge; pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records.identity import Likeness
from onrecord.resolve.judged import Judged
from onrecord.resolve.links import Link
from onrecord.resolve.nodes import Node
from onrecord.resolve.rows import RULES, EntityRow


def likenesses_of(
    rows: Sequence[EntityRow], nodes: Sequence[Node], links: Sequence[Link], judged: Judged
) -> tuple[Likeness, ...]:
    """Return a likeness for each link, of its nodes' first entities, and for each judgement, which goes before."""
    found: dict[tuple[str, str], Likeness] = {}
    for link in links:
        a, b = sorted(rows[nodes[number].members[0]].id for number in (link.one, link.other))
        found[a, b] = Likeness(a=a, b=b, score=link.points.score, reasons=link.points.reasons, made_by=RULES)
    for one in judged.counted:
        if one.verdict != "unsure":
            a, b = sorted((one.a, one.b))
            score = 1.0 if one.verdict == "same" else 0.0
            reasons = (one.reason or f"judged {one.verdict}",)
            found[a, b] = Likeness(a=a, b=b, score=score, reasons=reasons, made_by=one.by)
    return tuple(found[pair] for pair in sorted(found))
