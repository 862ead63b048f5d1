"""What a page says about itself: title, publisher, author, date, address, language."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from onrecord.read.dates import date_in_address, iso_date
from onrecord.text import is_web_address

# Names of <meta> elements that give the day of publication, the surest first; "modified" ones are not among them.
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "publication_date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "date",
)
# Words in a class or id that mark the line with the date, outside of lists of other articles.
_DATE_MARKS = ["date", "Date", "publish", "posted", "timestamp", "byline"]
_MARKED = " or ".join(f"contains(@{name}, '{mark}')" for name in ("class", "id") for mark in _DATE_MARKS)
_DATE_PLACES = f"//*[{_MARKED}]"
_OUTSIDE = "[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
_LONGEST_DATE_LINE = 120
_MOST_DATE_LINES = 50
# What parts a page's title from its site's name in <title>: " | The Post", " - The Post".
_SITE_FIRST = re.compile(r"(?P<site>[^|–—·•]{2,40}?)\s+[|–—·•:-]\s+")
_SITE_NAME = re.compile(r"\s+[|–—·•:-]\s+(?:[^|–—·•]{1,40}\s[|–—·•-]\s+)?(?P<site>[^|–—·•]{2,40})")
# A line that says when a page changed, or who owns it, does not say when it was published.
_NOT_PUBLISHED = re.compile(r"updated|modified|changed|©|copyright|rights reserved", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|published|posted|par|publié|por|publicado|von|опубликовано)\b", re.IGNORECASE)
_AUTHOR_LEAD = re.compile(r"^(?:by|published by|par|publié par|por|publicado por|von|автор:?)\s+", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)
# Kinds of things in https://schema.org that a report can be; others on the page are the outlet, lists, videos.
_ARTICLE = re.compile(r"Article|Report|BlogPosting|WebPage|Posting|Review|PressRelease")
_FAR_FUTURE = "2200-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says about itself; "" is unknown."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


def page_facts(tree: Any, address: str = "", words: str = "") -> PageFacts:
    """Return what the page says about itself.

    Title, author and publisher are trafilatura's. The date is one that the
    page's data, its address or the line set apart for it give; one that merely
    stands in the text or in a copyright line is no publication date.

    Args:
        tree: The page as parsed by lxml.
        address: Where it was found, or "".
        words: What a reader of the page sees, line by line.
    """
    url = _own_address(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    about = _trafilatura_facts(tree) if _has_own_facts(tree) else {}
    return PageFacts(
        title=about.get("title", ""),
        publisher=about.get("publisher", ""),
        author=about.get("author", ""),
        published=_published(tree, url or address) or _byline_date(words),
        url=url,
        language=language or _meta(tree).get("content-language", ""),
    )


def _has_own_facts(tree: Any) -> bool:
    """Say whether it is a page and not a fragment (a feed's entry), whose first heading is no title."""
    return bool(tree.xpath("boolean(//title | //h1 | //meta[@content] | //script[@type='application/ld+json'])"))


def _trafilatura_facts(tree: Any) -> dict[str, str]:
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - half a second that other formats need not wait for

    # The date is ours: with a fixed latest day and without its text search htmldate is quick and asks no clock.
    about = extract_metadata(tree, date_config={"extensive_search": False, "max_date": _FAR_FUTURE})
    hostname = about.hostname or ""
    publisher = about.sitename or ""
    title = " ".join((about.title or "").split())
    if publisher.removeprefix("www.") == hostname.removeprefix("www."):  # what it says when the page says nothing
        publisher = _site_name(tree, title)
    return {
        "title": title,
        "author": _AUTHOR_LEAD.sub("", " ".join((about.author or "").split())),
        "publisher": publisher,
    }


def _site_name(tree: Any, title: str) -> str:
    """Return what stands after or before the page's title in its <title>, or ""."""
    whole = " ".join((tree.findtext(".//title") or "").split())
    if not title:
        return ""
    found = _SITE_NAME.fullmatch(whole, len(title)) if whole.startswith(title) else None
    if whole.endswith(title):
        found = _SITE_FIRST.fullmatch(whole, 0, len(whole) - len(title))
    return found["site"] if found else ""


def _own_address(tree: Any) -> str:
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next((url.strip() for url in found if is_web_address(url.strip())), "")


def _published(tree: Any, address: str) -> str:
    """Return the day of publication as ISO 8601, or ""."""
    names = _meta(tree)
    written = [
        *_dates_in_data(tree),
        *(names.get(name, "") for name in _DATE_NAMES),
        *tree.xpath("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime"),
        *tree.xpath("//time[@pubdate]/@datetime | //time[contains(@class, 'publish')]/@datetime"),
        *tree.xpath(f"(//article//time | //main//time | //header//time){_OUTSIDE}/@datetime"),
    ]
    found = next((day for text in written if (day := iso_date(text))), "")
    return found or (date_in_address(urlsplit(address).path) if is_web_address(address) else "") or _date_line(tree)


def _byline_date(words: str) -> str:
    """Return the date in a line that begins as a byline does, or ""."""
    for line in words.split("\n"):
        if len(line) <= _LONGEST_DATE_LINE and _BYLINE.match(line.lstrip()):
            found = _DATE_WORDS.search(line)
            if found and (day := iso_date(found.group())):
                return day
    return ""


def _meta(tree: Any) -> dict[str, str]:
    """Return the page's <meta> elements by lower-case name, the first of each name."""
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        )
        found.setdefault(name.strip().lower(), element.get("content").strip())
    return found


def _dates_in_data(tree: Any) -> Iterator[str]:
    """Yield what the page's JSON-LD gives as `datePublished` of an article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            waiting = deque([json.loads(script.text or "")])
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.popleft()
            if isinstance(thing, list):
                waiting.extend(thing)
            elif isinstance(thing, dict):
                if _ARTICLE.search(str(thing.get("@type", ""))) and isinstance(thing.get("datePublished"), str):
                    yield thing["datePublished"]
                waiting.extend(value for value in thing.values() if isinstance(value, dict | list))


def _date_line(tree: Any) -> str:
    """Return the date in the line that the page sets apart for it, or ""."""
    for element in tree.xpath(_DATE_PLACES + _OUTSIDE)[:_MOST_DATE_LINES]:
        line = " ".join(" ".join(element.itertext()).split())
        if not 6 <= len(line) <= _LONGEST_DATE_LINE or _NOT_PUBLISHED.search(line):
            continue
        found = _DATE_WORDS.search(line)
        day = iso_date(found.group()) if found else ""
        if day or (day := _date_in_other_words(line)):
            return day
    return ""


def _date_in_other_words(line: str) -> str:
    """Return a date written in the words of another language, as htmldate reads it, or ""."""
    from htmldate import find_date  # noqa: PLC0415 - comes with trafilatura, and as slowly
    from lxml import html as lxml_html  # noqa: PLC0415

    if not re.search(r"\b(?:19|20)\d{2}\b", line):
        return ""
    page = lxml_html.document_fromstring("<html><body><p class='date'></p></body></html>")
    page.find(".//p").text = line
    return find_date(page, extensive_search=True, original_date=True, max_date=_FAR_FUTURE) or ""
