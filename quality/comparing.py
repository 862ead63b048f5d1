"""A labelled case record beside a found one, record by record: what is right, lost, extra, or taken for something else.

The pairs are those of the measures. Beyond them, a lost and an extra record of one kind that stand on the same words
are shown as one taken for the other; the measures count them as one lost and one extra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quality.measure import SIDES, Tally, best_pairs, covered, overlap, same_source, score_relays
from quality.measure_records import Matches, Pairs, RecordScores, judge_holders, match_roles, score_record

Record = Mapping[str, Any]
Bounds = tuple[tuple[int, int], ...]

TYPED = (
    "claim", "certainty", "polarity", "quotation", "event", "role", "factuality", "time", "question", "element",
    "status", "name",
)  # fmt: skip
"""The kinds of comparison that are between values of a closed list; a claim's is its act."""
WORDED = ("source", "cue", "content", "relay", "holder", "value", "entity")
"""Those that are between words of the report."""
COMPARED = (*TYPED, *WORDED)
_UNCOUNTED = "decline"  # an unmatched one counts neither way in the measures
_ANY = 1e-9  # a shared code point is enough for one record to be taken for another of its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One labelled record, or one of its fields, beside what was found for it.

    Attributes:
        kind: One of `COMPARED`.
        report: The report's id.
        text: Its text.
        bounds: Where it stands: start and end of each span, of the labelled record unless it is extra.
        labelled: The label or the labelled words; "" when nothing is labelled there.
        found: What was found; "" when nothing was.
        right: Whether the measures count it as right.
        within: What it is a part of: the event of a role, as its type and trigger.
    """

    kind: str
    report: str
    text: str
    bounds: Bounds
    labelled: str
    found: str
    right: bool
    within: str = ""

    @property
    def outcome(self) -> str:
        """`right`, `lost`, `extra` or `confused`."""
        if self.right:
            return "right"
        if not self.labelled or not self.found:
            return "extra" if self.found else "lost"
        return "confused"


def tally(comparisons: Iterable[Comparison]) -> dict[str, Tally]:
    """Return a tally for each value; one taken for another is lost for its own and extra for the other."""
    tallies: dict[str, Tally] = {}
    for one in comparisons:
        if one.right:
            tallies.setdefault(one.labelled, Tally()).right += 1
            continue
        if one.labelled:
            tallies.setdefault(one.labelled, Tally()).lost += 1
        if one.found:
            tallies.setdefault(one.found, Tally()).extra += 1
    return tallies


def compare_records(labelled: Record, found: Record) -> Iterator[Comparison]:
    """Yield the comparisons of one report, kind after kind."""
    matches = score_record(RecordScores(), labelled, found)
    sides = _Sides(labelled, found)
    yield from sides.claims(matches)
    yield from sides.events(matches)
    yield from sides.times(matches.times)
    yield from sides.whole("question", "questions", "kind", matches.questions)
    yield from sides.elements()
    yield from sides.names(matches.names)


def _span(row: Record) -> list[Record]:
    return [row["span"]]


def _bounds(spans: Sequence[Record]) -> Bounds:
    return tuple((span["start"], span["end"]) for span in spans)


def _words(spans: Sequence[Record]) -> str:
    return " // ".join(span["text"] for span in spans)


@dataclass(frozen=True)
class _Item:
    label: str
    spans: Sequence[Record]


class _Sides:
    """Both records of one report."""

    def __init__(self, labelled: Record, found: Record) -> None:
        self.labelled, self.found = labelled, found
        self.report: str = labelled["report"]["id"]
        self.text: str = labelled["report"]["text"]

    def claims(self, matches: Matches) -> Iterator[Comparison]:
        """Acts of all claims, and the other fields of the matched ones."""
        left, right = self.labelled["claims"], self.found["claims"]
        items = [[_Item(claim["act"], claim["content"]) for claim in claims] for claims in (left, right)]
        for one in self._paired("claim", items[0], items[1], matches.claims):
            if one.outcome not in {"lost", "extra"} or one.labelled != _UNCOUNTED != one.found:
                yield one
        for i, j in matches.claims:
            where = left[i]["content"]
            for side in SIDES[1:]:
                yield self._one(side, where, (left[i].get(side) or "", right[j].get(side) or ""))
            yield from self._worded(left[i], right[j])

    def _worded(self, labelled: Record, found: Record) -> Iterator[Comparison]:
        def points(claim: Record, name: str) -> frozenset[int]:
            return covered(self.text, claim[name])

        rules: dict[str, Callable[[frozenset[int], frozenset[int]], bool]] = {
            "source": same_source,
            "cue": lambda a, b: bool(a & b) or not a,
            "content": lambda a, b: overlap(a, b) >= 0.999,
        }
        for name, same in rules.items():
            right = same(points(labelled, name), points(found, name))
            words = (_words(labelled[name]), _words(found[name]))
            yield self._one(name, labelled["content"], words, right=right)
        relays = (labelled.get("relays") or [], found.get("relays") or [])
        if any(relays):
            counts = Tally()
            score_relays(counts, *relays)
            right = counts.lost == counts.extra == 0
            yield self._one("relay", labelled["content"], (_words(relays[0]), _words(relays[1])), right=right)

    def events(self, matches: Matches) -> Iterator[Comparison]:
        """Types of all events, their roles, factuality and holder."""
        left, right = self.labelled["events"], self.found["events"]
        items = [[_Item(event["type"], [event["trigger"]]) for event in events] for events in (left, right)]
        yield from self._paired("event", items[0], items[1], matches.events)
        for i, j in matches.events:
            values = (left[i]["factuality"], right[j]["factuality"])
            yield self._one("factuality", [left[i]["trigger"]], values)
        yield from self._roles(matches.events)
        holders = [{claim["id"]: claim for claim in record["claims"]} for record in (self.labelled, self.found)]
        for i, j, same in judge_holders(self.labelled, self.found, matches.claims, matches.events):
            words = [
                _words(claims[event["holder"]]["content"][:1]) if event["holder"] in claims else "the report"
                for claims, event in zip(holders, (left[i], right[j]), strict=True)
            ]
            yield self._one("holder", [left[i]["trigger"]], (words[0], words[1]), right=same)

    def _roles(self, events: Pairs) -> Iterator[Comparison]:
        left, right = self.labelled["events"], self.found["events"]
        to_found, alone = dict(events), set(range(len(right))) - {j for _, j in events}
        both = [
            (event, event["roles"], right[to_found[i]]["roles"] if i in to_found else [])
            for i, event in enumerate(left)
        ]
        both += [(right[j], [], right[j]["roles"]) for j in sorted(alone)]
        for event, *roles in both:
            items = [[_Item(role["role"], _span(role)) for role in side] for side in roles]
            within = f"{event['type']} “{event['trigger']['text']}”"
            for one in self._paired("role", items[0], items[1], match_roles(self.text, roles[0], roles[1])):
                yield replace(one, within=within)

    def times(self, pairs: Pairs) -> Iterator[Comparison]:
        """Types of all times, values of the matched ones."""
        yield from self.whole("time", "times", "type", pairs)
        for i, j in pairs:
            labelled, found = self.labelled["times"][i], self.found["times"][j]
            yield self._one("value", _span(labelled), (labelled["value"], found["value"]))

    def elements(self) -> Iterator[Comparison]:
        """Codes of the report, and the status of the shared ones."""
        left, right = ({(e["element"], e["code"]): e for e in side["elements"]} for side in (self.labelled, self.found))
        items = [[_Item("/".join(key), row["spans"]) for key, row in side.items()] for side in (left, right)]
        places = {key: j for j, key in enumerate(right)}
        pairs = [(i, places[key]) for i, key in enumerate(left) if key in places]
        yield from self._paired("element", items[0], items[1], pairs)
        for key in (key for key in left if key in right):
            yield self._one("status", left[key]["spans"], (left[key]["status"], right[key]["status"]))

    def names(self, pairs: Pairs) -> Iterator[Comparison]:
        """Types of all names, without found ones of a type that the report's labels do not have; and entities."""
        left, right = (
            [m for m in side["mentions"] if m.get("form", "name") == "name"] for side in (self.labelled, self.found)
        )
        items = [[_Item(m["type"], _span(m)) for m in side] for side in (left, right)]
        kinds = {m["type"] for m in left}
        for one in self._paired("name", items[0], items[1], pairs):
            if one.labelled or one.found in kinds:
                yield one
        yield from self._entities([(left[i], right[j]) for i, j in sorted(pairs)])

    def _entities(self, mentions: Sequence[tuple[Record, Record]]) -> Iterator[Comparison]:
        """Yield each labelled entity with the found ones that its names were given to, and those that mix several."""
        names = [{e["id"]: e["name"] for e in side["entities"]} for side in (self.labelled, self.found)]
        for this in (0, 1):
            others: dict[Any, list[Any]] = {}
            first: dict[Any, Record] = {}
            for pair in mentions:
                own = pair[this]["entity"]
                first.setdefault(own, pair[0])
                if pair[1 - this]["entity"] not in others.setdefault(own, []):
                    others[own].append(pair[1 - this]["entity"])
            for own, given in others.items():
                if this and len(given) == 1:
                    continue  # told from the labelled side already
                mixed = " + ".join(str(names[1 - this].get(other, other)) for other in given)
                words = (str(names[this].get(own, own)), mixed)
                shown = (words[1], words[0]) if this else words
                yield self._one("entity", _span(first[own]), shown, right=len(given) == 1)

    def whole(self, kind: str, field: str, label: str, pairs: Pairs) -> Iterator[Comparison]:
        """Compare a label of all records of one field."""
        items = [[_Item(row[label], _span(row)) for row in side[field]] for side in (self.labelled, self.found)]
        yield from self._paired(kind, items[0], items[1], pairs)

    def _paired(self, kind: str, left: Sequence[_Item], right: Sequence[_Item], pairs: Pairs) -> Iterator[Comparison]:
        if kind != "claim":  # contents lie in one another, so that touching says little
            pairs = [*pairs, *self._mistaken(left, right, pairs)]
        for i, j in sorted(pairs):
            yield self._one(kind, left[i].spans, (left[i].label, right[j].label))
        for i in sorted(set(range(len(left))) - {i for i, _ in pairs}):
            yield self._one(kind, left[i].spans, (left[i].label, ""))
        for j in sorted(set(range(len(right))) - {j for _, j in pairs}):
            yield self._one(kind, right[j].spans, ("", right[j].label))

    def _mistaken(self, left: Sequence[_Item], right: Sequence[_Item], pairs: Pairs) -> Pairs:
        """Pair records left over whose words touch and whose labels differ, best overlap first."""
        taken = ({i for i, _ in pairs}, {j for _, j in pairs})
        over = [
            {n: covered(self.text, item.spans) for n, item in enumerate(side) if n not in matched}
            for side, matched in zip((left, right), taken, strict=True)
        ]
        shares = (
            (overlap(a, b), i, j)
            for i, a in over[0].items()
            for j, b in over[1].items()
            if left[i].label != right[j].label
        )
        return best_pairs(shares, _ANY)

    def _one(
        self, kind: str, spans: Sequence[Record], values: tuple[str, str], *, right: bool | None = None
    ) -> Comparison:
        same = values[0] == values[1] if right is None else right
        return Comparison(
            kind=kind,
            report=self.report,
            text=self.text,
            bounds=_bounds(spans),
            labelled=values[0],
            found=values[1],
            right=same,
        )
