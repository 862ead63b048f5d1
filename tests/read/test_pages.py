"""HTML pages: the article and nothing else, word for word, with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import read
from onrecord.records import Hints


@pytest.mark.parametrize("name", ["wire", "portal", "app", "release"])
def test_a_cluttered_page_gives_its_article_and_at_most_a_line_more_in_ten(name, page, article, read_one):
    report = read_one(page(name), f"{name}.html")
    got, want = report.text.split("\n"), article(name)
    assert [line for line in want if line not in got] == []
    furniture = [line for line in got if line not in want]
    allowed = {"Cases before the courts", "Province\tAccused", "Additional reporting by agencies."}
    assert set(furniture) <= allowed
    assert [line for line in got if line in want] == want, "in the order of the page"


@pytest.mark.parametrize("name", ["wire", "portal", "app", "release"])
def test_every_word_of_a_cluttered_page_has_its_way_back(name, page, capture, read_one, check_places):
    assert check_places(capture(page(name), f"{name}.html"), read_one(page(name), f"{name}.html")) >= 0.99


def test_a_page_says_what_it_is(page, read_one):
    report = read_one(page("wire"), "wire.html")
    assert report.title == "Seventeen held over recruitment of Cubans for war, ministry says"
    assert report.publisher == "The Meridian Post"
    assert report.author == "Ines Valdemar"
    assert report.published == "2023-09-08T06:15:00+01:00"
    assert report.url == "https://meridianpost.example/world/2023/09/seventeen-held"
    assert (report.language, report.encoding, report.format) == ("en", "utf-8", "html")


def test_an_old_portal_in_windows_1251_is_read_with_its_date(page, read_one):
    report = read_one(page("portal"), "portal.html")
    assert report.encoding == "cp1251"
    assert (report.published, report.language) == ("2023-09-05", "ru")
    assert report.publisher == "Волжский листок"


def test_an_entity_keeps_the_place_of_the_whole_entity(read_one):
    source = "<article><p>Caf&eacute; owners &amp; staff were questioned by the police in the capital.</p></article>"
    report = read_one(source, "a.html")
    assert report.text.startswith("Café owners & staff")
    assert report.source_of(3) == ("", source.index("&eacute;"))
    assert report.source_of(5) == ("", source.index("owners"))
    assert source[report.source_of(report.text.index("staff"))[1] :].startswith("staff")


def test_offsets_are_right_behind_emoji_and_combining_characters(capture, read_one, check_places):
    words = "🇨🇺 “Не знаю” — сказала мать 👩‍👧. प्रहरीले भने। e\u0301tat &#x1F1F3;&#x1F1F5; end of it all."
    source = f"<html><body><article><p>{words}</p></article></body></html>"
    report = read_one(source, "a.html")
    assert report.text == "🇨🇺 “Не знаю” — сказала мать 👩‍👧. प्रहरीले भने। e\u0301tat 🇳🇵 end of it all."
    assert check_places(capture(source, "a.html"), report) == 1.0
    at = report.source_of(report.text.index("end of"))
    assert at is not None
    assert source[at[1] :].startswith("end of it all")


def test_words_stay_as_written_and_only_what_nobody_sees_is_left_out(read_one):
    words = (
        "re\u00adcruit\u200bment  of\n\t men\u00a0abroad, e\u0301tat \u202eabc\u202c می\u200cخواهم said the ministry."
    )
    assert read_one(f"<article><p>{words}</p></article>", "a.html").text == (
        "recruitment of men abroad, e\u0301tat \u202eabc\u202c می\u200cخواهم said the ministry."
    )


def test_a_feed_entry_takes_what_it_leaves_open_from_its_feed(read_one):
    hints = Hints(
        title="Ministry replies",
        publisher="The Meridian Post",
        author="Ines Valdemar",
        published="Tue, 05 Sep 2023 18:00:00 GMT",
        url="https://meridianpost.example/reply",
    )
    entry = (
        "<p>The ministry replied on <b>Tuesday</b> that it had no comment.</p>"
        "<h2>Background</h2><p>It was asked twice.</p>"
    )
    report = read_one(entry, "feed.xml!1", how="feed", media_type="text/html", hints=hints)
    assert report.text == "The ministry replied on Tuesday that it had no comment.\nBackground\nIt was asked twice."
    assert (report.title, report.publisher, report.author) == ("Ministry replies", "The Meridian Post", "Ines Valdemar")
    assert (report.published, report.url) == ("2023-09-05T18:00:00Z", "https://meridianpost.example/reply")


def test_without_a_name_the_site_is_the_publisher(read_one):
    page = "<html><body><article><h1>News</h1><p>The ministry said on Tuesday that it had no comment.</p></article>"
    assert read_one(page, origin="https://www.meridianpost.example/x").publisher == "meridianpost.example"


def test_a_canonical_link_that_is_no_web_address_is_not_followed(read_one):
    page = '<head><link rel="canonical" href="javascript:alert(1)"></head><p>The ministry said it had no comment.</p>'
    assert read_one(page, "a.html").url == ""


def test_menus_above_the_headline_and_labels_of_advertisements_are_no_article(read_one):
    sentences = [f"On day {n} the minister said again that the talks would go on in the capital." for n in range(9)]
    source = (
        "<html><head><title>Solwezi Star | Talks to go on in the capital</title></head><body>"
        "<table><tr><td><b>INSIDE</b><br>Bridge to open<br>Clinic gets roof</td></tr></table><div>"
        "<h1>Talks to go on in the capital</h1><p>Von Ines Valdemar</p>"
        f"{''.join(f'<p>{one}' for one in sentences[:5])}<p>Advertisement"
        f"{''.join(f'<p>{one}' for one in sentences[5:])}</div>"
    )
    report = read_one(source, "a.html")
    lines = report.text.split("\n")
    assert [line for line in lines if not line.startswith("Von")] == sentences
    assert (report.title, report.publisher) == ("Talks to go on in the capital", "Solwezi Star")


def test_a_headline_far_down_the_page_does_not_cost_the_article(read_one):
    paragraphs = "".join(f"<p>On day {n} the minister said that the talks would go on.</p>" for n in range(9))
    source = f"<html><head><title>Talks to go on in the capital</title></head><body><article>{paragraphs}</article>"
    report = read_one(f"{source}<p>You read: Talks to go on in the capital</p></body></html>", "a.html")
    assert report.text.startswith("On day 0")


def test_an_author_is_named_without_the_word_before(read_one):
    source = '<head><title>Kalemie</title></head><h1>Kalemie</h1><p class="author">Publié par Clarisse Mwadi</p>'
    assert read_one(source, "a.html").author == "Clarisse Mwadi"


def test_an_address_that_is_none_gives_no_host_and_no_date(read_one):
    page = (
        '<head><link rel="canonical" href="https://[a/2023/09/05/"></head><p>The ministry said it had no comment.</p>'
    )
    assert (read_one(page, "a.html").url, read_one(page, "a.html").published) == ("", "")


def test_words_that_the_page_only_has_in_its_data_are_kept_without_a_place(read_one):
    body = "The ministry said on Tuesday that it had no comment on the matter. " * 6
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body.strip()}"}}</script>'
    report = read_one(f"<html><head>{data}</head><body><div id=app></div></body></html>", "a.html")
    assert report.text == body.strip()
    assert report.segments == ()


def test_a_page_of_menus_is_read_whole_and_says_so(capture):
    report, problems = read(
        capture("<html><body><nav><a href=/>Home</a> <a href=/w>World</a></nav></body></html>", "a.html")
    )
    assert report.text == "Home World"
    assert [problem.code for problem in problems] == ["article_unclear"]


words = st.text(
    st.characters(categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="<&"), min_size=1, max_size=30
)


@given(
    paragraphs=st.lists(words, min_size=1, max_size=6),
    marks=st.lists(st.sampled_from(["<b>", "</b>", "&amp;", "<br>", "\n  ", "&#233;", "<!-- x -->"]), max_size=6),
)
def test_wherever_words_are_mapped_the_page_has_the_same_words(paragraphs, marks, capture, check_places):
    body = "".join(f"<p>{text}{''.join(marks)}{text}</p>" for text in paragraphs)
    source = capture(f"<html><body><nav>Menu</nav><article>{body}</article></body></html>", "a.html")
    report, _ = read(source)
    if report:
        assert check_places(source, report) >= 0.99
