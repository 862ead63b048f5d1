"""What a site asks programs not to fetch (robots.txt, RFC 9309)."""

from __future__ import annotations

import httpx
from protego import Protego

from onrecord.collect.fetching import Fetcher
from onrecord.collect.refusals import NotFetched

PRODUCT = "onrecord"
"""The name that a robots.txt can speak to us by."""

_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 kibibytes must be read
# The site answers, but with no rules: RFC 9309, 2.3.1.2 and 2.3.1.3 ("unavailable").
_LEADS_NOWHERE = {"too_many_redirects", "bad_address", "unsupported_encoding"}
_HINT = "save the page with a browser, or give --ignore-robots if you may"


class Robots:
    """The rules of each site, fetched once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Protego | NotFetched] = {}

    def check(self, url: httpx.URL) -> None:
        """Pass if the site lets us fetch the address.

        Raises:
            NotFetched: It does not ("robots"), or its rules cannot be had ("robots_unreachable", or the code of what
                failed), which RFC 9309 counts as a no.
        """
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._rules:
            self._rules[site] = self._fetch_rules(f"{site}/robots.txt")
        rules = self._rules[site]
        if isinstance(rules, NotFetched):
            raise NotFetched(rules.code, rules.message, rules.hint)
        if not rules.can_fetch(str(url), PRODUCT):
            raise NotFetched("robots", f"{url.host} asks programs not to fetch it (robots.txt)", _HINT)

    def _fetch_rules(self, address: str) -> Protego | NotFetched:
        try:
            answer = self._fetcher.get(address, max_bytes=_MAX_BYTES, cut=True)
        except NotFetched as error:
            return Protego.parse("") if error.code in _LEADS_NOWHERE else error
        if answer.status >= 500:
            message = f"{address} answered {answer.status}; its rules are unknown"
            return NotFetched("robots_unreachable", message, f"try again later; {_HINT}")
        # Any other answer but 200 means that there are no rules (RFC 9309, 2.3.1.3).
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == httpx.codes.OK else "")
