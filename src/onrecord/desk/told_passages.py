"""Passages that tell a claim or an event, with who says so and how it is told: what edges and routes rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.desk.answering import Desk
from onrecord.desk.paging import Page, page_of
from onrecord.dossier.told import parts_of, passage_of
from onrecord.dossier.wording import on_whose_word, sentence, told, when
from onrecord.records import ClaimRow, EventRow, Side, claim_json, event_json

Named = tuple[str, str]
"""Id of a report, and of a claim or event in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """An event as a list shows it.

    Attributes:
        row: The event.
        side: The words from its first to its last.
        sentence: Its trigger with who takes part in which role.
        told: How it is told.
        whose: On whose word.
        when: The days that it can be on, or "".
    """

    row: EventRow
    side: Side
    sentence: str
    told: str
    whose: str
    when: str


def told_passages(desk: Desk, records: Sequence[Named], number: int) -> Page[ClaimRow | ShownEvent]:
    """Return a page of passages, those published first before others and those without a date last.

    Args:
        desk: Where they are shown.
        records: All of the list.
        number: Of the page.
    """
    reports = desk.kept.report_rows()

    def published(record: Named) -> tuple[bool, str, str]:
        day = reports[record[0]].published if record[0] in reports else ""
        return not day, day, record[0]

    page = page_of(sorted(records, key=published), number)
    ids = [record for _, record in page.items]
    view = desk.case.view
    found: dict[str, ClaimRow | ShownEvent] = {row.claim.id: row for row in view.claims_named(ids)}
    events = list(view.events_named(ids))
    texts = view.texts({row.event.report for row in events})
    found |= {row.event.id: _shown(row, texts[row.event.report]) for row in events}
    shown = [found[name] for name in ids if name in found]
    return Page(items=shown, number=page.number, more=page.more, total=page.total)


def passage_json(shown: ClaimRow | ShownEvent) -> dict[str, Any]:
    """Return a passage as the JSON API gives it: the claim or the event, with the report it stands in."""
    row = shown if isinstance(shown, ClaimRow) else shown.row
    stands = {name: getattr(row, name) or None for name in ("title", "publisher", "published")}
    if isinstance(row, ClaimRow):
        record = {"report": row.claim.report, **stands, **claim_json(row.claim)}
        return {"kind": "claim", **record, "speaker_name": row.speaker or None}
    record = {"report": row.event.report, **stands, **event_json(row.event)}
    return {"kind": "event", **record, "claims": [word.claim.id for word in row.words]}


def _shown(row: EventRow, text: str) -> ShownEvent:
    event = row.event
    return ShownEvent(
        row=row,
        side=Side(report=event.report, span=passage_of(text, event)),
        sentence=sentence(event.trigger.text, parts_of(event, {})),
        told=told(event.factuality, row.words),
        whose=on_whose_word(row.words),
        when=when(row.time),
    )
