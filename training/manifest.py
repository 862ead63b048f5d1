"""The manifest: what the nets learn from, stage by stage, and the check that the data is that."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from training.settings import Settings

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
_KNOWN: Final = frozenset(field.name for field in fields(Settings))


@dataclass(frozen=True, kw_only=True)
class Source:
    """Labelled texts.

    Attributes:
        name: What its authors call it.
        path: Where it lies: in the folder of the corpora, or in the repository when it is ours.
        own: Whether it is ours.
        split: "train" or "dev".
        licence: As its authors state it.
        citation: Whom to cite.
        sha256: Of the file; "" for our own, whose state the repository keeps.
        texts: How many texts it has; 0 for our own, which are counted when a net is exported.
        labels: What is labelled in them.
    """

    name: str
    path: str
    split: str
    licence: str
    citation: str
    own: bool = False
    sha256: str = ""
    texts: int = 0
    labels: str = ""

    def checked(self, corpora: Path) -> Path:
        """Return where it lies, after checking that it is what the manifest names."""
        path = (ROOT if self.own else corpora) / self.path
        if self.sha256:
            check_hash(path, self.sha256)
        elif not path.exists():
            raise SystemExit(f"training: {path} is missing")
        return path


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One run of `training.train`, from the averaged weights of the stage before.

    Attributes:
        name: Its name.
        data: Keys of what it learns from.
        measured: Keys of what is measured after every epoch.
        settings: Settings of `training.settings` that differ from the usual ones.
    """

    name: str
    data: tuple[str, ...]
    measured: tuple[str, ...]
    settings: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`manifest.toml`.

    Attributes:
        encoder: Name, licence, citation and hashes of the encoder that the first stage starts from.
        sources: Key → labelled texts.
        stages: The stages, in order.
        net: Name of the net that the last stage gives.
        averaged: Stages whose weights the export averages with those of the last.
        thresholds: Least scores of "claims", "events" and "elements", as `training.export` takes them.
    """

    encoder: Mapping[str, Any]
    sources: Mapping[str, Source]
    stages: tuple[Stage, ...]
    net: str
    thresholds: Mapping[str, float]
    averaged: tuple[str, ...] = ()

    def stages_of(self, key: str) -> list[str]:
        """Return the names of the stages that learn from a source."""
        return [stage.name for stage in self.stages if key in stage.data]


def read_manifest(path: Path = HERE / "manifest.toml") -> Manifest:
    """Return the manifest; a key or setting that there is not ends the program with its name."""
    rows = tomllib.loads(path.read_text("utf-8"))
    sources = {key: Source(**row) for key, row in rows["data"].items()}
    stages = tuple(_stage(name, row, sources) for name, row in rows["stages"].items())
    return Manifest(
        encoder=rows["encoder"],
        sources=sources,
        stages=stages,
        net=rows["export"]["net"],
        thresholds=rows["export"]["thresholds"],
        averaged=tuple(rows["export"].get("averaged", ())),
    )


def _stage(name: str, row: Mapping[str, Any], sources: Mapping[str, Source]) -> Stage:
    stage = Stage(
        name=name,
        data=tuple(row["data"]),
        measured=tuple(row.get("measured", ())),
        settings=row.get("settings", {}),
    )
    _refuse(name, "data", {*stage.data, *stage.measured} - sources.keys())
    _refuse(name, "settings", stage.settings.keys() - _KNOWN)
    _refuse(name, "training data", {key for key in stage.data if sources[key].split != "train"})
    return stage


def _refuse(stage: str, what: str, unknown: Iterable[str]) -> None:
    names = ", ".join(sorted(unknown))
    if names:
        raise SystemExit(
            f"training: stage {stage} names {what} that the manifest or the program does not know: {names}"
        )


def check_hash(path: Path, expected: str) -> None:
    """Stop when a file is missing or not the one the manifest names."""
    if not path.is_file():
        raise SystemExit(f"training: {path} is missing")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise SystemExit(f"training: {path} has the hash {found[:12]}…, the manifest says {expected[:12]}…")
