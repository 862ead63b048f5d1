"""The outlines of the map come from a file of shared borders; the lands here are invented."""

import numpy as np

from training.outlines import TOLERANCE, by_code


def land(name, *rings):
    return {"type": "Polygon", "properties": {"name": name}, "arcs": list(rings)}


def test_two_countries_keep_one_border_when_it_is_simplified():
    # Chad west and Niger east of a border that wiggles less than what is simplified away; arc 0 is the border
    wiggle = [(10.0, float(y)) if y % 2 else (10.0 + TOLERANCE / 2, float(y)) for y in range(11)]
    arcs = [
        wiggle,
        [(10.0, 10.0), (0.0, 10.0), (0.0, 0.0), (10.0, 0.0)],
        [(10.0, 10.0), (20.0, 10.0), (20.0, 0.0), (10.0, 0.0)],
    ]
    points = [np.rint(np.array(arc) * 1000).astype(int) for arc in arcs]
    steps = [np.diff(line, axis=0, prepend=np.zeros((1, 2), dtype=int)).tolist() for line in points]
    topology = {
        "transform": {"scale": [0.001, 0.001], "translate": [0, 0]},
        "arcs": steps,
        "objects": {"countries": {"geometries": [land("Chad", [0, 1]), land("Niger", [0, 2])]}},
    }
    found = by_code(topology)
    assert found.keys() == {"TD", "NE"}
    borders = [{tuple(point) for point in rings[0] if abs(point[0] - 10) < 1} for rings in found.values()]
    assert borders[0] == borders[1]
    assert all(len(rings[0]) <= 5 for rings in found.values())
