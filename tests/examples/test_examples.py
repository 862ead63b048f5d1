"""The invented reports that the README builds its case from."""

from __future__ import annotations

import gzip
import re
import zipfile
from pathlib import Path

import pytest

from onrecord.collect import CollectSettings, collect
from onrecord.read import read
from onrecord.records import Capture, Problem, Report

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = EXAMPLES / "reports"

# The words that mark a report as invented, in English and in the French of the one that is not read for claims.
NOTICE = re.compile(
    r"invented; it belongs to the examples of onrecord|inventé ; il fait partie des exemples d’onrecord"
)


def read_examples() -> tuple[dict[str, Report], list[Problem]]:
    """Return the reports by the end of their origin, and every problem met on the way."""
    reports: dict[str, Report] = {}
    problems: list[Problem] = []
    for found in collect(str(REPORTS), CollectSettings(now=lambda: "2026-01-01T00:00:00Z")):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        report, more = read(found)
        problems.extend(more)
        if report is not None:
            reports[found.origin.removeprefix(f"{REPORTS}/")] = report
    return reports, problems


@pytest.fixture(scope="module")
def examples() -> tuple[dict[str, Report], list[Problem]]:
    return read_examples()


@pytest.fixture(scope="module")
def reports(examples: tuple[dict[str, Report], list[Problem]]) -> dict[str, Report]:
    return examples[0]


def one(reports: dict[str, Report], words: str) -> Report:
    """Return the only report whose origin holds `words`."""
    (report,) = (report for origin, report in reports.items() if words in origin)
    return report


def bare(text: str) -> str:
    """Return the text with all white space as single spaces."""
    return " ".join(text.split())


def test_all_seventeen_reports_are_read(reports):
    assert len(reports) == 17


def test_nothing_in_them_is_trouble_beyond_a_guessed_charset(examples):
    assert {problem.code for problem in examples[1]} <= {"guessed_encoding"}


def test_every_report_says_in_its_text_that_it_is_invented(reports):
    assert [origin for origin, report in reports.items() if not NOTICE.search(bare(report.text))] == []


def test_every_format_is_there(reports):
    assert {report.format for report in reports.values()} == {"html", "pdf", "docx", "mail", "plain", "table"}


def test_feed_archive_table_and_files_are_among_what_is_collected():
    found = {capture.how for capture in collect(str(REPORTS)) if isinstance(capture, Capture)}
    assert {"file", "feed", "warc", "jsonl"} <= found


def test_two_charsets_of_plain_text_are_there():
    (REPORTS / "border-letter.txt").read_text(encoding="utf-8")
    court = (REPORTS / "2025-07-01-ndola-court.txt").read_bytes()
    assert "“Monsieur René”" in court.decode("windows-1252")
    with pytest.raises(UnicodeDecodeError):
        court.decode("utf-8")


def test_windows_quotation_marks_are_read_as_quotation_marks(reports):
    assert "“Monsieur René”" in one(reports, "ndola-court").text
    assert "‘sent guards to a client who wanted guards’" in one(reports, "solwezi-star.html").text


def test_the_copy_holds_the_wire_word_for_word(reports):
    wire = one(reports, "equator-press").text
    copy = bare(one(reports, "great-east-post").text)
    body = [line for line in wire.split("\n") if line.strip() and "Our Standards" not in line]
    assert len(body) >= 14
    assert [line for line in body if bare(line) not in copy] == []


def test_the_cut_holds_the_wire_s_beginning_and_not_its_end(reports):
    cut = bare(one(reports, "rk-2025-0610").text)
    assert "Somebody had counted the sizes in advance" in cut
    assert "It is not clear who chartered the aircraft" not in cut


def test_the_rewrite_changes_the_words_it_puts_in_quotation_marks(reports):
    rewrite = one(reports, "solwezi-star.html").text
    assert "No child of Zambia will be sold into a war that is not hers" in rewrite
    assert "no son of hers shall be sold" not in rewrite


def test_one_report_is_not_english(reports):
    assert [report.language for report in reports.values() if report.language != "en"] == ["fr"]


def test_the_newsletter_has_no_date_and_the_wire_has_one(reports):
    assert one(reports, "border-letter").published == ""
    assert one(reports, "equator-press").published.startswith("2025-06-10")


def test_reports_that_were_read_already_keep_the_ids_they_came_with(reports):
    ids = {report.id for report in reports.values() if report.format == "table"}
    assert ids == {"solwezi-star-correction", "lakeshore-state-television"}


def test_the_page_s_clutter_stays_out_of_the_text(reports):
    feature = one(reports, "mufulira-lantern").text
    assert "like tomatoes at the market" in feature
    assert "Kalulushi" not in feature  # a reader's comment
    assert "Recent Posts" not in feature


def test_the_table_in_the_readme_names_every_file_and_no_other():
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([^`]+)`", readme, re.MULTILINE))
    assert named == {path.name for path in REPORTS.iterdir()}


def test_the_readme_says_that_all_is_invented_and_under_which_licence():
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert "Everything here is invented" in readme
    assert "CC BY-SA 4.0" in readme


def words_of(path: Path) -> str:
    """Return what a file says as text, archives unpacked; for looking for addresses only."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as members:
            data = members.read("word/document.xml")
    return data.decode("utf-8", errors="replace")


def test_every_address_leads_nowhere():
    schemas = {"schema.org", "ogp.me", "www.w3.org", "purl.org", "schemas.openxmlformats.org", "schemas.microsoft.com"}
    hosts = {
        host
        for path in REPORTS.iterdir()
        if path.suffix != ".pdf"
        for host in re.findall(r"https?:\\?/\\?/([\w.-]+)", words_of(path))
    }
    assert {host for host in hosts - schemas if not host.endswith(".example")} == set()


def test_no_file_is_larger_than_a_hundred_kilobytes():
    assert max(path.stat().st_size for path in REPORTS.iterdir()) < 100_000
