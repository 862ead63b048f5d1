"""Labels are snippets of their report, and a snippet that does not stand there is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labelling.snippets import LabelError, compile_record, read_labelled

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
    with pytest.raises(LabelError, match="r: claim 0 source: not in the report"):
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


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ({"claims": [{"content": "he knew", "act": "mumble"}]}, "claim 0 act: 'mumble' is none of state"),
        ({"claims": [{"content": "he knew", "said_at": 3}]}, "claim 0 said_at: there is no number 3"),
        ({"claims": [{"content": "he knew", "speaker": 0}]}, "claim 0 speaker: there is no number 0"),
        ({"events": [{"type": "dance", "trigger": "knew"}]}, "event 0 type: 'dance'"),
        ({"events": [{"type": "meet", "trigger": "met"}]}, "event 0 trigger: not in the report: 'met'"),
        ({"events": [{"type": "meet", "trigger": "knew", "holder": 2}]}, "event 0: no claim 2 to hold it"),
        (
            {"events": [{"type": "meet", "trigger": "knew", "roles": [{"role": "guest", "text": "he"}]}]},
            "event 0 role: 'guest'",
        ),
        ({"times": [{"text": "Later", "value": "2020", "type": "MOMENT"}]}, "time 0 type: 'MOMENT'"),
        ({"questions": [{"kind": "odd", "text": "he knew"}]}, "question 0: 'odd'"),
        ({"elements": [{"element": "means", "code": "harbouring", "texts": ["he knew"]}]}, "element 0: 'harbouring'"),
        ({"entities": [{"type": "THING", "name": "he", "mentions": ["he"]}]}, "entity 0: 'THING'"),
    ],
)
def test_what_is_not_of_the_vocabulary_or_points_nowhere_is_refused(label: dict[str, Any], message: str) -> None:
    with pytest.raises(LabelError, match=f"r: {message}"):
        compile_record({"id": "r", "text": TEXT}, label)


def test_every_kind_of_label_becomes_a_record_with_its_links() -> None:
    record = compile_record(
        {"id": "r", "text": TEXT, "published": "2020-01-02"},
        {
            "claims": [{"content": "he knew", "source": "He", "cue": "said", "said_at": 0, "speaker": 0}],
            "times": [{"text": "Later", "value": "P1D"}],
            "events": [{"type": "meet", "trigger": "knew", "holder": 0, "time": 0, "roles": []}],
            "questions": [{"kind": "unclear", "text": "the rest", "party": "he"}],
            "elements": [{"element": "means", "code": "fraud", "texts": ["he was there"]}],
            "entities": [{"type": "PER", "name": "He", "mentions": ["He"]}],
        },
    )
    (claim,), (event,), (question,) = record["claims"], record["events"], record["questions"]
    assert (claim["said_at"], claim["speaker"], event["holder"], event["time"]) == ("t0", "n0", "c0", "t0")
    assert question["party"]["start"] == 41  # of three places, the one that begins nearest to where the question ends
    assert question["as_of"] == "2020-01-02"
    assert record["elements"][0]["spans"][0]["text"] == "he was there"
    assert record["mentions"][0]["entity"] == record["entities"][0]["id"]
