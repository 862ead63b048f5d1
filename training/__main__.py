"""Retrain the nets from one command: check the data, run the stages of `manifest.toml`, measure, export.

    python -m training --corpora DIR --encoder DIR [--work DIR] [--minutes N]

Everything is kept in `--work`; a run that was stopped continues where it was. About two hours on
two CPU cores with bfloat16 instructions, minutes on a GPU.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
WEIGHTS = ROOT / "src" / "onrecord" / "nets" / "weights" / "attribution-v1"


def check_hash(path: Path, expected: str) -> None:
    """Stop when a file is missing or not the one the manifest names."""
    if not path.is_file():
        raise SystemExit(f"training: {path} is missing")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise SystemExit(f"training: {path} has the hash {found[:12]}…, the manifest says {expected[:12]}…")


def data_paths(manifest: dict[str, Any], corpora: Path, stage: str) -> list[str]:
    """Return the checked paths of a stage's data."""
    paths = []
    for row in manifest["data"]:
        if row["stage"] != stage:
            continue
        path = ROOT / row["own"] if "own" in row else corpora / row["path"]
        if "sha256" in row:
            check_hash(path, row["sha256"])
        paths.append(str(path))
    return paths


def stages(manifest: dict[str, Any]) -> dict[str, tuple[str, dict[str, float]]]:
    """Return for each stage the name of its data and its settings, in order."""
    return {
        stage: (row["data"], {name: value for name, value in row.items() if name != "data"})
        for stage, row in manifest["stages"].items()
    }


def main() -> None:
    """Run what is left of the stages and export the last one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with polnear/, ewt/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="state of the run")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="folder for the exported net")
    options = parser.parse_args()
    manifest = tomllib.loads((HERE / "manifest.toml").read_text("utf-8"))
    for name, expected in manifest["encoder"]["sha256"].items():
        check_hash(options.encoder / name, expected)
    measured = data_paths(manifest, options.corpora, "measure")
    start: list[str] = []
    for stage, (data, settings) in stages(manifest).items():
        command = ["--data", *data_paths(manifest, options.corpora, data), "--work", str(options.work / stage), *start]
        command += ["--encoder", str(options.encoder)]
        command += ["--dev", *measured] if stage != "syntax" else []
        command += [word for name, value in settings.items() for word in (f"--{name.replace('_', '-')}", str(value))]
        _run("training.train", command)
        start = ["--start", str(options.work / stage / "checkpoint.pt")]
    last = start[1].removesuffix("/checkpoint.pt")
    export = ["--work", last, "--encoder", str(options.encoder), "--to", str(options.to)]
    chosen = manifest["export"]
    _run("training.export", [*export, "--threshold", str(chosen["threshold"]), "--notes", str(ROOT / chosen["notes"])])


def _run(module: str, arguments: list[str]) -> None:
    print(f"training: python -m {module} {' '.join(arguments)}", flush=True)
    finished = subprocess.run([sys.executable, "-u", "-m", module, *arguments], cwd=ROOT, check=False)  # noqa: S603
    if finished.returncode:
        raise SystemExit(finished.returncode)


if __name__ == "__main__":
    main()
