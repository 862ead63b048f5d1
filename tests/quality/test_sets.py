"""The labelled sets are read whole or refused with the name of the file."""

from pathlib import Path

import pytest

from labelling.snippets import LabelError
from quality.sets import OWN, read_polnear_set, read_record_set, read_snippet_set


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
