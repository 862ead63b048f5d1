"""A labelled report sentence by sentence: what a careful reader labelled beside what the program found, as Markdown.

    python -m quality.sentences SET REPORT

SET as in `quality.errors`. Of each record that begins in a sentence: `=` both agree, `-` labelled and not found, `+`
found and not labelled, `~` the one taken for the other (labelled → found). Fields of a claim or event that both have
are listed only where they differ.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from labelling.snippets import LabelError
from onrecord.errors import NetError
from onrecord.extract.entities.named import Layout
from onrecord.nets import Nets, load_nets
from quality.comparing import Comparison, compare_records
from quality.errors import refuse_test_reports
from quality.scoring import find_records
from quality.sets import LabelledSet, open_set

# the records themselves; every other kind is a field of one
_RECORDS: Final = ("claim", "event", "role", "time", "name", "question", "element")
_MARKS: Final = {"right": "=", "lost": "-", "extra": "+", "confused": "~"}
_LONGEST: Final = 60  # code points of the words of a record


def rows(comparisons: Sequence[Comparison], text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence with a line for each record that begins in it."""
    layout = Layout(text)
    told: defaultdict[int, list[Comparison]] = defaultdict(list)
    for one in comparisons:
        if one.bounds and (one.kind in _RECORDS or not one.right):
            told[layout.sentence(min(start for start, _ in one.bounds))].append(one)
    for number, start in enumerate(layout.starts):
        end = layout.bounds(start)[1]
        lines = sorted(told[number], key=lambda one: (_order(one), one.bounds))
        yield _flat(text[start:end]), [_line(one) for one in lines]


def table(labelled: LabelledSet, report: str, nets: Nets) -> Iterator[str]:
    """Yield the lines of the Markdown table of one report of a set.

    Raises:
        LabelError: The set has no such report.
    """
    chosen = [record for record in labelled.records if record["report"]["id"] == report]
    if not chosen:
        raise LabelError(f"{labelled.name} has no report {report!r}")
    found = dict(zip((row["report"]["id"] for row in labelled.records), find_records(labelled, nets), strict=True))
    comparisons = list(compare_records(chosen[0], found[report]))
    yield "| sentence | labelled and found |"
    yield "|---|---|"
    for sentence, lines in rows(comparisons, chosen[0]["report"]["text"]):
        yield f"| {_cell(sentence)} | {'<br>'.join(map(_cell, lines)) or '(nothing)'} |"


def _order(one: Comparison) -> int:
    return _RECORDS.index(one.kind) if one.kind in _RECORDS else len(_RECORDS)


def _line(one: Comparison) -> str:
    value = f"{one.labelled} → {one.found}" if one.outcome == "confused" else one.labelled or one.found
    of = f" of {one.within}" if one.within else ""
    words = " // ".join(_shortened(_flat(one.text[start:end])) for start, end in one.bounds)
    return f"{_MARKS[one.outcome]} {one.kind} {_flat(value)}{of}: “{words}”"


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _shortened(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def main(arguments: Sequence[str] | None = None, nets: Nets | None = None) -> int:
    """Print the table and return the exit status: 1 when the set or report cannot be read or is refused."""
    parser = argparse.ArgumentParser(prog="python -m quality.sentences", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("set", metavar="SET", help="a set's name, a folder, or a file of case records")
    parser.add_argument("report", metavar="REPORT", help="the id of one of its reports")
    options = parser.parse_args(arguments)
    try:
        labelled = open_set(options.set)
        refuse_test_reports(labelled)
        print("\n".join(table(labelled, options.report, nets or load_nets())))
    except (LabelError, NetError) as error:
        print(f"sentences: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
