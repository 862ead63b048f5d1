"""The time as every record carries it, ISO 8601 in UTC, to the second; and how long something lasts."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def utc_now() -> str:
    """Return the time that the machine's clock shows ("2026-05-01T09:30:00Z")."""
    return in_utc(datetime.now(UTC))


def in_utc(moment: datetime) -> str:
    """Return a moment in UTC; one without a time zone is taken for UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds() -> float:
    """Return seconds that grow also while the machine sleeps, where the system counts them so."""
    counted = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if counted is None else time.clock_gettime(counted)
