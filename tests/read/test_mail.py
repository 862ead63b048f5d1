"""Mail: the letter, its headers as facts, its attachments named."""

import pytest

from onrecord.read import read

HEAD = (
    b"Return-Path: <press@ministry.example>\r\nMessage-ID: <1@ministry.example>\r\n"
    b"From: =?utf-8?b?0J/RgNC10YHRgS3RgdC70YPQttCx0LA=?= <press@ministry.example>\r\n"
    b"To: desk@meridian.example\r\nDate: Tue, 05 Sep 2023 18:00:00 +0300\r\n"
    b"Subject: =?utf-8?q?Reply_to_your_questions_=E2=80=93_5_September?=\r\nMIME-Version: 1.0\r\n"
)


def test_a_plain_letter_is_read_with_its_headers(read_one, capture, check_places):
    data = HEAD + (
        b"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "Министерство сообщает, что вопросов не получало.\r\n\r\n> Что вы знаете?\r\nНичего.\r\n".encode("cp1251")
    )
    report = read_one(data, "letter.eml")
    assert report.text == "Министерство сообщает, что вопросов не получало.\n> Что вы знаете?\nНичего."
    assert report.title == "Reply to your questions – 5 September"
    assert report.author == "Пресс-служба"
    assert report.published == "2023-09-05T18:00:00+03:00"
    assert (report.publisher, report.encoding, report.format) == ("", "cp1251", "mail")
    assert report.segments[0].part == "body:1"
    assert check_places(capture(data, "letter.eml"), report) == 1.0


MIXED = HEAD + (
    b'Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\nContent-Type: multipart/alternative;'
    b' boundary="a"\r\n\r\n'
    b"--a\r\n%s--a\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><p>The <b>ministry</b> replied=20on Tuesday that it knew"
    b" =E2=80=9Cnothing=E2=80=9D.</p></body></html>\r\n--a--\r\n"
    b"--m\r\nContent-Type: application/pdf\r\n"
    b'Content-Disposition: attachment; filename="annex.pdf"\r\n\r\nx\r\n--m--\r\n'
)
PLAIN_PART = (
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"VGhlIG1pbmlzdHJ5IHJlcGxpZWQu\r\n"  # The ministry replied.
)


def test_the_plain_part_is_preferred_and_attachments_are_named(capture, check_places):
    source = capture(MIXED % PLAIN_PART, "letter.eml")
    report, problems = read(source)
    assert report.text == "The ministry replied."
    assert report.segments[0].part == "body:1.1"
    assert check_places(source, report) == 1.0
    assert [(problem.code, "annex.pdf" in problem.message) for problem in problems] == [("attachment_not_read", True)]


def test_without_a_plain_part_the_page_is_read(capture, check_places):
    source = capture(MIXED % b"Content-Type: text/plain\r\n\r\n\r\n", "letter.eml")
    report, _ = read(source)
    assert report.text == "The ministry replied on Tuesday that it knew “nothing”."
    assert {segment.part for segment in report.segments} == {"body:1.2"}
    assert check_places(source, report) == 1.0


def test_a_letter_cut_from_an_mbox_is_mail_by_its_content(read_one):
    report = read_one(
        b"From press@ministry.example Tue Sep  5 18:00:00 2023\n" + HEAD.replace(b"\r", b"") + b"\nNothing is known.\n",
        "7",
    )
    assert (report.format, report.text) == ("mail", "Nothing is known.")


def test_a_text_that_begins_like_a_letter_is_text(read_one):
    assert read_one("From: the ministry\nDate: unknown\n\nNothing is known about it.", "a.txt").format == "plain"


def test_a_mail_of_attachments_only_has_no_words(refused):
    assert refused(HEAD + b"Content-Type: image/png; name=a.png\r\n\r\nx", "a.eml").code == "no_text"


@pytest.mark.parametrize(
    "header",
    [
        b"From: \xff\xfe <\r\n",
        b"Date: yesterday\r\n",
        b"Date: 1 Jan 99999999999999999999 00:00:00 +0000\r\n",
        b"Subject: =?utf-8?b?!!!?=\r\n",
        b"Content-Type: text/plain; charset=\x00\r\n",
        b"From: " + b"<" * 500 + b"\r\n",
        b"Content-Type: multipart/mixed\r\n",
    ],
)
def test_hostile_headers_are_survived(header, capture):
    report, problems = read(capture(b"Message-ID: <1@a.example>\r\n" + header + b"\r\nNothing is known.\r\n", "a.eml"))
    assert report is not None or problems
    if report:
        f"{report.title}{report.author}".encode()


def test_parts_nested_without_end_are_survived(capture):
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5_000))
    report, problems = read(capture(b"MIME-Version: 1.0\r\nMessage-ID: <1@a.example>\r\n" + deep + b"\r\nx", "a.eml"))
    assert report is not None or problems


def test_too_long_a_letter_is_refused(refused, monkeypatch):
    monkeypatch.setattr("onrecord.read.draft.MAX_CHARACTERS", 10)
    assert refused(HEAD + b"\r\nThe ministry said so.\r\n", "a.eml").code == "too_large"
