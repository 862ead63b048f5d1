"""Arguments and options of the commands that collect: sources, what may be fetched, how much at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from onrecord.collect import CollectSettings, FileLimits, WebLimits

Command = TypeVar("Command", bound=Callable[..., Any])

# More processes than this gain little: reading and storing run in one.
MOST_JOBS = 8

sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
more_sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE…]")


def column_mapping(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return the columns by the field they hold; the value of `--column`.

    Raises:
        click.BadParameter: A value has no `=`.
    """
    columns = {}
    for value in given:
        field, sign, column = value.partition("=")
        if not sign:
            raise click.BadParameter(f"{value!r} names no column; write it as text=body")
        columns[field] = column
    return columns


def available_cores() -> int:
    """Return how many cores this process may use, at most `MOST_JOBS`."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST_JOBS)


_COLLECT_OPTIONS = (
    click.option("--column", "columns", multiple=True, metavar="NAME=COLUMN", callback=column_mapping,
                 help="Which column of a CSV or JSONL table holds a field: text=body. Repeatable; the fields are id, "
                 "text, title, publisher, author, published, url and language."),
    click.option("--follow-feeds", is_flag=True, help="Fetch the pages that a feed file links to."),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="Largest file or page taken, in bytes. "
                 f"Default: {FileLimits().max_bytes:,} for files, {WebLimits().max_bytes:,} for pages."),
    click.option("--allow-private-addresses", "allow_private", is_flag=True,
                 help="Fetch from this machine and from private networks too."),
    click.option("--ignore-robots", is_flag=True, help="Fetch what a site's robots.txt asks programs not to."),
    click.option("--jobs", type=click.IntRange(min=1), default=available_cores, metavar="N",
                 help=f"Processes to read claims with. Default: the number of cores, at most {MOST_JOBS}."),
)  # fmt: skip


def collect_options(command: Command) -> Command:
    """Return the command with the options on how sources are collected and read."""
    for option in reversed(_COLLECT_OPTIONS):
        command = option(command)
    return command


def collect_settings(
    *, columns: dict[str, str], follow_feeds: bool, max_bytes: int | None, allow_private: bool, ignore_robots: bool
) -> CollectSettings:
    """Return what the options of `collect_options` say, `jobs` apart.

    Raises:
        UsageError: `--column` maps a field that reports do not have.
    """
    files = FileLimits() if max_bytes is None else FileLimits(max_bytes=max_bytes)
    web = WebLimits() if max_bytes is None else WebLimits(max_bytes=max_bytes)
    return CollectSettings(
        columns=columns,
        follow_feeds=follow_feeds,
        allow_private=allow_private,
        ignore_robots=ignore_robots,
        files=files,
        web=web,
    )
