"""`onrecord judge`: a person decides whether two entities are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import click

from onrecord.case import Case, open_case
from onrecord.cli.listing import Json, Listing, Shape, form_options, print_rows
from onrecord.cli.options import case_argument
from onrecord.cli.outcome import tell
from onrecord.cli.printing import Column
from onrecord.records import VERDICTS, Bearer, Judgement, Verdict

HELD: Mapping[str, str] = {
    "same": "are held to be one",
    "different": "are held to be two",
    "unsure": "are left to the program, and marked",
}
"""What a verdict means."""

IDS: dict[str, int] = {"same": 2, "different": 2, "unsure": 2, "withdraw": 1, "list": 0}
"""What can be done → how many ids it takes."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A judgement with the names of what it is on, as far as the case has them."""

    judgement: Judgement
    names: tuple[str, str]


def _withdrawn(judgement: Judgement) -> str:
    return f"{judgement.withdrawn_at[:10]} by {judgement.withdrawn_by}" if judgement.withdrawn_at else ""


def _record(row: _Row) -> Json:
    found = {"id": row.judgement.id, **asdict(row.judgement)}
    a, b = row.names
    return {name: value or None for name, value in (found | {"a_name": a, "b_name": b}).items()}


def _line(row: _Row) -> tuple[object, ...]:
    one = row.judgement
    return one.verdict, *row.names, one.by, one.at[:10], one.reason or "–", _withdrawn(one) or "–"


LISTING: Listing[_Row] = Listing(
    head=Column(name="judgement", width=19, cut=True),
    report=lambda row: row.judgement.id,
    columns=(
        Column(name="verdict", width=9),
        Column(name="name", share=3),
        Column(name="and", share=3),
        Column(name="by", share=2),
        Column(name="at", width=10),
        Column(name="reason", share=4),
        Column(name="withdrawn", share=2),
    ),
    line=_line,
    names=("verdict", "a", "a_name", "b", "b_name", "by", "at", "reason", "withdrawn_at", "withdrawn_by"),
    values=lambda row: (
        row.judgement.verdict, row.judgement.a, row.names[0], row.judgement.b, row.names[1], row.judgement.by,
        row.judgement.at, row.judgement.reason, row.judgement.withdrawn_at, row.judgement.withdrawn_by,
    ),
    record=_record,
)  # fmt: skip


HELP = """Decide whether two entities of the case file CASE are one; what follows from it is told anew at once.

\b
onrecord judge my.case same A B --by NAME        they are one
onrecord judge my.case different A B --by NAME   they are two, also when others join them
onrecord judge my.case unsure A B --by NAME      the program decides; the doubt is on record
onrecord judge my.case withdraw ID --by NAME     take a judgement back
onrecord judge my.case list                      the judgements, the withdrawn too

A and B are ids of entities, or the beginnings of them: `onrecord entities CASE --across --why` shows them. The
id of an identity stands for its first entity. A judgement overrides what the program holds; it is never deleted.
"""


@click.command("judge", help=HELP, short_help="Decide whether two entities are one.")
@case_argument
@click.argument("action", type=click.Choice(tuple(IDS)), metavar="ACTION")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--by", default="", metavar="NAME", help="Who decides, or takes it back.")
@click.option("--reason", default="", metavar="TEXT", help="Why, in your words.")
@form_options
def command(case: Path, action: str, ids: tuple[str, ...] = (), shape: Shape = "table", **given: str) -> None:
    """Decide, take back or list; what follows from it is told anew."""
    if len(ids) != IDS[action]:
        raise click.UsageError(f"`judge … {action}` takes {IDS[action] or 'no'} ids, and {len(ids)} were given")
    if action != "list" and not given.get("by"):
        raise click.UsageError(f"`judge … {action}` needs --by NAME: a judgement is somebody's")
    with open_case(case, read_only=action == "list") as opened:
        rows = _rows(opened, _ACTIONS[action](opened, action, ids, given))
    print_rows(rows, LISTING, shape)


def _judge(case: Case, action: str, ids: tuple[str, ...], given: Mapping[str, str]) -> list[Judgement]:
    one, other = ids
    verdict = cast("Verdict", action)
    judgement = case.judge(verdict, one, other, by=given["by"], reason=given.get("reason", ""))
    a, b = _rows(case, [judgement])[0].names
    tell(f"{a} and {b} {HELD[action]}, says {judgement.by}")
    return [judgement]


def _withdraw(case: Case, _: str, ids: tuple[str, ...], given: Mapping[str, str]) -> list[Judgement]:
    return [case.withdraw(ids[0], by=given["by"])]


def _list(case: Case, *_: Any) -> list[Judgement]:
    return list(case.judgements())


_ACTIONS: Mapping[str, Callable[[Case, str, tuple[str, ...], Mapping[str, str]], list[Judgement]]] = {
    **dict.fromkeys(VERDICTS, _judge),
    "withdraw": _withdraw,
    "list": _list,
}


def _rows(case: Case, judgements: list[Judgement]) -> list[_Row]:
    known = case.view.bearers({entity for one in judgements for entity in (one.a, one.b)})
    return [_Row(one, (_name(known, one.a), _name(known, one.b))) for one in judgements]


def _name(known: Mapping[str, Bearer], entity: str) -> str:
    found = known.get(entity)
    return f"{found.name} ({found.report})" if found else entity
