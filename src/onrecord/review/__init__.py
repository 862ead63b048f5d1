"""What persons decide about the records of a report, told anew from the log of decisions; pure.

The program's records stay as they were found. Replaying the log says how each of them stands and what persons put in;
what somebody takes back counts as never decided.
"""

from onrecord.review.changing import changed, made_of, merged, place
from onrecord.review.checking import check_decision
from onrecord.review.queue import queue
from onrecord.review.replay import replay
from onrecord.review.stakes import Speaking, Stake, stakes
from onrecord.review.weighable import OUT, counts, nearest, weighable

__all__ = [
    "OUT",
    "Speaking",
    "Stake",
    "changed",
    "check_decision",
    "counts",
    "made_of",
    "merged",
    "nearest",
    "place",
    "queue",
    "replay",
    "stakes",
    "weighable",
]
