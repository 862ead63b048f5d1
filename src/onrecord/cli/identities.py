"""`onrecord entities --across`: who and what several reports name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Json, Listing, Shape, print_rows
from onrecord.cli.printing import Column
from onrecord.records import Bearer, IdentityFilter, IdentityRow, Why


def list_identities(case: Path, shape: Shape, given: Mapping[str, Any]) -> None:
    """Print the identities of a case, or with `why` the pairs of entities behind them.

    Raises:
        click.UsageError: A filter on the day of a report, which an identity has several of.
    """
    if days := sorted({"since", "until"} & given.keys()):
        raise click.UsageError(f"--{days[0]} does not go with --across: an identity is of several reports")
    wanted = dict(given)
    why = bool(wanted.pop("why", False))
    with open_case(case, read_only=True) as opened:
        rows = opened.identities(IdentityFilter(**wanted), why=why)
        if why and shape in ("table", "csv"):
            print_rows(_pairs(rows), PAIRS, shape)
        else:
            print_rows(rows, LISTING, shape)


def bearer_json(bearer: Bearer) -> Json:
    """Return an entity as a report names it."""
    return {
        "entity": bearer.entity,
        "report": bearer.report,
        "published": bearer.published or None,
        "name": bearer.name,
    }


def _reports(row: IdentityRow) -> int:
    return len({bearer.report for bearer in row.bearers})


def _offices(row: IdentityRow) -> list[str]:
    return [f"{o.role} ({o.published[:10]})" if o.published else o.role for o in row.identity.offices]


def _line(row: IdentityRow) -> tuple[object, ...]:
    identity = row.identity
    also = ", ".join(f"“{alias}”" for alias in identity.aliases)
    offices = "; ".join(_offices(row))
    return identity.type, identity.name, also or "–", identity.country or "–", offices or "–", _reports(row)


def _values(row: IdentityRow) -> tuple[object, ...]:
    identity, bearers = row.identity, row.bearers
    named = (identity.type, identity.name, "; ".join(identity.aliases), identity.country, "; ".join(_offices(row)))
    return *named, _reports(row), "; ".join(bearer.report for bearer in bearers), "; ".join(identity.members)


def _record(row: IdentityRow) -> Json:
    identity = row.identity
    found: Json = {
        "id": identity.id,
        "type": identity.type,
        "name": identity.name,
        "aliases": list(identity.aliases),
        "country": identity.country or None,
        "offices": [{"role": office.role, "published": office.published or None} for office in identity.offices],
        "entities": [bearer_json(bearer) for bearer in row.bearers],
    }
    return found | ({"why": [_why_json(why) for why in row.why]} if row.why else {})


def _why_json(why: Why) -> Json:
    like = why.likeness
    return {
        "a": bearer_json(why.a),
        "b": bearer_json(why.b),
        "joined": why.joined,
        "score": like.score,
        "reasons": list(like.reasons),
        "made_by": like.made_by,
    }


LISTING: Listing[IdentityRow] = Listing(
    head=Column(name="identity", width=18, cut=True),
    report=lambda row: row.identity.id,
    columns=(
        Column(name="type", width=8),
        Column(name="name", share=4),
        Column(name="also", share=3),
        Column(name="country", width=7),
        Column(name="offices", share=4),
        Column(name="reports", width=7, right=True),
    ),
    line=_line,
    names=("type", "name", "aliases", "country", "offices", "reports", "in_reports", "entities"),
    values=_values,
    record=_record,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two entities behind an identity."""

    identity: str
    why: Why


def _pairs(rows: Iterable[IdentityRow]) -> Iterator[_Pair]:
    for row in rows:
        for why in row.why:
            yield _Pair(row.identity.id, why)


def _pair_line(pair: _Pair) -> tuple[object, ...]:
    why = pair.why
    reasons = "; ".join(why.likeness.reasons)
    joined = "one" if why.joined else "near"
    return joined, f"{why.likeness.score:.2f}", why.a.name, why.b.name, reasons or "–", why.a.entity, why.b.entity


def _pair_values(pair: _Pair) -> tuple[object, ...]:
    why, like = pair.why, pair.why.likeness
    sides = (why.a.name, why.a.report, why.a.entity, why.b.name, why.b.report, why.b.entity)
    return int(why.joined), like.score, *sides, "; ".join(like.reasons), like.made_by


PAIRS: Listing[_Pair] = Listing(
    head=Column(name="identity", width=18, cut=True),
    report=lambda pair: pair.identity,
    columns=(
        Column(name="held", width=4),
        Column(name="score", width=5, right=True),
        Column(name="name", share=3),
        Column(name="and", share=3),
        Column(name="reasons", share=5),
        Column(name="entity", width=16, cut=True),
        Column(name="and entity", width=16, cut=True),
    ),
    line=_pair_line,
    names=("joined", "score", "a", "a_report", "a_entity", "b", "b_report", "b_entity", "reasons", "made_by"),
    values=_pair_values,
    record=lambda pair: _why_json(pair.why),
)
