"""Turn a trained checkpoint into the ONNX files, card and reading notes that the package ships.

python -m training.export --work DIR --encoder DIR --to src/onrecord/nets/weights/attribution-v1 --threshold 0.3
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.nets.decode import AFTER, BEFORE
from training.network import Attribution, Linker


class EncoderGraph(nn.Module):
    """What `encoder.onnx` computes."""

    def __init__(self, net: Attribution) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return states, projection and anchor logits."""
        return self.net.encode(ids, case, gap, quote)


class LinkerGraph(nn.Module):
    """What `linker.onnx` computes, from the states at the anchors instead of their indices."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, projected: Tensor, anchored: Tensor, around: Tensor) -> tuple[Tensor, ...]:
        """Return tags, verify, act, certainty and polarity scores."""
        index = torch.arange(anchored.shape[0])
        out = self.linker(projected, anchored, index, around)
        return out["tags"], out["verify"], out["act"], out["certainty"], out["polarity"]


def export_graphs(net: Attribution, folder: Path) -> None:
    """Write encoder.onnx and linker.onnx in float32."""
    net.eval()
    ids = torch.ones(1, 40, dtype=torch.int64)
    zeros = torch.zeros_like(ids)
    pieces = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        EncoderGraph(net),
        (ids, zeros, zeros, zeros),
        str(folder / "encoder.onnx"),
        input_names=["ids", "case", "gap", "quote"],
        output_names=["states", "projected", "anchors"],
        dynamic_axes={name: pieces for name in ("ids", "case", "gap", "quote", "states", "projected", "anchors")},
        opset_version=17,
        dynamo=False,
    )
    around = torch.arange(BEFORE + AFTER)[None].repeat(3, 1).clamp(max=39)
    around[:, -5:] = -1
    shape = net.shape
    names = ["tags", "verify", "act", "certainty", "polarity"]
    torch.onnx.export(
        LinkerGraph(net.linker),
        (torch.randn(40, shape.linker_width), torch.randn(3, shape.width), around),
        str(folder / "linker.onnx"),
        input_names=["projected", "anchored", "around"],
        output_names=names,
        dynamic_axes={"projected": {0: "pieces"}, **{n: {0: "anchors"} for n in ("anchored", "around", *names)}},
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write an int8 copy of a graph: weights per channel, activations scaled as they come."""
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"MatMulConstBOnly": True},
    )


def sha256(path: Path) -> str:
    """Return the hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Export the averaged weights of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--threshold", type=float, required=True)
    parser.add_argument("--notes", type=Path, help="JSON with data, scores, licence and limits for the card")
    parser.add_argument("--precision", choices=["int8", "float32"], default="int8")
    options = parser.parse_args()
    state = torch.load(options.work / "checkpoint.pt", map_location="cpu", weights_only=True)
    net = Attribution()
    net.load_state_dict(state["mean"])
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        export_graphs(net, Path(folder))
        for name in ("encoder.onnx", "linker.onnx"):
            if options.precision == "int8":
                quantise(Path(folder) / name, options.to / name)
            else:
                shutil.copy(Path(folder) / name, options.to / name)
    shutil.copy(options.encoder / "tokenizer.json", options.to / "tokenizer.json")
    card = {
        "name": options.to.name,
        "files": {name: sha256(options.to / name) for name in ("encoder.onnx", "linker.onnx", "tokenizer.json")},
        "settings": {
            "window": state["settings"]["size"],
            "edge": state["settings"]["edge"],
            "lowest_anchor": 0.05,
            "threshold": options.threshold,
            "precision": options.precision,
        },
        "training": state["settings"],
        "history": state["history"],
    }
    if options.notes:
        card |= json.loads(options.notes.read_text("utf-8"))
    (options.to / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
