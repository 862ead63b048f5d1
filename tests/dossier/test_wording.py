"""What supports a finding is said in plain words, and an origin that cannot be told is never counted."""

import pytest

from onrecord.dossier.wording import CONTESTED, SLOT_WORDS, TEXT_KINDS, backing, counted
from onrecord.records import ORIGIN_KINDS, SLOTS, STANDINGS, Finding, Side, Span, Voice


def finding(reports: int, origins: int, untold: int = 0) -> Finding:
    rain = Span(start=0, end=4, text="Rain")
    sides = [Side(report=f"r{number}", span=rain) for number in range(reports)]
    doubt = Voice(side=Side(report="doubter", span=rain), stance="doubts")
    voices = (*(Voice(side=side) for side in sides), doubt)
    return Finding(proposition=doubt.side, voices=voices, independent_origins=origins, untold=untold)


@pytest.mark.parametrize(
    ("reports", "origins", "untold", "words"),
    [
        (1, 1, 0, "one origin, one report"),
        (5, 1, 0, "one origin, five reports"),
        (3, 2, 0, "said by two origins independent of each other, three reports"),
        (
            12,
            2,
            1,
            "said by two origins independent of each other, 12 reports; of one passage the origin cannot be told",
        ),
        (2, 0, 2, "two reports, origin cannot be told"),
        (0, 0, 0, "no passage supports it"),
    ],
)
def test_backing_counts_origins_before_reports(reports, origins, untold, words):
    assert backing(finding(reports, origins, untold)) == words


def test_large_numbers_are_figures():
    assert counted(1200, "report") == "1,200 reports"


def test_every_slot_is_worded():
    assert SLOT_WORDS.keys() == set(SLOTS)


def test_standings_and_kinds_that_are_worded_are_those_there_are():
    assert CONTESTED.keys() <= set(STANDINGS)
    assert TEXT_KINDS.keys() == set(ORIGIN_KINDS) - {"same_statement"}
