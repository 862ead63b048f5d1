"""Pages that a crawl met again unchanged, and of which it stored no second copy (WARC `revisit` records)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warcio.statusandheaders import StatusAndHeadersParser

from onrecord.collect.material import storable, trouble
from onrecord.records import Problem

_HTTP = StatusAndHeadersParser(["HTTP/"], verify=False)
# As stored before, or as the server itself says that nothing has changed (WARC 1.1, 6.7.2 and 6.7.3).
_UNCHANGED = {"200", "304"}
_HEADER_BYTES = 65_536
_MOST_NAMED = 10


@dataclass(slots=True)
class Revisits:
    """What an archive holds, and what it only says to be unchanged.

    Attributes:
        held: Payload digests and addresses of the pages that were taken; shared by the members of one archive.
        met: By payload digest, else by address: the first address where it was met unchanged.
    """

    held: set[str]
    met: dict[str, str] = field(default_factory=dict)

    def hold(self, record: Any) -> None:
        """Note a page that was taken."""
        self.held.update(filter(None, (_header(record, "WARC-Payload-Digest"), _header(record, "WARC-Target-URI"))))

    def meet(self, record: Any, report_types: frozenset[str]) -> None:
        """Note a `revisit` record, unless its headers tell that it stands for no page with a report."""
        status, declared = _answer(record.raw_stream.read(_HEADER_BYTES))
        if status not in _UNCHANGED or declared not in report_types | {""}:
            return
        address = _header(record, "WARC-Target-URI")
        key = _header(record, "WARC-Payload-Digest") or _header(record, "WARC-Refers-To-Target-URI") or address
        self.met.setdefault(key, address)

    def problems(self, origin: str) -> Iterator[Problem]:
        """Yield one problem for all the pages whose content is not in the archive."""
        missing = [address for key, address in self.met.items() if key not in self.held]
        if not missing:
            return
        named = ", ".join(map(storable, missing[:_MOST_NAMED])) + (" and more" if len(missing) > _MOST_NAMED else "")
        yield trouble(
            "content_elsewhere",
            f"of {len(missing):,} pages the archive says only that they were unchanged since an earlier crawl: {named}",
            origin,
            "collect the archive of that earlier crawl too; it holds them",
        )


def _answer(block: bytes) -> tuple[str, str]:
    """Return the status and media type of a record's HTTP headers; where it has none, it may be anything."""
    try:
        http = _HTTP.parse(io.BytesIO(block))
    except EOFError:
        return "200", ""
    return http.get_statuscode(), (http.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _header(record: Any, name: str) -> str:
    return record.rec_headers.get_header(name) or ""
