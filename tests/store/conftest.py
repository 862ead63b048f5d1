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


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a case without anything in it, which are made once."""
    path = tmp_path_factory.mktemp("empty") / "empty.case"
    CaseStore.open(path, create=True).close()
    return path.read_bytes()


@pytest.fixture
def store(path: Path, empty: bytes) -> Iterator[CaseStore]:
    path.write_bytes(empty)
    with CaseStore.open(path, wait=0.1) as store:
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


@pytest.fixture
def across(store: CaseStore) -> CaseStore:
    from across_case import fill_across  # noqa: PLC0415 - found through the path above

    fill_across(store)
    return store
