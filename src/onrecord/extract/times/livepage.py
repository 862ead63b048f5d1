"""Pages that were written as the day went on: each entry begins with its clock time."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"(?:^|\n)(?P<stamp>(?P<hour>\d{1,2})[:.](?P<minute>\d\d))\b(?! ?[ap]\.?m)")
_FEWEST = 3  # entries: two clock times at the head of paragraphs may be chance
_HALF_DAY = 12 * 60


def entry_times(text: str) -> dict[int, str]:
    """Return where entries of a live page begin, and when ("14:05"); nothing for any other text.

    In a page that goes forward in time with hours to 12, 2:05 after 12:15 is in the afternoon.
    """
    found = list(_ENTRY.finditer(text))
    if len(found) < _FEWEST:
        return {}
    minutes = [60 * int(entry["hour"]) + int(entry["minute"]) for entry in found]
    forward = minutes[0] < minutes[1]
    times, last = {}, 0
    for entry, written in zip(found, minutes, strict=True):
        late = forward and written < last and written < _HALF_DAY and entry["hour"][0] != "0"
        last = written + _HALF_DAY if late else written
        if last < 2 * _HALF_DAY:
            times[entry.start("stamp")] = f"{last // 60:02d}:{last % 60:02d}"
    return times
