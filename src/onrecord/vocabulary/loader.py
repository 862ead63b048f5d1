"""Loads the vocabulary's data files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Phrases:
    """Word forms and phrases, found as whole words in any letter case."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, listed: str) -> Phrases:
        """Read a list: entries parted by semicolons.

        An entry whose words all begin alike is a list of forms of one word ("deny denies denied"); another is a phrase.
        """
        forms: list[str] = []
        for entry in listed.split(";"):
            words = entry.split()
            alike = len(words) > 1 and len({word[:2] for word in words}) == 1
            forms += words if alike else [" ".join(words)]
        longest_first = sorted({form for form in forms if form}, key=len, reverse=True)
        # "n't" ends a word ("isn't"); every other form is a word or several
        bounded = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first if form != "n't") or "(?!)"
        ending = r"|n't\b" if "n't" in forms else ""
        return cls(re.compile(rf"(?<!\w)(?:{bounded})(?!\w){ending}", re.IGNORECASE))

    def found_in(self, text: str) -> bool:
        """True when one of the forms stands in the text."""
        return self.pattern.search(text.replace("’", "'")) is not None


@dataclass(frozen=True, slots=True)
class CueWords:
    """`cues.toml`: acts in their order of precedence, certainty by cue and by hedge, negation, opposing cues."""

    version: str
    acts: dict[str, Phrases]
    certainty: dict[str, Phrases]
    hedges: dict[str, Phrases]
    negation: Phrases
    opposing: Phrases


@cache
def cue_words() -> CueWords:
    """Return the cue words."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("cues.toml").read_text("utf-8"))

    def lists(table: dict[str, str]) -> dict[str, Phrases]:
        return {name: Phrases.of(listed) for name, listed in table.items()}

    return CueWords(
        version=row["version"],
        acts=lists(row["acts"]),
        certainty=lists(row["certainty"]),
        hedges=lists(row["hedges"]),
        negation=Phrases.of(row["negation"]["words"]),
        opposing=Phrases.of(row["negation"]["opposing"]),
    )
