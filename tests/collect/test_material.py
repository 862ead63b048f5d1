"""What captures and problems say can always be stored."""

from __future__ import annotations

import pytest

from onrecord.collect.material import storable


@pytest.mark.parametrize(
    ("text", "stored"),
    [("café Рязань 🙂", "café Рязань 🙂"), ("caf\udce9", "caf\\xe9"), ("half \ud83d pair", "half \\ud83d pair")],
)
def test_what_utf8_cannot_hold_is_written_as_an_escape(text, stored):
    assert storable(text) == stored
