"""Weights are run only when they are those that their card describes."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NetError
from onrecord.nets import ATTRIBUTION, AttributionNet
from onrecord.nets.card import read_card

SETTINGS = {"window": 384, "edge": 48, "threshold": 0.3}


def _net(folder: Path, **card: Any) -> Path:
    (folder / "net.onnx").write_bytes(b"weights")
    row = {"files": {"net.onnx": hashlib.sha256(b"weights").hexdigest()}, "settings": SETTINGS} | card
    (folder / "card.json").write_text(json.dumps(row), "utf-8")
    return folder


def test_a_card_names_files_settings_and_a_version_that_depends_on_both(tmp_path: Path) -> None:
    card = read_card("toy-v1", _net(tmp_path))
    assert card.settings == SETTINGS
    assert card.version.startswith("toy-v1-")
    other = read_card("toy-v1", _net(tmp_path, settings={**SETTINGS, "threshold": 0.31}))
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
        AttributionNet("toy-v1", folder=folder)


def test_shipped_weights_are_those_of_their_card() -> None:
    card = read_card(ATTRIBUTION)
    assert {"encoder.onnx", "linker.onnx", "tokenizer.json"} <= card.hashes.keys()
    assert {"window", "edge", "threshold"} <= card.settings.keys()
