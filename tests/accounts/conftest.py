"""Accounts of invented persons, kept with little effort, so that tests are quick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from onrecord.accounts import Accounts, Passwords, open_accounts

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    """A new file without accounts."""
    with open_accounts(tmp_path / "people.accounts", create=True, passwords=Passwords(QUICK)) as made:
        yield made
