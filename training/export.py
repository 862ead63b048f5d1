"""Turn a trained checkpoint into the ONNX files, card and reading notes that the package ships.

python -m training.export --work DIR --encoder DIR --to src/onrecord/nets/weights/reader-v1 --claims 0.45
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as fn

from labelling import vocabulary
from labelling.snippets import read_labelled
from onrecord.nets import READER
from onrecord.nets.hints import hint_labels
from onrecord.records import ACTS, CERTAINTIES, POLARITIES
from training.manifest import HERE, ROOT, read_manifest
from training.network import Layer, Linker, Reader
from training.run import averaged, blended
from training.tasks import LINKINGS, TAGGINGS

SHIPPED = tuple(tagging for tagging in TAGGINGS if tagging.name not in {"common_names", "frames"})
KINDS = ("claims", "events")
JUDGED = {
    "claims": {"act": ACTS, "certainty": CERTAINTIES, "polarity": POLARITIES},
    "events": {"factuality": vocabulary.FACTUALITIES, "type": ("", *vocabulary.EVENT_TYPES)},
}
FILES = ("encoder.onnx", "upper.onnx", *(f"{kind}.onnx" for kind in KINDS))
LOWER = 4
"""Layers of the encoder that who says what and what happens have in common."""
UPPER = ("triggers", "elements")
"""Taggings of what happens."""


class FusedAttention(torch.autograd.Function):
    """Self-attention as ONNX Runtime's own operator, which is faster than the nodes it stands for."""

    @staticmethod
    def forward(*inputs: Any) -> Tensor:
        """Return a tensor of the shape of the layer's input; only the shape matters to the export."""
        _, x, weight, bias, *_ = inputs
        shaped: Tensor = x + 0 * weight.sum() + 0 * bias.sum()
        return shaped

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any, mask: Any, heads: int) -> Any:
        """Emit the operator: `weight` is (width, 3 width), `mask` (batch, pieces) with 1 where a piece is."""
        inputs = (x, weight, bias) if mask is None else (x, weight, bias, mask)
        return g.op("com.microsoft::Attention", *inputs, num_heads_i=heads).setType(x.type())


class FusedLayer(nn.Module):
    """A `training.network.Layer` that exports its attention as one operator."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.weight = nn.Parameter(layer.qkv.weight.detach().t().contiguous())
        self.bias = nn.Parameter(layer.qkv.bias.detach().clone())

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return states of the shape of `x`."""
        layer = self.layer
        attended = FusedAttention.apply(x, self.weight, self.bias, mask, layer.heads)  # type: ignore[no-untyped-call]
        x = layer.norm_attention(x + layer.out(attended))
        out: Tensor = layer.norm_inner(x + layer.outer(fn.gelu(layer.inner(x))))
        return out


def fused(layers: nn.ModuleList) -> nn.ModuleList:
    """Return the layers as ones that export their attention as one operator."""
    return nn.ModuleList(FusedLayer(layer) for layer in layers if isinstance(layer, Layer))


class EncoderGraph(nn.Module):
    """What `encoder.onnx` computes: one window without padding."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net
        self.layers = fused(net.encoder.layers)

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, hints: Tensor) -> tuple[Tensor, ...]:
        """Return states, projection, anchor logits, the logits of its taggings side by side, and the lower states."""
        x = self.net.encoder.embed(ids, case, gap, quote, hints)
        for layer in self.layers[:LOWER]:
            x = layer(x, None)
        middle = x
        for layer in self.layers[LOWER:]:
            x = layer(x, None)
        tags = torch.cat([self.net.taggings[tagging.name](x) for tagging in SHIPPED if tagging.name not in UPPER], -1)
        return x, self.net.project(x), self.net.anchors(x).squeeze(-1), tags, middle


class UpperGraph(nn.Module):
    """What `upper.onnx` computes: the encoder's upper layers once more, for what happens."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net
        self.layers = fused(net.encoder.layers[LOWER:])

    def forward(self, middle: Tensor) -> tuple[Tensor, ...]:
        """Return states, projection and the logits of its taggings, from the states of the lower layers."""
        x = middle
        for layer in self.layers:
            x = layer(x, None)
        return x, self.net.project(x), torch.cat([self.net.taggings[name](x) for name in UPPER], -1)


class LinkerGraph(nn.Module):
    """What `claims.onnx` and `events.onnx` compute, from the states at the anchors instead of their indices."""

    def __init__(self, linker: Linker, kind: str) -> None:
        super().__init__()
        self.linker = linker
        self.kind = kind
        self.layers = fused(linker.layers)

    def forward(self, projected: Tensor, anchored: Tensor, around: Tensor) -> tuple[Tensor, ...]:
        """Return tag and verify scores and the judgements."""
        x = self.linker.place(self.kind, projected, anchored, around)
        inside = (around >= 0).to(torch.int32)
        for layer in self.layers:
            x = layer(x, inside)
        out = self.linker.judge_all(self.kind, x, around)
        return tuple(out[name] for name in outputs(self.kind))


def outputs(kind: str) -> list[str]:
    """Return the names of what a linking's graph gives."""
    return ["tags", "verify", *(name for name, _ in LINKINGS[kind].judged)]


def export_graphs(said: Reader, happens: Reader, folder: Path) -> None:
    """Write the graphs in float32.

    Args:
        said: Reads who says what.
        happens: Reads what happens; its lower layers are the same.
        folder: Where to.
    """
    ids = torch.ones(1, 40, dtype=torch.int64)
    zeros = torch.zeros_like(ids)
    whole = (ids, zeros, zeros, zeros, torch.zeros(1, 40, len(hint_labels())))
    inputs = ["ids", "case", "gap", "quote", "hints"]
    _write(EncoderGraph(said), folder / "encoder.onnx", whole, inputs, [*_STATES, "anchors", "tags", "middle"])
    _write(UpperGraph(happens), folder / "upper.onnx", (torch.randn(1, 40, said.shape.width),), ["middle"], _UPPER)
    for kind, net in zip(KINDS, (said, happens), strict=True):
        around = torch.arange(LINKINGS[kind].before + LINKINGS[kind].after)[None].repeat(3, 1).clamp(max=39)
        around[:, -5:] = -1
        given = (torch.randn(40, net.shape.linker_width), torch.randn(3, net.shape.width), around)
        names = ["projected", "anchored", "around"]
        _write(LinkerGraph(net.linker, kind), folder / f"{kind}.onnx", given, names, outputs(kind))


_STATES = ["states", "projected"]
_UPPER = [*_STATES, "tags"]
_ANCHORS = {"anchored", "around", *(name for kind in KINDS for name in outputs(kind))}


def _write(graph: nn.Module, path: Path, given: tuple[Tensor, ...], inputs: list[str], names: list[str]) -> None:
    """Write one graph; what stands for pieces or anchors in it may have any length."""
    linker = isinstance(graph, LinkerGraph)
    axes = {name: ({0: "anchors"} if name in _ANCHORS else {0: "pieces"}) for name in (*inputs, *names)}
    torch.onnx.export(
        graph.eval(),
        given,
        str(path),
        input_names=inputs,
        output_names=names,
        dynamic_axes=axes if linker else {name: {0: "batch", 1: "pieces"} for name in (*inputs, *names)},
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
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


def told_by_manifest(net: str, count: Callable[[Path], tuple[int, str]]) -> dict[str, Any]:
    """Return what a card says of the encoder and of the data that the stages of a net learnt from.

    Args:
        net: Its name.
        count: Returns how many of our own reports there are in a folder, and what is labelled in them.
    """
    manifest = read_manifest()
    recipe = manifest.recipes[net]
    rows = []
    for key, source in manifest.sources.items():
        if key not in recipe.keys:
            continue
        stages = recipe.stages_of(key)
        texts, labels = count(ROOT / source.path) if source.own else (source.texts, source.labels)
        row = {"name": source.name, "split": source.split, "stages": stages, "texts": texts, "labels": labels}
        if stages:
            rows.append(row | {"licence": source.licence, "citation": source.citation})
    encoder = {name: manifest.encoder[name] for name in ("name", "licence", "package", "citation")}
    return {"encoder": encoder, "data": rows}


def _counted(folder: Path) -> tuple[int, str]:
    """Return how many of our own reports there are and what is labelled in them."""
    records = read_labelled(folder)
    kinds = ("claims", "events", "mentions", "times", "questions", "elements")
    counts = {kind: sum(len(record[kind]) for record in records) for kind in kinds}
    return len(records), ", ".join(f"{count:,} {kind}" for kind, count in counts.items())


def _mean_of(folder: Path) -> dict[str, Tensor]:
    state: dict[str, dict[str, Tensor]] = torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True)
    return state["mean"]


def main() -> None:
    """Export the averaged weights of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--average", type=Path, nargs="*", default=[], help="runs whose weights are averaged with it")
    parser.add_argument("--upper", type=Path, nargs="+", required=True, help="runs of what happens, to be averaged")
    parser.add_argument("--kept", type=float, default=0.0, help="share in this mean of what those runs began with")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--claims", type=float, required=True, help="least score of a claim")
    parser.add_argument("--events", type=float, default=0.4, help="least score of an event")
    parser.add_argument("--elements", type=float, default=0.4, help="least chance of an element at a piece")
    parser.add_argument("--questions", type=float, default=0.5, help="least chance of a question at a word")
    parser.add_argument("--notes", type=Path, default=HERE / "card-notes.json", help="JSON for the card: how, limits")
    parser.add_argument("--precision", choices=["int8", "float32"], default="int8")
    options = parser.parse_args()
    state = torch.load(options.work / "checkpoint.pt", map_location="cpu", weights_only=True)
    said, happens = Reader(), Reader()
    said.load_state_dict(averaged([state["mean"], *(_mean_of(folder) for folder in options.average)]))
    learnt = averaged([_mean_of(folder) for folder in options.upper])
    happens.load_state_dict(blended(learnt, said.state_dict(), options.kept))
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        export_graphs(said, happens, Path(folder))
        for name in FILES:
            if options.precision == "int8":
                quantise(Path(folder) / name, options.to / name)
            else:
                shutil.copy(Path(folder) / name, options.to / name)
    shutil.copy(options.encoder / "tokenizer.json", options.to / "tokenizer.json")
    card = {
        "name": options.to.name,
        "files": {name: sha256(options.to / name) for name in (*FILES, "tokenizer.json")},
        "settings": {
            "window": state["settings"]["size"],
            "edge": state["settings"]["edge"],
            "thresholds": {kind: getattr(options, kind) for kind in ("claims", "events", "elements", "questions")},
            "precision": options.precision,
            "hints": hint_labels(),
            "taggings": {tagging.name: {"labels": tagging.labels, "scheme": tagging.scheme} for tagging in SHIPPED},
            "upper": UPPER,
            "linkings": {
                kind: {
                    "tags": LINKINGS[kind].tags,
                    "before": LINKINGS[kind].before,
                    "after": LINKINGS[kind].after,
                    "judged": JUDGED[kind],
                }
                for kind in KINDS
            },
        },
        "training": state["settings"],
        "training_upper": torch.load(options.upper[0] / "checkpoint.pt", map_location="cpu", weights_only=True)[
            "settings"
        ],
        "history": state["history"],
    }
    card |= json.loads(options.notes.read_text("utf-8")) | told_by_manifest(READER, _counted)
    (options.to / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
