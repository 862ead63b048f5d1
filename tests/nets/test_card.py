"""Weights are run only when they are those that their card describes."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NetError
from onrecord.nets import READER, ReaderNet
from onrecord.nets.card import read_card
from onrecord.nets.hints import hint_labels
from onrecord.nets.settings import read_settings
from onrecord.records import ACTS, CERTAINTIES, EVENT_ROLES, FACTUALITIES, POLARITIES, QUESTION_KINDS, TIME_TYPES
from onrecord.vocabulary.elements import element_codes
from onrecord.vocabulary.events import event_types

SETTINGS: dict[str, Any] = {
    "window": 384,
    "edge": 48,
    "thresholds": {"claims": 0.4, "events": 0.4, "elements": 0.4, "questions": 0.5},
    "hints": ["event:arrest"],
    "taggings": {"names": {"labels": ["PER", "GPE"], "scheme": "bio"}},
    "upper": ["names"],
    "linkings": {
        "claims": {"tags": ["none", "source"], "before": 48, "after": 96, "judged": {"act": ["say"]}},
        "events": {"tags": ["none", "trigger"], "before": 48, "after": 56, "judged": {"type": ["", "arrest"]}},
    },
}


def _net(folder: Path, **card: Any) -> Path:
    (folder / "net.onnx").write_bytes(b"weights")
    row = {"files": {"net.onnx": hashlib.sha256(b"weights").hexdigest()}, "settings": SETTINGS} | card
    (folder / "card.json").write_text(json.dumps(row), "utf-8")
    return folder


def test_a_card_names_files_settings_and_a_version_that_depends_on_both(tmp_path: Path) -> None:
    card = read_card("toy-v1", _net(tmp_path))
    assert card.settings == SETTINGS
    assert card.version.startswith("toy-v1-")
    other = read_card("toy-v1", _net(tmp_path, settings={**SETTINGS, "window": 256}))
    assert other.version != card.version


def test_what_a_card_says_beside_files_and_settings_does_not_change_the_version(tmp_path: Path) -> None:
    plain = read_card("toy-v1", _net(tmp_path)).version
    assert read_card("toy-v1", _net(tmp_path, limits=["English only"])).version == plain


def test_a_changed_file_is_refused_with_both_hashes(tmp_path: Path) -> None:
    folder = _net(tmp_path)
    (folder / "net.onnx").write_bytes(b"other weights")
    with pytest.raises(NetError, match=r"net\.onnx of the net toy-v1 has the hash \w{12}…, its card says") as refused:
        read_card("toy-v1", folder)
    assert refused.value.hint == "reinstall onrecord"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = _net(tmp_path)
    (folder / "net.onnx").unlink()
    with pytest.raises(NetError, match=r"net\.onnx of the net toy-v1 is missing"):
        read_card("toy-v1", folder)


@pytest.mark.parametrize(
    "card", [None, b"", b"{", b"[]", b'"net"', b'{"files": {}}', b'{"files": 3, "settings": {}}', b"\xff\xfe"]
)
def test_a_card_that_is_missing_or_none_is_refused(tmp_path: Path, card: bytes | None) -> None:
    if card is not None:
        (tmp_path / "card.json").write_bytes(card)
    with pytest.raises(NetError, match="the card of the net toy-v1 cannot be read"):
        read_card("toy-v1", tmp_path)


def test_a_net_whose_weights_changed_is_not_loaded(tmp_path: Path) -> None:
    folder = _net(tmp_path)
    (folder / "net.onnx").write_bytes(b"")
    with pytest.raises(NetError):
        ReaderNet("toy-v1", folder=folder)


def test_settings_are_read_with_what_the_widths_of_scores_follow_from(tmp_path: Path) -> None:
    settings = read_settings(read_card("toy-v1", _net(tmp_path)))
    assert settings.taggings["names"].width == 5
    assert settings.linkings["claims"].judged == {"act": ("say",)}
    assert settings.hints == ("event:arrest",)
    assert settings.upper == ("names",)


@pytest.mark.parametrize(
    "wrong",
    [
        {name: value for name, value in SETTINGS.items() if name != "hints"},
        {**SETTINGS, "window": "wide"},
        {**SETTINGS, "thresholds": {"claims": 0.4}},
        {**SETTINGS, "taggings": ["names"]},
        {**SETTINGS, "linkings": {"claims": SETTINGS["linkings"]["claims"]}},
        {**SETTINGS, "hints": 3},
        {**SETTINGS, "upper": ["places"]},
    ],
    ids=[
        "one missing",
        "no number",
        "a threshold missing",
        "a list for a table",
        "a linking missing",
        "no list",
        "no tagging",
    ],
)
def test_a_setting_that_is_missing_or_of_another_kind_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    card = read_card("toy-v1", _net(tmp_path, settings=wrong))
    with pytest.raises(
        NetError, match="the card of the net toy-v1 lacks a setting or has one of another kind"
    ) as refused:
        read_settings(card)
    assert refused.value.hint == "reinstall onrecord"


def test_shipped_weights_are_those_of_their_card() -> None:
    card = read_card(READER)
    assert card.hashes.keys() == {"encoder.onnx", "upper.onnx", "claims.onnx", "events.onnx", "tokenizer.json"}


def test_the_shipped_net_speaks_the_language_of_the_records_and_the_vocabulary() -> None:
    settings = read_settings(read_card(READER))
    labels = {name: tagging.labels for name, tagging in settings.taggings.items()}
    assert labels["times"] == TIME_TYPES
    assert labels["questions"] == QUESTION_KINDS
    assert labels["triggers"] == tuple(event_types())
    assert set(labels["elements"]) == set(element_codes())
    assert settings.linkings["claims"].judged == {"act": ACTS, "certainty": CERTAINTIES, "polarity": POLARITIES}
    assert settings.linkings["events"].judged == {"factuality": FACTUALITIES, "type": ("", *event_types())}
    assert set(settings.linkings["events"].tags) == {"none", "trigger", *EVENT_ROLES}


def test_the_shipped_net_is_told_what_the_vocabulary_lists() -> None:
    assert set(read_settings(read_card(READER)).hints) <= set(hint_labels())
