"""The rules that read the forms of the vocabulary: what each names, told from the story so far."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.extract.times import clock, days, feasts, lengths, nearby, weekdays, years
from onrecord.extract.times.reading import Rule

RULES: Mapping[str, Rule] = {
    **days.RULES,
    **weekdays.RULES,
    **years.RULES,
    **feasts.RULES,
    **clock.RULES,
    **nearby.RULES,
    **lengths.RULES,
}
"""Rule by the name that `means` gives it."""
