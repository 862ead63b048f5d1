"""The forms of an English verb or noun from its lemma, by rule and by `inflection.toml`; pure."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, Literal

WordClass = Literal["verb", "noun", "fixed"]

_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y: Final = re.compile(r"[^aeiou]y$")
# a short vowel and one consonant: "trap", "transfer"; w, x and y never double
_DOUBLING: Final = re.compile(r"(?:^|[^aeiou]|qu)[aeiou][^aeiouwxy]$")
_VOWEL_GROUP: Final = re.compile(r"[aeiouy]+")


@cache
def _irregular() -> dict[str, dict[str, str]]:
    table = tomllib.loads(files("onrecord.vocabulary").joinpath("inflection.toml").read_text("utf-8"))
    return {"verb": table["verbs"], "noun": table["nouns"]}


def inflected(entry: str, word_class: WordClass) -> tuple[str, ...]:
    """Return every form of a lemma or phrase, the lemma first.

    In a phrase the first word of a verb bends ("sign up": "signs up", "signed up", "signing up") and the last of a noun
    ("safe house": "safe houses"). A verb of several syllables that may double its last letter is given both ways.
    """
    words = entry.split()
    if word_class == "fixed" or not words:
        return (" ".join(words),)
    at = 0 if word_class == "verb" else len(words) - 1
    forms = _verb_forms(words[at]) if word_class == "verb" else _noun_forms(words[at])
    return tuple(dict.fromkeys(" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms))


def _verb_forms(verb: str) -> list[str]:
    irregular = _irregular()["verb"].get(verb)
    if verb == "be":
        return [verb, *(irregular or "").split()]
    stems = _stems(verb)
    ings = [verb[:-2] + "ying"] if verb.endswith("ie") else [stem + "ing" for stem in stems]
    forms = [verb, _with_s(verb), *ings]
    if irregular is not None:
        return forms + irregular.split()
    past = verb[:-1] + "ied" if _CONSONANT_Y.search(verb) else ""
    return forms + ([past] if past else [stem + "ed" for stem in stems])


def _noun_forms(noun: str) -> list[str]:
    irregular = _irregular()["noun"].get(noun)
    return [noun, *irregular.split()] if irregular is not None else [noun, _with_s(noun)]


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def _stems(verb: str) -> list[str]:
    """Return what -ed and -ing are put to."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return [verb[:-1]]
    if not _DOUBLING.search(verb):
        return [verb]
    doubled = verb + verb[-1]
    return [doubled] if len(_VOWEL_GROUP.findall(verb)) == 1 else [verb, doubled]
