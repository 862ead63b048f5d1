"""What a report says is still open: the clauses the net found, and those whose wording or whose claim shows it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, cast

from onrecord.extract.clauses import clause_around
from onrecord.extract.entities.named import Layout
from onrecord.extract.holders import Holders
from onrecord.nets.reading import Tagged
from onrecord.records import QUESTION_KINDS, Claim, Event, Question, QuestionKind, Report, Span
from onrecord.vocabulary.questions import question_wordings, question_words

Bounds = tuple[int, int]

# The share labelled so in the corpus's train reports: of the clauses that a wording shows, and of those that only a
# claim that declines does.
_WORDED: Final = 0.9
_DECLINED: Final = 0.75
_DIFFERING: Final = 0.75  # of the clauses in which somebody gives another number
_ANSWERED_BY: Final = frozenset({"no_response", "undisclosed"})  # kinds of which somebody is to answer
_SNAPPED: Final = 12  # code points: a net's clause ends at a clause's edge that is as near as a short word or two
_CLAUSE_WORDS: Final = 3  # what the net sees in fewer, and no wording shows, is no clause
_NEARBY: Final = 600  # code points: what a question is about stands in its paragraph or the one before
_WHOM: Final = r"(?P<party>(?:the\s+|a\s+|an\s+)?(?:[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*|him|her|them)\b)"
_UNREACHED: Final = re.compile(rf"\b(?:reach|contact|trace|locate)\s+{_WHOM}")
_OF_WHOM: Final = re.compile(rf"(?:reply|response|answer|comment|word)\s+(?:to\s+us\s+)?from\s+{_WHOM}")
# a relative clause or a bracket behind the subject, and what stands before it
_ASIDE: Final = re.compile(
    r",?\s+(?:(?:to|of|for|with)\s+)?(?:who|which|whom|whose)\b.*|\s*\(.*|,\s+(?:reached|asked|contacted)\b.*",
    re.DOTALL,
)
_SETTING: Final = re.compile(
    r"(?:asked|questioned|pressed|informed|reached|contacted|on|in|at|as|about|by|for|beyond|under|after|before|when|while"
    r"|since|outside|until|yesterday|today)\b[^,]{0,200},\s+",
    re.IGNORECASE,
)
_SAME_SPEAKER: Final = re.compile(r"(?:he|she|it|they|we|I|which|who)\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# a relative clause that ends right before a wording: "the ministry, to which we wrote, | has not answered"
_RELATIVE: Final = re.compile(r"(?:(?:to|of|for|with|from|in)\s+)?(?:which|who|whom|whose)\b")
_PARTED: Final = re.compile(r",\s+\Z")
_RELATIVE_FROM: Final = 8  # code points: its comma, and the preposition before it
_LISTED: Final = re.compile(r"\d[\d.:/)]{0,7}\s")
_LONGEST: Final = 800  # code points of a clause
_GAP: Final = 8  # blanks between two sentences
_BEFORE: Final = 400  # code points: where the number that somebody else gives is looked for
# what is kept back is the subject, and nobody is named who keeps it
_UNTOLD: Final = re.compile(
    r"\b(?:not|n[’']t|never)\s+(?:yet\s+)?(?:been\s+)?(?:made public|published|disclosed|revealed)\s*\Z"
)
_PRONOUN: Final = re.compile(r"it|he|she|they", re.IGNORECASE)
_WHAT_STANDS: Final = re.compile(r"\w")


def questions_of(
    report: Report, tagged: Sequence[Tagged], claims: Sequence[Claim], events: Sequence[Event], made_by: str
) -> list[Question]:
    """Return the questions of a report in the order of the text.

    Args:
        report: The report.
        tagged: Clauses that the net found, with their kind.
        claims: The report's claims.
        events: Its events.
        made_by: Names the nets and rules.
    """
    seen = _Seen(report, claims, events, made_by)
    found = [
        seen.question(kind, bounds, one.score)
        for one in sorted(tagged, key=lambda t: t.start)
        for kind, bounds in seen.parts(one)
    ]
    rules = [*seen.worded, *seen.declined(), *seen.differing()]
    taken = _Passages((question.span.start, question.span.end) for question in found)
    for kind, bounds, score in rules:
        if not taken.touch(*bounds):
            taken.add(*bounds)
            found.append(seen.question(kind, bounds, score))
    unique = {question.id: question for question in reversed(found)}
    return sorted(unique.values(), key=lambda question: (question.span, question.kind))


class _Passages:
    """Passages that are taken, by stretches of the text."""

    _STRETCH: Final = 256

    def __init__(self, passages: Iterator[Bounds]) -> None:
        self._at: dict[int, list[Bounds]] = {}
        for start, end in passages:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        for at in range(start // self._STRETCH, (end - 1) // self._STRETCH + 1):
            self._at.setdefault(at, []).append((start, end))

    def touch(self, start: int, end: int) -> bool:
        stretches = range(start // self._STRETCH, (end - 1) // self._STRETCH + 1)
        return any(s < end and start < e for at in stretches for s, e in self._at.get(at, ()))


class _Seen:
    """One report with what questions are read from."""

    def __init__(self, report: Report, claims: Sequence[Claim], events: Sequence[Event], made_by: str) -> None:
        self.report = report
        self.claims = claims
        self.events = sorted(events, key=lambda event: event.trigger)
        self.made_by = made_by
        self.layout = Layout(report.text)
        self.holders = Holders(claims)
        self.silent = [(_cue(claim), claim) for claim in claims if claim.act == "decline"]
        told = [(event.trigger.start, event.id) for event in events]
        said = [(claim.content[0].start, claim.id) for claim in claims if claim.act != "decline"]
        self.subjects = sorted([*told, *said])
        self.worded = self._worded()

    def question(self, kind: QuestionKind, bounds: Bounds, score: float) -> Question:
        party = self.party(*bounds) if kind in _ANSWERED_BY else None
        return Question(
            report=self.report.id,
            kind=kind,
            span=Span.of(self.report.text, *bounds),
            party=Span.of(self.report.text, *party) if party else None,
            about=self.about(*bounds),
            as_of=self.report.published[:10],
            score=round(score, 4),
            made_by=self.made_by,
        )

    def parts(self, one: Tagged) -> Sequence[tuple[QuestionKind, Bounds]]:
        """Return the questions in a passage of the net: the clauses of its wordings where it runs over several."""
        parts: list[tuple[QuestionKind, Bounds]] = []
        at = bisect_right(self.worded, one.start - _LONGEST, key=lambda worded: worded[1][0])
        for kind, (start, end), _ in self.worded[at:]:
            if start >= one.end:
                break
            inside = min(end, one.end) - max(start, one.start)
            if 2 * inside > end - start and (not parts or parts[-1][1][1] <= start):
                parts.append((kind, (start, end)))
        if len(parts) > 1:
            return parts
        start, end = self.snapped(one.start, one.end)
        if not parts and len(self.report.text[start:end].split()) < _CLAUSE_WORDS:
            return []
        return [(cast("QuestionKind", one.label), (start, end))]

    def snapped(self, start: int, end: int) -> Bounds:
        """Return a clause of the net with its edges at those of the clause, where they are near."""
        core = self._wording_in(start, end) or (start, end)
        first, last = clause_around(self.layout, *core, self.holders.around(*core))
        snapped = (
            first if abs(first - start) <= _SNAPPED else start,
            last if abs(last - end) <= _SNAPPED else end,
        )
        return snapped if snapped[0] < snapped[1] else (start, end)

    def _wording_in(self, start: int, end: int) -> Bounds | None:
        for pattern in question_words().wordings.values():
            found = pattern.search(self.report.text, start, end)
            if found:
                return found.span()
        return None

    def declined(self) -> Iterator[tuple[QuestionKind, Bounds, float]]:
        """Yield a question for each claim whose source declines: the clause from its source to what it declines."""
        for cue, claim in self.silent:
            if cue is None:
                continue
            start, end = clause_around(self.layout, *cue, self.holders.around(*cue))
            said = [span for span in (*claim.source, *claim.cue, *claim.content) if _near(span, cue)]
            start, end = min(start, *(s.start for s in said)), max(end, *(s.end for s in said))
            words = " ".join(span.text for span in (*claim.cue, *claim.content))
            if question_words().silence.search(words):
                yield "no_response", (start, end), _DECLINED
            elif question_words().speech.search(words):
                yield "undisclosed", (start, end), _DECLINED

    def _worded(self) -> list[tuple[QuestionKind, Bounds, float]]:
        """Return a question for each wording that shows one, in the order of the text."""
        places = sorted(
            ((start, end), kind)
            for start, end, kind in question_wordings(self.report.text)
            if self.layout.sentence(start) == self.layout.sentence(end - 1)
        )
        worded: list[tuple[QuestionKind, Bounds, float]] = []
        for number, ((start, end), kind) in enumerate(places):
            first, last = self._clause(start, end)
            # "named no suspects, gave no figures": a comma parts two wordings
            before = self.report.text.rfind(", ", max(first, places[number - 1][0][1] if number else 0), start)
            if number and first <= places[number - 1][0][0] and before > 0:
                first = before + 2
            if number + 1 < len(places) and end <= places[number + 1][0][0] < last:
                comma = self.report.text.rfind(", ", end, places[number + 1][0][0])
                last = comma if comma > 0 else last
            worded.append((kind, (first, last), _WORDED))
        return sorted(worded, key=lambda one: (one[1], QUESTION_KINDS.index(one[0])))

    def differing(self) -> Iterator[tuple[QuestionKind, Bounds, float]]:
        """Yield a question for each number that somebody sets against another one just before it."""
        for found in question_words().figures.finditer(self.report.text):
            if self.layout.sentence(found.start()) != self.layout.sentence(found.end() - 1):
                continue
            start, end = self._clause(*found.span())
            own = set(question_words().number.findall(self.report.text, found.start(), found.end()))
            if not _SAME_SPEAKER.match(self.report.text, start, end) and self._numbers_before(found.start()) - own:
                yield "disputed", (start, end), _DIFFERING

    def _clause(self, start: int, end: int) -> Bounds:
        """Return the clause around a wording: with its subject before a relative clause, or before what it declines."""
        within = [claim for claim in self.holders.around(start, end) if claim.act != "decline"]
        first, last = clause_around(self.layout, start, end, within)
        if _RELATIVE.match(self.report.text, first, start) and _PARTED.search(self.report.text, first, start):
            head = self.report.text.rfind(",", max(0, first - _RELATIVE_FROM), first)
            if head > 0 and self.layout.sentence(head) == self.layout.sentence(start):
                first = min(first, clause_around(self.layout, head - 1, head, within)[0])
        return first, last

    def _numbers_before(self, at: int) -> set[str]:
        """Return the numbers, years apart, in the sentence before `at` and in the one before that in its paragraph."""
        text = self.report.text
        first = self.layout.bounds(at)[0]
        gap = len(text[max(0, first - _GAP) : first]) - len(text[max(0, first - _GAP) : first].rstrip(" "))
        if first > gap and text[first - gap - 1] != "\n":
            first = self.layout.bounds(first - gap - 1)[0]
        listed = _LISTED.match(text, first, at)  # "3.4 The survivors", "06.40 Boxes"
        first = listed.end() if listed else first
        numbers = question_words().number.findall(text, max(first, at - _BEFORE), at)
        return {number for number in numbers if not _YEAR.fullmatch(number)}

    def party(self, start: int, end: int) -> Bounds | None:
        """Return who would have to answer: the source that declines, else whom nobody reached, else the subject."""
        for cue, claim in self.silent:
            if cue and start <= cue[0] < end and claim.source:
                source = claim.source[0]
                if not question_words().no_party.fullmatch(source.text):
                    return source.start, source.end
        unreached = _UNREACHED.search(self.report.text, start, end)
        if unreached:
            return unreached.span("party")
        if _UNTOLD.search(self.report.text[start:end]):
            return None
        subject = self._subject(start, end)
        if subject is None:
            asked = _OF_WHOM.search(self.report.text, start, end)
            return asked.span("party") if asked else None
        pronoun = _PRONOUN.fullmatch(self.report.text, *subject)
        return (self._speaker(*subject) or subject) if pronoun else subject

    def _subject(self, start: int, end: int) -> Bounds | None:
        words = question_words()
        text = self.report.text
        setting = _SETTING.match(text, start, end)
        start = setting.end() if setting else start
        predicate = words.predicates.search(text, start, end)
        if predicate is None:
            return None
        subject = _ASIDE.sub("", text[start : predicate.start()]).rstrip(" ,")
        if not _WHAT_STANDS.search(subject) or words.no_party.match(subject):
            return None
        return start, start + len(subject)

    def _speaker(self, start: int, end: int) -> Bounds | None:
        """Return the source of the claim in whose content a pronoun stands: "said it would not comment"."""
        claim = self.holders.innermost(start, end)
        if claim is None or not claim.source or claim.quotation == "direct":
            return None
        return claim.source[0].start, claim.source[0].end

    def about(self, start: int, end: int) -> str:
        """Return the id of the event told in the clause, else of the claim or event that begins last before it."""
        for event in self._events_from(start):
            return event.id if event.trigger.start < end else self._before(start)
        return self._before(start)

    def _events_from(self, start: int) -> Sequence[Event]:
        at = bisect_right(self.events, start - 1, key=lambda event: event.trigger.start)
        return self.events[at : at + 1]

    def _before(self, start: int) -> str:
        at = bisect_right(self.subjects, (start, ""))
        if at and start - self.subjects[at - 1][0] <= _NEARBY:
            return self.subjects[at - 1][1]
        return ""


def _cue(claim: Claim) -> Bounds | None:
    words = claim.cue or claim.content
    return (words[0].start, words[-1].end if words[-1].end - words[0].start < 80 else words[0].end) if words else None


def _near(span: Span, cue: Bounds) -> bool:
    """True for what stands in a sentence with a cue, as far as one can tell by the distance."""
    return span.start - cue[1] < 160 and cue[0] - span.end < 160
