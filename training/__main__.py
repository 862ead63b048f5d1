"""Retrain the nets from one command: check the data, run the stages of `manifest.toml`, export the last one.

    python -m training --corpora DIR --encoder DIR [--work DIR] [--to DIR] [--rehearse MINUTES]

Everything is kept in `--work`; a run that was stopped goes on where it was when the command is given
again. `--rehearse` gives each stage so many minutes, goes on with what it has by then, and exports
beside the run: it tries the whole chain and makes no net worth having.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from training.manifest import HERE, ROOT, Manifest, Stage, check_hash, read_manifest

WEIGHTS = ROOT / "src" / "onrecord" / "nets" / "weights"
UNFINISHED = 3  # exit status of `training.train` when it was out of time


def train_arguments(
    manifest: Manifest, stage: Stage, options: argparse.Namespace, start: Path | None = None
) -> list[str]:
    """Return the arguments of `training.train` for a stage that starts from the checkpoint `start`."""

    def paths(keys: Sequence[str]) -> list[str]:
        return [str(manifest.sources[key].checked(options.corpora)) for key in keys]

    arguments = ["--data", *paths(stage.data), "--encoder", str(options.encoder)]
    arguments += ["--work", str(options.work / stage.name)]
    arguments += ["--dev", *paths(stage.measured)] if stage.measured else []
    arguments += ["--start", str(start)] if start else []
    arguments += ["--minutes", str(options.rehearse)] if options.rehearse else []
    return arguments + [
        word for name, value in stage.settings.items() for word in (f"--{name.replace('_', '-')}", str(value))
    ]


def export_arguments(manifest: Manifest, options: argparse.Namespace) -> list[str]:
    """Return the arguments of `training.export` for the last stage."""
    beside = options.work / manifest.net if options.rehearse else WEIGHTS / manifest.net
    arguments = ["--work", str(options.work / manifest.stages[-1].name), "--encoder", str(options.encoder)]
    arguments += ["--to", str(options.to or beside)]
    if manifest.averaged:
        arguments += ["--average", *(str(options.work / stage) for stage in manifest.averaged)]
    return arguments + [word for kind, least in manifest.thresholds.items() for word in (f"--{kind}", str(least))]


def main() -> None:
    """Run what is left of the stages and export the last one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with polnear/, ewt/, geneva/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="state of the run")
    parser.add_argument("--to", type=Path, help="folder for the exported net (default: where the package ships it)")
    parser.add_argument("--rehearse", type=float, default=0, metavar="MINUTES", help="try every stage so long")
    options = parser.parse_args()
    manifest = read_manifest()
    for name, expected in manifest.encoder["sha256"].items():
        check_hash(options.encoder / name, expected)
    for key in dict.fromkeys(key for stage in manifest.stages for key in (*stage.data, *stage.measured)):
        manifest.sources[key].checked(options.corpora)  # before the first hour is spent, not after it
    start = None
    for stage in manifest.stages:
        _run("training.train", train_arguments(manifest, stage, options, start), stopped=bool(options.rehearse))
        start = options.work / stage.name / "checkpoint.pt"
    _run("training.export", export_arguments(manifest, options))


def _run(module: str, arguments: list[str], *, stopped: bool = False) -> None:
    """Run a module and end with its status when it fails; `stopped` lets it be out of time."""
    print(f"training: python -m {module} {' '.join(arguments)}", flush=True)
    finished = subprocess.run([sys.executable, "-u", "-m", module, *arguments], cwd=ROOT, check=False)  # noqa: S603
    if finished.returncode and not (stopped and finished.returncode == UNFINISHED):
        raise SystemExit(finished.returncode)


if __name__ == "__main__":
    main()
