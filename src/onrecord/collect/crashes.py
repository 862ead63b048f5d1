"""A source or file on which the program itself fails costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.collect.material import storable
from onrecord.errors import OnrecordError, in_one_line
from onrecord.records import Capture, Problem, crashed


def surviving(gather: Callable[[], Iterator[Capture | Problem]], subject: str) -> Iterator[Capture | Problem]:
    """Yield what `gather` gives, and where it fails in a way nobody foresaw, a problem as the last thing.

    Only collecting is guarded: what whoever iterates raises between two captures goes its way.

    Raises:
        OnrecordError: `gather` raises one.
    """
    try:
        yield from gather()
    except OnrecordError:
        raise
    except Exception as error:  # noqa: BLE001 - one source's crash must not cost the others
        yield crashed("collect", storable(subject), storable(in_one_line(error)))
