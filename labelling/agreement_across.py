"""How far two labellings of the same families across their reports agree.

    python -m labelling.agreement_across CORPUS

compares `across.jsonl` and `across_second.jsonl` of each part that has both. The second labelling is scored as if it
had been found (`quality.across`), so that the figures stand beside those of the program.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from labelling.across import RELATIONS, SECOND, Family, read_families
from labelling.corpus import SPLITS
from quality.across import Found, Labelled, b_cubed, score_pairs, score_slots


def found_by(families: list[Family]) -> Iterator[Found]:
    """Yield the pairs of a labelling as if they had been found."""
    for family in families:
        texts = {row["id"]: row["text"] for row in family.reports}
        for pair in family.pairs:
            words = tuple(texts[side.report][side.start : side.end] for side in (pair.a, pair.b))
            yield Found((pair.a, pair.b), (words[0], words[1]), pair.relation, pair.slot)


def agreement(folder: Path) -> dict[str, float]:
    """Return measure → per cent of two labellings of a part of the corpus: F1 of each relation, slots, origins."""
    first, second = read_families(folder), read_families(folder, SECOND)
    labelled, found = Labelled(first), list(found_by(second))
    tallies = score_pairs(labelled, found)
    scores = {}
    for relation in RELATIONS:
        met, right = tallies[relation], tallies[f"{relation} found"]
        recall = met.right / max(1, met.right + met.lost)
        precision = right.right / max(1, right.right + right.extra)
        scores[relation] = 200 * recall * precision / max(1e-9, recall + precision)
    slots = score_slots(labelled, found)
    scores["slot"] = 100 * slots.right / max(1, slots.right + slots.lost)
    scores["origins"] = b_cubed(labelled.texts, labelled.origins, Labelled(second).origins)[2]
    return scores


def main() -> None:
    """Print the agreement of each part that was labelled twice."""
    parser = argparse.ArgumentParser(prog="python -m labelling.agreement_across", description=__doc__)
    parser.add_argument("corpus", type=Path)
    arguments = parser.parse_args()
    for part in SPLITS:
        if (arguments.corpus / part / SECOND).exists():
            told = "  ".join(f"{name} {value:.1f}" for name, value in agreement(arguments.corpus / part).items())
            print(f"{part}: {told}")


if __name__ == "__main__":
    main()
