"""Long lists in pages of fifty; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Generic, TypeVar

from pydantic import Field

PER_PAGE = 50
"""Rows of a page: some four screens, drawn at once on a slow machine."""

LAST_PAGE = 1_000_000
"""No list has more pages; a number beyond it is a mistake."""

PageNumber = Annotated[int, Field(ge=1, le=LAST_PAGE)]
"""The field of a form's model that says which page is asked for."""

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: Its rows.
        number: Which it is, from 1.
        more: Whether another follows.
        total: Rows of all pages, or None where counting them would cost too much.
    """

    items: Sequence[T]
    number: int
    more: bool
    total: int | None = None

    @property
    def first(self) -> int:
        """Place of its first row in the whole list, from 1; 0 where it has none."""
        return (self.number - 1) * PER_PAGE + 1 if self.items else 0

    @property
    def last(self) -> int:
        """Place of its last row."""
        return self.first + len(self.items) - 1 if self.items else 0

    def of(self, make: Callable[[T], S]) -> Page[S]:
        """Return the page with something made of each row."""
        return Page(items=[make(item) for item in self.items], number=self.number, more=self.more, total=self.total)


def page_of(rows: Sequence[T], number: int) -> Page[T]:
    """Return a page of a list that is at hand."""
    start = (number - 1) * PER_PAGE
    return Page(items=rows[start : start + PER_PAGE], number=number, more=len(rows) > start + PER_PAGE, total=len(rows))


def page_from(rows: Iterable[T], number: int) -> Page[T]:
    """Return a page of what is told one by one; the rows before it are passed over, those after it never asked for."""
    start = (number - 1) * PER_PAGE
    found = list(islice(rows, start, start + PER_PAGE + 1))
    return Page(items=found[:PER_PAGE], number=number, more=len(found) > PER_PAGE)


def rows_for(number: int) -> int:
    """Return how many rows of a list are needed to show a page and to know whether another follows."""
    return number * PER_PAGE + 1
