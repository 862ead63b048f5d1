"""The command line: one file per command, which parses, calls the case and prints."""

from onrecord.cli.entry import main

__all__ = ["main"]
