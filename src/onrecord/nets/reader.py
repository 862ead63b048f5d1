"""The reader net: one encoder pass over a text's windows for everything a report says.

The encoder tags the pieces (names, times, questions) and finds the anchors of claims. Its upper layers are there twice:
once for who says what, once for what happens (triggers of events, elements). A light linker reads around each anchor of
a claim and each trigger of an event what belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.nets.card import read_card
from onrecord.nets.decode import Attributed, decode
from onrecord.nets.happenings import Linked, happening, keep_likeliest
from onrecord.nets.hints import hints_of
from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.nets.reading import Happening, Reading, Tagged, marked_spans, tagged_spans
from onrecord.nets.select import keep_best
from onrecord.nets.session import open_session, open_tokenizer
from onrecord.nets.settings import Tagging, read_settings
from onrecord.nets.windows import Window, spread

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
_INPUTS = ("ids", "case", "gap", "quote")
_SPANS = ("names", "times")  # taggings whose spans are words by words
_LEAST = 0.6  # chance of a word to be in one
_BRIDGED = 4  # words from which on a clause is two
_LINKER_BATCH = 8  # anchors per run: what fits the processor's cache; bounds memory on a page that is all cues


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the encoder gives for a window.

    Attributes:
        window: Which pieces were read and which of them are its own.
        states: Linking → states (pieces, width), and those in the linker's width (pieces, linker width).
        anchors: Logits of being a claim's anchor (pieces,).
        tags: Tagging → logits (pieces, its width).
    """

    window: Window
    states: dict[str, tuple[Floats, Floats]]
    anchors: Floats
    tags: dict[str, Floats]

    @property
    def core(self) -> slice:
        return slice(self.window.core_first - self.window.first, self.window.core_last - self.window.first)


class ReaderNet:
    """Runs the encoder over a text's windows and the linker once for every anchor.

    Every window is run by itself: the int8 net scales its activations by what is in a run, and a
    report's records must not depend on what it was run with. `encode`, `deepen` and `link` run the
    graphs; the rest is arithmetic.
    """

    def __init__(self, name: str, *, threads: int = 1, folder: Path | None = None) -> None:
        card = read_card(name, folder)
        self.name = card.version
        self.settings = read_settings(card)
        self._tokenizer = open_tokenizer(card.folder / "tokenizer.json")
        self._encoder = open_session(card.folder / "encoder.onnx", threads)
        # The shipped encoder was measured with its operators as one: rounded otherwise, other records are found.
        self._upper = open_session(card.folder / "upper.onnx", threads, parted=True)
        self._linkers = {
            kind: open_session(card.folder / f"{kind}.onnx", threads, parted=True) for kind in self.settings.linkings
        }

    def pieces(self, text: str) -> Pieces:
        """Return the text as the encoder sees it."""
        return cut_pieces(text, self._tokenizer)

    def read(self, text: str) -> Reading:
        """Return what stands in a text."""
        pieces = self.pieces(text)
        if not len(pieces):
            return Reading()
        hints = hints_of(text, pieces, self.settings.hints)
        tags = {
            name: np.zeros((len(pieces), self.settings.taggings[name].width), np.float32)
            for name in (*_SPANS, "questions", "elements")
        }
        claims: list[Attributed] = []
        events: list[Happening] = []
        for window in spread(len(pieces), self.settings.window, self.settings.edge):
            seen = self._see(pieces, hints, window)
            for name, scores in tags.items():
                scores[window.core_first : window.core_last] = seen.tags[name][seen.core]
            claims += self._claims(text, pieces, seen)
            events += self._events(text, pieces, seen)
        thresholds = self.settings.thresholds
        return Reading(
            claims=tuple(keep_best(claims, thresholds["claims"])),
            events=keep_likeliest(events, thresholds["events"]),
            **self._spans(text, pieces, tags),
        )

    def encode(self, pieces: Pieces, hints: Bools, window: Window) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Return what the encoder gives, a row a piece.

        These are states, projected states, logits of anchors, those of its taggings side by side, and the states of
        the layer below the upper ones.
        """
        own = slice(window.first, window.last)
        inputs: dict[str, Any] = {name: getattr(pieces, name)[own].astype(np.int64)[None] for name in _INPUTS}
        inputs["hints"] = hints[own].astype(np.float32)[None]
        states, projected, anchors, tags, middle = (output[0] for output in self._encoder.run(None, inputs))
        return states, projected, anchors, tags, middle

    def deepen(self, middle: Floats) -> tuple[Floats, Floats, Floats]:
        """Return states, projected states and logits of taggings that the upper layers for what happens give."""
        states, projected, tags = (output[0] for output in self._upper.run(None, {"middle": middle[None]}))
        return states, projected, tags

    def link(self, kind: str, projected: Floats, anchored: Floats, around: Ints) -> dict[str, Floats]:
        """Return tag scores (anchors, before + after, tags), "verify" (anchors,) and those of each judgement.

        Args:
            kind: "claims" or "events".
            projected: The projected states of a window (pieces, linker width).
            anchored: The states at the anchors (anchors, width).
            around: Index of the piece at each place around each anchor (anchors, before + after), -1 outside.
        """
        session = self._linkers[kind]
        names = [output.name for output in session.get_outputs()]
        scores = session.run(None, {"projected": projected, "anchored": anchored, "around": around})
        return dict(zip(names, scores, strict=True))

    def _see(self, pieces: Pieces, hints: Bools, window: Window) -> _Seen:
        *said, anchors, said_tags, middle = self.encode(pieces, hints, window)
        *happens, tags = self.deepen(middle)
        upper = self.settings.upper
        taggings = self.settings.taggings
        parts = _split(said_tags, {name: row for name, row in taggings.items() if name not in upper})
        parts |= _split(tags, {name: taggings[name] for name in upper})
        return _Seen(window, {"claims": (said[0], said[1]), "events": (happens[0], happens[1])}, anchors, parts)

    def _claims(self, text: str, pieces: Pieces, seen: _Seen) -> Iterator[Attributed]:
        threshold = self.settings.thresholds["claims"]
        values = self.settings.linkings["claims"].judged
        chances = 1 / (1 + np.exp(-seen.anchors))
        # a candidate's score is at most its anchor's chance
        anchors = np.flatnonzero(chances[seen.core] >= threshold) + seen.core.start
        for anchor, linked in self._link_all("claims", seen, anchors):
            score = float(chances[anchor]) * linked.verified
            if score >= threshold:
                one = decode(text, pieces, seen.window.first + anchor, linked.tags, score)
                stance = {name: values[name][int(scores.argmax())] for name, scores in linked.judged.items()}
                yield replace(one, act=stance["act"], certainty=stance["certainty"], polarity=stance["polarity"])

    def _events(self, text: str, pieces: Pieces, seen: _Seen) -> Iterator[Happening]:
        threshold = self.settings.thresholds["events"]
        scores = seen.tags["triggers"]
        shifted = np.exp(scores - scores.max(-1, keepdims=True))
        chances = shifted / shifted.sum(-1, keepdims=True)
        anchors = np.flatnonzero(1 - chances[seen.core, 0] >= threshold) + seen.core.start
        linking = self.settings.linkings["events"]
        for anchor, linked in self._link_all("events", seen, anchors):
            yield happening(text, pieces, seen.window.first + anchor, chances[anchor], linked, linking)

    def _link_all(self, kind: str, seen: _Seen, anchors: Ints) -> Iterator[tuple[int, Linked]]:
        linking = self.settings.linkings[kind]
        states, projected = seen.states[kind]
        places = np.arange(-linking.before, linking.after)
        for at in range(0, len(anchors), _LINKER_BATCH):
            batch = anchors[at : at + _LINKER_BATCH]
            around = batch[:, None] + places
            around = np.where((around >= 0) & (around < len(states)), around, -1)
            scores = self.link(kind, projected, states[batch], around)
            tags = np.where((around < 0)[..., None], np.float32(np.nan), scores["tags"])
            verified = 1 / (1 + np.exp(-scores["verify"]))
            for k, anchor in enumerate(batch.tolist()):
                judged = {name: scores[name][k] for name in linking.judged}
                yield anchor, Linked(tags=tags[k], verified=float(verified[k]), judged=judged)

    def _spans(self, text: str, pieces: Pieces, tags: dict[str, Floats]) -> dict[str, tuple[Tagged, ...]]:
        labels = {name: self.settings.taggings[name].labels for name in tags}
        spans = {name: tagged_spans(text, pieces, tags[name], labels[name], threshold=_LEAST) for name in _SPANS}
        spans["questions"] = tagged_spans(
            text,
            pieces,
            tags["questions"],
            labels["questions"],
            threshold=self.settings.thresholds["questions"],
            bridged=_BRIDGED,
        )
        least = self.settings.thresholds["elements"]
        return spans | {"elements": marked_spans(text, pieces, tags["elements"], labels["elements"], least)}


def _split(tags: Floats, taggings: Mapping[str, Tagging]) -> dict[str, Floats]:
    """Return tagging → its logits, which stand side by side."""
    parts = np.split(tags, np.cumsum([row.width for row in taggings.values()])[:-1], axis=-1)
    return dict(zip(taggings, parts, strict=True))
