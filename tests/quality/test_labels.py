"""Labels are snippets of their report, and a snippet that does not stand there is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quality.labels import LabelError, read_labelled
from quality.sets import OWN, read_polnear_set, read_record_set, read_snippet_set

TEXT = "He said he knew. Later he said the rest: he was there."


@pytest.fixture
def claim_of(tmp_path: Path, write_labelled: Callable[..., Path]) -> Callable[..., dict[str, Any]]:
    """Return the claim that a label of `TEXT` becomes."""

    def read(**label: object) -> dict[str, Any]:
        reports = [{"id": "r", "text": TEXT}]
        folder = write_labelled(tmp_path / "one", reports, [{"report": "r", "claims": [label]}])
        (record,) = read_labelled(folder)
        (claim,) = record["claims"]
        return claim  # type: ignore[no-any-return]

    return read


def test_a_snippet_in_several_places_is_the_one_nearest_to_the_content(claim_of: Callable[..., dict[str, Any]]) -> None:
    claim = claim_of(content="the rest: he was there", source="he", cue="said")
    assert claim["source"] == [{"start": 23, "end": 25, "text": "he"}]
    assert claim["cue"][0]["start"] == 26


def test_a_snippet_can_be_counted_or_placed_in_a_passage(claim_of: Callable[..., dict[str, Any]]) -> None:
    claim = claim_of(
        content={"text": "he", "in": "he was"}, source={"text": "he", "n": 1}, cue={"text": "said", "n": 2}
    )
    assert [claim[name][0]["start"] for name in ("content", "source", "cue")] == [41, 8, 26]


def test_what_a_label_does_not_say_has_its_usual_value(claim_of: Callable[..., dict[str, Any]]) -> None:
    claim = claim_of(content="he knew")
    assert claim["source"] == []
    assert claim["parent"] is None
    assert (claim["act"], claim["certainty"], claim["polarity"], claim["quotation"]) == (
        "state",
        "certain",
        "positive",
        "indirect",
    )


@pytest.mark.parametrize(
    "snippet",
    ["she", "", "kne", {"text": "he", "n": 9}, {"text": "he", "in": "nowhere"}, {"text": "she", "in": "he was"}],
    ids=["absent", "empty", "half a word", "too few", "passage absent", "not in the passage"],
)
def test_a_snippet_that_does_not_stand_in_the_report_is_refused_with_its_place(
    claim_of: Callable[..., dict[str, Any]], snippet: object
) -> None:
    with pytest.raises(LabelError, match="r: claim 0: not in the report"):
        claim_of(content="he knew", source=[snippet])


def test_a_report_without_labels_and_labels_without_a_report_are_refused(
    tmp_path: Path, write_labelled: Callable[..., Path]
) -> None:
    report = {"id": "r", "text": TEXT}
    with pytest.raises(LabelError, match="r: no labels"):
        read_labelled(write_labelled(tmp_path / "a", [report], []))
    with pytest.raises(LabelError, match="labels without a report: s"):
        read_labelled(write_labelled(tmp_path / "b", [], [{"report": "s", "claims": []}]))


def test_a_line_separator_within_a_text_does_not_part_the_line(
    tmp_path: Path, write_labelled: Callable[..., Path]
) -> None:
    report = {"id": "r", "text": "One\u2028two"}
    folder = write_labelled(tmp_path / "own", [report], [{"report": "r", "claims": []}])
    assert read_labelled(folder)[0]["report"]["text"] == "One\u2028two"


def test_files_that_are_no_labels_are_refused_with_their_name(tmp_path: Path) -> None:
    broken = tmp_path / "gold.jsonl"
    broken.write_text("{", "utf-8")
    for read in (read_record_set, read_polnear_set):
        with pytest.raises(LabelError, match=r"gold\.jsonl"):
            read("dev", broken)
    (tmp_path / "reports.jsonl").write_text("[]\n", "utf-8")
    (tmp_path / "labels.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(LabelError, match=str(tmp_path)):
        read_snippet_set("own", tmp_path)


def test_every_label_of_the_projects_own_set_quotes_its_report() -> None:
    labelled = read_snippet_set("own", OWN)
    for record in labelled.records:
        text = record["report"]["text"]
        for claim in record["claims"]:
            for name in ("source", "cue", "content", "relays", "channel"):
                assert all(text[span["start"] : span["end"]] == span["text"] for span in claim[name])


def test_every_parent_in_the_projects_own_set_holds_its_child() -> None:
    for record in read_snippet_set("own", OWN).records:
        claims = {claim["id"]: claim for claim in record["claims"]}
        for claim in record["claims"]:
            if claim["parent"] is not None:
                holder = claims[claim["parent"]]["content"]
                first = claim["content"][0]
                assert any(s["start"] <= first["start"] and first["end"] <= s["end"] for s in holder), claim
