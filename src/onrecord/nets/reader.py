"""The reader net: one encoder pass over a text's windows for everything a report says.

The encoder tags the pieces (names, times, questions, triggers, elements) and finds the anchors of claims; a
light linker reads around each anchor of a claim and each trigger of an event what belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.nets.card import read_card
from onrecord.nets.decode import Attributed, decode
from onrecord.nets.hints import hints_of
from onrecord.nets.happenings import Linked, happening, keep_likeliest
from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.nets.reading import Happening, Reading, marked_spans, tagged_spans
from onrecord.nets.select import keep_best
from onrecord.nets.windows import Window, spread

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_INPUTS = ("ids", "case", "gap", "quote")
_LINKER_BATCH = 64  # anchors per run: bounds memory on a page that is all cues


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the encoder gives for a window, and which of its pieces are its own."""

    window: Window
    states: Floats
    projected: Floats
    anchors: Floats
    tags: dict[str, Floats]

    @property
    def core(self) -> slice:
        return slice(self.window.core_first - self.window.first, self.window.core_last - self.window.first)


class ReaderNet:
    """Runs the encoder over a text's windows and the linker once for every anchor.

    Every window is run by itself: the int8 net scales its activations by what is in a run, and a
    report's records must not depend on what it was run with.
    """

    def __init__(self, name: str, *, threads: int = 1, folder: Path | None = None) -> None:
        card = read_card(name, folder)
        self.name = card.version
        self.size = int(card.settings["window"])
        self.edge = int(card.settings["edge"])
        self._thresholds = {kind: float(value) for kind, value in card.settings["thresholds"].items()}
        self._taggings = card.settings["taggings"]
        self._hints = tuple(card.settings["hints"])
        self._linkings = card.settings["linkings"]
        self._tokenizer = Tokenizer.from_file(str(card.folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._encoder = _session(card.folder / "encoder.onnx", threads)
        self._linkers = {kind: _session(card.folder / f"{kind}.onnx", threads) for kind in self._linkings}

    def pieces(self, text: str) -> Pieces:
        """Return the text as the encoder sees it."""
        return cut_pieces(text, self._tokenizer)

    def read(self, text: str) -> Reading:
        """Return what stands in a text."""
        pieces = self.pieces(text)
        if not len(pieces):
            return Reading()
        hints = hints_of(text, pieces, self._hints)
        tags = {name: np.zeros((len(pieces), _width(row)), np.float32) for name, row in self._taggings.items()}
        claims: list[Attributed] = []
        events: list[Happening] = []
        for window in spread(len(pieces), self.size, self.edge):
            seen = self._encode(pieces, hints, window)
            for name, scores in seen.tags.items():
                tags[name][window.core_first : window.core_last] = scores[seen.core]
            claims += self._claims(text, pieces, seen)
            events += self._events(text, pieces, seen)
        spans = {
            name: tagged_spans(text, pieces, tags[name], tuple(self._taggings[name]["labels"]))
            for name in ("names", "times", "questions")
        }
        elements = marked_spans(
            text, pieces, tags["elements"], tuple(self._taggings["elements"]["labels"]), self._thresholds["elements"]
        )
        return Reading(
            claims=tuple(keep_best(claims, self._thresholds["claims"])),
            events=keep_likeliest(events, self._thresholds["events"]),
            elements=elements,
            **spans,
        )

    def _encode(self, pieces: Pieces, hints: Floats, window: Window) -> _Seen:
        own = slice(window.first, window.last)
        inputs = {name: getattr(pieces, name)[own].astype(np.int64)[None] for name in _INPUTS}
        inputs["hints"] = hints[own][None]
        states, projected, anchors, tags = (output[0] for output in self._encoder.run(None, inputs))
        widths = [_width(row) for row in self._taggings.values()]
        parts = np.split(tags, np.cumsum(widths)[:-1], axis=-1)
        return _Seen(window, states, projected, anchors, dict(zip(self._taggings, parts, strict=True)))

    def _claims(self, text: str, pieces: Pieces, seen: _Seen) -> list[Attributed]:
        threshold = self._thresholds["claims"]
        chances = 1 / (1 + np.exp(-seen.anchors))
        # a candidate's score is at most its anchor's chance
        anchors = np.flatnonzero(chances[seen.core] >= threshold) + seen.core.start
        out: list[Attributed] = []
        for anchor, linked in self._link("claims", seen, anchors):
            score = float(chances[anchor]) * linked.verified
            if score >= threshold:
                one = decode(text, pieces, seen.window.first + anchor, linked.tags, score)
                out.append(replace(one, **self._stance(linked)))
        return out

    def _stance(self, linked: Linked) -> dict[str, str]:
        values: dict[str, list[str]] = self._linkings["claims"]["judged"]
        return {name: values[name][int(scores.argmax())] for name, scores in linked.judged.items()}

    def _events(self, text: str, pieces: Pieces, seen: _Seen) -> list[Happening]:
        threshold = self._thresholds["events"]
        scores = seen.tags["triggers"]
        shifted = np.exp(scores - scores.max(-1, keepdims=True))
        chances = shifted / shifted.sum(-1, keepdims=True)
        anchors = np.flatnonzero(1 - chances[seen.core, 0] >= threshold) + seen.core.start
        settings = self._linkings["events"]
        return [
            happening(text, pieces, seen.window.first + anchor, chances[anchor], linked, settings)
            for anchor, linked in self._link("events", seen, anchors)
        ]

    def _link(self, kind: str, seen: _Seen, anchors: Ints) -> list[tuple[int, Linked]]:
        settings = self._linkings[kind]
        before, after = settings["before"], settings["after"]
        session = self._linkers[kind]
        names = [output.name for output in session.get_outputs()]
        linked: list[tuple[int, Linked]] = []
        for at in range(0, len(anchors), _LINKER_BATCH):
            batch = anchors[at : at + _LINKER_BATCH]
            around = batch[:, None] + np.arange(-before, after)[None]
            around = np.where((around >= 0) & (around < len(seen.states)), around, -1)
            inputs = {"projected": seen.projected, "anchored": seen.states[batch], "around": around}
            scores = dict(zip(names, session.run(None, inputs), strict=True))
            scores["tags"][around < 0] = np.nan
            for k, anchor in enumerate(batch):
                judged = {name: scores[name][k] for name in settings["judged"]}
                verified = float(1 / (1 + np.exp(-scores["verify"][k])))
                linked.append((int(anchor), Linked(tags=scores["tags"][k], verified=verified, judged=judged)))
        return linked


def _width(tagging: dict[str, Any]) -> int:
    count = len(tagging["labels"])
    return {"bio": 1 + 2 * count, "anchor": 1 + count, "any": count}[tagging["scheme"]]


def _session(path: Path, threads: int) -> Any:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
