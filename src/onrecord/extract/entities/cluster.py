"""Which names of a report are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.extract.entities.likeness import body_words, is_part, same_body
from onrecord.extract.entities.named import Layout, Named
from onrecord.extract.entities.namesakes import clustered_persons
from onrecord.records.entity import EntityType
from onrecord.vocabulary.countries import belonging, people
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.persons import body_class
from onrecord.vocabulary.places import readings

_COMPARED: Final = 64  # forms that share a word; a text that has more of them is not one that a person wrote


@dataclass(slots=True)
class Cluster:
    """The names of one entity, in order."""

    type: EntityType
    names: list[Named] = field(default_factory=list)


def clustered(layout: Layout, names: Sequence[Named]) -> list[Cluster]:
    """Return the entities of a report, in the order of their first names."""
    by_type: defaultdict[EntityType, list[Named]] = defaultdict(list)
    for name in names:
        by_type[name.type].append(name)
    out: list[Cluster] = []
    for kind, members in by_type.items():
        groups = clustered_persons(layout, members) if kind == "PER" else _by_form(layout.text, kind, members)
        out += [Cluster(kind, sorted(group, key=lambda name: name.start)) for group in groups]
    return sorted(out, key=lambda cluster: cluster.names[0].start)


def _by_form(text: str, kind: EntityType, names: Iterable[Named]) -> Iterable[list[Named]]:
    forms: defaultdict[str, list[Named]] = defaultdict(list)
    for name in names:
        forms[_FORM.get(kind, _thing_form)(text[name.start : name.end])].append(name)
    if kind not in {"ORG", "FAC", "VEHICLE", "LAW", "LOC"}:
        return forms.values()
    return _merged(forms)


def _place_form(words: str) -> str:
    """Return the same for all names of a country ("UAE", "the Emirates") and of a city (Kyiv, Kiev)."""
    known = belonging(words)
    if known and known.kind == "country":
        return f"country {known.main}"
    found = readings(words)
    if found and found[0].size >= 17:  # from 131,072 inhabitants: those the gazetteer has all names of
        return f"{found[0].country} {found[0].latitude} {found[0].longitude}"
    return folded(words).removeprefix("the ")


def _people_form(words: str) -> str:
    known = people(words)
    return known.main if known else folded(words).removesuffix("s")


def _thing_form(words: str) -> str:
    return " ".join(body_words(words))


_FORM: Final[dict[EntityType, Callable[[str], str]]] = {"GPE": _place_form, "NORP": _people_form, "ACCOUNT": folded}


def _merged(forms: dict[str, list[Named]]) -> Iterable[list[Named]]:
    """Join acronyms with what they stand for, and short forms with the one name they can be short for."""
    keys = sorted(forms, key=lambda key: (-len(key.split()), forms[key][0].start))
    split = {key: tuple(key.split()) for key in keys}
    heads: list[str] = []
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    into: dict[str, str] = {}
    for key in keys:
        words = split[key]
        near = dict.fromkeys(h for w in (*words, "".join(words)) for h in by_word[w][:_COMPARED])
        same = [h for h in near if same_body(words, split[h])]
        parts = [] if _is_generic(words) else [h for h in near if is_part(words, split[h])]
        target = same[0] if same else parts[0] if len(parts) == 1 else ""
        into[key] = target or key
        if not target:
            heads.append(key)
            for word in {*words, *_acronyms(words)}:
                by_word[word].append(key)
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for key in keys:
        groups[into[key]] += forms[key]
    return groups.values()


def _acronyms(words: Sequence[str]) -> set[str]:
    """Return the letters under which a long name is looked for by its acronym."""
    if len(words) < 2:
        return set()
    main = [word for word in words if word not in {"of", "and", "the", "for", "de", "la", "del", "du", "des"}]
    return {"".join(word[0] for word in words), "".join(word[0] for word in main)}


def _is_generic(words: Sequence[str]) -> bool:
    """True for "Ministry" and its like, which can be short for too many names."""
    return len(words) == 1 and body_class(words[0]) == "public"
