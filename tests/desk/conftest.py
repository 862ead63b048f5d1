"""A desk on cases of invented port towns, asked in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.case import open_case
from onrecord.desk import DeskSettings, make_app
from onrecord.store import CaseStore

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from desk_people import Shared, sharing  # found through the path above
from desk_town import HERE, PORT, TOKEN, add_report  # found through the path above

Opened = Callable[..., TestClient]


@pytest.fixture
def knock() -> Iterator[Opened]:
    """Returns a browser at the desk of a case, which has not been let in."""
    with ExitStack() as ending:

        def at(path: Path, **how: object) -> TestClient:
            case = ending.enter_context(open_case(path, read_only=True))
            app = make_app(case, DeskSettings(name=path.stem, port=PORT, token=TOKEN))
            browser = TestClient(app, base_url=HERE, follow_redirects=False, **how)
            ending.callback(browser.close)
            return browser

        yield at


@pytest.fixture
def enter(knock: Opened) -> Opened:
    """Returns a browser at the desk of a case that has been let in."""

    def at(path: Path, **how: object) -> TestClient:
        browser = knock(path, **how)
        assert browser.get("/", params={"token": TOKEN}).status_code == 303
        return browser

    return at


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A case of three reports with everything that is across them, those of the store's tests."""
    from across_case import fill_across  # noqa: PLC0415 - found through the path above

    path = tmp_path / "town.case"
    with CaseStore.open(path, create=True) as store:
        fill_across(store)
    return path


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """Returns a case of reports, each given by what is known of it."""

    def of(*reports: dict[str, object]) -> Path:
        path = tmp_path / "harbour.case"
        with CaseStore.open(path, create=True) as store:
            for number, report in enumerate(reports):
                add_report(store, **{"name": f"r{number}", "language": "en", **report})
        return path

    return of


@pytest.fixture
def shared(town: Path) -> Iterator[Shared]:
    """The desk of the town that Ada (lead), Bo (reviewer) and Cy (reader) share."""
    with sharing(town) as desk:
        yield desk
