"""A net's card: what its weights are, and the check that they are those."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import NetError


@dataclass(frozen=True, slots=True)
class Card:
    """A net's description, read from `card.json` beside its weights.

    Attributes:
        folder: Where the weights lie.
        name: The folder's name, "reader-v1".
        hashes: Hex SHA-256 of each file.
        settings: What running the net depends on (window size, threshold).
    """

    folder: Path
    name: str
    hashes: dict[str, str]
    settings: dict[str, Any]

    @property
    def version(self) -> str:
        """The name with the first eight digits of a hash over all files and settings."""
        whole = json.dumps([self.hashes, self.settings], sort_keys=True).encode()
        return f"{self.name}-{hashlib.sha256(whole).hexdigest()[:8]}"


def read_card(name: str, folder: Path | None = None) -> Card:
    """Return the card of a net after checking every file it names.

    Raises:
        NetError: The card or a file is missing, or a file is not the one the card describes.
    """
    folder = folder or Path(str(files("onrecord.nets"))) / "weights" / name
    hint = "reinstall onrecord"
    try:
        row = json.loads((folder / "card.json").read_text("utf-8"))
        card = Card(folder=folder, name=name, hashes=dict(row["files"]), settings=dict(row["settings"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NetError(f"the card of the net {name} cannot be read: {error}", hint=hint) from error
    for file, expected in card.hashes.items():
        try:
            found = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        except OSError as error:
            raise NetError(f"{file} of the net {name} is missing", hint=hint) from error
        if found != expected:
            raise NetError(
                f"{file} of the net {name} has the hash {found[:12]}…, its card says {expected[:12]}…", hint=hint
            )
    return card
