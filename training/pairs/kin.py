"""Fit the weights by which two reports are held to be of one case (`vocabulary/kin.toml`).

python -m training.pairs.kin corpus/train corpus/more

From the labelled names, times and texts of the reports: those of one family are of one case, all others are not. A
trait that several families have is common. People and bodies known the world over are listed by hand in the
table's `[known]`, which is kept: an invented corpus names few of them.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from labelling.snippets import Record, read_labelled
from onrecord.nets.pair_pieces import LAPSES, lapse
from onrecord.records import Entity, Span, Time
from onrecord.weigh.traits import traits

TABLE = Path("src/onrecord/vocabulary/kin.toml")
KINDS = ("person", "body", "site", "vehicle", "law", "account", "place", "country", "figure", "day")
_MOST = 4  # traits of a kind that count: what two long reports share beyond says little more
_COMMON = 3  # families in which a trait stands that is common
_APART = 40  # pairs of unrelated reports per related one
_ROUNDS, _RATE, _DECAY = 4000, 0.05, 0.002


@dataclass(frozen=True)
class Told:
    """A report's traits."""

    family: str
    published: str
    traits: frozenset[str]


def told(record: Record) -> Told:
    """Return the traits of a labelled report."""
    report, span = record["report"], Span(start=0, end=1, text="-")
    entities = [
        Entity(
            report=report["id"],
            first=span,
            type=row["type"],
            name=row["name"],
            aliases=tuple(row["aliases"]),
            country=row["country"] or "",
        )
        for row in record["entities"]
    ]
    times = [Time(report=report["id"], span=span, value=row["value"], type=row["type"]) for row in record["times"]]
    return Told(report["family"], report["published"] or "", frozenset(traits(report["text"], entities, times)))


def common(reports: Sequence[Told], known: frozenset[str]) -> dict[str, float]:
    """Return the traits that are common, with the share of their weight that they keep."""
    families: dict[str, set[str]] = defaultdict(set)
    for one in reports:
        for trait in one.traits:
            if not trait.startswith(("figure:", "day:", "country:")):
                families[trait].add(one.family)
    found = {trait: round(1 / len(where), 1) for trait, where in families.items() if len(where) >= _COMMON}
    return found | dict.fromkeys(known, 0.1)


def features(a: Told, b: Told, shares: dict[str, float]) -> list[float]:
    """Return how much is shared of each kind, and which lapse lies between (one of `LAPSES`)."""
    sums = dict.fromkeys(KINDS, 0.0)
    for trait in sorted(a.traits & b.traits):
        kind = trait.partition(":")[0]
        sums[kind] = min(_MOST, sums[kind] + shares.get(trait, 1.0))
    between = lapse(*sorted((a.published, b.published)))
    return [*sums.values(), *(float(between == number) for number in range(LAPSES))]


def fit(rows: np.ndarray, related: np.ndarray) -> np.ndarray:
    """Return the weights (features + 1,), the last the base: by logistic regression; nothing counts against."""
    weight = np.zeros(rows.shape[1] + 1)
    x = np.hstack([rows, np.ones((len(rows), 1))])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-x @ weight))
        decay = _DECAY * weight
        decay[-1] = 0
        weight -= _RATE * (x.T @ (chance - related) / related.sum() + decay)
        weight[: len(KINDS)] = np.maximum(0, weight[: len(KINDS)])
    return weight


def main() -> None:
    """Fit on the folders and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    kept = tomllib.loads(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    known = frozenset(trait.replace("_", " ") for row in kept.get("known", {}).values() for trait in row.split())
    reports = [told(record) for folder in options.folders for record in read_labelled(folder)]
    shares = common(reports, known)
    rows, related = pairs(reports, shares)
    weight = fit(rows, related)
    write(weight, shares, known, kept.get("known", {}))
    for folder in options.dev:
        rows, related = pairs([told(record) for record in read_labelled(folder)], shares, apart=10**6)
        chance = 1 / (1 + np.exp(-(rows @ weight[:-1] + weight[-1])))
        for least in (0.02, 0.05, 0.1, 0.3, 0.5):
            kin = chance >= least
            right, wrong = 100 * kin[related == 1].mean(), 100 * kin[related == 0].mean()
            print(f"{folder} at {least}: {right:.1f} % of related, {wrong:.2f} % of others")


def pairs(reports: Sequence[Told], shares: dict[str, float], apart: int = _APART) -> tuple[np.ndarray, np.ndarray]:
    """Return features of pairs of reports (pairs, features), and whether each is of one family."""
    rng = random.Random(17)
    together = [(a, b) for i, a in enumerate(reports) for b in reports[:i] if a.family == b.family]
    others = [(a, b) for i, a in enumerate(reports) for b in reports[:i] if a.family != b.family]
    others = others if len(others) <= apart * len(together) else rng.sample(others, apart * len(together))
    rows = np.array([features(a, b, shares) for a, b in [*together, *others]])
    return rows, np.array([1] * len(together) + [0] * len(others))


def write(weight: np.ndarray, shares: dict[str, float], known: frozenset[str], listed: dict[str, str]) -> None:
    """Write the table."""
    lines = [
        "# What two reports share, as log-odds that they are of one case; see `onrecord.weigh.kin`.",
        "# Fitted by python -m training.pairs.kin, but for [known], which is written by hand.",
        "version = 1",
        f"base = {weight[-1]:.3f}",
        f"lapses = [{', '.join(f'{value:.3f}' for value in weight[len(KINDS) : -1])}]",
        "",
        "# kind of trait: what one of it counts, and the most that all of it count",
        "[kinds]",
        *(f"{kind} = [{one:.3f}, {one * _MOST:.3f}]" for kind, one in zip(KINDS, weight, strict=False)),
        "",
        "# traits of several cases, by the share of their weight that they keep",
        "[common]",
    ]
    for share in sorted({shares[trait] for trait in shares.keys() - known}):
        names = sorted(trait.replace(" ", "_") for trait in shares.keys() - known if shares[trait] == share)
        lines += [f'"{share}" = """', *_wrapped(names), '"""']
    lines += ["", "# people and bodies known the world over: they keep a tenth", "[known]"]
    for name, row in listed.items():
        lines += [f'{name} = """', *_wrapped(row.split()), '"""']
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def _wrapped(words: Sequence[str], width: int = 110) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return [line.rstrip() for line in lines]


if __name__ == "__main__":
    main()
