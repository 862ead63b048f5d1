"""PDF: the text layer, page by page, as pdfium reads it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from onrecord.read.draft import MAX_CHARACTERS, Draft, Note, Unreadable
from onrecord.read.mapped import Mapped
from onrecord.read.pdf_layout import Line, Page, compose, headline
from onrecord.records import Capture

# The longest reports of commissions of inquiry have some 1,500 pages.
MAX_PAGES = 2_000
# pdfium lists a hyphen that ends a line as U+0002 and goes on without a line break.
_LINE_END_HYPHEN = "\x02"
_LINES = re.compile(rf"[^\r\n{_LINE_END_HYPHEN}]*(?:\r\n|[\r\n{_LINE_END_HYPHEN}]|$)")
# What a font without a table of its characters turns into: replacement and private-use characters, controls.
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_GARBLED_SHARE = 0.2
_OCR = "run text recognition (OCR) on it, for example with ocrmypdf, and add the result"
# Titles that programs put in when nobody gave one.
_NO_TITLE = re.compile(
    r"untitled|microsoft word|document\d*$|.*\.(?:docx?|pdf|indd|rtf|odt|qxd|tex)$|.*://", re.IGNORECASE
)


def read_pdf(capture: Capture) -> Draft:
    """Return the text layer of a PDF: lines joined into paragraphs, running heads and page numbers left out.

    Places count in the characters of a page as pdfium lists them ("page:3", see `page_text`).

    Raises:
        Unreadable: "encrypted", "damaged" or "no_text_layer".
    """
    import pypdfium2  # noqa: PLC0415 - loads a library of 10 MB

    try:
        document = pypdfium2.PdfDocument(capture.data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error.err_code) from error
    with closing(document):
        total = len(document)
        pages, notes = _pages(document, min(total, MAX_PAGES))
        about = document.get_metadata_dict()
    if total > MAX_PAGES:
        notes.append(
            Note(
                code="too_many_pages",
                message=f"only the first {MAX_PAGES:,} of {total:,} pages were read",
                hint="split the PDF and add its parts",
            )
        )
    body = compose(pages)
    if not body.text:
        raise Unreadable(
            "no_text_layer",
            f"no text layer on any of {total} page{'s' * (total > 1)}; they are pictures, or blank",
            hint=_OCR,
        )
    if len(_GARBLED.findall(body.text)) > _GARBLED_SHARE * len(body.text):
        notes.append(Note(code="garbled_text", message="much of the text layer is unreadable", hint="run OCR on it"))
    title = " ".join(about.get("Title", "").split())
    title = "" if _NO_TITLE.match(title) else title
    return Draft(
        format="pdf",
        body=body,
        title=title or headline(pages),
        author=" ".join(about.get("Author", "").split()),
        notes=tuple(notes),
    )


def page_text(text_page: Any) -> str:
    """Return the characters of a page as pdfium lists them, with the hyphens that end lines as hyphens."""
    return _readable(_listed(text_page)[0])


def _listed(text_page: Any) -> tuple[str, Sequence[int]]:
    """Return a page's characters, and the index that pdfium knows each of them by: it lists UTF-16 units."""
    from pypdfium2 import raw  # noqa: PLC0415 - loaded by then

    units = [raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(text_page.count_chars())]
    if not any(0xD800 <= unit < 0xE000 for unit in units):
        return "".join(map(chr, units)), range(len(units))
    text: list[str] = []
    places: list[int] = []
    for index, unit in enumerate(units):
        before = units[index - 1] if index else 0
        if 0xDC00 <= unit < 0xE000 and 0xD800 <= before < 0xDC00:
            text[-1] = chr(0x10000 + ((before - 0xD800) << 10) + unit - 0xDC00)
            continue
        text.append(chr(unit) if not 0xD800 <= unit < 0xE000 else "\ufffd")
        places.append(index)
    return "".join(text), places


def _refusal(code: int | None) -> Unreadable:
    from pypdfium2 import raw  # noqa: PLC0415 - loaded by then

    if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return Unreadable("encrypted", "the PDF is encrypted", hint="save it without the password and add that file")
    return Unreadable("damaged", "the PDF is cut off or damaged", hint="look for a whole copy")


def _pages(document: Any, count: int) -> tuple[list[Page], list[Note]]:
    import pypdfium2  # noqa: PLC0415 - loaded by then

    pages: list[Page] = []
    damaged: list[int] = []
    pictures: list[int] = []
    length = 0
    for index in range(count):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
                text, places = _listed(text_page)
                pages.append(
                    Page(Mapped.whole(_readable(text), f"page:{index + 1}"), tuple(_lines(text_page, text, places)))
                )
                if not text.strip() and next(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]), None):
                    pictures.append(index + 1)
        except pypdfium2.PdfiumError:
            damaged.append(index + 1)
            continue
        length += len(text)
        if length > MAX_CHARACTERS:
            what = f"more than {MAX_CHARACTERS:,} characters by page {index + 1}"
            raise Unreadable("too_large", what, hint="split the PDF and add its parts")
    return pages, _unread(damaged, pictures if len(pictures) < count else [])


def _unread(damaged: list[int], pictures: list[int]) -> list[Note]:
    notes = []
    if damaged:
        message = f"not read, damaged: {_pages_in_words(damaged)}"
        notes.append(Note(code="damaged_page", message=message, hint="look for a whole copy"))
    if pictures:
        message = f"not read, pictures without a text layer: {_pages_in_words(pictures)}"
        notes.append(Note(code="no_text_layer", message=message, hint=_OCR))
    return notes


def _readable(text: str) -> str:
    """Return a page's characters with its line-end hyphens as hyphens; the places stay the same."""
    return text.replace(_LINE_END_HYPHEN, "-")


def _pages_in_words(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}{' and more' if len(numbers) > 20 else ''}"


def _lines(text_page: Any, text: str, places: Sequence[int]) -> Iterator[Line]:
    """Yield the lines of a page that have words, with their places on the paper in points."""
    for found in _LINES.finditer(text):
        words = found.group().rstrip("\r\n")
        hyphen = words.endswith(_LINE_END_HYPHEN)
        stripped = words.rstrip(f"{_LINE_END_HYPHEN} \t\u00a0")
        start, end = found.start() + len(stripped) - len(stripped.lstrip()), found.start() + len(stripped)
        if start < end:
            left, baseline, size = _origin(text_page, places[start])
            right = text_page.get_charbox(places[end - 1])[2]
            yield Line(
                start=start,
                end=end + hyphen,
                words=_readable(text[start : end + hyphen]),
                hyphen=hyphen or (text[end - 1] == "-" and end - start > 1 and text[end - 2].isalpha()),
                left=left,
                right=right,
                baseline=baseline,
                size=size,
            )


def _origin(text_page: Any, index: int) -> tuple[float, float, float]:
    """Return where a character begins, how high its line stands, and its font's size."""
    from pypdfium2 import raw  # noqa: PLC0415 - loaded by then

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
    return x.value, y.value, raw.FPDFText_GetFontSize(text_page.raw, index)
