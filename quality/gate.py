"""The quality gate: accuracy on labelled reports must not sink below pinned floors, nor the labels change unseen.

`python -m quality.gate` measures and judges; with `--update` it pins the data and raises the floors to what was
measured; only `--allow-regression` lets an update lower one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from labelling.agreement import compare, doubly_labelled
from labelling.corpus import CORPUS, SPLITS
from labelling.snippets import LabelError
from onrecord.errors import NetError
from onrecord.extract import made_by
from onrecord.nets import Nets, load_nets
from quality.floors import Floor, Refused, counted, judge, pin, read_floors, write_floors, write_scores
from quality.scoring import SetScores, score_set
from quality.sets import DEV, OURS, POLNEAR, LabelledSet, read_polnear_set, read_record_set, read_snippet_set

FLOORS = Path(__file__).parent / "floors.json"
SCORES = Path(__file__).parent / "scores.json"
_OTHERS_GUIDELINE = frozenset({"polnear-dev"})  # what the corpus's labellers agree in says nothing of these sets


def labelled_sets(ours: Mapping[str, Path], dev: Path, polnear: Path, tell: Callable[[str], None]) -> list[LabelledSet]:
    """Return the sets that are there; `tell` hears of those that are skipped. The project's own are never skipped.

    Raises:
        LabelError: A set cannot be read.
    """
    sets = [read_snippet_set(name, folder) for name, folder in ours.items()]
    for name, read, path in (("dev", read_record_set, dev / "gold.jsonl"), ("polnear-dev", read_polnear_set, polnear)):
        if path.exists():
            sets.append(read(name, path))
        else:
            tell(f"{name}: skipped, {path} is not there")
    return sets


def agreement(corpus: Path = CORPUS) -> dict[str, float]:
    """Return how far two labellers agree, measure by measure, on all reports of the corpus that two have labelled.

    Raises:
        LabelError: A label does not fit its report.
    """
    pairs = [pair for split in SPLITS for pair in doubly_labelled(corpus / split)]
    return compare(pairs)[0].row() if pairs else {}


def table(measured: Sequence[SetScores], floors: Mapping[str, Floor], agreed: Mapping[str, float]) -> str:
    """Return the scores as lines of text, each with its floor and what two labellers reach."""
    lines = []
    for one in measured:
        lines.append(f"{one.name}: {counted(one.reports, one.counts)}, data {one.sha256[:12]}")
        pinned = floors[one.name].floors if one.name in floors else {}
        for measure, value in one.scores.items():
            least = f"{pinned[measure]:6.1f}" if measure in pinned else "  none"
            known = measure in agreed and one.name not in _OTHERS_GUIDELINE
            labellers = f"   two labellers {agreed[measure]:6.1f}" if known else ""
            lines.append(f"  {measure:<22} {value:6.1f}   floor {least}{labellers}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFiles:
    """Where the gate reads and writes; others than the usual ones for tests."""

    ours: Mapping[str, Path] = field(default_factory=lambda: OURS)
    dev: Path = DEV
    polnear: Path = POLNEAR
    corpus: Path = CORPUS
    floors: Path = FLOORS
    scores: Path = SCORES


def main(arguments: Sequence[str] | None = None, files: GateFiles | None = None, nets: Nets | None = None) -> int:
    """Run the gate and return its exit status: 0 passed, 1 failed or refused."""
    files = files or GateFiles()
    options = _options(files).parse_args(arguments)
    try:
        floors = read_floors(files.floors)
        sets = labelled_sets(files.ours, options.dev, files.polnear, print)
        nets = nets or load_nets()
        measured = [score_set(one, nets) for one in sets]
        write_scores(files.scores, measured, made_by(nets))
        print(table(measured, floors, agreement(files.corpus)))
        if options.update:
            write_floors(files.floors, pin(measured, floors, allow_regression=options.allow_regression))
            print(f"pinned in {files.floors.name}")
            return 0
    except (Refused, LabelError, NetError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    failures = judge(measured, floors)
    for line in failures:
        print(f"gate: {line}", file=sys.stderr)
    print("failed" if failures else "passed")
    return 1 if failures else 0


def _options(files: GateFiles) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quality.gate", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--update", action="store_true", help="pin the data and raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--dev", type=Path, default=files.dev, help="folder with gold.jsonl, default: %(default)s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
