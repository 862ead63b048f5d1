"""The labels across reports fit their reports; a pair that does not is refused. The texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labelling.across import read_families
from labelling.agreement_across import agreement
from labelling.corpus import CORPUS
from labelling.snippets import LabelError

PARTS = ("train", "dev", "test", "more", "cases", "settling")
PAIR = {
    "a": {"report": "wire", "text": "fourteen men", "n": 2},
    "b": {"report": "letter", "text": "twelve men"},
    "relation": "conflict",
    "slot": "number",
}


def _folder(path: Path, pair: dict[str, object]) -> Path:
    texts = {"wire": "Of fourteen men one came home. The fourteen men were hired.", "letter": "They hired twelve men."}
    rows = [{"id": key, "text": text, "published": None} for key, text in texts.items()]
    family = {"family": "f", "reports": list(texts), "pairs": [pair], "entities": [], "apart": [], "origins": []}
    (path / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (path / "across.jsonl").write_text(json.dumps(family), "utf-8")
    return path


def test_words_that_stand_several_times_are_told_apart_by_their_number(tmp_path: Path) -> None:
    (family,) = read_families(_folder(tmp_path, PAIR))
    (pair,) = family.pairs
    assert (pair.a.start, pair.a.end) == (35, 47)
    assert (pair.relation, pair.slot) == ("conflict", "number")


@pytest.mark.parametrize(
    "wrong",
    [
        {"relation": "alike"},
        {"slot": "colour"},
        {"a": {"report": "wire", "text": "fourteen women"}},
        {"a": {"report": "wire", "text": "fourteen men", "n": 3}},
    ],
)
def test_a_pair_that_does_not_fit_its_reports_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(LabelError):
        read_families(_folder(tmp_path, PAIR | wrong))


@pytest.mark.parametrize("part", PARTS)
def test_every_pair_of_the_corpus_quotes_two_reports_of_its_family(part: str) -> None:
    families = read_families(CORPUS / part)
    assert families
    for family in families:
        ids = {row["id"] for row in family.reports}
        assert all({pair.a.report, pair.b.report} <= ids for pair in family.pairs)
        assert all(pair.a.report != pair.b.report for pair in family.pairs)
        assert all(set(origin.reports) <= ids for origin in family.origins)


def test_no_family_stands_in_two_parts() -> None:
    names = [family.name for part in PARTS for family in read_families(CORPUS / part)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("other", "agreed"), [({}, 100), ({"slot": "date"}, 0)])
def test_two_labellings_agree_in_what_both_say(tmp_path: Path, other: dict[str, object], agreed: float) -> None:
    folder = _folder(tmp_path, PAIR | other)
    (folder / "across.jsonl").rename(folder / "across_second.jsonl")
    scores = agreement(_folder(tmp_path, PAIR))
    assert scores["conflict"] == pytest.approx(100)
    assert scores["slot"] == agreed
    assert scores["origins"] == 100
