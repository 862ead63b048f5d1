"""What names the vocabulary as a whole: a change of any of its files names it anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def vocabulary_version() -> str:
    """Return the beginning of the SHA-256 over all data files."""
    digest = hashlib.sha256()
    for file in sorted(files("onrecord.vocabulary").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".toml", ".tsv.xz")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"vocabulary-{digest.hexdigest()[:12]}"
