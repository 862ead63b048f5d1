"""The pairs net: passages as vectors, to find what may belong together, and a judgement of two read side by side.

One encoder serves both. A passage's vector is the mean of its pieces' states; two
passages read together are judged by what their pieces say to each other (Nogueira and
Cho 2019, "Passage Re-ranking with BERT"; Humeau et al. 2020, "Poly-encoders", on why both are needed).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.nets.pair_pieces import ALIKE, LAPSES, MATCHES, PART_PASSAGE, PARTS
from onrecord.nets.pieces import CASES
from training.network import FeatureDropout, Layer, Shape, copy_layer

RELATIONS = ("same", "conflict", "update")
SLOTS = ("number", "date", "actor", "place", "status", "stance")
VECTOR = 128
_TOLD = 4.0  # times the numbers that are told beside states a hundred times as many


@dataclass(frozen=True)
class Inputs:
    """A batch; the first four are (batch, pieces), padding is id 0; `lapse` is (batch,), `alike` (batch, ALIKE)."""

    ids: Tensor
    case: Tensor
    part: Tensor
    match: Tensor
    lapse: Tensor
    alike: Tensor


class PairEncoder(nn.Module):
    """MiniLM told what each piece is: context, first or second passage, and how long lies between the reports."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.words.weight.requires_grad = False
        self.places = nn.Embedding(shape.positions, width)
        self.case = nn.Embedding(CASES, width)
        self.part = nn.Embedding(PARTS, width)
        self.match = nn.Embedding(MATCHES, width)
        self.lapse = nn.Embedding(LAPSES, width)
        for table in (self.case, self.part, self.match, self.lapse):
            nn.init.normal_(table.weight, std=0.005)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = FeatureDropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(width, shape.heads, shape.inner, shape.dropout) for _ in range(shape.layers))

    def embed(self, x: Inputs) -> Tensor:
        """Return what the layers start from (batch, pieces, width)."""
        places = torch.arange(x.ids.shape[1], device=x.ids.device)
        told = self.case(x.case) + self.part(x.part) + self.match(x.match) + self.lapse(x.lapse)[:, None]
        embedded: Tensor = self.dropout(self.norm(self.words(x.ids) + self.places(places) + told))
        return embedded

    def forward(self, x: Inputs) -> Tensor:
        """Return states (batch, pieces, width)."""
        states = self.embed(x)
        mask = ((x.ids == 0).to(states.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        return states


class Pairs(nn.Module):
    """Encoder, vectors and judgements."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        width = shape.width
        self.encoder = PairEncoder(shape)
        self.vector = nn.Linear(width, VECTOR)
        nn.init.orthogonal_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.scale = nn.Parameter(torch.tensor(3.0))  # of the vectors' cosine, as a logarithm: a temperature of 0.05
        self.pool = nn.Sequential(nn.Linear(4 * width + ALIKE, width), nn.GELU(), nn.Dropout(shape.dropout))
        self.related = nn.Linear(width + ALIKE, 1)
        self.relation = nn.Linear(width, len(RELATIONS))
        self.slot = nn.Linear(width, len(SLOTS))
        self.origin = nn.Linear(width, 1)
        self.answers = nn.Linear(width, 1)
        self.words = nn.Linear(width, len(RELATIONS))

    def vectors(self, x: Inputs) -> Tensor:
        """Return unit vectors of single passages (batch, VECTOR)."""
        return self.vectors_of(self.encoder(x), x.part)

    def vectors_of(self, states: Tensor, part: Tensor) -> Tensor:
        """Return the unit vectors from the encoder's states."""
        unit: Tensor = nn.functional.normalize(self.vector(_mean(states, part % 4 >= PART_PASSAGE)).float(), dim=-1)
        return unit

    def judge(self, x: Inputs) -> dict[str, Tensor]:
        """Return logits of two passages side by side: see `judge_states`."""
        return self.judge_states(self.encoder(x), x)

    def judge_states(self, states: Tensor, x: Inputs) -> dict[str, Tensor]:
        """Return the judgements of two passages.

        `related` (batch,) is whether they speak of the same thing at all, `relation` (batch, 3) what they then are to
        each other, `slot` (batch, 6) in what they conflict, `origin` and `answers` (batch,),
        `words` (batch, pieces, 3).
        """
        part = x.part
        a = _mean(states, (part >= PART_PASSAGE) & (part < 4))
        b = _mean(states, part >= 4 + PART_PASSAGE)
        told = x.alike.to(states.dtype) * _TOLD
        pooled = self.pool(torch.cat([states[:, 0], a + b, (a - b).abs(), a * b, told], -1))
        return {
            "related": self.related(torch.cat([pooled, told], -1)).squeeze(-1),
            "relation": self.relation(pooled),
            "slot": self.slot(pooled),
            "origin": self.origin(pooled).squeeze(-1),
            "answers": self.answers(pooled).squeeze(-1),
            "words": self.words(states),
        }


def _mean(states: Tensor, chosen: Tensor) -> Tensor:
    share = chosen.to(states.dtype)[..., None]
    summed: Tensor = (states * share).sum(1) / share.sum(1).clamp(min=1)
    return summed


def load_encoder(net: Pairs, weights: Path) -> None:
    """Copy the weights of all-MiniLM-L6-v2 (a safetensors file in BERT's naming) into the net's encoder."""
    stored = {name.removeprefix("bert."): tensor for name, tensor in load_file(str(weights)).items()}
    encoder = net.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
        kinds = stored["embeddings.token_type_embeddings.weight"][0]
        encoder.places.weight.copy_(stored["embeddings.position_embeddings.weight"] + kinds)
        encoder.norm.weight.copy_(stored["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(stored["embeddings.LayerNorm.bias"])
        for index, layer in enumerate(encoder.layers):
            copy_layer(layer, stored, f"encoder.layer.{index}.")
