"""What a case answers when it is asked: filters, rows and summaries."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.claim import Claim
from onrecord.records.decision import Review
from onrecord.records.element import Element
from onrecord.records.entity import Entity, Mention
from onrecord.records.event import Event
from onrecord.records.finding import Answer
from onrecord.records.question import Question
from onrecord.records.time import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Which records to list, whatever their kind; an empty field lets all pass.

    `since` and `until` bound the report's publication date, both inclusive, as ISO dates.
    `report` is a report's id or a unique start of it. `limit` 0 is no limit.
    """

    since: str = ""
    until: str = ""
    report: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedFilter(RecordFilter):
    """Which records to list by how they stand in review (`REVIEWS`); "" lets all pass."""

    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter(ReviewedFilter):
    """Which claims to list.

    `source` and `text` match their words in any order, without regard to case or accents: `source` in
    the cited source, `text` in the content. `standing` is that of a finding which the claim speaks to; `speaker` the id
    of the entity or identity that is cited. `after` and `before` bound the days on which it can have been said, and
    `dated` tells on which it is told to have been, as in `EventFilter`.
    """

    source: str = ""
    text: str = ""
    act: str = ""
    quotation: str = ""
    standing: str = ""
    speaker: str = ""
    after: str = ""
    before: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter(ReviewedFilter):
    """Which events to list: of which type, how far told as having happened, with whom, in which words, when.

    The words of `who` stand together in one participant or the name of one; those of `text` anywhere in the trigger
    and the participants. `after` and `before` bound the days that its time can mean, both inclusive; an event without a
    time that names days fits none. `dated` is a year, month or day that its time is told to lie in, and puts the events
    in the order of their times; `UNDATED` lets those pass that have no date, as `DayCount` counts them.
    """

    type: str = ""
    factuality: str = ""
    who: str = ""
    text: str = ""
    after: str = ""
    before: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFilter(ReviewedFilter):
    """Which times to list: of which TIMEX3 type, with which value, on which days (as in `EventFilter`)."""

    type: str = ""
    value: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFilter(ReviewedFilter):
    """Which entities to list: of which type, of which country (ISO 3166-1 alpha-2), with which words in a name."""

    type: str = ""
    country: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFilter(ReviewedFilter):
    """Which open questions to list: of which kind, with which words in the party or in the clause."""

    kind: str = ""
    party: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementFilter(ReviewedFilter):
    """Which elements to list: of which part of the definition, with which code and status, which words in a passage."""

    element: str = ""
    code: str = ""
    status: str = ""
    text: str = ""


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
class RecordRow:
    """What a list says of the report that a record stands in."""

    title: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow(RecordRow):
    """What a list says of a record that persons can decide about: where, and how it stands in review."""

    review: Review = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A claim that something rests on; `speaker` is the name of the entity that its source names or means, or ""."""

    claim: Claim
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(ReviewedRow):
    """A claim with the report it stands in; `speaker` as in `Word`."""

    claim: Claim
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(ReviewedRow):
    """An event with the report it stands in, its time, and on whose word it is told.

    `words` are its holder and the claims around that one, the innermost first; none for the report's own voice.
    """

    event: Event
    time: Time | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow(ReviewedRow):
    """A time with the report it stands in."""

    time: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow(ReviewedRow):
    """An entity with the report it stands in and its mentions there, in the order they were found."""

    entity: Entity
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow(ReviewedRow):
    """An open question with the report it stands in, and the passages of later reports that answer it, surest first."""

    question: Question
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow(ReviewedRow):
    """An element with the report it stands in; `words` are, for each of its claims, as in `EventRow`."""

    element: Element
    words: tuple[tuple[Word, ...], ...] = ()


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
    a name, each counted once however it is written, as in the dossier. `entities` are counted report by report,
    `identities` those that several reports name; `findings` are those that relations join. `weighed` says whether what
    is across reports stands for all that is in the case. Counts of records hold also the `rejected` and the `replaced`
    ones: they stay in the case, and count in nothing that is told across reports.
    """

    captures: int
    reports: int
    pending: int
    other_language: int
    claims: int
    events: int = 0
    times: int = 0
    mentions: int = 0
    entities: int = 0
    questions: int = 0
    elements: int = 0
    relations: int = 0
    identities: int = 0
    origins: int = 0
    findings: int = 0
    answers: int = 0
    judgements: int = 0
    decisions: int = 0
    rejected: int = 0
    replaced: int = 0
    weighed: bool = False
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
