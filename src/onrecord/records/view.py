"""What a case answers when it is asked: filters, rows and summaries."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims to list; an empty field lets all pass.

    `source` and `text` match their words in any order, without regard to case or accents: `source` in
    the cited source, `text` in the content. `since` and `until` bound the report's publication date,
    both inclusive, as ISO dates. `report` is a report's id or a unique start of it. `limit` 0 is no limit.
    """

    source: str = ""
    text: str = ""
    act: str = ""
    quotation: str = ""
    since: str = ""
    until: str = ""
    report: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list, without its text."""

    id: str
    title: str
    publisher: str
    author: str
    published: str
    language: str
    url: str
    origin: str
    format: str
    words: int
    claims: int
    extracted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with the report it stands in."""

    claim: Claim
    title: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A passage that matches a search: where it stands in the report, or in its title (`start` = -1)."""

    report: str
    title: str
    publisher: str
    published: str
    start: int
    end: int
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatus:
    """The counts of a case.

    `pending` are English reports not yet read for claims; `other_language` are kept unread. `sources` are those with
    a name, each counted once however it is written, as in the dossier.
    """

    captures: int
    reports: int
    pending: int
    other_language: int
    claims: int
    sources: int
    problems: int
    first_published: str
    last_published: str
    bytes_on_disk: int
    format_version: int
    nets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What one run did: new captures, reports and claims, what was there already, and the problems met."""

    captures: int = 0
    reports: int = 0
    claims: int = 0
    known: int = 0
    problems: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something `verify` found wrong: which record, and what."""

    record: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """A capture in a list, without its bytes: what it was, where from, when, and the reports read from it.

    `container` marks a table or feed: its rows or entries are captures of their own, and no report is read from it.
    """

    id: str
    sha256: str
    origin: str
    how: str
    captured_at: str
    media_type: str
    size_bytes: int
    reports: tuple[str, ...]
    container: bool = False
