"""Pages and feeds at web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from importlib.metadata import version

from onrecord.collect.feeds import Feed, collect_feed, oversized_feed
from onrecord.collect.fetching import Answer, Fetcher
from onrecord.collect.kinds import HEAD_BYTES, is_feed
from onrecord.collect.material import hints, storable, trouble
from onrecord.collect.refusals import NotFetched
from onrecord.collect.robots import PRODUCT, Robots
from onrecord.collect.settings import CollectSettings
from onrecord.records import Capture, Hints, Problem

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}


def is_address(source: str) -> bool:
    """Say whether a source is meant as an address rather than a path."""
    return re.match(r"https?://", source, re.IGNORECASE) is not None


class Web:
    """Fetches politely: one request at a time, under our own name, where robots.txt allows it."""

    def __init__(self, settings: CollectSettings) -> None:
        self._settings = settings
        user_agent = f"{PRODUCT}/{version('onrecord')} (+collects single public reports for a person who reads them)"
        self._fetcher = Fetcher(settings, user_agent)
        self._check = None if settings.ignore_robots else Robots(self._fetcher).check

    def close(self) -> None:
        """Close all connections."""
        self._fetcher.close()

    def collect(self, address: str) -> Iterator[Capture | Problem]:
        """Yield the page at the address; or, if a feed stands there, its entries."""
        answer = self._get(address)
        if isinstance(answer, Problem):
            yield answer
        elif is_feed(answer.body[:HEAD_BYTES]) or answer.media_type in _FEED_TYPES:
            yield from self._feed(address, answer)
        else:
            yield self._capture(address, answer, Hints())

    def page(self, address: str, entry: Hints) -> Capture | Problem:
        """Return the page at the address, with what a feed's entry says about it."""
        answer = self._get(address)
        return answer if isinstance(answer, Problem) else self._capture(address, answer, entry)

    def _feed(self, address: str, answer: Answer) -> Iterator[Capture | Problem]:
        limit = self._settings.files.max_feed_bytes
        if len(answer.body) > limit:
            yield oversized_feed(limit, _shown(address))
            return
        feed = Feed(
            data=answer.body,
            origin=_shown(address),
            how="web",
            address=str(answer.url),
            media_type=storable(answer.media_type),
            charset=storable(answer.charset),
        )
        yield from collect_feed(feed, self._settings, self.page)

    def _get(self, address: str) -> Answer | Problem:
        """Return what stands at the address if it is a page with content, else the problem."""
        try:
            answer = self._fetcher.get(address, max_bytes=self._settings.web.max_bytes, check=self._check)
        except NotFetched as error:
            return trouble(error.code, error.message, _shown(address), error.hint)
        if answer.status != HTTPStatus.OK:
            phrase = _phrase(answer.status)
            hint = "open the address in a browser; an archive may hold the page if it is gone"
            return trouble("http_status", f"the server answered {phrase}", _shown(address), hint)
        if not answer.body:
            return trouble("empty", "the server sent no content", _shown(address), "open the address in a browser")
        return answer

    def _capture(self, address: str, answer: Answer, entry: Hints) -> Capture:
        known = {name: getattr(entry, name) for name in ("title", "publisher", "author", "published", "language")}
        return Capture(
            data=answer.body,
            origin=_shown(address),
            how="web",
            captured_at=self._settings.now(),
            media_type=storable(answer.media_type),
            charset=storable(answer.charset),
            hints=hints(url=str(answer.url), **known),
        )


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _shown(address: str) -> str:
    """Return the address as it may be stored: without its fragment, and without a password."""
    return storable(re.sub(r"(?<=//)[^/?#]*@", "", address.partition("#")[0]))
