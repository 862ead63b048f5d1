"""One spelling for what several hands write: `spellings.toml`; pure."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from onrecord.vocabulary.folding import folded

_DOUBLED: Final = re.compile(r"(.)\1+")
_ARTICLE_FROM: Final = 3  # letters of a word behind an article: "al Arish", not "El Al"


@cache
def spellings_version() -> str:
    """Return the version of the rules."""
    return str(_table()["version"])


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """Return a folded word as all hands that write its sounds agree on: "maliutin" and "malyutin" are "malutin"."""
    word = _given().get(word, word)
    pattern, sounds = _groups()
    sounded = pattern.sub(lambda found: sounds[found[0]], word).translate(_letters())
    short = _DOUBLED.sub(r"\1", sounded)
    bare = short[0] + short[1:].replace("h", "") if short else short
    return bare.rstrip("ei") or bare


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, with the parts that hands write apart or together in one.

    "Abd al-Rahman", "Abdul Rahman" and "Abdelrahman" are "abdrahman"; "al-Arish" and "Arish" are "arish".
    """
    words: list[str] = []
    servants, articles = joined("servants"), joined("articles")
    servant = False
    parts = folded(name.replace("-", " ")).split()
    for number, part in enumerate(parts):
        behind = number + 1 < len(parts) and len(parts[number + 1]) >= _ARTICLE_FROM
        if part in servants and number + 1 < len(parts):
            servant = True
        elif not (part in articles and (behind or servant)):
            words.append("abd" + part if servant else _written_together(part))
            servant = False
    return tuple(words)


@cache
def joined(kind: str) -> frozenset[str]:
    """Return the listed parts of names: "servants", "articles" or "particles"."""
    return frozenset(_table()["joined"][kind].split())


def _written_together(word: str) -> str:
    """Return "Abdelrahman" as "abdrahman": the servant's word with an article and the name in one."""
    found = _servant().match(word)
    return "abd" + word[found.end() :] if found else word


@cache
def _servant() -> re.Pattern[str]:
    return re.compile(r"abd(?:ou|[aeou])[lrnsd](?=\w{4})")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("spellings.toml").read_text("utf-8"))


@cache
def _given() -> dict[str, str]:
    rows = [folded(line).split() for line in _table()["given"]["names"].strip().splitlines()]
    return {name: names[0] for names in rows for name in names}


@cache
def _groups() -> tuple[re.Pattern[str], dict[str, str]]:
    sounds = dict(entry.split("=") for entry in _table()["sounds"]["groups"].split())
    longest_first = sorted(sounds, key=lambda written: (-len(written), written))
    return re.compile("|".join(longest_first)), sounds


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(dict(entry.split("=") for entry in _table()["sounds"]["letters"].split()))
