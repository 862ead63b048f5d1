"""Whatever is in a folder, the rest is done, nothing is lost, and every trouble is named."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

GOOD = "The harbour authority said that the vessel had left the harbour in the night.\n" * 3
PAGE = f"<html><head><title>Vessel gone</title></head><body><p>{GOOD}</p></body></html>"
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://meridian.example/a\r\nContent-Length: 900\r\n\r\n"
)
LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)

# What a folder may hold, and the code of the problem that each makes.
BAD = {
    "empty.txt": "empty",
    "nothing.pdf": "empty",
    "locked.pdf": "encrypted",
    "cut.pdf": "damaged",
    "binary.txt": "binary",
    "deep.html": "article_unclear",
    "huge.html": "too_large",
    "charset.html": "guessed_encoding",
    "bomb.docx": "too_large",
    "bomb.wacz": "unpacks_too_large",
    "cut.warc": "truncated",
    "cut.warc.gz": "truncated",
    "no-feed.rss": "not_a_feed",
    "cut.rss": "feed_damaged",
    "entities.xml": "xml_entities",
    "rows.jsonl": "broken_line",
    "loop": "symlink_loop",
}


def locked_pdf():
    """A PDF under a password that nobody knows: the values that check one match none (ISO 32000-1, 7.6.3)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (b"o" * 32, b"u" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [(a) (a)] >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def fill(folder):
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "good.html").write_text(PAGE.replace("harbour", "port"), encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "nothing.pdf").touch()
    (folder / "locked.pdf").write_bytes(locked_pdf())
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + GOOD)
    (folder / "huge.html").write_text("<html><body>" + f"<p>{GOOD}</p>" * 48_000)
    (folder / "charset.html").write_bytes(
        '<meta charset="utf-8"><p>Портовое управление сообщило, что судно ушло ночью.</p>'.encode("cp1251")
    )
    (folder / "cut.warc").write_bytes(RECORD + b"HTTP/1.1 200 OK\r\n\r\n<html>")
    (folder / "cut.warc.gz").write_bytes(gzip.compress(RECORD * 20)[:40])
    (folder / "no-feed.rss").write_text("This is no XML at all.", encoding="utf-8")
    article = f"&lt;p&gt;{GOOD.replace('harbour', 'dock')}&lt;/p&gt;"
    (folder / "cut.rss").write_text(f"<rss><channel><item><description>{article}</description></item>")
    (folder / "entities.xml").write_text(LAUGHS, encoding="utf-8")
    (folder / "rows.jsonl").write_text('{"id": "a", "text": "fine"}\nnot json\n', encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 60_000_000, compresslevel=9)
    with zipfile.ZipFile(folder / "bomb.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        page = RECORD.replace(b"900", b"150000000") + b"HTTP/1.1 200 OK\r\n\r\n"
        archive.writestr("archive/a.warc", page + b"0" * 150_000_000, compresslevel=9)
    closed = folder / "closed"
    closed.mkdir()
    (closed / "unseen.txt").write_text(GOOD.replace("harbour", "quay"), encoding="utf-8")
    closed.chmod(0)


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """A folder with two good reports among bad ones."""
    folder = tmp_path_factory.mktemp("bad") / "reports"
    folder.mkdir()
    fill(folder)
    yield folder
    (folder / "closed").chmod(0o755)


@pytest.fixture(scope="module")
def case(bad, by_rule):
    """The case of that folder, and how its building ended."""
    path = bad.parent / "bad.case"
    return path, by_rule("build", path, bad, "--jobs", 1)


def test_the_good_reports_are_there_and_the_build_says_that_others_are_not(by_rule, records, bad, case):
    path, built = case
    assert built.returncode == 3, built.stderr
    assert "Traceback" not in built.stderr
    read = {Path(row["origin"]).name: row["claims"] for row in records(by_rule("reports", "--json", path))}
    assert read["good.txt"] == read["good.html"] == 3
    assert by_rule("verify", path).returncode == 0
    dossier = Path(by_rule("dossier", path).stdout.strip()).read_text(encoding="utf-8")
    assert "cut.rss" in dossier
    assert dossier.count("kept as it came; what it holds is listed by itself") == 1


def test_every_bad_file_has_a_problem_that_says_what_it_is_where_and_what_to_do(by_rule, records, bad, case):
    path, _ = case
    found = records(by_rule("problems", "--json", path))
    met = {(Path(p["subject"].partition("!")[0]).relative_to(bad).as_posix(), p["code"]) for p in found}
    # To the superuser no folder is closed.
    closed = set() if os.access(bad / "closed", os.R_OK) else {("closed", "unreadable")}
    assert met == set(BAD.items()) | closed
    for problem in found:
        assert problem["message"]
        assert problem["hint"]


def test_building_again_does_nothing_and_tells_the_problems_of_collecting_again(by_rule, records, bad, case):
    path, _ = case
    before = by_rule("problems", "--json", path).stdout
    again = by_rule("build", path, bad, "--jobs", 1, "--json")
    assert again.returncode == 3
    (summary,) = records(again)
    assert (summary["captures"], summary["reports"], summary["claims"]) == (0, 0, 0)
    assert sorted(by_rule("problems", "--json", path).stdout.splitlines()) == sorted(before.splitlines())
