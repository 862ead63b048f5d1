"""What the net says of a pair is settled by numbers in a fixed order."""

import math

import numpy as np
import pytest

from onrecord.nets.rivals import NO_RIVALS, Rivals
from onrecord.nets.settling import evidence, settled

BESIDE = Rivals((-0.25, 0.5), (0, 2))
FOUND = evidence(2.0, [0.0, -1.0, 4.0], (1.0, 0.5, -0.5), [0.8, 0.1], 1, BESIDE)


def test_evidence_is_what_the_net_says_then_what_is_seen_then_when_then_both_at_once_then_its_rivals():
    assert FOUND[:7].tolist() == [2.0, 0.0, -1.0, 4.0, 1.0, 0.5, -0.5]
    assert FOUND[7:12].tolist() == [0.8, 0.1, 0.0, 1.0, 0.0]
    chance = 1 / (1 + math.exp(-2.0))
    assert FOUND[12:15].tolist() == pytest.approx([math.log(chance / (1 + math.exp(-x))) for x in (0.0, -1.0, 4.0)])
    assert FOUND[15:18].tolist() == [0.0, -0.2, 0.8]
    assert FOUND[18:].tolist() == [-0.25, 0.5, 0.0, 2.0]


def test_very_sure_judgements_are_numbers_still():
    assert np.isfinite(evidence(-500.0, [900.0, -900.0, 0.0], (0.0, 0.0, 0.0), [], 5, NO_RIVALS)).all()


def test_chances_are_logistic_in_the_evidence():
    weights = np.zeros((2, len(FOUND) + 1))
    weights[0, 0], weights[1, -1] = 1.0, math.log(3)
    assert settled(FOUND, weights).tolist() == pytest.approx([1 / (1 + math.exp(-2.0)), 0.75])
