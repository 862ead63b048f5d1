"""A real browser at the desk of a case, opened by the program itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from walking import PROGRAM

ALONE = ("--name", "Ada Invented")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Visit = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine; without one these tests are left out, but never by continuous integration."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("continuous integration has no Chromium")
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk_of() -> Iterator[Callable[..., str]]:
    """Returns the address that opens the desk of a case, which runs until the test ends; Ada is alone at it."""
    with ExitStack() as ending:

        def of(case: Path, *options: str) -> str:
            command = [*PROGRAM, "desk", str(case), "--no-browser", *map(str, options or ALONE)]
            running = ending.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            ending.callback(running.kill)
            return running.stdout.readline().strip()

        yield of


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Returns a window of its own, with nothing remembered, let in at an address."""
    with ExitStack() as ending:

        def at(address: str, **how: object) -> BrowserContext:
            window = chromium.new_context(**how)
            ending.callback(window.close)
            window.new_page().goto(address)
            return window

        yield at
