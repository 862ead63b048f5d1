"""New reports compared with the others of an invented case, with a stand-in for the net: words shared are likeness."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import permutations, product

import numpy as np
import pytest

from onrecord.nets.pairs import Judged
from onrecord.records import Comparable, Passage, Relation, content_id
from onrecord.sentences import Passage as Bounds
from onrecord.sentences import passages
from onrecord.weigh.compare import compare
from onrecord.weigh.gathered import gather

TEXTS = {
    "wire": "The ministry held fourteen men. A ring was uncovered in Varadero. Nobody answered.",
    "copy": "The ministry held fourteen men. A ring was uncovered in Varadero. Nobody answered.",
    "later": "Fourteen men were held by the ministry. They were tried in Varadero.",
    "other": "A ferry sank near Bastia. Nobody answered.",
}
DATES = {"wire": "2023-09-05", "copy": "2023-09-06", "later": "2024-01-02", "other": "2023-09-05"}
CASE = frozenset({"place:varadero", "person:arbelo"})


def _words(text: str) -> set[str]:
    return {word.strip(".").lower() for word in text.split()}


class WordNet:
    """Says that passages which share half of their words say the same."""

    name = "words-1"
    thresholds = {"same": 0.5, "conflict": 0.5, "update": 0.5, "near": 0.3, "kin": 0.1}  # noqa: RUF012
    kin = 0.0
    width = 64

    def __init__(self) -> None:
        self.judged: list[tuple[str, str]] = []

    def side(self, text: str, passage: Bounds) -> tuple[str, Bounds]:
        return text[slice(*passage)], passage

    def judge_all(self, pairs):
        return (self._judge(pair.a, pair.b) for pair in pairs)

    def _judge(self, a: tuple[str, Bounds], b: tuple[str, Bounds]) -> Judged:
        self.judged.append((a[0], b[0]))
        share = len(_words(a[0]) & _words(b[0])) / len(_words(a[0]) | _words(b[0]))
        words = {name: (tuple(a[1]), tuple(b[1])) for name in ("same", "conflict", "update")}
        return Judged({"same": share, "conflict": 0.0, "update": 0.0}, "number", 0.4, 0.0, words)


def _vector(words: str) -> bytes:
    found = np.zeros(64)
    for word in _words(words):
        found[int(content_id("w", word)[-4:], 16) % 64] += 1
    return np.rint(127 * found / np.linalg.norm(found)).astype(np.int8).tobytes()


def _comparable(report: str) -> Comparable:
    text = TEXTS[report]
    return Comparable(
        report=report,
        published=DATES[report],
        traits=() if report == "other" else tuple(CASE),
        passages=tuple(
            Passage(
                report=report,
                number=k,
                start=start,
                end=end,
                key=content_id("p", text[:end]),
                vector=_vector(text[start:end]),
            )
            for k, (start, end) in enumerate(passages(text))
        ),
    )


def _quotes(relation: Relation, names: tuple[tuple[str, int], ...]) -> bool:
    """Say whether a relation quotes each of these passages."""
    bounds = [(report, _comparable(report).passages[number]) for report, number in names]
    return all(
        any(side.report == report and one.start <= side.span.start < one.end for side in relation.sides())
        for report, one in bounds
    )


def _found(comings: Sequence[Collection[str]], *, killed: int = 0) -> set[tuple[str, str, str]]:
    """Return the relations that stand after reports came in this order, those of a coming together.

    Comparing them is killed once, after so much of it was found and stored, and then goes on.
    """
    standing: dict[str, Relation] = {}
    here: list[str] = []
    for coming in comings:
        here += coming
        left = set(coming)
        for stop in (killed, 0):
            for turn, done in enumerate(
                compare(gather(map(_comparable, here), 64), left, TEXTS.__getitem__, WordNet()), start=1
            ):
                left = left - set(done.reports)
                for names in done.void:
                    for key in [key for key, one in standing.items() if _quotes(one, names)]:
                        del standing[key]
                standing |= {relation.id: relation for relation in done.relations}
                if turn == stop:
                    break
    return {(one.a.report, one.b.report, one.a.span.text) for one in standing.values()}


def test_copies_are_judged_once_and_the_earliest_stands_for_them():
    net = WordNet()
    case = gather(map(_comparable, TEXTS), 64)
    found = [one for done in compare(case, set(TEXTS), TEXTS.__getitem__, net) for one in done.relations]
    assert {(one.a.report, one.b.report, one.relation) for one in found} == {("wire", "later", "same")}
    assert len(net.judged) == len(set(net.judged))


def test_reports_of_another_case_are_not_even_read_side_by_side():
    net = WordNet()
    case = gather(map(_comparable, ("wire", "other")), 64)
    assert [one for done in compare(case, set(TEXTS), TEXTS.__getitem__, net) for one in done.relations] == []
    assert net.judged == []


@pytest.mark.parametrize("most", [1, 2, 16])
@pytest.mark.parametrize("order", list(permutations(TEXTS)))
def test_a_case_that_grows_report_by_report_ends_as_one_built_at_once(order: tuple[str, ...], most: int, monkeypatch):
    monkeypatch.setattr("onrecord.weigh.compare._MOST", most)
    assert _found([[report] for report in order]) == _found([TEXTS]) != set()


@pytest.mark.parametrize("most", [1, 2, 16])
def test_what_is_near_in_a_part_of_a_case_alone_is_not_judged(most: int, monkeypatch):
    monkeypatch.setattr("onrecord.weigh.compare._MOST", most)
    case, judged = gather(map(_comparable, TEXTS), 64), []
    for chunk in (200, 1):
        monkeypatch.setattr("onrecord.weigh.compare._CHUNK", chunk)
        net = WordNet()
        assert len(list(compare(case, set(TEXTS), TEXTS.__getitem__, net))) == (1 if chunk > 1 else len(TEXTS))
        judged.append(sorted(net.judged))
    assert judged[0] == judged[1] != []


@pytest.mark.parametrize("most", [1, 2, 16])
@pytest.mark.parametrize("order", list(permutations(TEXTS)))
def test_comparing_that_was_killed_goes_on_to_the_same_end(order: tuple[str, ...], most: int, monkeypatch):
    monkeypatch.setattr("onrecord.weigh.compare._MOST", most)
    expected = _found([TEXTS])
    monkeypatch.setattr("onrecord.weigh.compare._CHUNK", 1)
    for known, killed in product(range(len(order)), range(1, len(order))):
        assert _found([order[:known], order[known:]], killed=killed) == expected


def test_reports_that_are_compared_already_are_left_alone():
    case = gather(map(_comparable, TEXTS), 64)
    assert list(compare(case, set(), TEXTS.__getitem__, WordNet())) == []
