"""Finding the pages of a desk as a reader does: by the links on them."""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

from playwright.sync_api import Page

NO_PAGES = ("/api/", "/static/", "/captures/")


def kind_of(address: str) -> str:
    """The address with "ID" for every id and without what is asked: what the pages of one kind have in common."""
    path = urlsplit(address).path
    parts = path.split("/")
    return "/".join([*parts[:2], *("ID" for _ in parts[2:])]) if len(parts) > 2 else path


def pages_of_each_kind(page: Page, origin: str) -> list[str]:
    """Addresses of the pages that links lead to from the first one, one of each kind."""
    found: dict[str, str] = {"/": f"{origin}/"}
    ahead = deque(found.values())
    while ahead:
        page.goto(ahead.popleft())
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            if not link.startswith(origin) or urlsplit(link).path.startswith(NO_PAGES):
                continue
            if kind_of(link) not in found:
                found[kind_of(link)] = link.partition("#")[0]
                ahead.append(found[kind_of(link)])
    return list(found.values())
