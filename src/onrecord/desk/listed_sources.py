"""Who is cited and who publishes, under one name each by the rule of `vocabulary.naming`; and which a list shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from pydantic import BaseModel

from onrecord.case import Case
from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.records import Act, CitedClaim, DecisionFilter, OriginKind, ReportRow
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.naming import source_key

SOURCES: Final = "sources"
"""The name under which they are kept."""

Order = Literal["most", "newest", "name"]


class SourcesAsked(BaseModel):
    """Which sources, and in what order; an empty field lets all pass.

    `name` matches words of the name, in any order, without regard to case or accents. `act` is something that a source
    does. `by` tells those who are cited by their names from those whom only pronouns mean.
    """

    kind: Literal["cited", "publishers"] = "cited"
    name: Words = ""
    act: Literal[Act, ""] = ""
    by: Literal["", "name", "pronoun"] = ""
    order: Order = "most"
    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How often somebody is heard: cited, or publishing.

    Attributes:
        claims: How many claims.
        reports: In how many reports.
        copies: How many of these are wholly or in part copies or rewrites of earlier reports.
        first: The earliest publication, or "".
        last: The latest.
    """

    claims: int = 0
    reports: int = 0
    copies: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who is cited, who publishes, or both.

    Attributes:
        key: Under which spellings are one.
        name: The spelling that is used most.
        others: Its other spellings.
        by_name: How many claims cite it by its name; the others by a pronoun that means it.
        cited: How often it is cited.
        acts: What it does, and how often, the most frequent first.
        publishes: How often it publishes.
        rating: What persons rated it, the latest first. The program rates nobody.
        rated_as: The name under which they did, or "".
    """

    key: str
    name: str
    others: tuple[str, ...] = ()
    by_name: int = 0
    cited: Heard = field(default_factory=Heard)
    acts: Mapping[str, int] = field(default_factory=dict)
    publishes: Heard = field(default_factory=Heard)
    rating: tuple[str, ...] = ()
    rated_as: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that several reports have, wholly or in part.

    Attributes:
        origin: Id of the origin.
        kind: How they have it.
        first: Id of the report published first.
    """

    origin: str
    kind: OriginKind
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All sources of a case.

    Attributes:
        by_key: By their keys.
        names: Key → the names in one spelling.
        cited: The keys of those who are cited, the most often cited first.
        publishers: The keys of those who publish, those of most reports first.
        claims: Key → the claims that cite it, without words where a pronoun does.
        reports: Key → ids of the reports that it published.
        key_of: Id of a claim → the key of whoever is cited in it; claims of nobody that is named are left out.
        copied: Id of a report → the texts of earlier reports that it has.
    """

    by_key: Mapping[str, Source]
    names: Mapping[str, str]
    cited: Sequence[str]
    publishers: Sequence[str]
    claims: Mapping[str, Sequence[CitedClaim]]
    reports: Mapping[str, Sequence[str]]
    key_of: Mapping[str, str]
    copied: Mapping[str, Sequence[Text]]


def sources_of(desk: Desk) -> Sources:
    """Return the sources of the case."""
    return desk.kept.soon(SOURCES, gathered)


def listed_sources(desk: Desk, asked: SourcesAsked) -> Page[Source]:
    """Return a page of the sources that pass, with how persons rated them."""
    every = sources_of(desk)
    keys = every.cited if asked.kind == "cited" else every.publishers
    page = page_of(_chosen(every, keys, asked), asked.page)
    return page.of(rated(desk))


def rated(desk: Desk) -> Callable[[Source], Source]:
    """Return what gives a source the ratings that persons gave it, and the name that they gave them to."""
    ratings = desk.kept.answer("ratings", _ratings)

    def of(source: Source) -> Source:
        name, given = ratings.get(source.key, ("", ()))
        return replace(source, rating=given, rated_as=name)

    return of


def gathered(case: Case) -> Sources:
    """Return the sources of a case; it is asked for every claim."""
    rows = {row.id: row for row in case.reports()}
    copied = _copied(case, rows)
    claims, key_of = _by_key(case.cited_claims())
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.values():
        if row.publisher.strip():
            reports[publisher_key(row.publisher)].append(row.id)
    by_key = {
        key: _source(key, claims.get(key, ()), [rows[one] for one in reports.get(key, ())], rows, copied)
        for key in claims.keys() | reports.keys()
    }
    return Sources(
        by_key=by_key,
        names={key: folded(" ".join((one.name, *one.others))) for key, one in by_key.items()},
        cited=sorted(claims, key=lambda key: (-by_key[key].cited.claims, key)),
        publishers=sorted(reports, key=lambda key: (-by_key[key].publishes.reports, key)),
        claims=claims,
        reports=reports,
        key_of=key_of,
        copied=copied,
    )


def publisher_key(publisher: str) -> str:
    """Return the key of a publisher: that under which it is cited."""
    return source_key(publisher) or " ".join(publisher.casefold().split())


def _by_key(rows: Iterable[CitedClaim]) -> tuple[dict[str, list[CitedClaim]], dict[str, str]]:
    """Return the claims of each key, and the key of each claim; those by a pronoun without its words."""
    keys: dict[str, str] = {}
    claims: defaultdict[str, list[CitedClaim]] = defaultdict(list)
    key_of: dict[str, str] = {}
    for row in rows:
        for words in (row.words, row.name):
            if words not in keys:
                keys[words] = source_key(words)
        if key := keys[row.words]:
            claims[key].append(row)
        elif key := keys[row.name]:
            claims[key].append(row._replace(words=""))
        if key:
            key_of[row.claim] = key
    return dict(claims), key_of


def _copied(case: Case, rows: Mapping[str, ReportRow]) -> dict[str, list[Text]]:
    found: defaultdict[str, list[Text]] = defaultdict(list)
    for origin in case.origin_summaries():
        if origin.kind != "same_statement":
            there = [report for report in origin.reports if report in rows]
            first, *later = sorted(there, key=lambda report: (rows[report].published or "9999", report)) or [""]
            for report in later:
                found[report].append(Text(origin.id, origin.kind, first))
    return dict(found)


def _source(
    key: str,
    claims: Sequence[CitedClaim],
    published: Sequence[ReportRow],
    rows: Mapping[str, ReportRow],
    copied: Mapping[str, object],
) -> Source:
    named = Counter(row.words for row in claims if row.words)
    spelt = named or Counter(row.name for row in claims)
    spellings = [*(words for words, _ in spelt.most_common()), *sorted({row.publisher for row in published})]
    name, *others = dict.fromkeys(spellings)
    citing = {row.report for row in claims}
    return Source(
        key=key,
        name=name,
        others=tuple(_apart(name, others)),
        by_name=named.total(),
        cited=Heard(
            claims=len(claims),
            reports=len(citing),
            copies=len(citing & copied.keys()),
            **_span(rows[report].published for report in citing if report in rows),
        ),
        acts=dict(Counter(row.act for row in claims).most_common()),
        publishes=Heard(
            claims=sum(row.claims for row in published),
            reports=len(published),
            copies=sum(row.id in copied for row in published),
            **_span(row.published for row in published),
        ),
    )


def _apart(name: str, others: Iterable[str]) -> Iterator[str]:
    """Yield the spellings that differ in more than case from each other and from the name."""
    met = {name.casefold()}
    for one in others:
        if one.casefold() not in met:
            met.add(one.casefold())
            yield one


def _span(days: Iterable[str]) -> dict[str, str]:
    known = [day for day in days if day]
    return {"first": min(known, default=""), "last": max(known, default="")}


def _chosen(every: Sources, keys: Iterable[str], asked: SourcesAsked) -> list[Source]:
    wanted = folded(asked.name).split()
    found = [every.by_key[key] for key in keys if all(word in every.names[key] for word in wanted)]
    found = [row for row in found if _passes(row, asked)]
    if asked.order == "name":
        return sorted(found, key=lambda row: every.names[row.key])
    if asked.order == "newest":
        return sorted(found, key=lambda row: _heard(row, asked).last, reverse=True)
    return found


def _heard(row: Source, asked: SourcesAsked) -> Heard:
    return row.cited if asked.kind == "cited" else row.publishes


def _passes(row: Source, asked: SourcesAsked) -> bool:
    return (not asked.act or asked.act in row.acts) and asked.by in ("", "name" if row.by_name else "pronoun")


def _ratings(case: Case) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the ratings in force, of each person the last, by the key of the source that they were given to."""
    latest: dict[str, tuple[str, dict[str, str]]] = {}
    for decision in case.decisions(DecisionFilter(kind="source", verdict="rate", in_force=True)):
        _, given = latest.get(publisher_key(decision.target), ("", {}))
        given.pop(decision.by, None)
        given[decision.by] = f"{decision.reliability}{decision.credibility or ''}"
        latest[publisher_key(decision.target)] = decision.target, given
    return {key: (name, tuple(reversed(given.values()))) for key, (name, given) in latest.items()}
