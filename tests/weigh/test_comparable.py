"""Which passages are copies, in invented reports."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.records import Entity, Extraction, Mention, Report, Span
from onrecord.weigh.comparable import comparable

WAITED = "The family had waited for weeks and heard nothing from any of the offices that they had turned to. " * 3
ENDING = "Nobody answered them."


class NoNet:
    """Vectors that say nothing."""

    def side(self, text, passage):
        return text[slice(*passage)]

    def vectors(self, sides):
        return np.zeros((len(sides), 4))


def _last_key(first: str, name: str, kind: str = "PER") -> str:
    """Return the key of the last passage of a report that names one person or place."""
    text = f"{first} {WAITED}{ENDING}"
    report = Report(id="r", capture="c", sha256="0" * 64, text=text, language="en")
    at = text.index(name)
    entity = Entity(report=report.id, first=Span.of(text, at, at + len(name)), type=kind, name=name)
    mention = Mention(report=report.id, span=entity.first, type=kind, entity=entity.id)
    made = comparable(Extraction(report=report, entities=(entity,), mentions=(mention,)), NoNet())
    return made.passages[-1].key


def test_a_passage_is_a_copy_with_the_same_words_before_it_and_the_same_name():
    assert _last_key("Arbelo left.", "Arbelo") == _last_key("At night Arbelo left again.", "Arbelo")


@pytest.mark.parametrize("other", ["Quiroga left.", "In March Quiroga had left."])
def test_the_same_words_about_another_are_no_copy(other: str):
    assert _last_key("Arbelo left.", "Arbelo") != _last_key(other, "Quiroga")


def test_a_name_known_the_world_over_makes_no_difference():
    assert _last_key("It rained in Moscow.", "Moscow", "GPE") == _last_key("It snowed in Minsk.", "Minsk", "GPE")
