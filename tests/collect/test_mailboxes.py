"""Mails and mailboxes: one capture per message, its bytes untouched."""

from __future__ import annotations

import pytest

from onrecord.collect import FileLimits

MAIL = (
    b"From: <desk@meridian.example>\r\nDate: Tue, 5 Sep 2023 10:00:00 +0545\r\nSubject: Denial\r\n\r\nHe denied it.\r\n"
)


@pytest.mark.parametrize("name", ["letter.eml", "letter", "letter.txt"])
def test_a_mail_is_told_by_its_headers(tmp_path, gather, name):
    (tmp_path / name).write_bytes(MAIL)
    [capture], _ = gather(tmp_path / name)
    assert (capture.data, capture.how, capture.media_type) == (MAIL, "mail", "message/rfc822")
    assert capture.origin == str(tmp_path / name)


def test_a_text_that_begins_like_a_header_is_no_mail(tmp_path, gather):
    (tmp_path / "note.txt").write_text("Subject: the ministry\nFrom: what we know\nnothing more was said\n")
    [capture], _ = gather(tmp_path / "note.txt")
    assert (capture.how, capture.media_type) == ("file", "")


def test_a_mailbox_gives_every_message(tmp_path, gather):
    first = b"From: a@one.example\nSubject: One\n\nFrom Kathmandu he wrote:\n\nFrom here on nothing.\n>From quoted.\n\n"
    second = b"From: b@two.example\nSubject: Two\n\nNo.\n"
    box = b"From a@one.example Tue Sep  5 10:00:00 2023\n" + first + b"From - Wed Sep 06 11:00:00 2023 +0200\n" + second
    (tmp_path / "saved").write_bytes(box)
    captures, problems = gather(tmp_path / "saved")
    assert [c.data for c in captures] == [first, second]
    assert [c.origin for c in captures] == [f"{tmp_path}/saved!1", f"{tmp_path}/saved!2"]
    assert {(c.how, c.media_type) for c in captures} == {("mbox", "message/rfc822")}
    assert problems == []


def test_a_separator_at_the_end_begins_no_message(tmp_path, gather):
    line = b"From x@one.example Tue Sep  5 10:00:00 2023\n"
    (tmp_path / "box").write_bytes(line + b"Subject: 1\n\nWords.\n\n" + line)
    assert [c.data for c in gather(tmp_path / "box")[0]] == [b"Subject: 1\n\nWords.\n\n"]


def test_a_folded_header_is_one_header(tmp_path, gather):
    (tmp_path / "letter").write_bytes(MAIL.replace(b"Subject: Denial", b"Subject: Denial\r\n of the ministry"))
    assert gather(tmp_path / "letter")[0][0].how == "mail"


def test_a_message_beyond_the_limit_costs_only_itself(tmp_path, gather):
    line = b"From x@one.example Tue Sep  5 10:00:00 2023\n"
    (tmp_path / "box").write_bytes(
        line + b"Subject: 1\n\n" + b"long words\n" * 50 + b"\n" + line + b"Subject: 2\n\nShort.\n"
    )
    [capture], [problem] = gather(tmp_path / "box", files=FileLimits(max_bytes=100))
    assert capture.origin.endswith("!2")
    assert (problem.code, problem.subject) == ("too_large", f"{tmp_path}/box!1")
