"""What a report is compared with others by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a report, or a part of a long one, as it is compared.

    Attributes:
        report: Id of the report.
        number: Its place among the report's passages, from 0.
        start: First code point.
        end: One past the last.
        key: 20 hex digits of its words, the words before it and the name that it is about: passages with one key are
            copies, judged once.
        vector: Its unit vector from the pairs net, a signed byte for each number, in 127ths.
    """

    report: str
    number: int
    start: int
    end: int
    key: str
    vector: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A report ready to be compared.

    Attributes:
        report: Its id.
        published: Its publication date, ISO 8601 or "".
        traits: What tells whether two reports can be of one case, each "kind:value", sorted: "person:khatri",
            "body:…", "place:ryazan", "country:CU", "figure:1038", "day:2023-09-05".
        passages: What is compared, in order.
    """

    report: str
    published: str
    traits: tuple[str, ...]
    passages: tuple[Passage, ...]
