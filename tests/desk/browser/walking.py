"""Finding the pages of a desk as a reader does: by the links on them."""

from __future__ import annotations

import sys
from collections import deque
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

PROGRAM = (sys.executable, "-c", "from onrecord.cli import main; main()")
NO_PAGES = ("/api/", "/static/", "/review/next")
LEADS_TO = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
"""Where links lead to; those within a drawing, too."""
TELLING = {"record", "at", "then", "by", "kind"}
"""What makes a page another one when it is asked."""


def kind_of(address: str) -> str:
    """The address with "ID" for every id, and the names of what is asked: what the pages of one kind have in common."""
    parts = urlsplit(address)
    first, *rest = parts.path.split("/")[1:]
    asked = "&".join(sorted({name for name, _ in parse_qsl(parts.query)} & TELLING))
    return f"/{first}{'/ID' * bool(rest)}?{asked}"


def pages_of_each_kind(page: Page, origin: str) -> list[str]:
    """Addresses of the pages that links lead to from the first one, one of each kind."""
    found: dict[str, str] = {"/?": f"{origin}/"}
    ahead = deque(found.values())
    while ahead:
        page.goto(ahead.popleft())
        for link in page.eval_on_selector_all("a[href]", LEADS_TO):
            path = urlsplit(link).path
            if not link.startswith(origin) or path.startswith(NO_PAGES) or path.endswith("/bytes"):
                continue
            if kind_of(link) not in found:
                found[kind_of(link)] = link.partition("#")[0]
                ahead.append(found[kind_of(link)])
    return list(found.values())
