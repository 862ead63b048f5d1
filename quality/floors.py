"""The floors of the quality gate: what is pinned, what fails against it, and how an update may change it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from quality.measure_records import COUNTED_IN
from quality.scoring import SetScores

# Points by which a measure may lie under its floor. The int8 kernels of processors with and without VNNI add in another
# order, so that a claim at the threshold is found on one machine and not on another; one claim more or less on the
# smallest set (about 250 claims) is 0.2 points, and its matched claims carry the sides, where one is 0.5.
SLACK: Final = 0.5


def slack(measure: str, counts: Mapping[str, int]) -> float:
    """Return the points by which a measure may lie under its floor: `SLACK`, or what one labelled record is worth.

    One question of 60 is 1.7 points, and as likely as a claim to be found on one machine only. The measures of claims
    and relays have had `SLACK` alone from the beginning and keep it.
    """
    kind = COUNTED_IN.get(measure, "")
    labelled = 0 if kind in {"claims", "relays"} else counts.get(kind, 0)
    return max(SLACK, 100 / labelled) if labelled else SLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is pinned for a labelled set.

    Attributes:
        sha256: Of its data.
        reports: How many reports it has.
        counts: Kind → how many are labelled.
        floors: Measure → the least per cent, `slack` apart.
    """

    sha256: str
    reports: int
    counts: dict[str, int]
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
                f" {counted(one.reports, one.counts)}; pinned {counted(floor.reports, floor.counts)});"
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
            counts=one.counts,
            floors={measure: max(value, kept.get(measure, 0.0)) for measure, value in one.scores.items()},
        )
    return pinned


def _sunk(one: SetScores, floor: Floor) -> list[tuple[str, float, float]]:
    """Return (measure, value, floor) of what lies under its floor; a measure that is gone counts as 0."""
    found = ((measure, one.scores.get(measure, 0.0), least) for measure, least in floor.floors.items())
    return [(measure, value, least) for measure, value, least in found if value < least - slack(measure, one.counts)]


def counted(reports: int, counts: Mapping[str, int]) -> str:
    """Return the size of a set in words."""
    return ", ".join([f"{reports} reports", *(f"{count} {kind}" for kind, count in counts.items())])


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
