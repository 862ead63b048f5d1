"""Material for reading: captures, and PDFs and Word documents made by hand so that every byte is known."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.read import part_text, read
from onrecord.records import Capture, Problem, Report

CAPTURED_AT = "2026-05-01T09:30:00Z"
PAGES = Path(__file__).parent / "pages"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Line = tuple[float, float, float, str]


def _capture(data: bytes | str, name: str = "report.txt", **fields: object) -> Capture:
    raw = data.encode() if isinstance(data, str) else data
    given = {"origin": f"/case/{name}", "how": "file", "captured_at": CAPTURED_AT, **fields}
    return Capture(data=raw, **given)


def _read_one(data: bytes | str, name: str = "report.txt", **fields: object) -> Report:
    report, problems = read(_capture(data, name, **fields))
    assert report is not None, problems
    return report


def _refused(data: bytes | str, name: str = "report.txt", **fields: object) -> Problem:
    report, problems = read(_capture(data, name, **fields))
    assert report is None
    (problem,) = problems
    assert problem.stage == "read"
    assert problem.message
    assert problem.hint
    return problem


def _check_places(source: Capture, report: Report) -> float:
    """Check the way back of every mapped code point; return the share of words' code points that have one."""
    parts: dict[str, str] = {}
    covered = 0
    end = 0
    for segment in report.segments:
        assert segment.start >= end, "segments are in order and do not overlap"
        end = segment.end
        text = parts.setdefault(segment.part, part_text(source, report, segment.part))
        there, here = text[segment.at : segment.at + segment.length], report.text[segment.start : segment.end]
        assert len(there) == segment.length
        covered += sum(not character.isspace() for character in here)
        if len(there) == len(here):
            for a, b in zip(here, there, strict=True):
                assert a == b or (a == " " and b.isspace()), (here, there)
    return covered / max(sum(not character.isspace() for character in report.text), 1)


def _make_pdf(pages: list[list[Line]], *, title: str = "", encrypted: bool = False) -> bytes:
    """A PDF of pages of lines (x, y, size, words) in Helvetica; y counts from the lower edge."""
    objects: list[bytes] = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    tree = 2 + 2 * len(pages)
    kids = []
    for lines in pages:
        shown = b"".join(
            b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, _escaped(words)) for x, y, size, words in lines
        )
        objects.append(_stream(b"BT\n" + shown + b"ET"))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 1 0 R >> >> >>" % (tree, content)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    objects.append(b"<< /Title (%s) >>" % _escaped(title))
    trailer = b"/Root %d 0 R /Info %d 0 R" % (tree + 1, tree + 2)
    if encrypted:  # a password that nobody knows: the check values match none
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (b"o" * 32, b"u" * 32))
        trailer += b" /Encrypt %d 0 R /ID [(a) (a)]" % len(objects)
    return _pdf_of(objects, trailer)


def _pdf_of(objects: list[bytes], trailer: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table))


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _make_docx(body: str, *, core: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this XML as its body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), **(extra or {})}
    if core:
        members["docProps/core.xml"] = core.encode()
    return _make_zip(members)


def _make_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="session")
def page() -> Callable[[str], bytes]:
    """Returns the bytes of one of the cluttered pages."""
    return lambda name: (PAGES / f"{name}.html").read_bytes()


@pytest.fixture(scope="session")
def article() -> Callable[[str], list[str]]:
    """Returns the paragraphs of the article on a cluttered page, as a person marked them."""
    return lambda name: (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def capture() -> Callable[..., Capture]:
    return _capture


@pytest.fixture(scope="session")
def read_one() -> Callable[..., Report]:
    return _read_one


@pytest.fixture(scope="session")
def refused() -> Callable[..., Problem]:
    return _refused


@pytest.fixture(scope="session")
def check_places() -> Callable[[Capture, Report], float]:
    return _check_places


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return _make_pdf


@pytest.fixture(scope="session")
def pdf_of() -> Callable[[list[bytes], bytes], bytes]:
    """Returns the PDF of these objects and this trailer."""
    return _pdf_of


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return _make_docx


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    return _make_zip
