"""Turn a trained checkpoint of the pairs net into the ONNX file and card that the package ships.

python -m training.pairs.export --work DIR --encoder DIR --to src/onrecord/nets/weights/pairs-v1
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn

from labelling.across import read_families
from onrecord.nets.pair_pieces import ALIKE
from onrecord.nets.pairs import PAIRS
from training.export import fused, quantise, sha256, told_by_manifest
from training.pairs.network import RELATIONS, SLOTS, VECTOR, Inputs, Pairs
from training.run import averaged

INPUTS = ("ids", "case", "part", "match", "lapse", "alike")
OUTPUTS = ("vector", "related", "relation", "slot", "origin", "answers", "words")
FILES = ("pairs.onnx", "tokenizer.json")


class PairsGraph(nn.Module):
    """What `pairs.onnx` computes: one row without padding, a passage or two."""

    def __init__(self, net: Pairs) -> None:
        super().__init__()
        self.net = net
        self.layers = fused(net.encoder.layers)

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return the vector of a single passage and the judgement of two."""
        x = Inputs(*inputs)
        states = self.net.encoder.embed(x)
        for layer in self.layers:
            states = layer(states, None)
        judged = self.net.judge_states(states, x)
        return self.net.vectors_of(states, x.part), *(judged[name] for name in OUTPUTS[1:])


def export_graph(net: Pairs, path: Path) -> None:
    """Write the graph in float32."""
    ids = torch.randint(1000, 2000, (1, 50))
    part = torch.tensor([[0] + [1] * 10 + [2] * 14 + [0] + [5] * 8 + [6] * 15 + [4]])
    rows = (ids, torch.zeros_like(ids), part, torch.zeros_like(ids))
    torch.onnx.export(
        PairsGraph(net).eval(),
        (*rows, torch.zeros(1, dtype=torch.int64), torch.zeros(1, ALIKE)),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "case", "part", "match", "words")},
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def _counted(folder: Path) -> tuple[int, str]:
    """Return how many reports of a part of our corpus are labelled across reports, and the pairs labelled there."""
    families = read_families(folder)
    counts = Counter(pair.relation for family in families for pair in family.pairs)
    reports = sum(len(family.reports) for family in families)
    told = ", ".join(f"{counts[relation]:,} {relation}" for relation in RELATIONS)
    return reports, f"{told} in {len(families)} families"


def main() -> None:
    """Export the averaged weights of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--average", type=Path, nargs="*", default=[], help="runs whose weights are averaged with it")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--notes", type=Path, default=Path(__file__).parent / "card-notes.json")
    options = parser.parse_args()
    runs = [options.work, *options.average]
    states = [torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True) for run in runs]
    net = Pairs()
    net.load_state_dict(averaged([state["mean"] for state in states]))
    net.eval()
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        export_graph(net, Path(folder) / "pairs.onnx")
        quantise(Path(folder) / "pairs.onnx", options.to / "pairs.onnx")
    shutil.copy(options.encoder / "tokenizer.json", options.to / "tokenizer.json")
    notes = json.loads(options.notes.read_text("utf-8"))
    card = {
        "name": options.to.name,
        "files": {name: sha256(options.to / name) for name in FILES},
        "settings": {"relations": RELATIONS, "slots": SLOTS, "vector": VECTOR} | notes.pop("settings"),
        "training": states[0]["settings"],
        "history": states[0]["history"],
    }
    card |= notes | told_by_manifest(PAIRS, _counted)
    (options.to / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
