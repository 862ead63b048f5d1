"""The page is readable in light and in dark, with or without colours."""

import re
from pathlib import Path

import pytest

import onrecord.dossier

CSS = (Path(onrecord.dossier.__file__).parent / "templates" / "dossier.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in CSS.split("@media")[:2])


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "shade", "shade-deep", "lit"])
@pytest.mark.parametrize("words", ["ink", "muted", "link", "source", "cue", "event"])
def test_words_stand_out_from_every_ground(palette, ground, words):
    darker, lighter = sorted((luminance(palette[words]), luminance(palette[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5, "WCAG 2.2 AA, 1.4.3"


def test_each_mark_has_a_line_of_its_own_kind():
    assert re.search(r"\.source \{[^}]*underline dotted", CSS)
    assert re.search(r"\.cue \{[^}]*italic[^}]*underline dashed", CSS)
    assert re.search(r"\.content \{[^}]*box-shadow", CSS)
    assert re.search(r"\.trigger \{[^}]*underline solid 2px", CSS)
    assert re.search(r"\.name \{[^}]*underline solid 1px", CSS)
    assert "print-color-adjust: exact" in CSS
