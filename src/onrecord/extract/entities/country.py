"""Which country an entity is, lies in or belongs to."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.extract.entities.cluster import Cluster
from onrecord.extract.entities.named import Layout, Named
from onrecord.extract.entities.roles import Title, is_stop_word
from onrecord.records.entity import EntityType
from onrecord.vocabulary.countries import Belonging, belonging, people
from onrecord.vocabulary.outlets import is_outlet
from onrecord.vocabulary.persons import body_class, is_address, is_function
from onrecord.vocabulary.places import Reading, readings

# between a people or a country and what is its: "Cuban [Foreign Minister ]X", "Russia['s ]Defense Ministry"
_OWNER_GAP: Final = re.compile(r"(?:['’]s?)?[ \u00a0]((?:[^\W\d_][\w’'-]*,? ){0,6})")
# between a name and the country or town behind it: "X, of Cape Ann", "the Ministry of Foreign Affairs in Cuba"
_OF_GAP: Final = re.compile(r",? (?:(?:aged )?\d\d,? )?(?:(?:of|in|from)(?: the)?|(?P<people>an?)(?: \w+)?) ")
# what is of a people abroad, and its language: neither says where the report's people are from
_ABROAD: Final = re.compile(
    r"[ -](?:\w+ )?(?:army|armed|forces?|units?|troops|military|soldiers?|front|war|regiment|brigade|battalion"
    r"|side|lines?|embassy|consulate|passports?|citizenship|invasion|officers?|commanders?|government|ministry|language)\b"
)
_SPOKEN: Final = re.compile(r"\b(?:in|into|from|speaks?|spoke|speaking|some|good|broken|the) $")
_CREDITS: Final = re.compile(
    r"\b(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Pp]hotograph\w*|[Aa]dditional|[Tt]ranslat\w+|[Bb]y)\b[^.;)]*$"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_DATELINE: Final = 5.0  # towns that the place in the first words of a report counts for
_PUBLISHER: Final = 2.0
_EARLY: Final = 1.5
_AROUND: Final = 300  # code points in which a name's surroundings are looked at
_LOOKED_AROUND: Final = 2  # first names of an entity
_NEARNESS: Final = 0.3
_BARE: Final = 0.1
_PULL: Final = 2.0  # doublings of its inhabitants that a place gains by each doubling of its country's weight
_WIDTH: Final = 80  # code points between a name and the country beside it


@dataclass(frozen=True)
class Setting:
    """What a report's names say of its countries.

    Attributes:
        layout: The text.
        weights: How much of the report is about each country.
        bare: How much such a name says of who stands beside it, in [0, 1].
        home: How much speaks for each that its people are of that country.
        codes: The country of each name of a country, a people or a place.
    """

    layout: Layout
    weights: Counter[str]
    home: Mapping[str, float]
    codes: Mapping[Named, str]
    bare: Mapping[Named, float]

    @cached_property
    def coded(self) -> list[Named]:
        """The names with a country, in order."""
        return sorted(self.codes, key=lambda name: name.start)

    @cached_property
    def starts(self) -> list[int]:
        """Where they begin."""
        return [name.start for name in self.coded]

    @cached_property
    def ends(self) -> list[int]:
        """Where they end."""
        return [name.end for name in self.coded]

    @property
    def main(self) -> str:
        """The country where the report is at home, or ""."""
        return max(self.home, key=lambda code: self.home[code], default="")

    def likeliest(self, codes: Sequence[str]) -> str:
        """Return of several countries the one the report speaks of most, else the first."""
        return max(codes, key=lambda code: self.weights[code]) if codes else ""


def setting_of(layout: Layout, clusters: Sequence[Cluster], publisher: str) -> Setting:
    """Return the setting that the clear names of a report make."""
    known = [(cluster, found) for cluster in clusters if (found := _known(layout, cluster)) and found.countries]
    weights: Counter[str] = Counter()
    home: defaultdict[str, float] = defaultdict(float, _published_in(publisher))
    for cluster, found in known:
        if len(found.countries) == 1:
            weights[found.countries[0]] += len(cluster.names)
    codes: dict[Named, str] = {}
    bare: dict[Named, float] = {}
    setting = Setting(layout, weights, home, codes, bare)
    for cluster, found in known:
        codes.update(dict.fromkeys(cluster.names, setting.likeliest(found.countries)))
        bare.update(dict.fromkeys(cluster.names, _BARE if found.kind in {"country", "region"} else 1.0))
        home[codes[cluster.names[0]]] += sum(_homeliness(layout, name, found.kind) for name in cluster.names)
    for cluster in clusters:
        reading = best_reading(setting, cluster) if cluster.type == "GPE" and cluster.names[0] not in codes else None
        if reading:
            codes.update(dict.fromkeys(cluster.names, reading.country))
            home[reading.country] += sum(_homeliness(layout, name, "place") for name in cluster.names)
    return setting


def _told(setting: Setting, cluster: Cluster, title: Title | None) -> str:
    return _beside(setting, cluster) or (_within(setting, title) if title else "")


def _published_in(publisher: str) -> dict[str, float]:
    """Return the countries that a publisher's name speaks of."""
    found = (people(word) or belonging(word) for word in _WORD.findall(publisher))
    return {one.countries[0]: _PUBLISHER for one in found if one and one.countries}


def _homeliness(layout: Layout, name: Named, kind: str) -> float:
    """Return how much a place of a name says that the report's people are from there.

    A report is at home where its towns and its people are; the bare name of a country is as often that
    of the war. The weights are the best on the training reports.
    """
    score = 0.0 if kind in {"country", "region"} else 1.0
    if kind in {"people", "ethnos"} and _is_abroad(layout, name):
        return 0.0
    score += _DATELINE if name.start < 3 else 0
    return score + _EARLY * (1 - name.start / len(layout.text)) / 3


def _is_abroad(layout: Layout, name: Named) -> bool:
    """True for the people in "the Russian army", "the Cuban embassy", "in Russian"."""
    spoken = (
        _SPOKEN.search(layout.before(name.start, 12)) and not layout.text[name.end : name.end + 2].lstrip(" ").isalpha()
    )
    return bool(spoken or _ABROAD.match(layout.text, name.end))


def _known(layout: Layout, cluster: Cluster) -> Belonging | None:
    if cluster.type not in {"GPE", "NORP"}:
        return None
    forms = dict.fromkeys(layout.text[name.start : name.end] for name in cluster.names)
    look = people if cluster.type == "NORP" else belonging
    return next((found for form in forms if (found := look(form)) and found.kind not in {"body", "worldwide"}), None)


def best_reading(setting: Setting, cluster: Cluster) -> Reading | None:
    """Return the place of the gazetteer that a name most likely means: in a country of the report, else the largest."""
    found = readings(setting.layout.text[cluster.names[0].start : cluster.names[0].end])
    if not found:
        return None
    return max(found, key=lambda reading: reading.size + _PULL * math.log2(1 + setting.weights[reading.country]))


def _from_around(setting: Setting, cluster: Cluster) -> str:
    """Return the country that the places and peoples around an entity's first names speak for, home before others."""
    total = sum(setting.home.values()) or 1.0
    scores = defaultdict(float, {code: weight / total for code, weight in setting.home.items()})
    for name in cluster.names[:_LOOKED_AROUND]:
        low, high = bisect_left(setting.starts, name.start - _AROUND), bisect_left(setting.starts, name.end + _AROUND)
        for other in setting.coded[low:high]:
            distance = max(other.start - name.end, name.start - other.end, 0)
            bare = setting.bare.get(other, 1.0)
            scores[setting.codes[other]] += _NEARNESS * bare * max(0.0, 1 - distance / _AROUND)
    return max(scores, key=lambda code: scores[code], default="")


def country_of_cluster(setting: Setting, cluster: Cluster, title: Title | None) -> str:
    """Return the country of an entity: ISO 3166-1 alpha-2, or "" where nothing tells it."""
    first = cluster.names[0]
    if cluster.type in {"GPE", "NORP"}:
        own = setting.codes.get(first, "")
        return own or (_from_around(setting, cluster) if cluster.type == "GPE" else "")
    by_type = {"PER": _of_person, "ORG": _of_body}.get(cluster.type)
    if by_type:
        return by_type(setting, cluster, title)
    return _by_name(setting, cluster) or _beside(setting, cluster) or _default(setting, cluster)


def _default(setting: Setting, cluster: Cluster) -> str:
    return _from_around(setting, cluster) if cluster.type in {"FAC", "LAW"} else ""


def _of_person(setting: Setting, cluster: Cluster, title: Title | None) -> str:
    told = _told(setting, cluster, title)
    if told:
        return told
    first = cluster.names[0]
    if len(cluster.names) == 1 and _CREDITS.search(setting.layout.before(first.start, 80)):
        return ""
    return _from_around(setting, cluster)


def _of_body(setting: Setting, cluster: Cluster, title: Title | None) -> str:
    del title
    text = setting.layout.text
    for name in cluster.names:
        known = belonging(text[name.start : name.end])
        if known and known.kind == "worldwide":
            return ""
        if known and known.kind in {"body", "capital"}:
            return known.countries[0]
    named = _by_name(setting, cluster)
    if named:
        return named
    if is_outlet(text[cluster.names[0].start : cluster.names[0].end]):
        return ""
    return _beside(setting, cluster) or _from_around(setting, cluster)


def _by_name(setting: Setting, cluster: Cluster) -> str:
    """Return the country whose name, people or town is part of an entity's name ("Nepal Police", "Bank of Uganda")."""
    for name in cluster.names:
        words = list(_WORD.finditer(setting.layout.text, name.start, name.end))
        for size in (4, 3, 2, 1):
            for at in range(len(words) - size + 1):
                part = setting.layout.text[words[at].start() : words[at + size - 1].end()]
                known = belonging(part) or people(part)
                if known is None or not known.countries or known.kind == "body":
                    continue
                code = setting.likeliest(known.countries)
                if known.kind != "capital" or setting.weights[code]:  # Kingston, Victoria, Hamilton: not those alone
                    return code
    return ""


def _beside(setting: Setting, cluster: Cluster) -> str:
    """Return the country that stands before the name ("Cuban Foreign Minister X", "Russia's ministry") or behind it."""
    votes: Counter[str] = Counter()
    for name in cluster.names:
        votes[_before(setting, name, cluster.type) or _behind(setting, name)] += 1
    del votes[""]
    return votes.most_common(1)[0][0] if votes else ""


def _before(setting: Setting, name: Named, kind: EntityType) -> str:
    at = bisect_left(setting.ends, name.start + 1) - 1
    if at < 0 or name.start - setting.ends[at] > _WIDTH:
        return ""
    gap = _OWNER_GAP.fullmatch(setting.layout.text, setting.ends[at], name.start)
    if not gap:
        return ""
    words = gap[1].split()
    if any(is_stop_word(word) for word in words):
        return ""
    titled = not words or (is_function(words[-1]) if kind == "PER" else bool(body_class(words[-1])))
    return setting.codes[setting.coded[at]] if titled or is_address(words[-1]) else ""


def _behind(setting: Setting, name: Named) -> str:
    at = bisect_left(setting.starts, name.end)
    if at == len(setting.coded) or setting.starts[at] > name.end + _WIDTH:
        return ""
    near = _OF_GAP.fullmatch(setting.layout.text, name.end, setting.starts[at])
    fits = near and setting.coded[at].type == ("NORP" if near["people"] else "GPE")
    return setting.codes[setting.coded[at]] if fits else ""


def _within(setting: Setting, title: Title) -> str:
    """Return the country that a title names: "a Cuban lawyer", "head of the customs post at Goré"."""
    found = [setting.codes[n] for n in setting.coded if title.start - 1 <= n.start and n.end <= title.end + 1]
    return found[0] if found else ""
