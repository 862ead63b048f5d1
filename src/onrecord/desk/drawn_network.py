"""The strongest part of a network as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import hypot, sqrt
from typing import Final, Literal

from onrecord.desk.layout import laid_out
from onrecord.desk.network import Bond
from onrecord.records import Manner, Node, TieKind

MOST_NODES: Final = 60
MOST_BONDS: Final = 120
MOST_LOOKED_AT: Final = 600
"""Bonds among which those are looked for that join nodes which are drawn already."""
WIDTH: Final = 1086
HEIGHT: Final = 720
"""Pixels of the largest picture: on a narrower screen it scrolls, so that words stay readable."""
_LOWEST: Final = 260
_HIGHER: Final = 16
"""Pixels of height that a node more takes."""

_LETTER: Final = 6.7
"""Pixels of a letter in labels, about."""
_LONGEST: Final = 26
_SMALLEST: Final = 7.0
_LARGEST: Final = 18.0
_LINE: Final = 15.0
_ROOM: Final = 10.0
_TOUCH: Final = 12.0
"""Half of the 24 pixels that a target needs (WCAG 2.2, 2.5.8)."""
_BEND: Final[dict[TieKind, float]] = {"does": 0.16, "says": 0.07}
"""How far lines bend, as a part of their length: so that those between the same two do not cover each other."""

Shape = Literal["person", "body", "place", "described"]
_SHAPES: Final[dict[str, Shape]] = {"": "described", "PER": "person", "GPE": "place", "NORP": "place", "LOC": "place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnNode:
    """A node in the picture: its middle, its size, its shape, and its name as far as there is room."""

    node: Node
    x: float
    y: float
    size: float
    shape: Shape
    label: str
    passages: int

    @property
    def touch(self) -> float:
        """Half the width of what can be clicked."""
        return max(self.size, _TOUCH)

    @property
    def line(self) -> float:
        """Where the label stands."""
        return self.y + self.size + 13


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBond:
    """A bond in the picture: the path of its line, how broad it is, and how it is told."""

    bond: Bond
    path: str
    width: float
    manner: Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPicture:
    """What is drawn, the strongest last, so that it stands above; `nodes` that have no room are left out."""

    bonds: Sequence[DrawnBond]
    nodes: Sequence[DrawnNode]
    height: int
    width: int = WIDTH


def drawn_network(bonds: Iterable[Bond]) -> NetworkPicture:
    """Return the picture of the strongest bonds.

    Args:
        bonds: The strongest first.
    """
    chosen = _chosen(bonds)
    strength = Counter[str]()
    nodes: dict[str, Node] = {}
    for bond in chosen:
        for node in (bond.by, bond.to):
            nodes.setdefault(node.id, node)
            strength[node.id] += bond.passages
    order = sorted(nodes, key=lambda name: (-strength[name], name))
    most = max(strength.values(), default=1)
    radii = [_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(strength[name] / most) for name in order]
    labels = [_shortened(nodes[name].name) for name in order]
    sizes = [
        (max(2 * r, _LETTER * len(label)) + 10, 2 * r + _LINE + 10) for r, label in zip(radii, labels, strict=True)
    ]
    place = {name: number for number, name in enumerate(order)}
    ties = [(place[bond.by.id], place[bond.to.id], float(bond.passages)) for bond in chosen]
    height = min(HEIGHT, _LOWEST + _HIGHER * len(order))
    middles = laid_out(ties, sizes, (WIDTH, height)) - (0, _LINE / 2)
    drawn = [
        DrawnNode(
            node=nodes[name],
            x=round(float(middles[n][0]), 1),
            y=round(float(middles[n][1]), 1),
            size=round(radii[n], 1),
            shape=_SHAPES.get(nodes[name].type, "body"),
            label=labels[n],
            passages=strength[name],
        )
        for n, name in enumerate(order)
    ]
    strongest = chosen[0].passages if chosen else 1
    lines = [_line(bond, drawn[place[bond.by.id]], drawn[place[bond.to.id]], strongest) for bond in reversed(chosen)]
    return NetworkPicture(bonds=lines, nodes=drawn[::-1], height=height)


def _chosen(bonds: Iterable[Bond]) -> list[Bond]:
    """Return the strongest bonds, as many as there is room for them and for those that they join."""
    found: list[Bond] = []
    nodes: set[str] = set()
    for bond in islice(bonds, MOST_LOOKED_AT):
        both = {bond.by.id, bond.to.id}
        if len(nodes | both) <= MOST_NODES:
            nodes |= both
            found.append(bond)
        if len(found) == MOST_BONDS:
            break
    return found


def _line(bond: Bond, by: DrawnNode, to: DrawnNode, most: int) -> DrawnBond:
    dx, dy = to.x - by.x, to.y - by.y
    length = hypot(dx, dy) or 1.0
    bend = _BEND[bond.kind]
    middle = ((by.x + to.x) / 2 - dy * bend, (by.y + to.y) / 2 + dx * bend)
    start, end = _edge(by, middle, by.size + 2), _edge(to, middle, min(to.size + 8, length / 2))
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return DrawnBond(bond=bond, path=path, width=round(0.8 + 2.2 * sqrt(bond.passages / most), 1), manner=bond.manner)


def _edge(node: DrawnNode, towards: tuple[float, float], out: float) -> tuple[float, float]:
    """Return the point so far out from the middle of a node towards another point."""
    dx, dy = towards[0] - node.x, towards[1] - node.y
    length = hypot(dx, dy) or 1.0
    return node.x + dx / length * out, node.y + dy / length * out


def _shortened(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
