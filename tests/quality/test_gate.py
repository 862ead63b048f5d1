"""The gate passes what is as good as it was, and refuses what sank, what changed unseen and what cannot be read."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from labelling.snippets import read_lines
from onrecord.nets import Nets
from quality.floors import SLACK, pin, read_floors, slack
from quality.gate import GateFiles, agreement, main, table
from quality.scoring import SetScores, score_set
from quality.sets import read_polnear_set, read_snippet_set

Row = dict[str, Any]


@pytest.fixture
def files(tmp_path: Path, write_labelled: Callable[..., Path]) -> GateFiles:
    """A gate over the project's tiny set alone, nothing pinned yet."""
    return GateFiles(
        ours={"own": write_labelled(tmp_path / "own")},
        dev=tmp_path / "no-dev",
        polnear=tmp_path / "no-polnear.jsonl",
        corpus=tmp_path / "no-corpus",
        floors=tmp_path / "floors.json",
        scores=tmp_path / "scores.json",
    )


@pytest.fixture
def pinned(files: GateFiles, seeing: Nets) -> GateFiles:
    """The same with the floors pinned by nets that find everything."""
    assert main(["--update"], files, seeing) == 0
    return files


def _floors(files: GateFiles, **changes: float) -> None:
    row = json.loads(files.floors.read_text("utf-8"))
    row["own"]["floors"] |= changes
    files.floors.write_text(json.dumps(row), "utf-8")


def test_a_set_without_floors_fails_until_it_is_pinned(
    files: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], files, seeing) == 1
    assert "own: no floors are pinned; run with --update" in capsys.readouterr().err
    assert main(["--update"], files, seeing) == 0
    assert main([], files, seeing) == 0


def test_the_table_shows_each_measure_with_its_floor(
    pinned: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], pinned, seeing) == 0
    shown = capsys.readouterr().out
    assert "own: 2 reports, 2 claims" in shown
    assert "claim_with_source_f1    100.0   floor  100.0" in shown
    assert shown.endswith("passed\n")


def test_sets_that_are_not_there_are_skipped_with_a_line_each(
    pinned: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    main([], pinned, seeing)
    shown = capsys.readouterr().out
    assert "dev: skipped, " in shown
    assert "polnear-dev: skipped, " in shown


def test_a_measure_under_its_floor_fails(pinned: GateFiles, blind: Nets, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], pinned, blind) == 1
    assert "own: claim_found_f1 is 0.0, its floor 100.0" in capsys.readouterr().err


def test_a_measure_may_lie_under_its_floor_by_the_slack_and_no_more(pinned: GateFiles, seeing: Nets) -> None:
    _floors(pinned, act=100.0 + SLACK)
    assert main([], pinned, seeing) == 0
    _floors(pinned, act=100.1 + SLACK)
    assert main([], pinned, seeing) == 1


def test_the_slack_of_what_is_new_is_what_one_record_is_worth_and_that_of_claims_half_a_point() -> None:
    assert slack("act", {"claims": 300}) == slack("measure nobody counts", {"claims": 3}) == SLACK
    assert slack("question_f1", {"claims": 300, "questions": 50}) == 2.0
    assert slack("relay_f1", {"claims": 300, "relays": 10}) == SLACK


def test_a_measure_that_nobody_takes_any_more_fails(pinned: GateFiles, seeing: Nets) -> None:
    _floors(pinned, claim_rhymes_f1=12.0)
    assert main([], pinned, seeing) == 1


def test_a_new_measure_fails_until_it_is_pinned(
    pinned: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    row = json.loads(pinned.floors.read_text("utf-8"))
    del row["own"]["floors"]["act"]
    pinned.floors.write_text(json.dumps(row), "utf-8")
    assert main([], pinned, seeing) == 1
    assert "own: act has no floor; run with --update" in capsys.readouterr().err


def test_labels_that_changed_fail_even_when_the_scores_are_the_same(
    pinned: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pinned.ours["own"] / "labels.jsonl"
    path.write_text(path.read_text("utf-8").replace('"report"', ' "report"'), "utf-8")
    assert main([], pinned, seeing) == 1
    assert "own: the labelled data is not the pinned data" in capsys.readouterr().err
    assert main(["--update"], pinned, seeing) == 0
    assert main([], pinned, seeing) == 0


def test_an_update_refuses_to_lower_a_floor_unless_told_to(
    pinned: GateFiles, blind: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    before = pinned.floors.read_bytes()
    assert main(["--update"], pinned, blind) == 1
    assert "this would lower claim_found_f1 from 100.0 to 0.0" in capsys.readouterr().err
    assert pinned.floors.read_bytes() == before
    assert main(["--update", "--allow-regression"], pinned, blind) == 0
    assert "claim_found_f1" not in read_floors(pinned.floors)["own"].floors


def test_updates_that_sink_by_less_than_the_slack_do_not_lower_the_floor(pinned: GateFiles, seeing: Nets) -> None:
    _floors(pinned, act=100.0 + SLACK)
    assert main(["--update"], pinned, seeing) == 0
    assert read_floors(pinned.floors)["own"].floors["act"] == 100.0 + SLACK


def test_an_update_raises_the_floors_to_what_was_measured(pinned: GateFiles, seeing: Nets) -> None:
    _floors(pinned, claim_found_f1=40.0)
    assert main(["--update"], pinned, seeing) == 0
    assert read_floors(pinned.floors)["own"].floors["claim_found_f1"] == 100.0


def test_an_update_keeps_the_floors_of_sets_that_are_not_there(files: GateFiles, seeing: Nets) -> None:
    measured = score_set(read_snippet_set("elsewhere", files.ours["own"]), seeing)
    both = pin([score_set(read_snippet_set("own", files.ours["own"]), seeing)], pin([measured], {}))
    assert both.keys() == {"own", "elsewhere"}


def test_floors_that_cannot_be_read_are_refused(
    pinned: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    for broken in ("{", "[]", '{"own": {"sha256": "00"}}'):
        pinned.floors.write_text(broken, "utf-8")
        assert main([], pinned, seeing) == 1
        assert "floors.json cannot be read" in capsys.readouterr().err


def test_the_projects_own_set_is_never_skipped(
    pinned: GateFiles, seeing: Nets, capsys: pytest.CaptureFixture[str]
) -> None:
    (pinned.ours["own"] / "labels.jsonl").unlink()
    assert main([], pinned, seeing) == 1
    assert "labels.jsonl: No such file" in capsys.readouterr().err


def test_the_development_set_is_scored_where_it_is(
    pinned: GateFiles, seeing: Nets, tmp_path: Path, write_lines: Callable[[Path, Sequence[Row]], Path]
) -> None:
    records = read_snippet_set("own", pinned.ours["own"]).records
    write_lines(tmp_path / "given" / "gold.jsonl", records)
    assert main(["--dev", str(tmp_path / "given"), "--update"], pinned, seeing) == 0
    assert read_floors(pinned.floors)["dev"].floors["claim_exact_f1"] == 100.0


def test_the_scores_are_written_with_the_hash_of_the_data_and_the_version_of_the_net(
    pinned: GateFiles, seeing: Nets
) -> None:
    written = json.loads(pinned.scores.read_text("utf-8"))
    assert written["net"].startswith("pattern-v1+rules-")
    assert written["sets"]["own"]["sha256"] == read_floors(pinned.floors)["own"].sha256
    assert written["sets"]["own"]["scores"]["claim_found_f1"] == 100.0


def test_scores_of_a_set_that_is_not_there_stay_while_the_net_is_the_same(
    pinned: GateFiles, seeing: Nets, blind: Nets
) -> None:
    for net, kept in ((json.loads(pinned.scores.read_text("utf-8"))["net"], True), ("another-v1", False)):
        pinned.scores.write_text(json.dumps({"net": net, "sets": {"dev": {}}}), "utf-8")
        main([], pinned, seeing)
        assert ("dev" in json.loads(pinned.scores.read_text("utf-8"))["sets"]) is kept


def test_polnear_articles_count_their_first_labelling_without_the_complementiser(
    tmp_path: Path, seeing: Nets, write_lines: Callable[[Path, Sequence[Row]], Path]
) -> None:
    text = "The mayor said that the bridge would open. “Soon,” he added."
    first = {"attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 41]]}]}
    article = {"id": "a", "text": text, "annotations": [first, {"attributions": []}]}
    labelled = read_polnear_set("polnear", write_lines(tmp_path / "dev.jsonl", [article]))
    (claim,) = labelled.records[0]["claims"]
    assert [span["text"] for span in claim["content"]] == ["the bridge would open"]
    assert score_set(labelled, seeing).scores == {
        "claim_found_f1": 100.0,
        "claim_with_source_f1": 100.0,
        "claim_exact_f1": 100.0,
    }


def test_the_table_shows_what_two_labellers_reach_beside_each_score_by_their_guideline() -> None:
    measured = [
        SetScores(
            name=name, sha256="0" * 64, reports=1, counts={"events": 4}, scores={"event_f1": 60.0, "role_f1": 50.0}
        )
        for name in ("corpus-dev", "polnear-dev")
    ]
    ours, others = table(measured, {}, {"event_f1": 88.1}).split("polnear-dev")
    assert "corpus-dev: 1 reports, 4 events, data 000000000000" in ours
    assert "event_f1                 60.0   floor   none   two labellers   88.1\n" in ours
    assert "role_f1                  50.0   floor   none\n" in ours
    assert "two labellers" not in others


def test_the_agreement_is_taken_over_all_splits_of_the_corpus(
    tmp_path: Path, write_labelled: Callable[..., Path], write_lines: Callable[[Path, Sequence[Row]], Path]
) -> None:
    assert agreement(tmp_path) == {}
    folder = write_labelled(tmp_path / "test")
    harbour, bridge = read_lines(folder / "labels.jsonl")
    write_lines(folder / "labels_first.jsonl", [harbour, bridge])
    denied = [{**claim, "act": "deny"} for claim in bridge["claims"]]
    write_lines(folder / "labels_second.jsonl", [harbour, {**bridge, "claims": denied}])
    assert agreement(tmp_path)["claim_exact_f1"] == 100.0
    assert agreement(tmp_path)["act"] == 50.0


def test_shipped_weights_hold_the_floors_on_the_projects_own_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = GateFiles(
        dev=tmp_path / "none", polnear=tmp_path / "none", corpus=tmp_path, scores=tmp_path / "scores.json"
    )
    assert main([], files) == 0, capsys.readouterr().err
