"""How long the pages of a desk take on the server.

    python -m benchmarks.desk CASE [--times 5]

The pages are found by their links, one of each kind. `first` is a page's time when nobody has asked for one of its kind
before, `then` the median of the times after that. The case is only read.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

from fastapi.testclient import TestClient
from lxml import html

from onrecord.case import open_case
from onrecord.desk import DeskSettings, make_app

PORT, TOKEN = 41234, "the-one-token"
TELLING = {"record", "by", "kind", "q"}
"""What makes a page another one when it is asked."""

MORE = ("/search?q=recruit", "/claims?text=passport", "/claims?source=ministry&act=deny", "/events", "/api/v1/status")


def pages(browser: TestClient) -> Iterator[str]:
    """Yield the addresses of the pages that links lead to from the first one, one of each kind."""
    kinds = set()
    ahead = deque(["/", *MORE])
    while ahead:
        address = ahead.popleft()
        parts = urlsplit(address)
        first, *rest = parts.path.split("/")[1:]
        kind = (first, bool(rest), frozenset(name for name, _ in parse_qsl(parts.query) if name in TELLING))
        if kind in kinds or parts.path.startswith(("/static", "/review/next")) or parts.path.endswith("/bytes"):
            continue
        kinds.add(kind)
        yield address
        answer = browser.get(address)
        if answer.status_code == 200 and "html" in answer.headers["content-type"]:
            links = html.document_fromstring(answer.text).xpath("//a/@href")
            ahead += [urljoin(address, link).partition("#")[0] for link in links if urlsplit(link).netloc == ""]


def _milliseconds(browser: TestClient, address: str) -> float:
    begun = time.perf_counter()
    browser.get(address)
    return 1000 * (time.perf_counter() - begun)


def main(arguments: list[str] | None = None) -> int:
    """Print the time of every page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args(arguments)
    with open_case(options.case, read_only=True) as case:
        settings = DeskSettings(name=case.path.stem, port=PORT, token=TOKEN)
        app = make_app(case, settings)
        with TestClient(app, base_url=settings.origin, follow_redirects=False) as browser:
            browser.get("/", params={"token": TOKEN})
            firsts = {}
            for address in pages(browser):
                firsts[address] = _milliseconds(browser, address)
            slow = 0
            print(f"{'page':<72}{'first ms':>10}{'then ms':>10}{'KB':>8}")
            for address, first in firsts.items():
                then = statistics.median(_milliseconds(browser, address) for _ in range(options.times))
                slow += then > 200
                answer = browser.get(address)
                size = len(answer.content) / 1024
                print(f"{answer.status_code} {address[:67]:<68}{first:>10.0f}{then:>10.0f}{size:>8.0f}", flush=True)
            print(f"{slow} pages over 200 ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
