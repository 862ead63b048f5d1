"""What a report says a person is: the title before a name, or the apposition beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onrecord.extract.entities.named import Layout, Named
from onrecord.vocabulary.countries import people
from onrecord.vocabulary.persons import is_address, is_function, is_kin, word_list, written_out

_WORD: Final = r"[^\W\d_][\w’'‑-]*\.?"
# how a description leads to the name behind it: "the judge, X", "the minister (X", "a man called only X"
_LINK: Final = re.compile(
    r"(?:, | \(|,? (?:who |whom |they |we |she |he |is |was |are |were |to be )*"
    r"(?:named|called|known|identified)(?: only| simply| here)*(?: as)? "
    r"|,? who (?:gave|gives) (?:his|her) name (?:only )?as )(?:the |an? )?$"
)
_CLAUSE: Final = re.compile(r"[,;:.!?()\n\"“”‘]\s*|\s[–—]\s")
# "the owner of the pharmacy", "an inspector at Feni Model police station", "Chilufya's mother"
_PHRASE: Final = re.compile(
    rf"(?:^|.*?\s)(?P<article>the|an?|one|its|his|her|their|our|my|{_WORD}['’]s?) "
    rf"(?P<head>(?:{_WORD} ){{0,6}}?{_WORD})(?: (?P<prep>of|for|at|in|from|to|with) (?P<rest>.*))?$",
    re.IGNORECASE,
)
# what may lead from a name to what it is: "X, 51, a former", "X (the", "X is now the"
_LEAD: Final = re.compile(
    r"(?:, (?:aged )?\d\d)?(?:, | \(| [–—-] |(?P<copula>,? who (?:is|was) | is | was | remains ))"
    r"(?:now |then |also |still |once |himself |herself )*(?P<article>(?:the|a|an|its|his|her|their|our) )?"
)
_NEXT: Final = re.compile(rf"({_WORD})(\s|[^\w\s]|$)")
_OF: Final = re.compile(rf" of ((?:(?:the|a|an|its|his|her|their) )?(?:{_WORD} ){{0,5}}{_WORD})")
_PREMODIFIER: Final = re.compile(rf"(?:{_WORD} ){{1,8}}$")
_LAST: Final = re.compile(rf"(?:\\ban? )?({_WORD}) $")
_WIDTH: Final = 120  # code points of a title or an apposition


@dataclass(frozen=True, slots=True)
class Title:
    """What a name is called at one place.

    Attributes:
        role: In the report's words, in small letters but for names; without article and nationality.
        start: First code point of the words it was read from.
        end: One past the last.
        head: The noun that says the function.
    """

    role: str
    start: int
    end: int
    head: str


def is_stop_word(word: str) -> bool:
    """True for a word that no title holds: articles, prepositions, verbs of saying."""
    return word.casefold().rstrip(",") in word_list("titles", "stop")


def title_at(layout: Layout, name: Named) -> Title | None:
    """Return what is said of a name at one place, or None; what stands before it goes first."""
    return _before(layout, name) or _after(layout, name)


def _before(layout: Layout, name: Named) -> Title | None:
    before = layout.before(name.start, _WIDTH)
    bare = _without_address(before)
    link = _LINK.search(bare)
    described = _described(bare[: link.start()], name.start - len(before)) if link else None
    return described or _premodifier(bare, name) or _premodifier(before, name)


def _without_address(before: str) -> str:
    """Take "Mr", "Dr", "a Mr" off the end of what stands before a name."""
    while (word := _LAST.search(before)) and is_address(word[1]):
        before = before[: word.start()]
    return before


def _premodifier(before: str, name: Named) -> Title | None:
    """Return the title that stands right before a name: "Foreign Minister", "crane operator"."""
    found = _PREMODIFIER.search(before)
    if not found:
        return None
    words = list(re.finditer(r"\S+", before[found.start() :]))
    if not is_function(written_out(words[-1][0])):
        return None
    first = len(words) - 1
    while first and _belongs(words[first - 1][0]):
        first -= 1
    return _bare_title([word[0] for word in words[first:]], name.start - len(before) + found.start(), name.start)


def _described(before: str, offset: int) -> Title | None:
    """Return what a description says that ends a clause before a name: "the owner of the pharmacy"."""
    cut = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    clause = before[cut:]
    found = _PHRASE.match(clause)
    if not found:
        return None
    words = found["head"].split()
    last = max((n for n, word in enumerate(words) if is_function(word)), default=-1)
    if last < 0 or any(word.casefold() in word_list("titles", "stop") for word in words):
        return None
    words = words[: last + 1]
    owner = found["article"]
    if found["prep"] == "of" and found["rest"]:
        words += ["of", *_until_stop(found["rest"].split())]
    elif is_kin(words[-1]) and owner.endswith(("'s", "’s")) and owner[0].isupper():
        words += ["of", owner[:-2]]
    return _bare_title(words, offset + cut + found.start("head"), offset + len(before), last)


def _belongs(word: str) -> bool:
    """True when a word before a title's noun is part of it."""
    return word.casefold() not in word_list("titles", "stop") and not word.endswith((".", ",")) and (word[:1].isalpha())


def _after(layout: Layout, name: Named) -> Title | None:
    after = layout.after(name.end, _WIDTH)
    lead = _LEAD.match(after)
    if not lead:
        return None
    words, last, begins_name = _apposition(after, lead.end())
    bare = not lead["article"]  # "Mokaddes Ali, 51, public prosecutor Shirin Chowdhury alleged": the next one's title
    if last < 0 or (lead["copula"] and bare and last > 0) or (bare and begins_name):
        return None
    role = [word[1] for word in words[: last + 1]]
    of = _OF.match(after, words[last].end(1))
    belonging = _until_stop(of[1].split()) if of else []
    end = of.start(1) + len(" ".join(belonging)) if of and belonging else words[last].end(1)
    whole = [*role, "of", *belonging] if belonging else role
    return _bare_title(whole, name.end + words[0].start(1), name.end + end, last)


def _apposition(after: str, start: int) -> tuple[list[re.Match[str]], int, bool]:
    """Return the words of an apposition, which of them says the function, and whether another name follows that."""
    words: list[re.Match[str]] = []
    last, at = -1, start
    for word in _NEXT.finditer(after, start):
        if word.start() != at or is_stop_word(word[1]) or len(words) > 8:
            break
        if 0 <= last == len(words) - 1 and word[1][0].isupper():
            return words, last, True
        words.append(word)
        at = word.end()
        if is_function(word[1]):
            last = len(words) - 1
        if not word[2].isspace():
            break
    return words, last, False


def _until_stop(words: list[str]) -> list[str]:
    out: list[str] = []
    for number, word in enumerate(words):
        if word.casefold() in word_list("titles", "stop") and not (
            number == 0 and word.casefold() in {"the", "a", "an", "its", "his", "her", "their"}
        ):
            break
        out.append(word)
    return out if out and out[-1].casefold() not in word_list("titles", "stop") else []


def _bare_title(words: list[str], start: int, end: int, last: int = -1) -> Title | None:
    """Return the title without nationality; the head stands at `last`."""
    head = words[last].rstrip(".,")
    first = 0
    while words[first] is not words[last] and people(words[first]):
        first += 1
    said = (written_out(word).rstrip(".,") for word in words[first:])
    role = " ".join(_lowered(word) for word in said)
    return Title(role, start, end, head.casefold()) if role.casefold() not in word_list("titles", "none") else None


def _lowered(word: str) -> str:
    """Return a word of a title in small letters; abbreviations stay."""
    return word if word.isupper() and len(word) > 1 else word[:1].lower() + word[1:]
