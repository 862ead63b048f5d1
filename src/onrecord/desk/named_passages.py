"""Passages that name a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice

from onrecord.desk.answering import Desk
from onrecord.desk.paging import PER_PAGE, Page
from onrecord.records import SearchHit

Naming = tuple[str, str, int]
"""Id of a report, of an entity in it, and in how many passages it is named there."""


def named_passages(desk: Desk, namings: Sequence[Naming], number: int) -> Page[SearchHit]:
    """Return a page of passages in order of publication; only the reports on it are read.

    Args:
        desk: Where they are shown.
        namings: All of the list.
        number: Of the page.
    """
    rows = desk.kept.report_rows()

    def published(naming: Naming) -> tuple[bool, str, str]:
        day = rows[naming[0]].published if naming[0] in rows else ""
        return not day, day, naming[0]

    start = (number - 1) * PER_PAGE
    passed, skipped = 0, 0
    wanted: list[str] = []
    for _, own in groupby(sorted(namings, key=published), key=published):
        entities = list(own)
        count = sum(naming[2] for naming in entities)
        if passed + count > start and passed < start + PER_PAGE:
            skipped = skipped if wanted else max(start - passed, 0)
            wanted += [naming[1] for naming in entities]
        passed += count
    hits = list(islice(desk.case.view.named_in(wanted), skipped, skipped + PER_PAGE)) if wanted else []
    return Page(items=hits, number=number, more=passed > start + PER_PAGE, total=passed)
