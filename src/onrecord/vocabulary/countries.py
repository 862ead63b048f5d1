"""Which country a name names: countries, peoples, capitals, regions and bodies by `countries.toml`; pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from onrecord.vocabulary.folding import folded

Kind = Literal["country", "people", "capital", "region", "ethnos", "body", "stateless", "worldwide"]
_FIELDS: Final[tuple[Kind, ...]] = ("country", "people", "capital", "region", "ethnos")
_PEOPLE: Final[frozenset[Kind]] = frozenset({"people", "ethnos", "stateless"})
_PLURAL: Final = re.compile(r"(?:es|s|man|men|woman|women|person|people)$")


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a name is known as.

    Attributes:
        kind: "country" for the state itself, "people" for its adjective and nationals, "ethnos" for peoples and
            languages of it, "stateless" for those of no single state, "worldwide" for bodies of none.
        countries: ISO 3166-1 alpha-2 codes, the likeliest first; empty for "stateless" and "worldwide".
        main: The first name listed with it, which all names of the same thing share.
    """

    kind: Kind
    countries: tuple[str, ...]
    main: str


@cache
def countries_version() -> str:
    """Return the version of the table."""
    return str(_table()["version"])


def belonging(name: str) -> Belonging | None:
    """Return what a name of a country, people, place or body is known as, or None.

    The plural of a people and a form in -man or -woman count as its adjective ("Cubans", "Frenchwoman").
    """
    return _index().get(_key(name))


def country_name(code: str) -> str:
    """Return the usual English name of a country by its ISO 3166-1 alpha-2 code; a code that is not listed as it is."""
    row = _table()["countries"].get(code) or _table()["historical"].get(code) or code
    return " ".join(row.split("|")[0].split(";")[0].split())


def people(name: str) -> Belonging | None:
    """Return the people that an adjective or a noun names, or None."""
    key = _key(name)
    for form in (key, _PLURAL.sub("", key), key.removesuffix("s")):
        found = _peoples().get(form)
        if found:
            return found
    return None


def _key(name: str) -> str:
    return folded(name).removeprefix("the ")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("countries.toml").read_text("utf-8"))


@cache
def _all() -> dict[str, dict[str, Belonging]]:
    """Return the index of peoples, and that of everything else."""
    index: dict[str, dict[str, Belonging]] = {"peoples": {}, "others": {}}
    for code, row in {**_table()["countries"], **_table()["historical"]}.items():
        for kind, listed in zip(_FIELDS, row.split("|"), strict=False):
            _add(index, kind, code, listed)
    for code, listed in _table()["bodies"].items():
        _add(index, "body", code, listed)
    for kind in ("stateless", "worldwide"):
        _add(index, kind, "", _table()[kind]["names"])
    return index


def _add(index: dict[str, dict[str, Belonging]], kind: Kind, code: str, listed: str) -> None:
    """Add names; what is known already keeps its kind, and further countries follow the first."""
    names = [" ".join(name.split()) for name in listed.split(";") if name.strip()]
    into = index["peoples" if kind in _PEOPLE else "others"]
    one_thing = kind in {"country", "people"}
    for name in names:
        key = _key(name)
        known = into.get(key)
        if known is None:
            into[key] = Belonging(kind, (code,) if code else (), names[0] if one_thing else name)
        elif code and code not in known.countries and known.kind == kind:
            into[key] = Belonging(kind, (*known.countries, code), known.main)


def _index() -> dict[str, Belonging]:
    return _all()["others"]


def _peoples() -> dict[str, Belonging]:
    return _all()["peoples"]
