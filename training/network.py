"""The reader net: one encoder pass over a window, one light pass per anchor.

The encoder tags every piece (names, times, questions, triggers of events, elements)
and finds *anchors* of claims: the word of a cue that makes it one ("said",
"according"). For each anchor of a claim and each trigger of an event the linker reads
the encoder's states around it and says for each piece what it is to that claim or
event, whether this is one at all, and how it is to be judged (act, factuality).

The idea of tagging once per anchor follows the per-predicate taggers of semantic role
labelling (He et al. 2017, "Deep Semantic Role Labeling"); sharing one encoder
pass between the anchors is what makes it fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from onrecord.nets.decode import AFTER, BEFORE
from onrecord.nets.hints import hint_labels
from onrecord.nets.pieces import CASES, GAPS, QUOTES
from training.tasks import LINKINGS, TAGGINGS

UPOS, DEPREL = 17, 64  # of the English Web Treebank; room for all its relations


@dataclass(frozen=True)
class Shape:
    """Sizes of the net; the encoder's are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    positions: int = 512
    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    linker_width: int = 192
    linker_layers: int = 2
    linker_heads: int = 6
    dropout: float = 0.1


class FeatureDropout(nn.Module):
    """Drops whole features of a window: one random number per feature instead of one per piece, which a CPU feels.

    After Gal & Ghahramani 2016, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks".
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Return a tensor of the shape of `x` (windows, pieces, width)."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """A transformer layer as in BERT (normalisation after each addition)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_attention = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm_inner = nn.LayerNorm(width, eps=1e-12)
        self.dropout = FeatureDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return states of the shape of `x` (batch, pieces, width); `mask` (batch, 1, 1, pieces) is added to scores."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # no dropout inside attention: it would forbid the fused kernel; its way back is faster in float32 on a CPU
        with torch.autocast(x.device.type, enabled=False):
            attended = fn.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask.float())
        x = self.norm_attention(x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, width))))
        out: Tensor = self.norm_inner(x + self.dropout(self.outer(fn.gelu(self.inner(x)))))
        return out


class Encoder(nn.Module):
    """MiniLM with embeddings of its own for letter case, gaps and quotation, which an uncased vocabulary loses.

    What the vocabulary lists for a word is embedded too, so that the net knows words it was never shown.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.words.weight.requires_grad = False  # 12 of 22 M parameters, good as they are: a third of each step
        self.places = nn.Embedding(shape.positions, width)
        self.case = nn.Embedding(CASES, width)
        self.gap = nn.Embedding(GAPS, width)
        self.quote = nn.Embedding(QUOTES, width)
        self.hints = nn.Linear(len(hint_labels()), width, bias=False)
        for table in (self.case, self.gap, self.quote, self.hints):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = FeatureDropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(width, shape.heads, shape.inner, shape.dropout) for _ in range(shape.layers))

    def embed(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, hints: Tensor) -> Tensor:
        """Return what the layers start from (batch, pieces, width); `hints` is (batch, pieces, labels)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places) + self.case(case) + self.gap(gap) + self.quote(quote)
        embedded: Tensor = self.dropout(self.norm(x + self.hints(hints)))
        return embedded

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, hints: Tensor) -> Tensor:
        """Return states (batch, pieces, width); all inputs but `hints` are (batch, pieces), padding is id 0."""
        x = self.embed(ids, case, gap, quote, hints)
        mask = ((ids == 0).to(x.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Linker(nn.Module):
    """Reads the states around an anchor: what each piece is to it, and judgements of the whole."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.linker_width
        self.anchor = nn.Linear(shape.width, 2 * width)
        self.distance = nn.Embedding(BEFORE + AFTER, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.kind = nn.Embedding(len(LINKINGS), width)
        nn.init.zeros_(self.kind.weight)
        self.norm = nn.LayerNorm(width)
        self.dropout = FeatureDropout(shape.dropout)
        self.layers = nn.ModuleList(
            Layer(width, shape.linker_heads, 2 * width, 0.0) for _ in range(shape.linker_layers)
        )
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(kind.tags)) for name, kind in LINKINGS.items()})
        self.judge = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(shape.dropout))
                for name in LINKINGS
            }
        )
        self.verify = nn.ModuleDict({name: nn.Linear(width, 1) for name in LINKINGS})
        judged = ((f"{name}_{what}", values) for name, kind in LINKINGS.items() for what, values in kind.judged)
        self.judged = nn.ModuleDict({name: nn.Linear(width, values) for name, values in judged})

    def look(self, kind: str, projected: Tensor, anchored: Tensor, around: Tensor) -> Tensor:
        """Return states around each anchor (anchors, before + after, linker width).

        Args:
            kind: The linking, one of `training.tasks.LINKINGS`.
            projected: Encoder states in the linker's width, all windows one after another (pieces, linker width).
            anchored: The encoder's states at the anchors (anchors, width).
            around: Index of the piece at each place around each anchor (anchors, before + after), -1 outside.
        """
        x = self.place(kind, projected, anchored, around)
        mask = ((around < 0).to(x.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def place(self, kind: str, projected: Tensor, anchored: Tensor, around: Tensor) -> Tensor:
        """Return what the layers start from: the projected states, seen from the anchor's state and distance."""
        linking = LINKINGS[kind]
        gathered = projected[around.clamp(min=0)]
        scale, shift = self.anchor(anchored).chunk(2, dim=-1)
        shift = shift + self.kind.weight[list(LINKINGS).index(kind)]
        distance = self.distance.weight[BEFORE - linking.before : BEFORE + linking.after]
        x = gathered * (1 + scale[:, None]) + shift[:, None] + distance[None]
        placed: Tensor = self.dropout(self.norm(x))
        return placed

    def forward(self, kind: str, projected: Tensor, anchored: Tensor, around: Tensor) -> dict[str, Tensor]:
        """Return the scores of what is linked to each anchor."""
        return self.judge_all(kind, self.look(kind, projected, anchored, around), around)

    def judge_all(self, kind: str, x: Tensor, around: Tensor) -> dict[str, Tensor]:
        """Return `tags` (anchors, before + after, tags), `verify` (anchors,) and the judgements by their names."""
        outside = around < 0
        tags = self.tags[kind](x)
        share = torch.softmax(tags.float(), -1)[..., 1:].sum(-1).masked_fill(outside, 0).to(x.dtype)
        about = (x * share[..., None]).sum(1) / (share.sum(1, keepdim=True) + 1)
        judged = self.judge[kind](torch.cat([x[:, LINKINGS[kind].before], about], -1))
        scores = {"tags": tags, "verify": self.verify[kind](judged).squeeze(-1)}
        return scores | {what: self.judged[f"{kind}_{what}"](judged) for what, _ in LINKINGS[kind].judged}


class Reader(nn.Module):
    """Encoder, tags of pieces, and linker."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.anchors = nn.Linear(shape.width, 1)
        nn.init.constant_(self.anchors.bias, -3.5)  # about one piece in forty is the anchor of a claim
        self.project = nn.Linear(shape.width, shape.linker_width)
        self.linker = Linker(shape)
        heads = {tagging.name: nn.Linear(shape.width, tagging.width) for tagging in TAGGINGS}
        for tagging in TAGGINGS:
            if tagging.scheme == "any":
                nn.init.constant_(heads[tagging.name].bias, -4.0)  # a code holds for few pieces
        self.taggings = nn.ModuleDict(heads)
        self.upos = nn.Linear(shape.width, UPOS)
        self.deprel = nn.Linear(shape.width, DEPREL)

    def encode(
        self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, hints: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return states (batch, pieces, width), their projection, and anchor logits (batch, pieces)."""
        states = self.encoder(ids, case, gap, quote, hints)
        return states, self.project(states), self.anchors(states).squeeze(-1)


def load_old(net: Reader, state: dict[str, Tensor]) -> None:
    """Copy what a checkpoint has in common with this net, whose names it has or those of the attribution net."""
    renamed = {}
    names = net.state_dict().keys()
    moves = {
        "linker.tags.": "linker.tags.claims.",
        "linker.roles.": "linker.tags.predicates.",
        "linker.judge.": "linker.judge.claims.",
        "linker.verify.": "linker.verify.claims.",
        "linker.act.": "linker.judged.claims_act.",
        "linker.certainty.": "linker.judged.claims_certainty.",
        "linker.polarity.": "linker.judged.claims_polarity.",
    }
    for name, tensor in state.items():
        # a name of today is no old one, though it begins alike ("linker.tags.claims.")
        old = None if name in names else next((a for a in moves if name.startswith(a)), None)
        new = name.replace(old, moves[old]) if old else name
        renamed[new] = tensor
    net.load_state_dict(renamed, strict=False)


def load_encoder(net: Reader, weights: Path) -> None:
    """Copy the weights of all-MiniLM-L6-v2 (a safetensors file in BERT's naming) into the net's encoder."""
    stored = load_file(str(weights))
    stored = {name.removeprefix("bert."): tensor for name, tensor in stored.items()}
    encoder = net.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
        kinds = stored["embeddings.token_type_embeddings.weight"][0]
        encoder.places.weight.copy_(stored["embeddings.position_embeddings.weight"] + kinds)
        encoder.norm.weight.copy_(stored["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(stored["embeddings.LayerNorm.bias"])
        for index, layer in enumerate(encoder.layers):
            copy_layer(layer, stored, f"encoder.layer.{index}.")


def copy_layer(layer: nn.Module, stored: dict[str, Tensor], prefix: str) -> None:
    """Copy the weights of one of BERT's layers, whose names begin with `prefix`."""
    for kind in ("weight", "bias"):
        parts = [stored[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
        getattr(layer.qkv, kind).copy_(torch.cat(parts))
        getattr(layer.out, kind).copy_(stored[f"{prefix}attention.output.dense.{kind}"])
        getattr(layer.norm_attention, kind).copy_(stored[f"{prefix}attention.output.LayerNorm.{kind}"])
        getattr(layer.inner, kind).copy_(stored[f"{prefix}intermediate.dense.{kind}"])
        getattr(layer.outer, kind).copy_(stored[f"{prefix}output.dense.{kind}"])
        getattr(layer.norm_inner, kind).copy_(stored[f"{prefix}output.LayerNorm.{kind}"])
