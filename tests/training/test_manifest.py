"""What the nets learn from is data: sources with hashes and licences, stages with settings."""

import argparse
from pathlib import Path

import pytest

from onrecord.nets import READER
from training.__main__ import export_arguments, train_arguments
from training.manifest import HERE, ROOT, Manifest, Source, read_manifest

TOML = (HERE / "manifest.toml").read_text("utf-8")


@pytest.fixture
def manifest() -> Manifest:
    return read_manifest()


def _options(tmp_path: Path, rehearse: float = 0) -> argparse.Namespace:
    return argparse.Namespace(
        corpora=tmp_path / "corpora", encoder=tmp_path / "encoder", work=tmp_path / "work", to=None, rehearse=rehearse
    )


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    assert old in TOML
    path = tmp_path / "manifest.toml"
    path.write_text(TOML.replace(old, new), "utf-8")
    return path


def test_every_source_names_licence_and_citation_and_those_of_others_their_hash(manifest: Manifest) -> None:
    for source in manifest.sources.values():
        assert source.licence
        assert source.citation
        assert source.own or len(source.sha256) == 64


def test_our_own_sources_lie_in_the_repository(manifest: Manifest) -> None:
    own = [source for source in manifest.sources.values() if source.own]
    assert own
    assert all((ROOT / source.path / "labels.jsonl").is_file() for source in own)


def test_every_source_is_learnt_from_or_measured_on(manifest: Manifest) -> None:
    used = {key for stage in manifest.stages for key in (*stage.data, *stage.measured)}
    assert used == manifest.sources.keys()


def test_the_last_stage_gives_the_net_that_the_package_ships(manifest: Manifest, tmp_path: Path) -> None:
    assert manifest.net == READER
    arguments = export_arguments(manifest, _options(tmp_path))
    assert str(tmp_path / "work" / manifest.stages[-1].name) in arguments
    assert str(ROOT / "src/onrecord/nets/weights" / READER) in arguments


def test_a_rehearsal_does_not_touch_the_shipped_net(manifest: Manifest, tmp_path: Path) -> None:
    arguments = export_arguments(manifest, _options(tmp_path, rehearse=0.5))
    assert arguments[arguments.index("--to") + 1] == str(tmp_path / "work" / READER)


def test_a_stage_is_run_with_its_settings_from_the_stage_before(tmp_path: Path) -> None:
    text = """
        [encoder]
        [data.corpus]
        name = "ours"
        own = true
        path = "corpus/train"
        split = "train"
        licence = "CC BY-SA 4.0"
        citation = "corpus/README.md"
        [stages.whole]
        data = ["corpus"]
        settings = { epochs = 2, hidden_words = 0.1 }
        [export]
        net = "toy-v1"
        thresholds = { claims = 0.5 }
    """
    (tmp_path / "manifest.toml").write_text(text, "utf-8")
    toy = read_manifest(tmp_path / "manifest.toml")
    arguments = train_arguments(toy, toy.stages[0], _options(tmp_path), Path("before.pt"))
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    assert given == {
        "--data": str(ROOT / "corpus/train"),
        "--encoder": str(tmp_path / "encoder"),
        "--work": str(tmp_path / "work" / "whole"),
        "--start": "before.pt",
        "--epochs": "2",
        "--hidden-words": "0.1",
    }


def test_a_setting_that_training_does_not_know_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"stage common names settings that .* not know: epoch"):
        read_manifest(_changed(tmp_path, "settings = { epochs = 2, encoder_rate = 8e-5", "settings = { epoch = 2"))


def test_a_source_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"stage syntax names data that .* not know: penn"):
        read_manifest(_changed(tmp_path, 'data = ["ewt"]\n', 'data = ["penn"]\n'))


def test_nothing_is_learnt_from_development_reports(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"stage syntax names training data .*: corpus-dev"):
        read_manifest(_changed(tmp_path, 'data = ["ewt"]\n', 'data = ["corpus-dev"]\n'))


def test_a_file_that_is_missing_or_another_is_refused(tmp_path: Path) -> None:
    source = Source(name="x", path="x.jsonl", split="train", licence="CC0", citation="x", sha256="ab" * 32)
    with pytest.raises(SystemExit, match=r"x\.jsonl is missing"):
        source.checked(tmp_path)
    (tmp_path / "x.jsonl").write_text("{}", "utf-8")
    with pytest.raises(SystemExit, match="the manifest says abababababab"):
        source.checked(tmp_path)
