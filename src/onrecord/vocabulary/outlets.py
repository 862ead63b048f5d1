"""Which names are those of news outlets and agencies."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_TITLED = r"[A-Z][\w’'-]*\s(?:[\w’'-]+\s){0,3}"  # a title word ends a name ("Ryazan Gazette"), it does not make one


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("outlets.toml").read_text("utf-8"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = _table()["names"]
    kinds, titles, agencies = (
        "|".join(re.escape(word.strip()) for word in names[key].split(";") if word.strip())
        for key in ("kinds", "titles", "agencies")
    )
    any_case = re.compile(rf"\b(?:{kinds})\b", re.IGNORECASE)
    return any_case, re.compile(rf"\b(?:{agencies})\b|{_TITLED}(?:{titles})\b|\bthe (?:{titles})\b")


def is_outlet(name: str) -> bool:
    """True when the words name a news outlet or agency, by the lists of `outlets.toml`."""
    kinds, names = _patterns()
    return kinds.search(name) is not None or names.search(name) is not None
