"""What `read` promises whatever the format: pure, picklable, and told by content before name."""

import pickle
import subprocess
import sys

import pytest

from onrecord.read import read
from onrecord.records import Hints

SENTENCE = "The ministry said on Tuesday that it had no comment on the matter."
PAGE = f"<!DOCTYPE html><html><body><article><p>{SENTENCE}</p></article></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "format_"),
    [
        (PAGE, "a.txt", "", "html"),
        (PAGE, "a.pdf", "application/pdf", "html"),
        (SENTENCE, "a.md", "", "plain"),
        (SENTENCE, "a", "", "plain"),
        (SENTENCE, "a.html", "", "html"),
        (SENTENCE, "a.html", "text/plain", "plain"),
        (SENTENCE, "a.txt", "text/html; charset=utf-8", "html"),
        (f"\ufeff\n{PAGE}", "a", "", "html"),
        (f'<?xml version="1.0"?>{PAGE}', "a", "", "html"),
        (f"Subject: x\n\n{SENTENCE}", "a.eml", "", "mail"),
    ],
)
def test_content_tells_the_format_before_type_and_name(data, name, media_type, format_, read_one):
    report = read_one(data, name, media_type=media_type)
    assert (report.format, SENTENCE in report.text) == (format_, True)


def test_a_pdf_is_a_pdf_under_any_name(make_pdf, read_one):
    assert read_one(b"junk\n" + make_pdf([[(72, 700, 11, SENTENCE)]]), "a.txt").format == "pdf"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"x" * 50,
        b"\xff\xd8\xff\xe0" + b"x" * 50,
        b"{\\rtf1 hello}",
        b"\x1f\x8b\x08" + b"x" * 50,
        b"<?xml version='1.0'?><rss><item/></rss>",
        b"SQLite format 3\x00" + b"x" * 50,
    ],
)
def test_what_we_do_not_read_is_named_with_a_way_out(data, refused):
    problem = refused(data, "a.bin")
    assert problem.code == "unsupported"


def test_an_upper_case_member_of_an_archive_is_known_by_its_ending(refused):
    assert refused(b"", "case.wacz!papers/A.PDF").message == "the PDF is empty (0 bytes)"


def test_the_same_capture_gives_the_same_report(page, capture, make_pdf):
    for source in (
        capture(page("wire"), "a.html"),
        capture(make_pdf([[(72, 700, 11, SENTENCE)]]), "a.pdf"),
        capture(SENTENCE),
    ):
        assert read(source) == read(source)


def test_read_and_what_it_returns_can_travel_between_processes(page, capture):
    source = capture(page("wire"), "a.html")
    there = pickle.loads(pickle.dumps(read))  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(there(source))) == read(source)  # noqa: S301


def test_a_report_names_its_capture_and_its_id_depends_on_the_bytes_and_the_address(capture):
    source = capture(SENTENCE)
    report, _ = read(source)
    assert (report.capture, report.sha256) == (source.id, source.sha256)
    assert read(capture(SENTENCE))[0].id == report.id
    assert read(capture(SENTENCE + "!"))[0].id != report.id
    assert read(capture(SENTENCE, hints=Hints(url="https://a.example/1")))[0].id != report.id


def test_the_address_it_was_taken_from_is_the_url(read_one):
    assert read_one(SENTENCE, origin="https://a.example/b?c=1", how="web").url == "https://a.example/b?c=1"
    assert read_one(SENTENCE, origin="https://[a/b", how="web").publisher == ""


def test_a_hint_that_is_no_date_is_told(capture):
    report, problems = read(capture(SENTENCE, hints=Hints(published="a while ago")))
    assert report.published == ""
    assert [problem.code for problem in problems] == ["unclear_date"]


def test_importing_the_stage_loads_none_of_the_heavy_libraries():
    heavy = {"trafilatura", "htmldate", "lxml", "pypdfium2", "py3langid", "numpy", "charset_normalizer"}
    script = f"import sys, onrecord.read; print(sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
