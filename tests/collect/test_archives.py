"""Web archives give the pages in them; damaged and hostile ones give what came before, and a problem."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib

import pytest

from onrecord.collect import FileLimits

DAY = "2023-09-05T10:00:00Z"
PAGE = b"<html><p>The ministry denied it.</p></html>"


def record(body: bytes, address: str = "https://meridian.example/a", kind: str = "response", **fields: str) -> bytes:
    """Return a WARC record; a response's body is its whole HTTP answer."""
    names = {"WARC-Type": kind, "WARC-Target-URI": address, "WARC-Date": DAY, "Content-Length": str(len(body))}
    names |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items() if value)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + body + b"\r\n\r\n"


def http(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    fields = {"Content-Type": "text/html; charset=UTF-8"} | {n.replace("_", "-"): v for n, v in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@pytest.fixture
def warc(tmp_path, gather):
    """Write records to a WARC file and collect it."""

    def run(*records: bytes, name: str = "crawl.warc", **fields: object):
        (tmp_path / name).write_bytes(b"".join(records))
        return gather(tmp_path / name, **fields)

    return run


def test_a_page_is_captured_with_its_address_and_the_time_of_the_crawl(warc, tmp_path):
    [capture], problems = warc(record(http()))
    assert (capture.data, capture.how) == (PAGE, "warc")
    assert capture.origin == f"{tmp_path}/crawl.warc!https://meridian.example/a"
    assert capture.captured_at == DAY
    assert (capture.media_type, capture.charset) == ("text/html", "utf-8")
    assert capture.hints.url == "https://meridian.example/a"
    assert problems == []


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.bin"])
def test_an_archive_packed_by_record_or_as_a_whole_is_told_by_its_bytes(warc, name):
    a, b = record(http()), record(http(b"<html>2</html>"), "https://meridian.example/b")
    for packed in (gzip.compress(a) + gzip.compress(b), gzip.compress(a + b), a + b):
        captures, problems = warc(packed, name=name)
        assert [c.data for c in captures] == [PAGE, b"<html>2</html>"]
        assert problems == []


def test_only_pages_answered_with_200_are_taken(warc):
    captures, problems = warc(
        record(b"software: test\r\n", "", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(status="404 Not Found")),
        record(http(b"\x89PNG", Content_Type="image/png")),
        record(http(b"\x89PNG", Content_Type="image/png", Content_Encoding="br")),
        record(http(b"User-agent: *", Content_Type="text/plain"), "https://meridian.example/robots.txt"),
        record(b"1.2.3.4", "dns:meridian.example", kind="response", Content_Type="text/dns"),
        record(b"page text", "urn:text:https://meridian.example/", kind="resource", Content_Type="text/plain"),
        record(http(), "http://[broken/"),
        record(http(b"no type, no page", Content_Type="")),
        record(http(b"%PDF-1.7 a report", Content_Type="")),
        record(b"plain words", "https://meridian.example/n.txt", kind="resource", Content_Type="text/plain"),
    )
    assert [(c.data, c.media_type) for c in captures] == [(b"%PDF-1.7 a report", ""), (b"plain words", "text/plain")]
    assert problems == []


@pytest.mark.parametrize(
    ("date", "captured_at"),
    [
        ("2023-09-05T10:00:00.123456Z", DAY),
        ("2023-09-05T15:45:00+05:45", DAY),
        ("2023-09-05T10:00:00", DAY),
        ("yesterday", "2026-05-01T12:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "2026-05-01T12:00:00Z"),
    ],
)
def test_the_date_of_a_record_is_said_in_utc(warc, date, captured_at):
    [capture], _ = warc(record(http(), WARC_Date=date))
    assert capture.captured_at == captured_at


def test_encodings_of_the_transfer_are_undone(warc):
    raw = zlib.compressobj(wbits=-15)
    chunked = b"5\r\n<html\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[5:])
    captures, problems = warc(
        record(http(gzip.compress(PAGE), Content_Encoding="gzip")),
        record(http(zlib.compress(PAGE), Content_Encoding="deflate")),
        record(http(raw.compress(PAGE) + raw.flush(), Content_Encoding="deflate")),
        record(http(chunked, Transfer_Encoding="chunked")),
        record(http(PAGE, Content_Encoding="gzip")),
    )
    assert [c.data for c in captures] == [PAGE] * 5
    assert problems == []


def test_what_cannot_be_taken_from_a_record_is_a_problem_and_the_rest_goes_on(warc):
    captures, problems = warc(
        record(http(Content_Encoding="br")),
        record(http(b"")),
        record(http(b"x" * 400)),
        record(http(gzip.compress(b"x" * 301), Content_Encoding="gzip")),
        record(b"\r\n" * 0, kind="response"),
        record(http()),
        files=FileLimits(max_bytes=300),
    )
    assert [c.data for c in captures] == [PAGE]
    assert [p.code for p in problems] == ["unsupported_encoding", "empty", "too_large", "too_large", "damaged"]


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_truncated_archive_the_records_before_the_cut_are_kept(warc, packed):
    pack = gzip.compress if packed else bytes
    whole = pack(record(http())) + pack(record(http(b"<html>2</html>"), "https://meridian.example/b"))
    for cut in (len(whole) - 12, len(whole) - 40, len(whole) - 100):
        [capture], [problem] = warc(whole[:cut])
        assert capture.data == PAGE
        assert problem.code == "truncated"
        assert problem.hint


def test_every_cut_of_an_archive_is_survived(warc):
    whole = record(http()) + record(http(b"<html>2</html>"), "https://meridian.example/b")
    for cut in range(5, len(whole) - 4):
        captures, problems = warc(whole[:cut])
        assert captures or problems
        assert {p.code for p in problems} <= {"truncated", "no_reports"}


def test_a_record_that_does_not_say_its_length_ends_the_archive(warc):
    [capture], [problem] = warc(record(http()), record(http(), Content_Length=""))
    assert (capture.data, problem.code) == (PAGE, "truncated")


def test_bytes_between_records_are_passed_over(warc):
    captures, [problem] = warc(record(http()), b"rubbish\nmore rubbish\n", record(http(), "https://meridian.example/b"))
    assert len(captures) == 2
    assert problem.code == "damaged"
    [_], [problem] = warc(record(http()), b"rubbish to the end\n")
    assert problem.code == "damaged"


def test_a_record_of_another_version_is_passed_over(warc):
    captures, problems = warc(record(http()).replace(b"WARC/1.1", b"WARC/9.9"), record(http()))
    assert [c.data for c in captures] == [PAGE]
    assert {p.code for p in problems} == {"damaged"}


def test_an_archive_whose_packing_is_damaged_keeps_what_came_before(warc):
    packed = gzip.compress(record(http()))
    for damage in (b"not gzip, and long enough to be looked at", gzip.compress(record(http()))[:40] + b"\xff" * 60):
        [capture], [problem] = warc(packed + damage, name="crawl.warc.gz")
        assert (capture.data, problem.code) == (PAGE, "damaged")


def test_an_archive_without_pages_is_a_problem(warc):
    captures, [problem] = warc(record(http(status="500 Error")))
    assert (captures, problem.code) == ([], "no_reports")


@pytest.mark.parametrize("line", [b"\r\n", b""])
def test_a_gzip_bomb_is_stopped_while_it_unpacks(warc, line):
    bomb = gzip.compress(record(http()) + b"WARC/1.1\r\nWARC-Type: " + b"0" * 5_000_000 + line)
    [capture], [problem] = warc(bomb, name="bomb.warc.gz", files=FileLimits(free_bytes=100_000))
    assert (capture.data, problem.code) == (PAGE, "unpacks_too_large")


def test_a_page_that_unpacks_without_end_counts_too(warc):
    body = gzip.compress(b"0" * 3_000_000)
    limits = FileLimits(free_bytes=100_000, max_ratio=20, max_bytes=4_000_000)
    captures, [problem] = warc(record(http(body, Content_Encoding="gzip")), files=limits)
    assert (captures, problem.code) == ([], "unpacks_too_large")


def wacz(path, members: dict[str, bytes], method: int = zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


INDEX = {"datapackage.json": b"{}"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_gives_the_pages_of_its_archives_in_order_of_their_names(tmp_path, gather, method):
    members = {"archive/b.warc": record(http(b"<html>2</html>")), "archive/a.warc.gz": gzip.compress(record(http()))}
    path = wacz(tmp_path / "crawl.zip", {**INDEX, **members, "pages/pages.jsonl": b"{}"}, method)
    captures, problems = gather(path)
    assert [c.data for c in captures] == [PAGE, b"<html>2</html>"]
    assert captures[0].origin == f"{path}!archive/a.warc.gz!https://meridian.example/a"
    assert (captures[0].how, captures[0].captured_at) == ("wacz", DAY)
    assert problems == []


def test_another_zip_file_is_one_capture(tmp_path, gather):
    [capture], problems = gather(wacz(tmp_path / "report.docx", {"word/document.xml": b"<w/>"}))
    assert capture.data == (tmp_path / "report.docx").read_bytes()
    assert problems == []


def test_a_large_zip_file_is_captured_to_its_last_byte(tmp_path, gather):
    noise = random.Random(1).randbytes(300_000)  # noqa: S311 - no secret
    [capture], _ = gather(wacz(tmp_path / "report.docx", {"word/document.xml": noise}))
    assert capture.data == (tmp_path / "report.docx").read_bytes()


def test_a_large_wacz_is_read_to_its_end(tmp_path, gather):
    noise = random.Random(1).randbytes(300_000)  # noqa: S311 - no secret
    members = {"archive/a.warc": record(http(noise)), "archive/b.warc": record(http())}
    captures, problems = gather(wacz(tmp_path / "crawl.wacz", {**INDEX, **members}))
    assert [c.data for c in captures] == [noise, PAGE]
    assert problems == []


def test_a_wacz_can_come_through_standard_input(tmp_path, gather):
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, "archive/a.warc": record(http())})
    [capture], _ = gather("-", stdin=io.BytesIO(path.read_bytes()))
    assert capture.origin == "-!archive/a.warc!https://meridian.example/a"


def test_a_wacz_without_archives_is_a_problem(tmp_path, gather):
    captures, [problem] = gather(wacz(tmp_path / "crawl.wacz", {"inner.wacz": b"PK\x03\x04"}))
    assert (captures, problem.code) == ([], "no_reports")


def test_a_cut_wacz_is_a_problem(tmp_path, gather):
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, "archive/a.warc": record(http())})
    path.write_bytes(path.read_bytes()[:-30])
    captures, [problem] = gather(path)
    assert (captures, problem.code) == ([], "damaged")


def test_a_listing_of_millions_of_entries_is_not_read(tmp_path, gather, monkeypatch):
    monkeypatch.setattr("onrecord.zips._MAX_LISTING_BYTES", 100)
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, "archive/a.warc": record(http())})
    captures, [problem] = gather(path)
    assert (captures, problem.code) == ([], "damaged")
    assert "listing" in problem.message


def test_a_zip_bomb_in_a_wacz_is_stopped_while_it_unpacks(tmp_path, gather):
    bomb = record(http()) + record(http(b"0" * 10_000_000))
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, "archive/a.warc": bomb}, zipfile.ZIP_DEFLATED)
    [capture], [problem] = gather(path, files=FileLimits(free_bytes=100_000))
    assert (capture.data, problem.code) == (PAGE, "unpacks_too_large")


def test_a_bomb_of_many_empty_layers_is_stopped_too(tmp_path, gather):
    layers = gzip.compress(record(http())) + gzip.compress(b"") * 200_000
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, "archive/a.warc.gz": layers}, zipfile.ZIP_DEFLATED)
    _, [problem] = gather(path, files=FileLimits(free_bytes=100_000, max_ratio=50))
    assert problem.code == "unpacks_too_large"


def test_all_members_share_one_budget(tmp_path, gather):
    members = {f"archive/{n}.warc": record(http(b"0" * 60_000)) for n in range(3)}
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, **members}, zipfile.ZIP_DEFLATED)
    captures, problems = gather(path, files=FileLimits(free_bytes=100_000, max_ratio=2))
    assert len(captures) == 1
    assert {p.code for p in problems} == {"unpacks_too_large"}


def test_more_members_than_the_limit_are_left(tmp_path, gather):
    members = {f"archive/{n}.warc": record(http()) for n in range(3)}
    captures, [problem] = gather(wacz(tmp_path / "c.wacz", {**INDEX, **members}), files=FileLimits(max_members=2))
    assert (len(captures), problem.code) == (2, "too_many")


def test_members_that_cannot_be_unpacked_cost_only_themselves(tmp_path, gather):
    path = tmp_path / "crawl.wacz"
    good = record(http())
    wacz(path, {**INDEX, "archive/a.warc": good, "archive/b.warc": good, "archive/d.warc": good})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as packed:
        packed.writestr("archive/c.warc", good)
    data = bytearray(path.read_bytes())
    listed = data.index(b"PK\x01\x02")
    encrypted = data.index(b"archive/b.warc", listed) - 46
    data[encrypted + 8] |= 1  # the flag of an encrypted member
    data[data.index(b"denied", data.index(b"archive/d.warc"))] ^= 1  # its checksum does not fit any more
    path.write_bytes(data)
    captures, problems = gather(path)
    assert [c.origin.split("!")[1] for c in captures] == ["archive/a.warc"]
    assert [p.code for p in problems] == ["encrypted", "unsupported_encoding", "damaged"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (42, b"\x07\0\0\0"),
        (6, b"\xff"),
        (8, b"\x20"),
        (42, b"\xff\xff\xff\x7f"),
        (8, b"\0\x08"),
    ],
    ids=["offset", "version", "patched", "outside", "name"],
)
def test_a_listing_that_lies_is_a_problem(tmp_path, gather, field, value):
    path = wacz(tmp_path / "crawl.wacz", {**INDEX, "archive/a.warc": record(http())})
    data = bytearray(path.read_bytes())
    entry = data.index(b"archive/a.warc", data.index(b"PK\x01\x02")) - 46
    data[entry + field : entry + field + len(value)] = value
    if value == b"\0\x08":  # marked as UTF-8 and is not
        data[entry + 46] = 0xFF
    path.write_bytes(data)
    captures, [problem] = gather(path)
    assert (captures, problem.code) == ([], "damaged")


def revisit(address: str, digest: str = "", headers: bytes = b"", **fields: str) -> bytes:
    return record(headers, address, kind="revisit", WARC_Payload_Digest=digest, **fields)


def test_a_page_met_again_unchanged_adds_nothing_where_the_archive_holds_it(warc):
    held = record(http(), WARC_Payload_Digest="sha1:AAA")
    again = revisit("https://meridian.example/copy", "sha1:AAA", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    without = revisit("https://meridian.example/a", WARC_Refers_To_Target_URI="https://meridian.example/a")
    captures, problems = warc(held, again, without)
    assert (len(captures), problems) == (1, [])


def test_a_page_whose_content_is_in_an_earlier_crawl_is_named(warc):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    others = [
        revisit("https://meridian.example/logo", "sha1:CCC", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
        revisit("https://meridian.example/gone", "sha1:DDD", b"HTTP/1.1 404 Not Found\r\n\r\n"),
    ]
    lost = [revisit(f"https://meridian.example/{n}", f"sha1:{n}", page) for n in range(12)]
    captures, [problem] = warc(record(http()), *lost, *others)
    assert (len(captures), problem.code) == (1, "content_elsewhere")
    assert problem.message.startswith("of 12 pages")
    assert problem.message.endswith("https://meridian.example/9 and more")
    assert problem.hint
    assert [p.code for p in warc(revisit("https://meridian.example/b", headers=page * 9_000))[1]] == [
        "content_elsewhere"
    ]


def test_what_one_member_of_an_archive_holds_another_may_refer_to(tmp_path, gather):
    members = {
        "archive/a.warc": record(http(), WARC_Payload_Digest="sha1:AAA"),
        "archive/b.warc": revisit("https://meridian.example/copy", "sha1:AAA"),
    }
    captures, problems = gather(wacz(tmp_path / "crawl.wacz", {**INDEX, **members}))
    assert (len(captures), problems) == (1, [])
