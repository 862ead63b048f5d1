"""What standard output is: a terminal of some width, or a file or pipe that takes everything."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import IO

from rich.console import Console

# Below this a table has no room for words; a terminal that says so is not believed.
NARROWEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """How to print: `terminal` shortens and aligns, `colour` uses colour, `width` counts columns."""

    terminal: bool
    colour: bool
    width: int

    @classmethod
    def of(cls, stream: IO[str]) -> Screen:
        """Return what the stream is; NO_COLOR (no-color.org) and TERM=dumb turn colours off."""
        terminal = stream.isatty()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return cls(terminal=terminal, colour=terminal and not plain, width=max(get_terminal_size().columns, NARROWEST))

    def console(self) -> Console:
        """Return a console on standard output that prints what it is given and guesses at nothing in it."""
        return Console(
            file=sys.stdout,
            force_terminal=self.terminal,
            no_color=not self.colour,
            color_system="auto" if self.colour else None,
            width=self.width,
            highlight=False,
            markup=False,
            emoji=False,
        )
