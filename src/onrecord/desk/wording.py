"""The words of the interface, from one catalogue: the folder `wording`, a file for each page and those all share.

Every word is in English. A key is its tables and its name, parted by dots: `{{ t("reports.title") }}`. Braces hold
values; where a key has the forms `one` and `other`, the value `count` decides. What records' codes mean (acts, roles,
kinds of questions …) is said by the dossier's wording, so that the desk and the dossier say the same.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def catalogue() -> dict[str, str]:
    """Return the words by their keys: "reports.title", and "reports.counted.one" where a number decides."""
    pages = sorted(files("onrecord.desk").joinpath("wording").iterdir(), key=lambda page: page.name)
    return dict(pair for page in pages for pair in _flat("", tomllib.loads(page.read_text("utf-8"))))


def say(key: str, **values: object) -> str:
    """Return the words of a key, in plain text, with the values set in.

    Args:
        key: As in `catalogue`. Where the catalogue has forms for one and for others, `count` among the values decides.
        values: What stands in braces in the words; `{count:,}` writes a number with its thousands.

    Raises:
        KeyError: The catalogue has no such words.
    """
    words = catalogue()
    if key not in words and "count" in values:
        key = f"{key}.{'one' if values['count'] == 1 else 'other'}"
    return words[key].format(**values)


def _flat(prefix: str, table: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        found += _flat(f"{key}.", value) if isinstance(value, dict) else [(key, str(value))]
    return found
