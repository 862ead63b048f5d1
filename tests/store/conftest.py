"""Cases to test with; their material is in `port_case`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import CaseStore

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "port.case"


@pytest.fixture
def store(path: Path) -> Iterator[CaseStore]:
    with CaseStore.open(path, create=True, wait=0.1) as store:
        yield store


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    from port_case import fill  # noqa: PLC0415 - found through the path above

    fill(store)
    return store


@pytest.fixture
def whole(store: CaseStore) -> CaseStore:
    from port_case import fill_whole  # noqa: PLC0415 - found through the path above

    fill_whole(store)
    return store
