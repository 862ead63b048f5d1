"""Markup as a row of tokens that keep their places, and as the characters a reader sees.

The libraries that understand pages give back trees without places. This
tokenizer understands little, takes time in proportion to the length, whatever
the markup, and knows where every character stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.read.mapped import Mapped
from onrecord.records import Segment

# Elements whose content is not markup: https://html.spec.whatwg.org/#parsing-main-inhead, in the tokenizer's terms.
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"])
# Of those and others, the ones whose content nobody reads on the page.
_UNREAD = frozenset(["script", "style", "iframe", "noembed", "noframes", "textarea", "title", "template", "svg"])
# Elements that break the line they stand in: https://html.spec.whatwg.org/#flow-content-3 and the controls and
# players whose words belong to no sentence. Unknown elements stand inside a line, as browsers show them.
_BLOCK_NAMES = """
    address article aside audio blockquote body br button canvas caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html input legend li
    listing main menu nav object ol optgroup option p plaintext pre search section select summary table tbody td
    tfoot th thead tr ul video xmp
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NAME = re.compile(r"[A-Za-z_][^\s/>]*")
_TAG_REST = re.compile(r"""(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+>""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
# So often a tag without an end is looked for behind its quotation marks; then the next ">" ends it.
_PATIENCE = 3


class Token(NamedTuple):
    """A stretch of markup: `kind` is "text", "cdata", "open", "close" or "empty"; `name` a tag's, as written."""

    kind: str
    name: str
    start: int
    end: int


def tokens(source: str, *, xml: bool = False) -> Iterator[Token]:
    """Yield the tags and the text of the markup in order; comments, declarations and instructions are left out.

    Args:
        source: HTML, or well-formed XML.
        xml: Whether CDATA counts and script is an element like any other.
    """
    text_from, at, lost = 0, 0, 0
    while (at := source.find("<", at)) >= 0:
        after = source[at + 1 : at + 2]
        if after in {"!", "?"}:
            end, cdata = _declaration(source, at, xml=xml)
        elif after == "/" or after.isalpha() or after == "_":
            end, cdata = _tag_end(source, at, patient=lost < _PATIENCE), False
            lost += end < 0
            end = abs(end)
        else:
            at += 1
            continue
        if text_from < at:
            yield Token("text", "", text_from, at)
        if cdata:
            yield Token("cdata", "", at + len("<![CDATA["), max(end - len("]]>"), at))
        elif after not in {"!", "?"}:
            tag = _tag(source, at, end)
            yield tag
            if not xml and tag.kind == "open" and tag.name.lower() in _RAW:
                end = _raw_end(source, end, tag.name)
        text_from = at = end
    if text_from < len(source):
        yield Token("text", "", text_from, len(source))


def attribute(source: str, tag: Token, name: str) -> str:
    """Return the value of a tag's attribute with its references resolved, or ""."""
    found = re.search(rf"""\s{re.escape(name)}\s*=\s*(?:"([^"]*)"|'([^']*)')""", source[tag.start : tag.end])
    return html.unescape(found.group(1) or found.group(2) or "") if found else ""


def page_text(source: str) -> Mapped:
    """Return the characters a reader of the HTML page sees, menus and all.

    Line breaks that no segment covers stand where one of its blocks begins or ends.
    """
    text = MappedText()
    unread = 0
    for token in tokens(source):
        if token.kind == "text":
            if not unread:
                text.add(source, token.start, token.end)
            continue
        name = token.name.lower()
        if name in _UNREAD and name not in _RAW:
            unread = max(unread + {"open": 1, "close": -1}.get(token.kind, 0), 0)
        if name in _BLOCKS and not unread:
            text.put_in("\n")
    return text.done()


class MappedText:
    """Collects stretches of markup text, references resolved, into a `Mapped`."""

    def __init__(self, part: str = "") -> None:
        self._part = part
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def add(self, source: str, start: int, end: int, *, literal: bool = False) -> None:
        """Add `source[start:end]`; a `literal` stretch has no references (CDATA)."""
        if not literal:
            for reference in _REFERENCE.finditer(source, start, end):
                characters = html.unescape(reference.group())
                if characters != reference.group():
                    self._put(source[start : reference.start()], start, reference.start() - start)
                    self._put(characters, reference.start(), len(reference.group()))
                    start = reference.end()
        self._put(source[start:end], start, end - start)

    def put_in(self, characters: str) -> None:
        """Add characters that the source does not have."""
        self._pieces.append(characters)
        self._length += len(characters)

    def stands(self, characters: str, start: int, end: int) -> None:
        """Add characters that `source[start:end]` stands for (an empty element for a tab)."""
        self._put(characters, start, end - start)

    def done(self) -> Mapped:
        """Return what was collected."""
        return Mapped("".join(self._pieces), self._segments)

    def _put(self, characters: str, at: int, length: int) -> None:
        if characters:
            end = self._length + len(characters)
            self._segments.append(Segment(start=self._length, end=end, part=self._part, at=at, length=length))
            self.put_in(characters)


def _declaration(source: str, at: int, *, xml: bool) -> tuple[int, bool]:
    if source.startswith("<!--", at):
        # "<!-->" is a whole comment: https://html.spec.whatwg.org/#comment-start-state
        end = source.find("-->", at + (4 if xml else 2))
        return (end + 3 if end >= 0 else len(source)), False
    if xml and source.startswith("<![CDATA[", at):
        end = source.find("]]>", at)
        return (end + 3 if end >= 0 else len(source)), True
    end = source.find(">", at)
    return (end + 1 if end >= 0 else len(source)), False


def _tag_end(source: str, at: int, *, patient: bool) -> int:
    """Return where the tag ends; negative when that is not its own end but the first we could find."""
    nearest = source.find(">", at) + 1
    if not nearest:
        return len(source)
    if not patient:
        return nearest
    found = _TAG_REST.match(source, at + 1)
    return found.end() if found else -nearest


def _tag(source: str, at: int, end: int) -> Token:
    closing = source[at + 1] == "/"
    found = _NAME.match(source, at + 2 if closing else at + 1, end)
    kind = "close" if closing else "empty" if source.endswith("/>", at, end) else "open"
    return Token(kind, found.group() if found else "", at, end)


def _raw_end(source: str, at: int, name: str) -> int:
    found = re.compile(rf"</{re.escape(name)}", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)
