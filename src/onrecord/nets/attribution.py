"""The attribution net: who is cited for what, by which words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.nets.card import read_card
from onrecord.nets.decode import AFTER, BEFORE, Attributed, decode
from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.nets.select import keep_best
from onrecord.nets.windows import Window, spread

Floats = npt.NDArray[np.float32]
_INPUTS = ("ids", "case", "gap", "quote")
_LINKER_BATCH = 64  # anchors per run: bounds memory on a page that is all cues


class AttributionNet:
    """Runs the encoder over a text's windows and the linker once for every anchor.

    Every window is run by itself: the int8 net scales its activations by what is in a run, and a
    report's claims must not depend on what it was run with.
    """

    def __init__(self, name: str, *, threads: int = 1, folder: Path | None = None) -> None:
        card = read_card(name, folder)
        self.name = card.version
        self.size = int(card.settings["window"])
        self.edge = int(card.settings["edge"])
        self.threshold = float(card.settings["threshold"])
        self._tokenizer = Tokenizer.from_file(str(card.folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._encoder = _session(card.folder / "encoder.onnx", threads)
        self._linker = _session(card.folder / "linker.onnx", threads)

    def pieces(self, text: str) -> Pieces:
        """Return the text as the encoder sees it."""
        return cut_pieces(text, self._tokenizer)

    def attribute(self, text: str) -> list[Attributed]:
        """Return the attributions of a text in order of their anchors."""
        pieces = self.pieces(text)
        candidates: list[Attributed] = []
        for window in spread(len(pieces), self.size, self.edge):
            candidates += self._in_window(text, pieces, window)
        return keep_best(candidates, self.threshold)

    def encode(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Floats]:
        """Return states (pieces, width), their projection for the linker, and anchor logits (pieces,) of a window."""
        inputs = {name: getattr(pieces, name)[window.first : window.last].astype(np.int64)[None] for name in _INPUTS}
        states, projected, logits = self._encoder.run(None, inputs)
        return states[0], projected[0], logits[0]

    def _in_window(self, text: str, pieces: Pieces, window: Window) -> list[Attributed]:
        states, projected, logits = self.encode(pieces, window)
        chances = 1 / (1 + np.exp(-logits))
        core = slice(window.core_first - window.first, window.core_last - window.first)
        # a candidate's score is at most its anchor's chance
        anchors = np.flatnonzero(chances[core] >= self.threshold) + core.start
        out: list[Attributed] = []
        for at in range(0, len(anchors), _LINKER_BATCH):
            batch = anchors[at : at + _LINKER_BATCH]
            scores = self._link(states, projected, batch)
            for k, anchor in enumerate(batch):
                verified = 1 / (1 + np.exp(-scores["verify"][k]))
                score = float(chances[anchor] * verified)
                if score >= self.threshold:
                    out.append(decode(text, pieces, window.first + int(anchor), scores["tags"][k], score))
        return out

    def _link(self, states: Floats, projected: Floats, anchors: npt.NDArray[np.int64]) -> dict[str, Floats]:
        around = anchors[:, None] + np.arange(-BEFORE, AFTER)[None]
        around = np.where((around >= 0) & (around < len(states)), around, -1)
        inputs = {"projected": projected, "anchored": states[anchors], "around": around}
        names = [o.name for o in self._linker.get_outputs()]
        scores = dict(zip(names, self._linker.run(None, inputs), strict=True))
        scores["tags"][around < 0] = np.nan
        return scores


def _session(path: Path, threads: int) -> Any:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
