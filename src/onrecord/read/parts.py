"""The texts of a capture that a report's places count in."""

from __future__ import annotations

from contextlib import closing

from onrecord.records import Capture, Report


def part_text(capture: Capture, report: Report, part: str) -> str:
    """Return the text of one part of a capture, in which `Segment.at` counts code points.

    Args:
        capture: What the report was read from.
        report: The report, as `read` gave it.
        part: A segment's `part`: "", "page:3", "word/document.xml", "word/footnotes.xml" or "body:1.2".
    """
    kind, _, number = part.partition(":")
    if kind == "page":
        return _page(capture, int(number))
    if kind == "body":
        from onrecord.read.mail import part_text as mail_part  # noqa: PLC0415 - each format's libraries when needed

        return mail_part(capture.data, number)
    if part:
        from onrecord.read.docx import xml_of  # noqa: PLC0415

        return xml_of(capture.data, part)
    return capture.data.decode(report.encoding, "replace")


def _page(capture: Capture, number: int) -> str:
    import pypdfium2  # noqa: PLC0415

    from onrecord.read.pdf import page_text  # noqa: PLC0415

    with (
        closing(pypdfium2.PdfDocument(capture.data)) as document,
        closing(document[number - 1]) as page,
        closing(page.get_textpage()) as text_page,
    ):
        return page_text(text_page)
