"""`onrecord decide`: a person accepts, rejects, corrects or adds what a report tells."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click

from onrecord.case import Case, open_case
from onrecord.cli.decisions import LISTING
from onrecord.cli.listing import Shape, form_options, print_rows
from onrecord.cli.options import case_argument
from onrecord.cli.outcome import tell
from onrecord.errors import UsageError
from onrecord.records import FOUND_KINDS, Decision, DecisionVerdict, Found, found_of, kind_of
from onrecord.review import changed, made_of, merged

HELP = """Keep a person's decision in the case file CASE; what follows from it for the report is told at once.

\b
onrecord decide my.case accept ID --by NAME             it is as the program found it
onrecord decide my.case reject ID --by NAME             it is not; it stays, marked as rejected
onrecord decide my.case correct ID --set act=deny …     this stands instead
onrecord decide my.case split ID --becomes FILE …       these stand instead, a JSON object on each line
onrecord decide my.case merge ID ID … --by NAME         one stands instead of all of them
onrecord decide my.case add KIND --report ID --set …    the report tells this, too
onrecord decide my.case note ID --reason TEXT …         a note on a record or a report
onrecord decide my.case look ID --by NAME               somebody else should look at it
onrecord decide my.case rate NAME --letter B --number 2 a source: how reliable, how credible
onrecord decide my.case withdraw DECISION --by NAME     take a decision back
onrecord decide my.case undo --by NAME                  take your last one back

ID is that of a record, or the beginning of it: the lists with --csv or --json show them. --set gives a field of the
record as `--json` shows it; a passage is given as its words, where the report has them once, or as its places
(120-146), an event's participants by their roles, and a field that holds several things is given several times.

What the reports say together is told anew by the next build, or with --weigh.
"""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the command was given beside its ids."""

    by: str
    reason: str
    fields: tuple[tuple[str, str], ...]
    becomes: str
    report: str
    letter: str
    number: int


def _field(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    for one in given:
        if "=" not in one:
            raise click.BadParameter(f"{one!r} is no FIELD=VALUE")
    return tuple((name, value) for name, _, value in (one.partition("=") for one in given))


@click.command("decide", help=HELP, short_help="Accept, reject, correct or add what a report tells.")
@case_argument
@click.argument("action", metavar="ACTION")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--reason", default="", metavar="TEXT", help="Why, in your words.")
@click.option("--set", "fields", multiple=True, callback=_field, metavar="FIELD=VALUE", help="Of the record put in.")
@click.option("--becomes", default="", metavar="FILE", help="The records put in, a JSON object per line; - is stdin.")
@click.option("--report", default="", metavar="ID", help="To which report something is added.")
@click.option("--letter", default="", metavar="A-F", help="How reliable a source is.")
@click.option("--number", default=0, type=click.IntRange(0, 6), metavar="1-6", help="How credible what it says is.")
@click.option("--weigh", is_flag=True, help="Tell anew what the reports say together.")
@form_options
def command(case: Path, action: str, ids: tuple[str, ...] = (), shape: Shape = "table", **given: Any) -> None:
    """Keep a decision, or take one back; print it."""
    if action not in _ACTIONS:
        raise click.UsageError(f"nothing is called {action!r}; one of: {', '.join(_ACTIONS)}")
    known = {name: given.get(name, "") for name in ("by", "reason", "becomes", "report", "letter")}
    told = _Given(**known, fields=given.get("fields", ()), number=given.get("number", 0))
    if not told.by:
        raise click.UsageError(f"`decide … {action}` needs --by NAME: a decision is somebody's")
    least, most, act = _ACTIONS[action]
    if not least <= len(ids) <= most:
        takes = str(least) if least == most else f"{least} or more"
        raise click.UsageError(f"`decide … {action}` takes {takes} names, and {len(ids)} were given")
    with open_case(case) as opened:
        decision = act(opened, action, ids, told)
        if given.get("weigh"):
            opened.weigh()
        due = opened.weighing_due()
    print_rows([decision], LISTING, shape)
    if due:
        tell("what the reports say together was not told anew: `onrecord build` does it, or --weigh")


def _about_record(case: Case, action: str, ids: Sequence[str], given: _Given) -> Decision:
    found = [case.record(name) for name in ids]
    about = found[0]
    decision = Decision(
        report=about.report,
        kind=kind_of(about),
        target=about.id,
        verdict=cast("DecisionVerdict", action),
        others=tuple(record.id for record in found[1:]),
        becomes=_put_in(case, action, found, given),
        credibility=given.number,
        by=given.by,
        reason=given.reason,
    )
    return case.decide(decision)


def _put_in(case: Case, action: str, found: Sequence[Found], given: _Given) -> tuple[Found, ...]:
    about = found[0]
    if action not in ("correct", "split", "merge"):
        return ()
    if given.becomes:
        return tuple(found_of(kind_of(about), about.report, one) for one in _objects(given.becomes))
    if action == "split":
        raise click.UsageError("`decide … split` needs --becomes FILE with the records that stand instead")
    if action == "correct" and not given.fields:
        raise click.UsageError("`decide … correct` needs --set FIELD=VALUE or --becomes FILE")
    text = case.report(about.report).text
    return (changed(merged(found) if action == "merge" else about, text, given.fields),)


def _objects(name: str) -> list[Mapping[str, Any]]:
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    try:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise UsageError(f"{name} holds a line that is no JSON: {error}") from error
    if not all(isinstance(one, dict) for one in found):
        raise UsageError(f"{name} holds a line that is no JSON object")
    return found


def _add(case: Case, _: str, ids: Sequence[str], given: _Given) -> Decision:
    (kind,) = ids
    if not given.report:
        raise click.UsageError("`decide … add` needs --report ID")
    report = case.report(given.report)
    if kind not in FOUND_KINDS:
        raise click.UsageError(f"nothing that is called {kind!r} is added; one of: {', '.join(FOUND_KINDS)}")
    records = (
        [found_of(kind, report.id, one) for one in _objects(given.becomes)]
        if given.becomes
        else [made_of(kind, report.id, report.text, given.fields)]
    )
    decision = Decision(
        report=report.id, kind=kind_of(records[0]), verdict="add", becomes=tuple(records), by=given.by,
        reason=given.reason,
    )  # fmt: skip
    return case.decide(decision)


def _say(case: Case, action: str, ids: Sequence[str], given: _Given) -> Decision:
    """Note on a record or a report, or ask for a second look."""
    (name,) = ids
    if name.partition("-")[0] in FOUND_KINDS:
        return _about_record(case, action, ids, given)
    verdict = cast("DecisionVerdict", action)
    return case.decide(Decision(report=name, kind="report", verdict=verdict, by=given.by, reason=given.reason))


def _rate(case: Case, _: str, ids: Sequence[str], given: _Given) -> Decision:
    (name,) = ids
    if name.partition("-")[0] in FOUND_KINDS and not given.letter:
        return _about_record(case, "rate", ids, given)
    rated = {"reliability": given.letter.upper(), "credibility": given.number}
    return case.decide(
        Decision(kind="source", target=name, verdict="rate", by=given.by, reason=given.reason, **rated)  # type: ignore[arg-type]
    )


def _withdraw(case: Case, _: str, ids: Sequence[str], given: _Given) -> Decision:
    return case.withdraw_decision(ids[0], by=given.by)


def _undo(case: Case, _: str, __: Sequence[str], given: _Given) -> Decision:
    return case.undo(by=given.by)


_Act = Callable[[Case, str, Sequence[str], _Given], Decision]

_ACTIONS: Mapping[str, tuple[int, int, _Act]] = {
    "accept": (1, 1, _about_record),
    "reject": (1, 1, _about_record),
    "correct": (1, 1, _about_record),
    "split": (1, 1, _about_record),
    "merge": (2, 50, _about_record),
    "add": (1, 1, _add),
    "note": (1, 1, _say),
    "look": (1, 1, _say),
    "rate": (1, 1, _rate),
    "withdraw": (1, 1, _withdraw),
    "undo": (0, 0, _undo),
}
"""What can be done → how many names it takes, at least and at most, and what does it."""
