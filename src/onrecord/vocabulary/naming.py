"""When two ways of writing a name are one source; pure.

They are when they differ in case, spacing, the marks around them or a leading
article only. Who is who beyond that is for a person to say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_EDGES = " \t\n.,;:'\"“”‘’«»()[]"


@cache
def pronouns() -> frozenset[str]:
    """Return the pronouns of `pronouns.toml`, in lower case."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("pronouns.toml").read_text("utf-8"))
    return frozenset(" ".join(row[kind] for kind in ("personal", "others", "indefinite")).split())


def joined(fragments: Iterable[str]) -> str:
    """Return fragments on one line, the gaps between them marked."""
    return " […] ".join(" ".join(fragment.split()) for fragment in fragments)


def without_article(name: str) -> str:
    """Return the name as an index lists it; an article alone stays."""
    return _ARTICLE.sub("", name) or name


def source_key(words: str) -> str:
    """Return the name under which a source is counted and listed; "" for a pronoun and for nobody named.

    Args:
        words: The source as `joined` gives it.
    """
    key = without_article(" ".join(words.casefold().split()).strip(_EDGES))
    return "" if key in pronouns() else key
