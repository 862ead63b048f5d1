"""Retrain the nets from one command: check the data, run the stages of `manifest.toml`, export the last of each net.

    python -m training --corpora DIR --encoder DIR [--nets NET ...] [--work DIR] [--to DIR] [--rehearse MINUTES]

Everything is kept in `--work`; a run that was stopped goes on where it was when the command is given
again. `--rehearse` gives each stage so many minutes, goes on with what it has by then, and exports
beside the run: it tries the whole chain and makes no net worth having.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.manifest import HERE, ROOT, Manifest, Recipe, Stage, check_hash, read_manifest

WEIGHTS = ROOT / "src" / "onrecord" / "nets" / "weights"
UNFINISHED = 3  # exit status of a training program that was out of time


def train_arguments(manifest: Manifest, stage: Stage, options: argparse.Namespace, before: str = "") -> list[str]:
    """Return the arguments of the training program for a stage; `before` is the name of the one before it."""
    taken: dict[str, list[str]] = {}
    for key in stage.data:
        taken.setdefault(manifest.sources[key].option, []).append(_path(manifest, key, options))
    arguments = [word for option, paths in taken.items() for word in (f"--{option}", *paths)]
    arguments += ["--encoder", str(options.encoder), "--work", str(options.work / stage.name)]
    arguments += ["--dev", *(_path(manifest, key, options) for key in stage.measured)] if stage.measured else []
    starts = stage.starts or ((before,) if before else ())
    arguments += ["--start", *(str(options.work / name / "checkpoint.pt") for name in starts)] if starts else []
    arguments += ["--minutes", str(options.rehearse)] if options.rehearse else []
    return arguments + [
        word for name, value in stage.settings.items() for word in (f"--{name.replace('_', '-')}", str(value))
    ]


def export_arguments(recipe: Recipe, options: argparse.Namespace) -> list[str]:
    """Return the arguments of the export for the stage that gives a net."""
    arguments = ["--work", str(options.work / recipe.last), "--encoder", str(options.encoder)]
    arguments += ["--to", str(_exported(recipe, options))]
    if recipe.averaged:
        arguments += ["--average", *(str(options.work / stage) for stage in recipe.averaged)]
    if recipe.upper:
        arguments += ["--upper", *(str(options.work / stage) for stage in recipe.upper), "--kept", str(recipe.kept)]
    return arguments + [word for kind, least in recipe.thresholds.items() for word in (f"--{kind}", str(least))]


def fit_arguments(manifest: Manifest, recipe: Recipe, program: str, options: argparse.Namespace) -> list[str]:
    """Return the arguments of a program that fits something to an exported net."""
    return [str(_exported(recipe, options)), *(_path(manifest, key, options) for key in recipe.fitted[program])]


def _path(manifest: Manifest, key: str, options: argparse.Namespace) -> str:
    return str(manifest.sources[key].checked(options.corpora))


def _exported(recipe: Recipe, options: argparse.Namespace) -> Path:
    beside: Path = options.work if options.rehearse else WEIGHTS
    folder: Path = options.to or beside
    return folder / recipe.net


def main() -> None:
    """Run what is left of the stages and export the last one of each net."""
    manifest = read_manifest()
    nets = list(manifest.recipes)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with polnear/, ewt/, geneva/, ecbplus/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--nets", nargs="+", choices=nets, default=nets, help="which nets (default: all)")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="state of the run")
    parser.add_argument("--to", type=Path, help="folder for the exported nets (default: where the package ships them)")
    parser.add_argument("--rehearse", type=float, default=0, metavar="MINUTES", help="try every stage so long")
    options = parser.parse_args()
    recipes = [manifest.recipes[net] for net in dict.fromkeys(options.nets)]
    for name, expected in manifest.encoder["sha256"].items():
        check_hash(options.encoder / name, expected)
    for key in dict.fromkeys(key for recipe in recipes for key in recipe.keys):
        _path(manifest, key, options)  # checked before the first hour is spent, not after it
    for recipe in recipes:
        make(manifest, recipe, options)


def make(manifest: Manifest, recipe: Recipe, options: argparse.Namespace) -> None:
    """Run what is left of a net's stages, export the last one and fit what stands around it."""
    before = ""
    for stage in recipe.stages:
        arguments = train_arguments(manifest, stage, options, before)
        _run(f"{recipe.package}.train", arguments, stopped=bool(options.rehearse))
        before = stage.name
    _run(f"{recipe.package}.export", export_arguments(recipe, options))
    for program in recipe.fitted:
        _run(f"{recipe.package}.{program}", fit_arguments(manifest, recipe, program, options))


def _run(module: str, arguments: list[str], *, stopped: bool = False) -> None:
    """Run a module and end with its status when it fails; `stopped` lets it be out of time."""
    print(f"training: python -m {module} {' '.join(arguments)}", flush=True)
    finished = subprocess.run([sys.executable, "-u", "-m", module, *arguments], cwd=ROOT, check=False)  # noqa: S603
    if finished.returncode and not (stopped and finished.returncode == UNFINISHED):
        raise SystemExit(finished.returncode)


if __name__ == "__main__":
    main()
