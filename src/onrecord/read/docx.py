"""Word documents (DOCX): the text as it stands after accepted changes, then its notes, with places in their XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from onrecord.read.draft import Draft, Note, Unreadable, refuse_too_long
from onrecord.read.encoding import decode
from onrecord.read.mapped import Mapped, Writer
from onrecord.read.markup import MappedText, Token, attribute, tokens
from onrecord.records import Capture
from onrecord.zips import open_zip

PART = "word/document.xml"
# Where every program that writes Word documents puts the notes.
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# A book of 1,000 pages has some 20 MB of XML. XML packs ten to one, at most fifty; a bomb packs a thousand.
_LARGEST_PART = 50_000_000
_LARGEST_RATIO = 200
_STEP = 1 << 16
# ECMA-376 part 1, and the strict variant of ISO/IEC 29500.
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# Elements whose words are not the document's: deletions and moves away (tracked), field instructions, the copy of a
# drawing for old programs.
_LEFT_OUT = frozenset({"w:del", "w:moveFrom", "w:instrText", "w:delText", "mc:Fallback"})
# Empty elements that stand for a character: ECMA-376 part 1, 17.3.3.
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
_TITLE_STYLE = re.compile(r"title|titel|titre|t[ií]tulo|название|heading ?1", re.IGNORECASE)


def read_docx(capture: Capture) -> Draft:
    """Return the text of a Word document: paragraphs, and tables row by row with tabs between the cells.

    Footnotes and then endnotes follow the text, a paragraph each: sources often stand there. Notes that cannot be
    read cost only themselves and leave a note of trouble, "notes_not_read".

    Raises:
        Unreadable: "damaged", "encrypted", "unsupported", "too_large" or "no_text".
    """
    try:
        with open_zip(io.BytesIO(capture.data)) as archive:
            names = set(archive.namelist())
            if PART not in names:
                raise Unreadable("unsupported", f"{_kind(names)}, which we do not read", hint="save it as DOCX or PDF")
            about = _about(_member(archive, "docProps/core.xml")) if "docProps/core.xml" in names else {}
            main = _source(archive, PART)
            notes = {name: _notes(archive, name) for name in _NOTES if name in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable("damaged", f"the file is cut off or damaged: {error}", hint="look for a whole copy") from error
    except RuntimeError as error:  # zipfile's word for a password
        raise Unreadable("encrypted", "the file is encrypted", hint="save it without the password") from error
    writer = Writer()
    walk = _Walk(main, PART, writer)
    walk.read()
    for name, source in notes.items():
        if not isinstance(source, Note):
            _Walk(source, name, writer).read()
    body = writer.done()
    if not body.text:
        raise Unreadable(
            "no_text",
            "the document has no words; it may hold pictures of pages only",
            hint="add it as a PDF with a text layer",
        )
    refuse_too_long(body.text)
    troubles = tuple(source for source in notes.values() if isinstance(source, Note))
    title, author = about.get("title", "") or walk.title, about.get("creator", "")
    return Draft(format="docx", body=body, title=title, author=author, notes=troubles)


def _notes(archive: zipfile.ZipFile, name: str) -> tuple[str, str] | Note:
    """Return the source of a part with notes, or why it cannot be read."""
    try:
        return _source(archive, name)
    except Unreadable as error:
        message = f"the notes of the document ({name}) were not read: {error.note.message}"
        return Note(code="notes_not_read", message=message, hint=error.note.hint)


def _source(archive: zipfile.ZipFile, name: str) -> tuple[str, str]:
    """Return the decoded XML of a part and the prefix it gives WordprocessingML."""
    return _with_usual_prefix(decode(_member(archive, name), markup=True).text)


def xml_of(data: bytes, name: str) -> str:
    """Return the decoded XML of a part, in which a report's places count.

    Raises:
        Unreadable: As `read_docx` does.
    """
    with open_zip(io.BytesIO(data)) as archive:
        return decode(_member(archive, name), markup=True).text


def _kind(names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "an Excel workbook"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint presentation"
    if "content.xml" in names:
        return "an OpenDocument file"
    if "META-INF/container.xml" in names:
        return "an EPUB book"
    return "a ZIP file that is no Word document"


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member, unpacked no further than a document can need, whatever its header claims."""
    packed = archive.getinfo(name).compress_size
    pieces, size = [], 0
    with archive.open(name) as stream:
        while piece := stream.read(_STEP):
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST_PART or (size > 2 * _STEP and size > _LARGEST_RATIO * max(packed, 1)):
                raise Unreadable(
                    "too_large",
                    f"{name} unpacks to more than {size - len(piece):,} bytes from {packed:,}",
                    hint="it may be a zip bomb; open it in Word and save it again if you trust it",
                )
    return b"".join(pieces)


def _parsed(source: str | bytes) -> etree._Element:
    """Return the root of well-formed XML; nothing is expanded and nothing is fetched."""
    data = source.encode() if isinstance(source, str) else source
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "damaged", f"the document's XML is damaged: {error}", hint="open it in Word and save it again"
        ) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(
            "damaged", "the document's XML declares its own entities", hint="open it in Word and save it again"
        )
    return root


def _about(core: bytes) -> dict[str, str]:
    """Return the document's own title and creator; its dates are those of the file, not of publication."""
    try:
        root = _parsed(core)
    except Unreadable:
        return {}
    return {name: " ".join((root.findtext(_DUBLIN_CORE + name) or "").split()) for name in ("title", "creator")}


def _with_usual_prefix(source: str) -> tuple[str, str]:
    """Return the XML and the prefix it gives WordprocessingML."""
    body = re.sub(r"^\s*<\?xml[^>]*\?>", lambda found: " " * len(found.group()), source)
    root = _parsed(body)
    prefix = next((prefix for prefix, address in root.nsmap.items() if address in _NAMESPACES), None)
    if prefix is None:
        raise Unreadable("damaged", "the document's XML is not Word's", hint="open it in Word and save it again")
    return source, prefix


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read; a text box stands inside the paragraph that it is anchored in."""

    text: MappedText
    style: str = ""


class _Walk:
    """Walks the tokens of a part and writes down its paragraphs."""

    def __init__(self, document: tuple[str, str], part: str, writer: Writer) -> None:
        self._source, self._prefix = document
        self._part = part
        self._writer = writer
        self._open: list[_Paragraph] = []
        self._left_out = 0
        self._in_text = False
        self._rows: list[int] = []  # cells with words so far, for each table row that is open
        self._cell_started = False
        self.title = ""

    def read(self) -> None:
        """Put down the text of the part."""
        for token in tokens(self._source, xml=True):
            if token.kind in {"text", "cdata"}:
                if self._in_text and not self._left_out and self._open:
                    self._open[-1].text.add(self._source, token.start, token.end, literal=token.kind == "cdata")
            else:
                self._tag(token, self._usual(token.name))
        self._writer.end_paragraph()

    def _usual(self, name: str) -> str:
        """Return the name with the prefix that Word itself writes."""
        prefix, colon, local = name.rpartition(":")
        return f"w:{local}" if prefix == (self._prefix or "") else f"{prefix}{colon}{local}"

    def _tag(self, token: Token, name: str) -> None:
        if name in _LEFT_OUT:
            self._left_out += {"open": 1, "close": -1}.get(token.kind, 0)
        elif self._left_out:
            return
        elif name == "w:t":
            self._in_text = token.kind == "open"
        elif name == "w:p":
            self._paragraph(token.kind)
        elif name == "w:tr":
            self._row(token.kind)
        elif name == "w:tc":
            self._cell_started = token.kind == "open"
        elif name == "w:pStyle" and self._open:
            self._open[-1].style = attribute(self._source, token, f"{self._prefix}:val" if self._prefix else "val")
        elif name in _CHARACTERS and token.kind != "close" and self._open:
            self._open[-1].text.stands(_CHARACTERS[name], token.start, token.end)

    def _paragraph(self, kind: str) -> None:
        if kind == "open":
            self._open.append(_Paragraph(MappedText(self._part)))
        elif kind == "close" and self._open:
            paragraph = self._open.pop()
            text = paragraph.text.done()
            if text.text.strip():
                self._write(text, paragraph.style)

    def _write(self, text: Mapped, style: str) -> None:
        if self._rows and self._cell_started and self._rows[-1]:
            self._writer.gap("\t")
        else:
            self._writer.end_paragraph()
        if self._rows and self._cell_started:
            self._rows[-1] += 1
            self._cell_started = False
        if not self.title and _TITLE_STYLE.match(style):
            self.title = " ".join(text.text.split())
        start = 0
        for line in _lines(text.text):
            if start:
                self._writer.end_paragraph()
            self._writer.put(text, start, line)
            start = line

    def _row(self, kind: str) -> None:
        if kind == "open":
            self._rows.append(0)
        elif kind == "close" and self._rows:
            self._rows.pop()
            self._writer.end_paragraph()


def _lines(text: str) -> Iterator[int]:
    """Yield where each line of a paragraph ends: Word's manual line breaks part paragraphs as readers see them."""
    for found in re.finditer(r"\n", text):
        yield found.end()
    yield len(text)
