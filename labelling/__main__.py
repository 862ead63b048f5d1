"""`python -m labelling`: check sheets while they are written, turn them into labels and back."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from labelling.hints import hints
from labelling.sheets import read_sheets, write_sheet
from labelling.snippets import KINDS, Record, compile_with_problems, read_lines


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 1 when a sheet has problems."""
    parser = argparse.ArgumentParser(prog="python -m labelling", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check sheets against their reports")
    check.add_argument("sheets", type=Path)
    check.add_argument("--reports", type=Path, required=True, help="reports.jsonl")
    check.add_argument("--labels", type=Path, help="write the labels here (JSONL)")
    check.add_argument("--hints", action="store_true", help="also tell what may have been missed")
    write = commands.add_parser("write", help="write labels as sheets, to be mended")
    write.add_argument("labels", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "write":
        print("\n".join(write_sheet(label) for label in read_lines(options.labels)))
        return 0
    return _check(options)


def _check(options: argparse.Namespace) -> int:
    problems: list[str] = []
    reports = {report["id"]: report for report in read_lines(options.reports)}
    labels = list(read_sheets(options.sheets.read_text("utf-8"), reports, problems.append))
    for label in labels:
        report = reports[label["report"]]
        found: list[str] = []
        record = compile_with_problems(report, label, found.append)
        problems += [f"{report['id']}: {problem}" for problem in found]
        _tell(record, with_hints=options.hints)
    for problem in problems:
        print(problem, file=sys.stderr)
    if options.labels:
        lines = [json.dumps(label, ensure_ascii=False) + "\n" for label in labels]
        options.labels.write_text("".join(lines), "utf-8")
    return 1 if problems else 0


def _tell(record: Record, *, with_hints: bool) -> None:
    counts = ", ".join(f"{len(record[kind])} {kind}" for kind in KINDS)
    print(f"{record['report']['id']}: {counts}")
    if with_hints:
        for hint in hints(record):
            print(f"  {hint}")


if __name__ == "__main__":
    sys.exit(main())
