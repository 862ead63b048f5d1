"""What the nets learn from is data: sources with hashes and licences, stages with settings."""

import argparse
import hashlib
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.nets import READER
from onrecord.nets.pairs import PAIRS
from training.__main__ import export_arguments, fit_arguments, main, train_arguments
from training.manifest import HERE, ROOT, Manifest, Recipe, Source, digest, read_manifest

TOML = (HERE / "manifest.toml").read_text("utf-8")


TOY = """
    [encoder]
    [data.corpus]
    name = "ours"
    own = true
    path = "corpus/train"
    split = "train"
    licence = "CC BY-SA 4.0"
    citation = "corpus/README.md"
    [data.coreference]
    name = "another's"
    own = true
    option = "ecbplus"
    path = "corpus/more"
    split = "train"
    licence = "CC BY 3.0"
    citation = "corpus/README.md"
    [nets.toy-v1]
    package = "training.pairs"
    thresholds = { claims = 0.5 }
    fitted = { gate = ["corpus"] }
    [nets.toy-v1.stages.whole]
    data = ["corpus", "coreference"]
    settings = { epochs = 2, head_rate = 0.1 }
"""


@pytest.fixture
def manifest() -> Manifest:
    return read_manifest()


@pytest.fixture
def toy(tmp_path: Path) -> Manifest:
    """Read a manifest of one net and one stage."""
    (tmp_path / "toy.toml").write_text(TOY, "utf-8")
    return read_manifest(tmp_path / "toy.toml")


@pytest.fixture(params=[READER, PAIRS])
def recipe(request: pytest.FixtureRequest, manifest: Manifest) -> Recipe:
    """Give each of the shipped nets."""
    return manifest.recipes[request.param]


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
    assert all((ROOT / source.path / "across.jsonl").is_file() for source in own)
    read = {key for stage in manifest.recipes[READER].stages for key in (*stage.data, *stage.measured)}
    assert all(
        (ROOT / manifest.sources[key].path / "labels.jsonl").is_file() for key in read if key.startswith("corpus")
    )


def test_every_source_is_learnt_from_or_measured_on(manifest: Manifest) -> None:
    assert {key for recipe in manifest.recipes.values() for key in recipe.keys} == manifest.sources.keys()


def test_there_is_a_recipe_for_each_net_that_the_package_ships(manifest: Manifest) -> None:
    assert list(manifest.recipes) == [READER, PAIRS]


def test_the_last_stage_gives_the_net_that_the_package_ships(recipe: Recipe, tmp_path: Path) -> None:
    arguments = export_arguments(recipe, _options(tmp_path))
    assert arguments[arguments.index("--work") + 1] == str(tmp_path / "work" / recipe.last)
    assert all(str(tmp_path / "work" / stage) in arguments for stage in (*recipe.averaged, *recipe.upper))
    assert arguments[arguments.index("--to") + 1] == str(ROOT / "src/onrecord/nets/weights" / recipe.net)


def test_a_rehearsal_does_not_touch_the_shipped_net(recipe: Recipe, tmp_path: Path) -> None:
    arguments = export_arguments(recipe, _options(tmp_path, rehearse=0.5))
    assert arguments[arguments.index("--to") + 1] == str(tmp_path / "work" / recipe.net)


def test_the_programs_that_make_a_net_are_there(recipe: Recipe) -> None:
    programs = ["train", "export", *recipe.fitted]
    assert all(find_spec(f"{recipe.package}.{program}") for program in programs)


def test_what_stands_around_a_net_is_fitted_to_the_one_that_was_exported(toy: Manifest, tmp_path: Path) -> None:
    arguments = fit_arguments(toy, toy.recipes["toy-v1"], "gate", _options(tmp_path, rehearse=0.5))
    assert arguments == [str(tmp_path / "work" / "toy-v1"), str(ROOT / "corpus/train")]


def test_a_stage_is_run_with_its_settings_from_the_stage_before(toy: Manifest, tmp_path: Path) -> None:
    (stage,) = toy.recipes["toy-v1"].stages
    arguments = train_arguments(toy, stage, _options(tmp_path), "before")
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    assert given == {
        "--data": str(ROOT / "corpus/train"),
        "--ecbplus": str(ROOT / "corpus/more"),
        "--encoder": str(tmp_path / "encoder"),
        "--work": str(tmp_path / "work" / "whole"),
        "--start": str(tmp_path / "work" / "before" / "checkpoint.pt"),
        "--epochs": "2",
        "--head-rate": "0.1",
    }


def test_a_stage_starts_from_the_mean_of_those_that_it_names(toy: Manifest, tmp_path: Path) -> None:
    stage = replace(toy.recipes["toy-v1"].stages[0], starts=("one", "other"))
    arguments = train_arguments(toy, stage, _options(tmp_path), "before")
    first = arguments.index("--start") + 1
    assert arguments[first : first + 2] == [
        str(tmp_path / "work" / name / "checkpoint.pt") for name in ("one", "other")
    ]


def test_a_rehearsed_stage_has_so_many_minutes(toy: Manifest, tmp_path: Path) -> None:
    (stage,) = toy.recipes["toy-v1"].stages
    arguments = train_arguments(toy, stage, _options(tmp_path, rehearse=0.5))
    assert arguments[arguments.index("--minutes") + 1] == "0.5"


def test_one_net_alone_is_made_when_it_is_asked_for(
    toy: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[str] = []
    second = Recipe(net="second-v1", package="training", stages=toy.recipes["toy-v1"].stages, thresholds={})
    both = {"toy-v1": toy.recipes["toy-v1"], "second-v1": second}
    manifest = Manifest(encoder={"sha256": {}}, sources=toy.sources, recipes=both)
    monkeypatch.setattr("training.__main__.read_manifest", lambda: manifest)
    monkeypatch.setattr("training.__main__._run", lambda module, *_, **__: run.append(module))
    given = ["training", "--corpora", str(tmp_path), "--encoder", str(tmp_path)]
    monkeypatch.setattr("sys.argv", [*given, "--nets", "second-v1"])
    main()
    assert run == ["training.train", "training.export"]
    run.clear()
    monkeypatch.setattr("sys.argv", given)
    main()
    pairs = ["training.pairs.train", "training.pairs.export", "training.pairs.gate"]
    assert run == [*pairs, "training.train", "training.export"]


def test_a_setting_that_training_does_not_know_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"stage common names settings that .* not know: epoch"):
        read_manifest(_changed(tmp_path, "settings = { epochs = 2, encoder_rate = 8e-5", "settings = { epoch = 2"))


def test_a_source_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"stage syntax names data that .* not know: penn"):
        read_manifest(_changed(tmp_path, 'data = ["ewt"]\n', 'data = ["penn"]\n'))


def test_nothing_is_learnt_from_development_reports(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"stage syntax names training data .*: corpus-dev"):
        read_manifest(_changed(tmp_path, 'data = ["ewt"]\n', 'data = ["corpus-dev"]\n'))
    with pytest.raises(SystemExit, match=r"the gate of pairs-v1 names training data .*: corpus-dev"):
        read_manifest(_changed(tmp_path, 'gate = ["corpus",', 'gate = ["corpus-dev",'))


def test_stages_that_have_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"two stages of the manifest have one name: .*syntax, syntax"):
        read_manifest(_changed(tmp_path, "[nets.pairs-v1.stages.pairs]", "[nets.pairs-v1.stages.syntax]"))


def test_a_stage_to_average_that_there_is_not_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"reader-v1 names stages to average that .* not know: half"):
        read_manifest(_changed(tmp_path, 'averaged = ["whole"]', 'averaged = ["half"]'))


def test_a_file_that_is_missing_or_another_is_refused(tmp_path: Path) -> None:
    source = Source(name="x", path="x.jsonl", split="train", licence="CC0", citation="x", sha256="ab" * 32)
    with pytest.raises(SystemExit, match=r"x\.jsonl is missing"):
        source.checked(tmp_path)
    (tmp_path / "x.jsonl").write_text("{}", "utf-8")
    with pytest.raises(SystemExit, match="the manifest says abababababab"):
        source.checked(tmp_path)


def test_the_hash_of_a_folder_is_that_of_the_files_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.xml").write_text("1", "utf-8")
    (tmp_path / "a.csv").write_text("2", "utf-8")
    files = ("b/*.xml", "*.csv")
    lines = f"{hashlib.sha256(b'2').hexdigest()}  a.csv\n{hashlib.sha256(b'1').hexdigest()}  b/one.xml\n"
    assert digest(tmp_path, files) == hashlib.sha256(lines.encode()).hexdigest()
    (tmp_path / "notes.txt").write_text("3", "utf-8")
    source = Source(
        name="x", path=".", split="train", licence="CC0", citation="x", files=files, sha256=digest(tmp_path, files)
    )
    assert source.checked(tmp_path) == tmp_path
    (tmp_path / "b" / "two.xml").write_text("", "utf-8")
    with pytest.raises(SystemExit, match="the manifest says"):
        source.checked(tmp_path)
    with pytest.raises(SystemExit, match="is missing"):
        source.checked(tmp_path / "nowhere")
