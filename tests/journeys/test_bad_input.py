"""Whatever is in a folder, the rest is done, nothing is lost, and every trouble is named."""

import gzip
import zipfile

import pytest

GOOD = "The harbour authority said that the vessel had left the harbour in the night.\n" * 3


@pytest.fixture
def bad(tmp_path):
    """A folder with one good report among bad ones."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "nothing.pdf").touch()
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" * 20)[:40])
    (folder / "feed.xml").write_text("<rss version='2.0'><channel><item><title>Cut", encoding="utf-8")
    (folder / "rows.jsonl").write_text('{"id": "a", "text": "fine"}\nnot json\n', encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000, compresslevel=9)
    return folder


def test_every_bad_file_is_a_problem_and_the_good_report_is_there(by_rule, records, bad, tmp_path):
    case = tmp_path / "bad.case"
    built = by_rule("build", case, bad, "--jobs", 1)
    assert built.returncode == 3, built.stderr
    assert "Traceback" not in built.stderr
    named = {
        problem["subject"].partition("!")[0].rpartition("/")[2]
        for problem in records(by_rule("problems", "--json", case))
    }
    assert {"empty.txt", "nothing.pdf", "cut.pdf", "binary.txt", "cut.warc.gz", "bomb.docx"} <= named
    assert "good.txt" not in named
    assert any(
        claim["source"][0]["text"] == "The harbour authority" for claim in records(by_rule("claims", "--json", case))
    )
    assert by_rule("verify", case).returncode == 0
    assert by_rule("dossier", case).returncode == 0


def test_every_problem_says_what_and_where(by_rule, records, bad, tmp_path):
    case = tmp_path / "bad.case"
    by_rule("build", case, bad, "--jobs", 1)
    for problem in records(by_rule("problems", "--json", case)):
        assert problem["message"]
        assert problem["subject"].startswith(str(bad))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"These are notes, no case.", "is not a case file"), (b"", "is an empty file, not a case")],
    ids=["something else", "empty"],
)
def test_what_is_not_a_case_is_left_as_it_is(by_rule, tmp_path, content, said):
    other = tmp_path / "notes.case"
    other.write_bytes(content)
    done = by_rule("status", other)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert other.read_bytes() == content
