"""Words of reports, no longer than a page has room for; pure."""

from __future__ import annotations

from typing import Final

from onrecord.dossier.quoted import shortened
from onrecord.dossier.told import LONGEST_PASSAGE

LONGEST_SAID: Final = 1_000
"""Code points of a passage that is read as it stands: longer than any sentence; the report has the rest."""


def brief(words: str, most: int = LONGEST_PASSAGE) -> str:
    """Return words of a report on one line, in no more than so many code points."""
    return shortened(" ".join(words.split()), most)
