"""Dates: as exact as they were written, never a guess, never after the capture."""

import pytest

from onrecord.read import read
from onrecord.read.dates import date_in_address, dateline, is_after, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023-09-05", "2023-09-05"),
        ("2023-09", "2023-09"),
        ("2023", "2023"),
        ("20230905", "2023-09-05"),
        ("2023-09-05T18:00:00Z", "2023-09-05T18:00:00Z"),
        ("2023-09-05 18:00", "2023-09-05T18:00:00"),
        ("2023-09-05T18:00:00.123+0300", "2023-09-05T18:00:00+03:00"),
        ("2023-09-05T25:00Z", "2023-09-05"),
        ("Tue, 05 Sep 2023 18:00:00 +0200", "2023-09-05T18:00:00+02:00"),
        ("Tue, 05 Sep 2023 18:00:00 GMT", "2023-09-05T18:00:00Z"),
        ("Tue, 05 Sep 2023 18:00:00 -0000", "2023-09-05T18:00:00"),
        ("5 September 2023", "2023-09-05"),
        ("Tuesday, 5th Sept. 2023", "2023-09-05"),
        ("September 5, 2023", "2023-09-05"),
        ("05.09.2023", "2023-09-05"),
        ("25/09/2023", "2023-09-25"),
        ("09/25/2023", "2023-09-25"),
        ("05/09/2023", ""),
        ("2023-13-01", ""),
        ("2023-02-30", ""),
        ("31.02.2023", ""),
        ("0023-09-05", ""),
        ("Mon, 01 Jan 0900 00:00:00 GMT", ""),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", ""),
        ("4 de septiembre de 2023", "2023-09-04"),
        ("1er août 2023", "2023-08-01"),
        ("5. März 2023", "2023-03-05"),
        ("5 вересня 2023", "2023-09-05"),
        ("5 Marble 2023", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(written, iso):
    assert iso_date(written) == iso


def test_an_address_may_hold_a_date():
    assert date_in_address("/world/2023/09/05/talks") == "2023-09-05"
    assert date_in_address("/2023/13/05/") == ""
    assert date_in_address("/world/talks-2023") == ""


def test_a_day_of_leeway_for_time_zones():
    assert not is_after("2026-05-02T08:00:00+14:00", "2026-05-01T20:00:00Z")
    assert is_after("2026-05-03", "2026-05-01T20:00:00Z")
    assert not is_after("2026-05", "2026-05-01T20:00:00Z")
    assert is_after("2026-06", "2026-05-01T20:00:00Z")
    assert not is_after("2099-01-01", "")


def page(head="", body=""):
    article = "<article><p>The minister said on 3 May 2021 that it was so. It is all we know.</p></article>"
    footer = "<footer><p class='date'>Copyright 3 March 2020</p></footer>"
    return f"<html><head>{head}</head><body>{body}{article}{footer}</body></html>"


def data(json):
    return f'<script type="application/ld+json">{json}</script>'


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (
            data('[{"@type":"Organization"},{"@graph":[{"@type":["NewsArticle"],"datePublished":"2023-09-05"}]}]'),
            "",
            "2023-09-05",
        ),
        (
            data('{"@type": broken') + '<meta name="DC.date.issued" content="2023-09-05">',
            "",
            "2023-09-05",
        ),
        (
            meta("article:published_time", "2023-09-05T06:00:00Z") + meta("article:modified_time", "2024-01-01"),
            "",
            "2023-09-05T06:00:00Z",
        ),
        ("", '<header><time datetime="2023-09-05">Tuesday</time></header>', "2023-09-05"),
        ("", '<span itemprop="datePublished" content="2023-09-05">T</span>', "2023-09-05"),
        ('<link rel="canonical" href="https://a.example/2023/09/05/x">', "", "2023-09-05"),
        ("", '<div class="post-date">Posted on September 5, 2023 at 6 pm</div>', "2023-09-05"),
        ("", '<div class="post-date">5 сентября 2023 г.</div>', "2023-09-05"),
        ("", '<div class="post-date">5 de septiembre de 2023</div>', "2023-09-05"),
        ("", '<div class="post-date">Updated September 5, 2023</div>', ""),
        ("", '<div class="post-date">3 hours ago</div>', ""),
        ("", "<p>By Staff Reporter - Tuesday, 5 September 2023</p>", "2023-09-05"),
        ("", "<nav>Tuesday, 5 September 2023</nav><p>By the river, nobody knew of it.</p>", ""),
        ("", "", ""),
    ],
)
def test_a_page_gives_the_date_that_it_sets_apart_and_no_other(head, body, published, read_one):
    assert read_one(page(head, body), "a.html").published == published


def test_a_date_after_the_capture_is_refused(capture):
    report, problems = read(capture(page('<meta name="date" content="2031-01-01">'), "a.html"))
    assert report.published == ""
    assert [problem.code for problem in problems] == ["future_date"]
    assert "2031-01-01" in problems[0].message


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PRESS STATEMENT\nLusaka, 9 June 2025\nThe ministry said so.", "2025-06-09"),
        ("The ministry said so.\nLa Habana, 4 de septiembre de 2023.", "2023-09-04"),
        ("National Assembly, Wednesday, 25 June 2025\nMadam Speaker!", "2025-06-25"),
        ("NDOLA, 1 July 2025 – Five people pleaded not guilty.", "2025-07-01"),
        ("June 9, 2025\nTo whom it may concern", "2025-06-09"),
        ("NDOLA, July 1 – Five people pleaded not guilty.", ""),
        ("On 1 July 2025 five people pleaded not guilty.", ""),
        ("He left on 11 January 2025.", ""),
        ("", ""),
    ],
)
def test_a_documents_own_dateline_dates_it_and_a_date_in_a_sentence_does_not(text, day):
    assert dateline(text) == day


def test_the_date_on_top_of_a_page_without_an_article_is_not_its_own(read_one):
    assert read_one("<nav>Tuesday, 5 September 2023<br><a href=/>Home</a></nav>", "a.html").published == ""


def test_a_dateline_counts_only_where_nothing_else_dates_the_report_and_never_after_the_capture(read_one):
    words = "The ministry said that it had no comment on the matter."
    assert read_one(f"Lusaka, 9 June 2025\n\n{words}").published == "2025-06-09"
    assert read_one(f"Lusaka, 9 June 2031\n\n{words}").published == ""
