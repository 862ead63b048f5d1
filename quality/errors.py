"""What the program gets wrong on a labelled set, with the words in context.

    python -m quality.errors SET                          a line for each kind of comparison
    python -m quality.errors SET --kind event             values, confusions, and the errors one by one
    python -m quality.errors SET --kind event --type pay --limit 100
    python -m quality.errors SET --found RECORDS.jsonl    compare what `onrecord extract --format jsonl` wrote before

SET is a set of the gate, `corpus-train`, a folder with reports and labels, or a file of case records. A set that holds
reports of the corpus's test part is refused: whoever looks at its errors cannot measure on it any more.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from labelling.corpus import read_reports
from labelling.snippets import LabelError
from onrecord.errors import NetError
from onrecord.nets import Nets, load_nets
from quality.comparing import COMPARED, TYPED, Comparison, compare_records, tally
from quality.measure import Tally
from quality.scoring import Record, find_records
from quality.sets import LabelledSet, open_set, read_rows, whole_record

OUTCOMES: Final = ("lost", "extra", "confused")
_AROUND: Final = 70  # code points shown on either side of the words
_LONGEST: Final = 160  # of the words themselves; the middle of longer ones is left out
_CONFUSIONS: Final = 15


def summary(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """Yield a line for each kind: how many are right, lost, extra and confused, and what that makes."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in COMPARED}
    for one in comparisons:
        counts[one.kind][one.outcome] += 1
    yield f"{'kind':<12}{'right':>7}{'lost':>7}{'extra':>7}{'confused':>9}      P      R     F1"
    for kind, outcomes in counts.items():
        if outcomes:
            right, lost, extra, confused = (outcomes[name] for name in ("right", *OUTCOMES))
            whole = Tally(right, extra + confused, lost + confused)
            yield f"{kind:<12}{right:>7}{lost:>7}{extra:>7}{confused:>9}{_rates(whole)}"


def listing(comparisons: Sequence[Comparison], kind: str, limit: int) -> Iterator[str]:
    """Yield what is told of one kind: each value's scores, the confusions by number, the errors in context."""
    chosen = [one for one in comparisons if one.kind == kind]
    if kind in TYPED:
        yield from _values(chosen)
    confused = Counter((one.labelled, one.found) for one in chosen if one.outcome == "confused")
    if kind in TYPED and confused:
        yield "\ntaken for one another: labelled → found"
        ranked = sorted(confused.items(), key=lambda item: (-item[1], item[0]))
        yield from (f"{count:>5}  {a} → {b}" for (a, b), count in ranked[:_CONFUSIONS])
    for outcome in OUTCOMES:
        errors = [one for one in chosen if one.outcome == outcome]
        if errors:
            yield f"\n{outcome}: {len(errors)}" + (f", the first {limit}" if len(errors) > limit else "")
            yield from map(line, errors[:limit])


def _values(comparisons: Sequence[Comparison]) -> Iterator[str]:
    tallies = tally(comparisons)
    width = max(map(len, tallies), default=0) + 2
    yield f"{'value':<{width}}{'labelled':>9}{'found':>7}{'right':>7}      P      R     F1"
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].right - item[1].lost, item[0]))
    for value, counts in ranked:
        labelled, found = counts.right + counts.lost, counts.right + counts.extra
        yield f"{value:<{width}}{labelled:>9}{found:>7}{counts.right:>7}{_rates(counts)}"


def _rates(counts: Tally) -> str:
    return f"{counts.precision:>7.1f}{counts.recall:>7.1f}{counts.f1:>7.1f}"


def line(one: Comparison) -> str:
    """Return an error as one line: the value or values, the report, the words in brackets in their context."""
    values = " → ".join(_shortened(value) for value in (one.labelled, one.found) if value)
    of = f" of {one.within}" if one.within else ""
    return f"  {_flat(values + of)}  [{one.report}]  {_in_context(one)}"


def _in_context(one: Comparison) -> str:
    if not one.bounds:
        return "(no words)"
    start, end = max(one.bounds, key=lambda bounds: bounds[1] - bounds[0])
    more = f" (and {len(one.bounds) - 1} more)" if len(one.bounds) > 1 else ""
    before, after = one.text[max(0, start - _AROUND) : start], one.text[end : end + _AROUND]
    return _flat(f"…{before}[[{_shortened(one.text[start:end])}]]{after}…{more}")


def _shortened(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def main(arguments: Sequence[str] | None = None, nets: Nets | None = None) -> int:
    """Print the errors on a set and return the exit status: 1 when it cannot be read or is refused."""
    options = _options().parse_args(arguments)
    try:
        labelled = open_set(options.set)
        if not options.spend_the_test_set:
            refuse_test_reports(labelled)
        found = _read_found(labelled, options.found) if options.found else find_records(labelled, nets or load_nets())
    except (LabelError, NetError) as error:
        print(f"errors: {error}", file=sys.stderr)
        return 1
    comparisons = [
        one
        for record, other in zip(labelled.records, found, strict=True)
        for one in compare_records(record, other)
        if options.type in {None, one.labelled, one.found}
    ]
    print("\n".join(listing(comparisons, options.kind, options.limit) if options.kind else summary(comparisons)))
    return 0


def refuse_test_reports(labelled: LabelledSet) -> None:
    """Refuse a set with a report of the corpus's test part, wherever it was read from."""
    tested = {report["id"] for report in read_reports()["test"]}
    if any(record["report"]["id"] in tested for record in labelled.records):
        raise LabelError(f"{labelled.name} holds test reports; look at errors in corpus-dev (or --spend-the-test-set)")


def _read_found(labelled: LabelledSet, path: Path) -> list[Record]:
    rows = {row["report"]["id"]: whole_record(row) for row in read_rows(path)}
    missing = [record["report"]["id"] for record in labelled.records if record["report"]["id"] not in rows]
    if missing:
        raise LabelError(f"{path}: no record of report {missing[0]}, and {len(missing) - 1} others")
    return [rows[record["report"]["id"]] for record in labelled.records]


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quality.errors", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("set", metavar="SET", help="a set's name, a folder, or a file of case records")
    parser.add_argument("--kind", choices=COMPARED, help="list the errors of one kind")
    parser.add_argument("--type", help="only those with this value, labelled or found")
    parser.add_argument("--limit", type=int, default=20, help="errors shown of each outcome, default: %(default)s")
    parser.add_argument("--found", type=Path, help="case records found before (JSONL) instead of extracting now")
    parser.add_argument(
        "--spend-the-test-set", action="store_true", help="show the errors on test reports all the same"
    )
    return parser


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it without a traceback
    sys.exit(main())
