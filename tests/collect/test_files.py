"""Files and folders become captures; what cannot be read is a problem and the rest goes on."""

from __future__ import annotations

import errno
import io
import os
import socket
from pathlib import Path

import pytest

from onrecord.collect import CollectSettings, FileLimits, collect
from onrecord.errors import SourceError, UsageError

NOON = "2026-05-01T12:00:00Z"


def write(path: Path, text: str = "The ministry denied it.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_one_capture_of_its_exact_bytes(tmp_path, gather):
    report = tmp_path / "report.html"
    report.write_bytes(b"<p>caf\xe9</p>\r\n")
    [capture], problems = gather(report)
    assert (capture.data, capture.origin, capture.how) == (b"<p>caf\xe9</p>\r\n", str(report), "file")
    assert capture.captured_at == NOON
    assert problems == []


def test_a_folder_is_taken_at_any_depth_in_the_order_of_names(tmp_path, gather):
    for name in ("b.txt", "a/z.txt", "c/d/e.txt", "a/b.txt"):
        write(tmp_path / name)
    captures, _ = gather(tmp_path)
    assert [str(Path(c.origin).relative_to(tmp_path)) for c in captures] == ["a/b.txt", "a/z.txt", "b.txt", "c/d/e.txt"]


def test_hidden_names_and_skipped_paths_are_left_out_of_folders(tmp_path, gather):
    for name in (".DS_Store", ".git/config", "report.txt", "case.onrecord"):
        write(tmp_path / name)
    captures, problems = gather(tmp_path, skip=frozenset({str(tmp_path / "case.onrecord")}))
    assert [Path(c.origin).name for c in captures] == ["report.txt"]
    assert problems == []


def test_a_hidden_file_that_is_named_is_taken(tmp_path, gather):
    [capture], _ = gather(write(tmp_path / ".draft.txt"))
    assert capture.origin.endswith(".draft.txt")


def test_origins_are_absolute(tmp_path, gather, monkeypatch):
    write(tmp_path / "report.txt")
    monkeypatch.chdir(tmp_path)
    [capture], _ = gather("./report.txt")
    assert capture.origin == str(tmp_path / "report.txt")


def test_a_source_that_is_not_there_is_an_error_before_anything_is_collected(tmp_path):
    with pytest.raises(SourceError, match="no such file") as caught:
        collect(str(tmp_path / "nothing"))
    assert caught.value.hint


@pytest.mark.parametrize("source", ["", "a\0b"])
def test_a_source_that_is_no_path_is_a_usage_error(source):
    with pytest.raises(UsageError, match="is not a path"):
        collect(source)


def test_an_address_that_is_not_http_is_a_usage_error():
    with pytest.raises(UsageError, match=r"ftp://meridian\.example/ cannot be fetched") as caught:
        collect("ftp://meridian.example/")
    assert "http" in caught.value.hint


def test_an_empty_file_is_a_problem(tmp_path, gather):
    captures, [problem] = gather(write(tmp_path / "empty.pdf", ""))
    assert captures == []
    assert (problem.stage, problem.code, problem.subject) == ("collect", "empty", str(tmp_path / "empty.pdf"))


def test_a_file_beyond_the_limit_is_not_read(tmp_path, gather, monkeypatch):
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(300_000_000)  # sparse: takes no disk
    write(tmp_path / "small.txt")
    captures, [problem] = gather(tmp_path)
    assert problem.code == "too_large"
    assert "200,000,000" in problem.message
    assert [Path(c.origin).name for c in captures] == ["small.txt"]


def test_a_file_that_grows_beyond_the_limit_while_it_is_read_is_a_problem(tmp_path, gather, monkeypatch):
    report = write(tmp_path / "log.txt", "x" * 50)
    honest = Path.stat

    def stat(self, **options):
        real = honest(self, **options)
        return os.stat_result((*real[:6], 10, *real[7:10])) if self == report else real

    monkeypatch.setattr(Path, "stat", stat)
    captures, [problem] = gather(report, files=FileLimits(max_bytes=20))
    assert (captures, problem.code) == ([], "too_large")


def test_a_folder_that_cannot_be_read_costs_only_itself(tmp_path, gather, monkeypatch):
    write(tmp_path / "closed/a.txt")
    write(tmp_path / "open/b.txt")
    honest = Path.iterdir

    def iterdir(self):
        if self.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return honest(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    [capture], [problem] = gather(tmp_path)
    assert capture.origin.endswith("b.txt")
    assert (problem.code, problem.subject) == ("unreadable", str(tmp_path / "closed"))
    assert problem.hint


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "unreadable"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "vanished"),
        (OSError(errno.EIO, "Input/output error"), "unreadable"),
    ],
)
def test_a_file_that_cannot_be_opened_costs_only_itself(tmp_path, gather, monkeypatch, error, code):
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    honest = os.open

    def refuse(path, *args, **options):
        if str(path).endswith("a.txt"):
            raise error
        return honest(path, *args, **options)

    monkeypatch.setattr(os, "open", refuse)
    [capture], [problem] = gather(tmp_path)
    assert capture.origin.endswith("b.txt")
    assert problem.code == code


def test_a_disk_that_fails_while_a_file_is_read_costs_only_that_file(tmp_path, gather, monkeypatch):
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")

    class Failing(io.FileIO):
        def readinto(self, buffer):
            raise OSError(errno.EIO, "Input/output error")

    honest = os.fdopen

    def fdopen(descriptor, mode):
        name = Path(f"/proc/self/fd/{descriptor}").resolve().name
        return io.BufferedReader(Failing(descriptor)) if name == "a.txt" else honest(descriptor, mode)

    monkeypatch.setattr(os, "fdopen", fdopen)
    [capture], [problem] = gather(tmp_path)
    assert capture.origin.endswith("b.txt")
    assert "input/output error" in problem.message


def test_links_are_followed_and_a_loop_is_named_once(tmp_path, gather):
    write(tmp_path / "in/a.txt")
    write(tmp_path.parent / f"{tmp_path.name}-elsewhere/b.txt")
    (tmp_path / "in/up").symlink_to(tmp_path)
    (tmp_path / "out").symlink_to(tmp_path.parent / f"{tmp_path.name}-elsewhere")
    (tmp_path / "same").symlink_to(tmp_path / "in")
    captures, [problem] = gather(tmp_path)
    assert [Path(c.origin).name for c in captures] == ["a.txt", "b.txt"]
    assert (problem.code, problem.subject) == ("symlink_loop", str(tmp_path / "in/up"))


def test_a_link_to_itself_and_a_link_to_nothing_are_problems(tmp_path, gather):
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    captures, problems = gather(tmp_path)
    assert captures == []
    assert [(p.code, Path(p.subject).name) for p in problems] == [("broken_link", "gone"), ("symlink_loop", "self")]


def test_pipes_sockets_and_devices_are_never_opened(tmp_path, gather):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "sock"))
        captures, problems = gather(tmp_path)
    assert captures == []
    assert [(p.code, p.message) for p in problems] == [
        ("special_file", "it is a device"),
        ("special_file", "it is a named pipe"),
        ("special_file", "it is a socket"),
    ]


def test_a_file_that_became_a_pipe_in_the_meantime_does_not_block(tmp_path, gather, monkeypatch):
    report = write(tmp_path / "report.txt")
    regular = report.stat()
    report.unlink()
    os.mkfifo(report)
    monkeypatch.setattr(Path, "stat", lambda self, **options: regular)
    captures, [problem] = gather(report)
    assert (captures, problem.code) == ([], "special_file")


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path, gather):
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(odd, "wb") as stream:  # noqa: PTH123 - a Path takes no bytes
        stream.write(b"x")
    [capture], _ = gather(tmp_path)
    assert capture.origin == f"{tmp_path}/caf\\xe9.txt"
    assert capture.origin.encode("utf-8")


def test_whatever_is_not_known_is_captured_too(tmp_path, gather):
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "report.docx").write_bytes(b"PK\x03\x04 but no zip file")
    (tmp_path / "photo.gz").write_bytes(b"\x1f\x8b but no gzip")
    captures, problems = gather(tmp_path)
    assert [c.how for c in captures] == ["file", "file", "file"]
    assert problems == []


def test_standard_input_is_captured(gather):
    [capture], _ = gather("-", stdin=io.BytesIO("Рязань".encode()))
    assert (capture.data.decode(), capture.origin, capture.how) == ("Рязань", "-", "stdin")


def test_standard_input_is_told_by_its_content(gather):
    [capture], _ = gather("-", stdin=io.BytesIO(b'{"id": "r1", "text": "He denied it."}\n'))
    assert (capture.how, capture.origin) == ("jsonl", "-!r1")


def test_standard_input_without_end_is_cut_at_the_limit(gather):
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return b"x" * size

    captures, [problem] = gather("-", stdin=Endless(), files=FileLimits(max_bytes=100_000))
    assert (captures, problem.code, problem.subject) == ([], "too_large", "-")


def test_a_process_without_standard_input_says_so(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SourceError, match="no standard input"):
        next(collect("-"))


def test_the_process_input_is_read_where_no_other_is_given(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"words")))
    [capture] = list(collect("-"))
    assert capture.data == b"words"


def test_nothing_is_opened_before_it_is_asked_for(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    found = collect(str(tmp_path))
    next(found)
    (tmp_path / "b.txt").unlink()
    [problem] = list(found)
    assert problem.code == "vanished"


@pytest.mark.parametrize("columns", [{"body": "text"}, {"text": ""}])
def test_a_mapping_of_unknown_fields_is_a_usage_error(columns):
    with pytest.raises(UsageError, match="maps no field"):
        CollectSettings(columns=columns)


def test_the_clock_of_the_machine_says_utc_to_the_second():
    assert CollectSettings().now()[10::9] == "TZ"
