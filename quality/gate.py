"""The quality gate: accuracy on labelled reports must not sink below pinned floors, nor the labels change unseen.

`python -m quality.gate` measures and judges; with `--update` it pins the data and raises the floors to what was
measured; only `--allow-regression` lets an update lower one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from labelling.snippets import LabelError
from onrecord.errors import NetError
from onrecord.extract import made_by
from onrecord.nets import Nets, load_nets
from quality.scoring import SetScores, score_set
from quality.sets import DEV, OURS, POLNEAR, LabelledSet, read_polnear_set, read_record_set, read_snippet_set

FLOORS = Path(__file__).parent / "floors.json"
SCORES = Path(__file__).parent / "scores.json"

# Points by which a measure may lie under its floor. The int8 kernels of processors with and without VNNI add in another
# order, so that a claim at the threshold is found on one machine and not on another; one claim more or less on the
# smallest set (about 250 claims) is 0.2 points, and its matched claims carry the sides, where one is 0.5.
SLACK: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is pinned for a labelled set.

    Attributes:
        sha256: Of its data.
        reports: How many reports it has.
        claims: How many labelled claims.
        floors: Measure → the least per cent, `SLACK` apart.
    """

    sha256: str
    reports: int
    claims: int
    floors: dict[str, float]


Floors = dict[str, Floor]


class Refused(Exception):
    """Floors that cannot be read, or an update that would lower one."""


def judge(measured: Sequence[SetScores], floors: Mapping[str, Floor]) -> list[str]:
    """Return what fails, a line each: data that is not the pinned data, and measures under their floor."""
    failures = []
    for one in measured:
        floor = floors.get(one.name)
        if floor is None:
            failures.append(f"{one.name}: no floors are pinned; run with --update")
            continue
        if one.sha256 != floor.sha256:
            failures.append(
                f"{one.name}: the labelled data is not the pinned data"
                f" ({one.sha256[:12]}…, pinned {floor.sha256[:12]}…;"
                f" {one.reports} reports and {one.claims} claims, pinned {floor.reports} and {floor.claims});"
                " look at the change, then run with --update"
            )
        failures += [
            f"{one.name}: {measure} is {value}, its floor {least}" for measure, value, least in _sunk(one, floor)
        ]
        failures += [f"{one.name}: {name} has no floor; run with --update" for name in one.scores.keys() - floor.floors]
    return failures


def pin(measured: Sequence[SetScores], floors: Mapping[str, Floor], *, allow_regression: bool = False) -> Floors:
    """Return the floors with the measured sets pinned; floors rise to what was measured and sets not measured stay.

    Raises:
        Refused: A measure lies under its floor and `allow_regression` is off.
    """
    pinned = dict(floors)
    for one in measured:
        old = floors.get(one.name)
        lost = _sunk(one, old) if old else []
        if lost and not allow_regression:
            what = ", ".join(f"{measure} from {least} to {value}" for measure, value, least in lost)
            raise Refused(f"{one.name}: this would lower {what}; --allow-regression does it")
        kept = {} if old is None or allow_regression else old.floors
        pinned[one.name] = Floor(
            sha256=one.sha256,
            reports=one.reports,
            claims=one.claims,
            floors={measure: max(value, kept.get(measure, 0.0)) for measure, value in one.scores.items()},
        )
    return pinned


def _sunk(one: SetScores, floor: Floor) -> list[tuple[str, float, float]]:
    """Return (measure, value, floor) of what lies under its floor; a measure that is gone counts as 0."""
    found = ((measure, one.scores.get(measure, 0.0), least) for measure, least in floor.floors.items())
    return [(measure, value, least) for measure, value, least in found if value < least - SLACK]


def read_floors(path: Path) -> Floors:
    """Return the pinned floors; none when the file is not there.

    Raises:
        Refused: It cannot be read.
    """
    if not path.exists():
        return {}
    try:
        return {name: Floor(**row) for name, row in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Refused(f"{path} cannot be read: {error}") from error


def write_floors(path: Path, floors: Mapping[str, Floor]) -> None:
    """Write the floors."""
    _write_json(path, {name: asdict(floor) for name, floor in sorted(floors.items())})


def write_scores(path: Path, measured: Sequence[SetScores], net: str) -> None:
    """Write the scores; those of sets that were not measured stay when the same net made them."""
    try:
        before = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        before = {}
    kept = before.get("sets", {}) if before.get("net") == net else {}
    rows = {one.name: {key: value for key, value in asdict(one).items() if key != "name"} for one in measured}
    _write_json(path, {"net": net, "sets": dict(sorted({**kept, **rows}.items()))})


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")


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


def table(measured: Sequence[SetScores], floors: Mapping[str, Floor]) -> str:
    """Return the scores as lines of text, each with its floor."""
    lines = []
    for one in measured:
        lines.append(f"{one.name}: {one.reports} reports, {one.claims} claims, data {one.sha256[:12]}")
        pinned = floors[one.name].floors if one.name in floors else {}
        for measure, value in one.scores.items():
            least = f"{pinned[measure]:6.1f}" if measure in pinned else "   none"
            lines.append(f"  {measure:<22} {value:6.1f}   floor {least}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFiles:
    """Where the gate reads and writes; others than the usual ones for tests."""

    ours: Mapping[str, Path] = field(default_factory=lambda: OURS)
    dev: Path = DEV
    polnear: Path = POLNEAR
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
        print(table(measured, floors))
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
