"""Whether a decision can be meant so, before it is kept."""

from __future__ import annotations

from typing import Final

from onrecord.errors import UsageError
from onrecord.records import (
    CREDIBILITIES,
    DECISION_KINDS,
    DECISION_VERDICTS,
    FOUND_KINDS,
    RELIABILITIES,
    Decision,
    by_hand,
    by_person,
    kind_of,
)

_ABOUT_MORE: Final = ("note", "look", "rate")
"""Verdicts that a report or a source can have."""

_LONGEST: Final = 10_000  # code points of a reason: some five pages; what is longer belongs in a document of its own
_NAME: Final = 200  # code points of a person's name


def check_decision(decision: Decision) -> None:
    """Refuse a decision that says nothing, contradicts itself, or is nobody's.

    Raises:
        UsageError: It does.
    """
    _check_words(decision)
    if decision.kind in FOUND_KINDS:
        _check_target(decision)
        _check_becomes(decision)
    else:
        _check_about_more(decision)
    if decision.verdict == "rate":
        _check_rating(decision)
    elif decision.reliability or decision.credibility:
        raise UsageError(f"{decision.verdict!r} takes no letter and no number", hint="only `rate` does")
    if decision.verdict == "note" and not decision.reason.strip():
        raise UsageError("a note without words says nothing", hint="give the note as the reason")


def _check_words(decision: Decision) -> None:
    if decision.kind not in DECISION_KINDS:
        raise UsageError(f"nothing is called {decision.kind!r}", hint=f"one of: {', '.join(DECISION_KINDS)}")
    if decision.verdict not in DECISION_VERDICTS:
        raise UsageError(f"no verdict is called {decision.verdict!r}", hint=f"one of: {', '.join(DECISION_VERDICTS)}")
    if not decision.by.strip() or len(decision.by) > _NAME or not decision.by.isprintable():
        raise UsageError("a decision is somebody's", hint=f"give a name in at most {_NAME} letters")
    if len(decision.reason) > _LONGEST:
        raise UsageError(
            f"a reason has at most {_LONGEST} letters", hint="keep what is longer in a document of its own"
        )


def _check_target(decision: Decision) -> None:
    if not decision.report:
        raise UsageError(f"a decision about a {decision.kind} names its report")
    if (decision.verdict == "add") == bool(decision.target):
        told = "names no record: it adds one" if decision.target else "names the record that it is about"
        raise UsageError(f"`{decision.verdict}` {told}")
    if (decision.verdict == "merge") != bool(decision.others) or decision.target in decision.others:
        raise UsageError("`merge`, and nothing else, names other records")


def _check_becomes(decision: Decision) -> None:
    least, most = _COUNTS.get(decision.verdict, (0, 0))
    if not least <= len(decision.becomes) <= most:
        needed = f"{least} or more records" if most > 1 else f"{least or 'no'} record{'s' * (not least)}"
        raise UsageError(f"`{decision.verdict}` puts in {needed}, and {len(decision.becomes)} were given")
    for record in decision.becomes:
        if kind_of(record) != decision.kind or record.report != decision.report:
            raise UsageError(f"a decision about a {decision.kind} of {decision.report} puts in such, and nothing else")
        if record.made_by != by_hand(record, decision.by).made_by or not by_person(record.made_by):
            raise UsageError(f"{record.id} is put in by {decision.by} and says that {record.made_by!r} made it")
        if not any(True for _ in record.passages()):
            raise UsageError(f"this {decision.kind} quotes nothing", hint="mark the words of the report that it is")
        if any(named == record.id for _, named in record.links()):
            raise UsageError(f"{record.id} names itself")
    if len({record.id for record in decision.becomes}) < len(decision.becomes):
        raise UsageError("two of the records are the same", hint="mark other words for each, or put in one")


_COUNTS: Final = {"correct": (1, 1), "add": (1, 1), "merge": (1, 1), "split": (2, 50)}
"""How many records a verdict puts in, at least and at most."""


def _check_about_more(decision: Decision) -> None:
    if decision.verdict not in _ABOUT_MORE or decision.others or decision.was or decision.becomes:
        raise UsageError(f"a {decision.kind} takes no {decision.verdict!r}", hint=f"one of: {', '.join(_ABOUT_MORE)}")
    if decision.kind == "source" and (not decision.target.strip() or decision.report):
        raise UsageError("a decision about a source gives its name, and no report")
    if decision.kind == "report" and (decision.target or not decision.report):
        raise UsageError("a decision about a report names it, and nothing else")


def _check_rating(decision: Decision) -> None:
    letter, number = decision.reliability, decision.credibility
    if not letter and not number:
        raise UsageError("a rating has a letter or a number", hint="A to F for the source, 1 to 6 for what it says")
    if letter and letter not in RELIABILITIES:
        raise UsageError(f"no reliability is called {letter!r}", hint=f"one of: {', '.join(RELIABILITIES)}")
    if number and number not in CREDIBILITIES:
        raise UsageError(f"no credibility is {number!r}", hint="one of: 1 to 6")
    if letter and decision.kind != "source":
        raise UsageError("a letter rates a source; what it says is rated with a number")
