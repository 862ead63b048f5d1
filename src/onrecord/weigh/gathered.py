"""All passages of a case in arrays, and which of them stand for their copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.records import Comparable

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Document:
    """A report of a case.

    Attributes:
        report: Its id.
        published: Its publication date, ISO 8601 or "".
        traits: As `Comparable` has them.
    """

    report: str
    published: str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages of a case, those of the report published first before those of the next.

    Attributes:
        documents: The reports in that order; those without a date come last, by their ids.
        document: Number of the report of each passage (passages,).
        numbers: Its number in the report (passages,).
        bounds: Where it begins and ends there (passages, 2).
        vectors: Its vector, in 127ths (passages, width).
        first: Number of the first passage with its key (passages,): it stands for its copies.
    """

    documents: Sequence[Document]
    document: Ints
    numbers: Ints
    bounds: Ints
    vectors: npt.NDArray[np.int8]
    first: Ints


def gather(comparables: Iterable[Comparable], width: int) -> Gathered:
    """Return the passages of all reports; `width` is the vectors'."""
    rows = sorted(comparables, key=lambda one: (one.published or "9999", one.report))
    passages = [passage for one in rows for passage in one.passages]
    seen: dict[str, int] = {}
    return Gathered(
        documents=[Document(one.report, one.published, frozenset(one.traits)) for one in rows],
        document=np.array([d for d, one in enumerate(rows) for _ in one.passages], np.int64),
        numbers=np.array([passage.number for passage in passages], np.int64),
        bounds=np.array([(passage.start, passage.end) for passage in passages], np.int64).reshape(-1, 2),
        vectors=np.frombuffer(b"".join(p.vector for p in passages), np.int8).reshape(-1, width),
        first=np.array([seen.setdefault(passage.key, row) for row, passage in enumerate(passages)], np.int64),
    )
