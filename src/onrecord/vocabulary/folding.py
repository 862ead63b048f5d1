"""One spelling of a name for comparing: small letters without marks, other alphabets in Latin letters; pure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_WORDS = re.compile(r"[^\W_]+")
# marks that stand within a word and do not part it: N'Djamena, Ma’rib, Ph.D.
_SILENT = re.compile(r"['’‘`´ʻʼʿʾ.]|\u00ad")
# letters without marks and the signs of print around them: most of a text in English, and nothing to take off
_PLAIN = re.compile("[\x00-\x7f\u2010-\u201f]*")


@cache
def _letters() -> dict[int, str]:
    """Return letters that stand for others, by `letters.toml`."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("letters.toml").read_text("utf-8"))
    pairs = {pair[0]: pair[1:].lstrip("=") for table in row["letters"].values() for pair in table.split()}
    return str.maketrans(pairs)


def in_small_letters(text: str) -> str:
    """Return the text in small letters, every code point where it was: "İ", which would become two, stays."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@cache
def for_small_letters(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern that has no capitals as one for small letters: several times as fast as for any."""
    return re.compile(pattern.pattern, pattern.flags & ~re.IGNORECASE)


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return the words of a name in small Latin letters without marks, a space between them.

    "N'Djamena" is "ndjamena", "Dembélé-Maïga" "dembele maiga", "Рязань" "ryazan". Words of alphabets that
    `letters.toml` does not know stay as they are.
    """
    if _PLAIN.fullmatch(name):
        return " ".join(_WORDS.findall(_SILENT.sub("", name.casefold())))
    plain = _SILENT.sub("", name.casefold().translate(_letters()))
    marked = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in marked if not unicodedata.combining(c)).translate(_letters())
    return " ".join(_WORDS.findall(bare))
