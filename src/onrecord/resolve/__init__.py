"""Who is who across reports: the entities of all reports in, somebody or something each of them is out; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.records.identity import Judgement
from onrecord.resolve.rows import EntityRow, Resolved

__all__ = ["EntityRow", "Resolved", "resolve"]


def resolve(entities: Iterable[EntityRow], judgements: Sequence[Judgement] = ()) -> Resolved:
    """Return who and what the entities of all reports are, and which of them may be one without that being sure.

    Neither the order of the entities nor that of the judgements changes anything. A judgement that is not withdrawn
    overrides what the names say: "same" joins two entities, "different" parts them even through others.
    """
    raise NotImplementedError
