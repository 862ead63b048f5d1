"""HTML pages: trafilatura chooses the article, the words and their places come from the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.read.alignment import Key, Stretch, align
from onrecord.read.draft import Draft, Note, Unreadable
from onrecord.read.encoding import decode
from onrecord.read.html_facts import PageFacts, page_facts
from onrecord.read.mapped import Mapped, Writer
from onrecord.read.markup import page_text
from onrecord.records import Capture

# A news page has 0.1 to 2 MB of markup; trafilatura takes about a second per megabyte.
MAX_CHARACTERS = 10_000_000
# A long page of reference has 20,000; beyond, the time trafilatura takes grows faster than the page.
MAX_ELEMENTS = 50_000
# What trafilatura's trees call a block: https://trafilatura.readthedocs.io/en/latest/usage-python.html (its TEI-like
# output), and the HTML names that its fallbacks leave in.
_BLOCK_NAMES = """
    ab body div dl dd dt doc fw head h1 h2 h3 h4 h5 h6 item lb li list main p quote pre row table tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(["cell", "td", "th"])
_ROWS = frozenset(["row", "tr"])
# A headline this long (of letters) does not stand on the page by chance.
_SURE_TITLE = 12
# What stands above an advertisement in the middle of an article.
_LABEL = re.compile(
    r"\s*(?:advertisements?|advert|anzeige|werbung|publicité|publicidad|pubblicità|реклама)\s*", re.IGNORECASE
)
# A longer cell is prose that a layout put into a table, not a figure in a row.
_LONGEST_CELL = 200
_TO_BLANKS = dict.fromkeys([*range(9), *range(14, 32), *range(127, 160), 65534, 65535], " ") | {11: " ", 12: " "}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Words that trafilatura chose; `beside` when they stand in one table row with the words before."""

    words: str
    beside: bool = False


def read_html(capture: Capture) -> Draft:
    """Return the article of a page, without menus, notices and comments, and what the page says about itself.

    Raises:
        Unreadable: "too_large", "binary" or "no_article_text".
    """
    if len(capture.data) > 4 * MAX_CHARACTERS:
        raise _too_large(f"{len(capture.data):,} bytes")
    decoded = decode(capture.data, capture.charset, markup=True)
    draft = read_markup(decoded.text, address=capture.hints.url or capture.origin)
    return replace(draft, encoding=decoded.encoding, notes=(*decoded.notes, *draft.notes))


def read_markup(source: str, *, address: str = "") -> Draft:
    """Return the article of decoded HTML; places count in `source`.

    Args:
        source: The page.
        address: Where it was found, or "".

    Raises:
        Unreadable: "too_large" or "no_article_text".
    """
    if len(source) > MAX_CHARACTERS:
        raise _too_large(f"{len(source):,} characters")
    page = page_text(source)
    tree, trouble = _parse(source)
    facts = page_facts(tree, address, page.text) if tree is not None else PageFacts()
    chosen = list(_paragraphs(_article(tree))) if tree is not None and not trouble else []
    body = _compose(chosen, page, facts.title) if chosen else _everything(page)
    if not body.text:
        raise Unreadable(
            "no_article_text",
            "the page has no text to read",
            hint="pages filled in by scripts need to be saved from a browser, as HTML or PDF",
        )
    return Draft(
        format="html",
        body=body,
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        url=facts.url,
        language=facts.language,
        notes=() if chosen else (_all_read(trouble or "no article stands out on the page"),),
    )


def _all_read(why: str) -> Note:
    return Note(
        code="article_unclear",
        message=f"{why}; all its text was read",
        hint="claims may come from menus or notices; check them in the source, or save the article alone",
    )


def _too_large(size: str) -> Unreadable:
    return Unreadable(
        "too_large",
        f"a page of {size} is more than the {MAX_CHARACTERS:,} characters we read",
        hint="split it, or save the article alone",
    )


def _parse(source: str) -> tuple[Any, str]:
    """Return the page's tree, or None for a page without elements, and why it cannot tell the article, or ""."""
    # Without huge_tree libxml2 stops at 256 levels and at texts of 10 MB, and loses what comes after; with it, its
    # own recursion and that of the libraries behind it are at risk.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml_html.document_fromstring(source.translate(_TO_BLANKS).encode(), parser=parser)
    except etree.ParserError:  # nothing but white space and comments
        return None, ""
    etree.strip_elements(tree, "template", with_tail=False)  # nobody reads what a script may use later
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return tree, "the page is nested too deep, or too long, for its structure to be told"
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return tree, f"the page has more than {MAX_ELEMENTS:,} elements"
    return tree, ""


def _article(tree: Any) -> Any:
    """Return the tree of the article that trafilatura chose, or None."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second that other formats need not wait for

    found = bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False)
    return getattr(found, "body", None)


def _paragraphs(body: Any) -> Iterator[_Paragraph]:
    """Yield the runs of words between the block elements of trafilatura's tree."""
    if body is None:
        return
    words: list[str] = []
    in_cell = row_filled = beside = False
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag, starts = element.tag, event == "start"
        if tag in _BLOCKS or tag in _CELLS:
            text = "".join(words)
            words = []
            if text.strip():
                yield _Paragraph(text, beside and len(text) <= _LONGEST_CELL)
                row_filled = row_filled or in_cell
                beside = False
            if tag in _CELLS:
                in_cell = starts
                beside = starts and row_filled
            elif tag in _ROWS:
                row_filled = False
        words.append((element.text if starts else element.tail) or "")


def _compose(chosen: Sequence[_Paragraph], page: Mapped, title: str) -> Mapped:
    """Put the chosen paragraphs down as they stand on the page, without what is no part of the article."""
    aligned = align([one.words for one in chosen], page.text)
    first = _first_of_article(chosen, aligned, page, title)
    writer = Writer()
    for paragraph, stretches in list(zip(chosen, aligned, strict=True))[first:]:
        if _LABEL.fullmatch(paragraph.words):
            continue
        if paragraph.beside:
            writer.gap("\t")
        else:
            writer.end_paragraph()
        for stretch in stretches:
            _put(writer, page, stretch, keep_line=paragraph.beside)
    return writer.done()


def _first_of_article(chosen: Sequence[_Paragraph], aligned: list[list[Stretch]], page: Mapped, title: str) -> int:
    """Return which paragraph the article begins with: short ones above the headline are menus, and it is no text."""
    key, wanted = Key(page.text), Key(title).text
    headline = key.text.find(wanted) if len(wanted) >= _SURE_TITLE else -1
    above = key.place(headline) if headline >= 0 else 0
    first = 0
    for paragraph, stretches in zip(chosen, aligned, strict=True):
        short = len(paragraph.words) < _LONGEST_CELL
        if not (short and stretches and not stretches[-1].words and stretches[-1].end <= above):
            break
        first += 1
    rest = chosen[first:]
    says_title = len(rest) > 1 and Key(rest[0].words).text == wanted
    return first + says_title if sum(len(one.words) for one in rest) * 2 > sum(len(one.words) for one in chosen) else 0


def _put(writer: Writer, page: Mapped, stretch: Stretch, *, keep_line: bool) -> None:
    if stretch.words:
        writer.gap()
        writer.put(Mapped(stretch.words, ()))
        return
    start = stretch.start
    for place in _breaks(page, stretch):
        writer.put(page, start, place)
        if not keep_line:
            writer.end_paragraph()
        start = place
    writer.gap()
    writer.put(page, start, stretch.end)


def _breaks(page: Mapped, stretch: Stretch) -> Iterator[int]:
    """Yield where a block of the page ends inside the stretch."""
    covered = stretch.start
    for place in page.places(stretch.start, stretch.end):
        if place.start > covered:
            yield place.start
        covered = place.end


def _everything(page: Mapped) -> Mapped:
    """Return all text of the page, block by block."""
    writer = Writer()
    start = 0
    for place in _breaks(page, Stretch(0, len(page.text))):
        writer.put(page, start, place)
        writer.end_paragraph()
        start = place
    writer.put(page, start)
    return writer.done()
