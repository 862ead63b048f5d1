"""What looks like a time and is none: names, ages, sums, numbers of things."""

from __future__ import annotations

import re

from onrecord.extract.times.grammar import Found

_PAPERS = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Independent|Star|Sun|World|Standard|Nation|Mercury|People|Observer|"
    r"Tribune|Gazette|Movement|movement|Street|Square|Agreement|Mosque|State|Foundation|Group|Revolution Square)\b"
)
_MONTH_IN_NAME = re.compile(r"\s[A-Z][a-z]")
_BEFORE_MONTH = re.compile(r"\b(?:in|since|until|till|by|last|this|next|from|to|between|and|of|late|early|before|after|during|mid|that)[\s-]+$", re.I)
# "may", "March on": a verb at the beginning of a sentence has no preposition before it.
_COUNTED = re.compile(
    r"\s(?:dollars?|euros?|pounds?|roubles?|rubles?|francs?|people|men|women|children|soldiers|troops|fighters|recruits|km|kilometres|"
    r"kilometers|miles|metres|meters|words|pages|names|units|cases|times|tons|tonnes|kg|aircraft|jobs|passengers|seats|workers|"
    r"employees|votes|points|feet|pieces|mg|MHz|copies|stores|planes|million|billion|thousand|hundred)\b"
)
_FIGURE = re.compile(r"\b(?:puts?|number|numbers|total|estimat\w+|sum|divide\w*|since)\b", re.IGNORECASE)
_LAW = re.compile(r"(?:\bAct(?:,| of)|\bNo\.?|\bArticle|\bResolution|\bFlight|\bRoom|\bBoeing|\bnumber|\bpage|\bparagraph)\s*$|[$£€#№]\s?$")


def is_no_time(found: Found, text: str) -> bool:
    """Say whether what stands around a form shows that it is no time."""
    after = text[found.end : found.end + 24]
    before = text[max(0, found.start - 24) : found.start]
    means = found.pattern.means
    if means in {"weekday", "calendar", "two_days"} and _PAPERS.match(after):
        return True
    if means == "hour":
        return bool(_FIGURE.search(text[max(0, found.start - 100) : found.start].rsplit(". ", 1)[-1])) or before.endswith(("one by ", "two by "))
    if means == "month":
        return _is_name(found, before, after)
    if means == "year":
        return bool(_COUNTED.match(after) or _LAW.search(before))
    return False


def _is_name(found: Found, before: str, after: str) -> bool:
    bare = not (found.part("year") or found.part("which") or found.part("edge"))
    if not bare or _BEFORE_MONTH.search(before):
        return False
    word = found.part("month")
    if word.lower() == "may" or (word.lower() == "march" and not before.endswith("the ")):
        return not re.match(r"[,.;:)\s]*(?:\n|$)|[,.;)]", after) and not before.endswith(("the ", "The "))
    return bool(_MONTH_IN_NAME.match(after)) or len(word.rstrip(".")) < 5 and word.lower() not in {"may", "june", "july"}
