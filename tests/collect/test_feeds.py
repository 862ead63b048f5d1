"""Entries of RSS and Atom feeds become captures of their own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from onrecord.collect import FileLimits, WebLimits

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Meridian Wire</title><link>https://meridian.example/</link>
<item><title>Ministry denies</title><link>/denial</link><dc:creator>A. Ember</dc:creator>
<pubDate>Tue, 05 Sep 2023 01:00:00 +0545</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p onclick="x()">The ministry &amp; the police <b>denied</b> it.</p>]]></content:encoded>
</item>
<item><title>Second</title><description>Only a summary.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>Arrests</title><link href="https://post.example/1"/><updated>2023-09-05T10:00:00Z</updated>
<author><name>C. Reed</name></author><source><title>Old Mill Agency</title></source>
<content type="text">Four men were held.</content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed"])
def test_an_entry_keeps_its_full_content_as_the_feed_has_it(tmp_path, gather, name):
    (tmp_path / name).write_text(RSS)
    [first, second], problems = gather(tmp_path / name)
    assert first.data == b'<p onclick="x()">The ministry &amp; the police <b>denied</b> it.</p>'
    assert (first.how, first.media_type, first.charset) == ("feed", "text/html", "utf-8")
    assert first.origin == f"{tmp_path / name}!https://meridian.example/denial"
    assert first.hints.published == "2023-09-05T01:00:00+05:45"
    assert (first.hints.title, first.hints.author) == ("Ministry denies", "A. Ember")
    assert (first.hints.publisher, first.hints.url) == ("Meridian Wire", "https://meridian.example/denial")
    assert (second.data, second.origin) == (b"Only a summary.", f"{tmp_path / name}!2")
    assert problems == []


def test_an_atom_entry_says_type_author_and_source(tmp_path, gather):
    (tmp_path / "feed.atom").write_text(ATOM)
    [capture], _ = gather(tmp_path / "feed.atom")
    assert (capture.data, capture.media_type) == (b"Four men were held.", "text/plain")
    assert (capture.hints.publisher, capture.hints.author) == ("Old Mill Agency", "C. Reed")
    assert capture.hints.published == "2023-09-05T10:00:00Z"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2023-09-05", "2023-09-05"),
        ("Tue, 05 Sep 2023 10:00:00 GMT", "2023-09-05T10:00:00Z"),
        ("last week", "last week"),
        ("Tue, 05 Sep 99999999999999999999 10:00:00 GMT", "Tue, 05 Sep 99999999999999999999 10:00:00 GMT"),
        ("", ""),
    ],
)
def test_dates_become_iso_where_they_can_be_read(tmp_path, gather, date, published):
    (tmp_path / "feed.rss").write_text(RSS.replace("Tue, 05 Sep 2023 01:00:00 +0545", date))
    captures, _ = gather(tmp_path / "feed.rss")
    assert captures[0].hints.published == published


@pytest.mark.parametrize("link", ["mailto:desk@meridian.example", "http://[broken/"])
def test_a_link_that_is_no_web_address_is_left_out(tmp_path, gather, link):
    (tmp_path / "feed.rss").write_text(RSS.replace("/denial", link))
    captures, _ = gather(tmp_path / "feed.rss")
    assert captures[0].hints.url == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_a_feed_is_told_in_any_encoding(tmp_path, gather, encoding):
    declared = {"utf-16-le": "utf-16"}.get(encoding, encoding.removesuffix("-sig"))
    (tmp_path / "feed.xml").write_bytes(RSS.replace('encoding="utf-8"', f'encoding="{declared}"').encode(encoding))
    captures, _ = gather(tmp_path / "feed.xml")
    assert len(captures) == 2


def test_a_comment_and_a_doctype_may_stand_before_the_root(tmp_path, gather):
    (tmp_path / "feed.xml").write_text("<!-- a --><!DOCTYPE rss [ <!-- b --> ]>" + RSS.split("?>")[1])
    captures, problems = gather(tmp_path / "feed.xml")
    assert (len(captures), problems) == (2, [])


def test_many_comments_before_no_root_do_not_take_long(tmp_path, gather):
    (tmp_path / "feed.xml").write_text("<!---->" * 9_000 + "<")
    [capture], _ = gather(tmp_path / "feed.xml")
    assert capture.how == "file"


@pytest.mark.parametrize("content", ["not xml at all", "<html><body>Not found</body></html>", "<opml></opml>"])
def test_a_feed_that_is_none_is_a_problem(tmp_path, gather, content):
    (tmp_path / "feed.rss").write_text(content)
    captures, [problem] = gather(tmp_path / "feed.rss")
    assert (captures, problem.code) == ([], "not_a_feed")


def test_a_cut_feed_gives_what_it_has_and_says_so(tmp_path, gather):
    (tmp_path / "feed.rss").write_text(RSS[: RSS.index("<item><title>Second")] + "<item><title>Cut")
    captures, problems = gather(tmp_path / "feed.rss")
    assert captures[0].hints.title == "Ministry denies"
    assert "feed_damaged" in {p.code for p in problems}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_feed_that_declares_entities_is_never_parsed(tmp_path, gather, encoding, monkeypatch):
    monkeypatch.setattr("feedparser.parse", None)
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    (tmp_path / "feed.xml").write_bytes(
        (laughs + "<rss><channel><item><title>&b;</title></item></channel></rss>").encode(encoding)
    )
    captures, [problem] = gather(tmp_path / "feed.xml")
    assert (captures, problem.code) == ([], "xml_entities")
    assert problem.hint


def test_entities_cannot_hide_in_an_encoding_that_is_not_ascii(tmp_path, gather):
    head = '<?xml version="1.0" encoding="utf-7"?>'
    (tmp_path / "feed.xml").write_text(head + "+ADw-!DOCTYPE rss [+ADw-!ENTITY a 'x'>]><rss/>")
    captures, _ = gather(tmp_path / "feed.xml")
    assert [c.how for c in captures] == ["file"]
    (tmp_path / "feed.rss").write_text(head + "<rss>+ADwAIQ-ENTITY</rss>")
    captures, [problem] = gather(tmp_path / "feed.rss")
    assert (captures, problem.code) == ([], "unsupported_encoding")


def test_an_entry_without_text_says_what_to_do(tmp_path, gather):
    (tmp_path / "feed.rss").write_text(
        "<rss><channel><item><title>A</title><link>https://a.example/</link></item></channel></rss>"
    )
    captures, [problem] = gather(tmp_path / "feed.rss")
    assert (captures, problem.code) == ([], "empty")
    assert "--follow-feeds" in problem.hint


def test_a_feed_without_entries_is_a_problem(tmp_path, gather):
    (tmp_path / "feed.rss").write_text("<rss><channel><title>A</title></channel></rss>")
    assert gather(tmp_path / "feed.rss")[1][0].code == "no_reports"


def test_a_feed_beyond_the_limits_is_cut(tmp_path, gather):
    (tmp_path / "feed.rss").write_text(RSS)
    captures, [problem] = gather(tmp_path / "feed.rss", web=WebLimits(max_entries=1))
    assert (len(captures), problem.message) == (1, "1 more entries were not taken")
    captures, [problem] = gather(tmp_path / "feed.rss", files=FileLimits(max_feed_bytes=100))
    assert (captures, problem.code) == ([], "too_large")


@given(cut=st.integers(0, len(RSS)), junk=st.text("<>!?&;[]-\"'=/ aCDTEN", max_size=12))
@example(cut=len(RSS) - 20, junk="<![")
@given_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_feed_damaged_anywhere_never_stops_the_run(tmp_path, gather, cut, junk):
    (tmp_path / "feed.rss").write_text(RSS[:cut] + junk + RSS[cut:])
    captures, problems = gather(tmp_path / "feed.rss")
    assert captures or problems


def test_a_parser_that_slips_on_markup_is_a_problem(tmp_path, gather, monkeypatch):
    def slip(*args, **options):
        raise AssertionError("we should not get here!")

    monkeypatch.setattr("feedparser.parse", slip)
    (tmp_path / "feed.rss").write_text(RSS)
    captures, [problem] = gather(tmp_path / "feed.rss")
    assert (captures, problem.code) == ([], "feed_damaged")


def test_a_feed_is_kept_as_it_came(tmp_path, containers):
    (tmp_path / "feed.xml").write_bytes(RSS.encode("utf-16"))
    [feed] = containers(tmp_path / "feed.xml")
    assert (feed.data, feed.origin, feed.how) == (RSS.encode("utf-16"), str(tmp_path / "feed.xml"), "file")


def test_what_is_refused_as_a_feed_is_not_kept(tmp_path, containers):
    (tmp_path / "feed.rss").write_text("not xml at all")
    assert containers(tmp_path) == []
