"""The manifest: what the nets learn from, stage by stage, and the check that the data is that."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from importlib import import_module
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent


@dataclass(frozen=True, kw_only=True)
class Source:
    """Labelled texts.

    Attributes:
        name: What its authors call it.
        path: Where it lies: in the folder of the corpora, or in the repository when it is ours.
        own: Whether it is ours.
        option: Option of the training program that takes it.
        files: Of a folder of others, patterns of the files that are read.
        split: "train" or "dev".
        licence: As its authors state it.
        citation: Whom to cite.
        sha256: Of the file, or of the folder's files (`digest`); "" for our own, whose state the repository keeps.
        texts: How many texts it has; 0 for our own, which are counted when a net is exported.
        labels: What is labelled in them.
    """

    name: str
    path: str
    split: str
    licence: str
    citation: str
    own: bool = False
    option: str = "data"
    files: tuple[str, ...] = ()
    sha256: str = ""
    texts: int = 0
    labels: str = ""

    def checked(self, corpora: Path) -> Path:
        """Return where it lies, after checking that it is what the manifest names."""
        path = (ROOT if self.own else corpora) / self.path
        if self.sha256:
            check_hash(path, self.sha256, self.files)
        elif not path.exists():
            raise SystemExit(f"training: {path} is missing")
        return path


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One run of a net's training program, from the averaged weights of the stage before or of those named.

    Attributes:
        name: Its name; no other stage of any net has it.
        starts: Stages from the mean of which it starts; the one before where none is named.
        data: Keys of what it learns from.
        measured: Keys of what is measured after every epoch.
        settings: Settings of the net's package that differ from the usual ones.
    """

    name: str
    starts: tuple[str, ...] = ()
    data: tuple[str, ...]
    measured: tuple[str, ...]
    settings: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one net is made.

    Attributes:
        net: The name of the net.
        package: Whose programs `train`, `export` and those of `fitted` make it.
        stages: The stages, in order; the last one gives the net, or the last that is not of `upper`.
        averaged: Stages whose weights the export averages with those of the last.
        upper: Stages the mean of which gives the upper layers for what happens.
        kept: Share in that mean of what those stages began with.
        thresholds: Least scores, as options of the export.
        fitted: Program that fits something to the exported net → keys of what it is fitted on, in order.
    """

    net: str
    package: str
    stages: tuple[Stage, ...]
    averaged: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    kept: float = 0.0
    thresholds: Mapping[str, float]
    fitted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all that it takes."""
        used = [key for one in self.stages for key in (*one.data, *one.measured)]
        return tuple(dict.fromkeys([*used, *(key for keys in self.fitted.values() for key in keys)]))

    @property
    def last(self) -> str:
        """Name of the stage that gives the net."""
        return [stage.name for stage in self.stages if stage.name not in self.upper][-1]

    def stages_of(self, key: str) -> list[str]:
        """Return the names of the stages that learn from a source."""
        return [stage.name for stage in self.stages if key in stage.data]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`manifest.toml`.

    Attributes:
        encoder: Name, licence, citation and hashes of the encoder that every net's first stage starts from.
        sources: Key → labelled texts.
        recipes: Net → how it is made, in order.
    """

    encoder: Mapping[str, Any]
    sources: Mapping[str, Source]
    recipes: Mapping[str, Recipe]


def read_manifest(path: Path = HERE / "manifest.toml") -> Manifest:
    """Return the manifest; a key or setting that there is not ends the program with its name."""
    rows = tomllib.loads(path.read_text("utf-8"))
    sources = {key: Source(**row | {"files": tuple(row.get("files", ()))}) for key, row in rows["data"].items()}
    recipes = {name: _recipe(name, row, sources) for name, row in rows["nets"].items()}
    names = [stage.name for recipe in recipes.values() for stage in recipe.stages]
    if len(set(names)) < len(names):  # each keeps its state in a folder of its name
        raise SystemExit(f"training: two stages of the manifest have one name: {', '.join(sorted(names))}")
    return Manifest(encoder=rows["encoder"], sources=sources, recipes=recipes)


def _recipe(name: str, row: Mapping[str, Any], sources: Mapping[str, Source]) -> Recipe:
    known = frozenset(field.name for field in fields(import_module(f"{row['package']}.settings").Settings))
    recipe = Recipe(
        net=name,
        package=row["package"],
        stages=tuple(_stage(stage, one, known) for stage, one in row["stages"].items()),
        averaged=tuple(row.get("averaged", ())),
        upper=tuple(row.get("upper", ())),
        kept=float(row.get("kept", 0.0)),
        thresholds=row.get("thresholds", {}),
        fitted={program: tuple(keys) for program, keys in row.get("fitted", {}).items()},
    )
    for stage in recipe.stages:
        _check(f"stage {stage.name}", stage.data, stage.measured, sources)
    for program, keys in recipe.fitted.items():
        _check(f"the {program} of {name}", keys, (), sources)
    named = {*recipe.averaged, *recipe.upper, *(start for stage in recipe.stages for start in stage.starts)}
    _refuse(name, "stages to average", named - {stage.name for stage in recipe.stages})
    return recipe


def _stage(name: str, row: Mapping[str, Any], known: frozenset[str]) -> Stage:
    stage = Stage(
        name=name,
        starts=tuple(row.get("starts", ())),
        data=tuple(row["data"]),
        measured=tuple(row.get("measured", ())),
        settings=row.get("settings", {}),
    )
    _refuse(f"stage {name}", "settings", stage.settings.keys() - known)
    return stage


def _check(who: str, data: Iterable[str], measured: Iterable[str], sources: Mapping[str, Source]) -> None:
    _refuse(who, "data", {*data, *measured} - sources.keys())
    _refuse(who, "training data", {key for key in data if sources[key].split != "train"})


def _refuse(who: str, what: str, unknown: Iterable[str]) -> None:
    names = ", ".join(sorted(unknown))
    if names:
        raise SystemExit(f"training: {who} names {what} that the manifest or the program does not know: {names}")


def check_hash(path: Path, expected: str, files: Iterable[str] = ()) -> None:
    """Stop when a file, or the files of a folder, are missing or not those the manifest names."""
    if not (path.is_dir() if files else path.is_file()):
        raise SystemExit(f"training: {path} is missing")
    found = digest(path, files) if files else _sha256(path)
    if found != expected:
        raise SystemExit(f"training: {path} has the hash {found[:12]}…, the manifest says {expected[:12]}…")


def digest(folder: Path, files: Iterable[str]) -> str:
    """Return the hex SHA-256 of what `sha256sum` prints for the files of a folder, in order of their names."""
    names = sorted({path.relative_to(folder).as_posix() for pattern in files for path in folder.glob(pattern)})
    return hashlib.sha256("".join(f"{_sha256(folder / name)}  {name}\n" for name in names).encode()).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
