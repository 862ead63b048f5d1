"""The pages are readable in light and in dark."""

import re
from pathlib import Path

import pytest

import onrecord.desk

CSS = (Path(onrecord.desk.__file__).parent / "static" / "desk.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in CSS.split("@media")[:2])


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised", "shade", "shade-deep", "lit"])
@pytest.mark.parametrize("words", ["ink", "muted", "link", "source", "cue", "event"])
def test_words_stand_out_from_every_ground(palette, ground, words):
    assert contrast(palette[words], palette[ground]) >= 4.5, "WCAG 2.2 AA, 1.4.3"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("line", ["edge", "link"])
def test_the_edges_of_fields_and_the_focus_stand_out(palette, ground, line):
    assert contrast(palette[line], palette[ground]) >= 3, "WCAG 2.2 AA, 1.4.11"


def test_the_style_loads_nothing():
    assert "url(" not in CSS
    assert "@import" not in CSS
