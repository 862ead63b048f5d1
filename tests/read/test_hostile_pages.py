"""Pages made to break readers: nothing raises, nothing runs, nothing takes long."""

import pytest

from onrecord.read import read

SENTENCE = "The minister said on Monday that the talks would go on in the capital next week."


def test_a_page_nested_a_hundred_thousand_deep_is_read_whole(capture):
    depth = 100_000
    source = capture(f"<html><body>{'<div>' * depth}<p>{SENTENCE}</p>{'</div>' * depth}</body></html>", "a.html")
    report, problems = read(source)
    assert report.text == SENTENCE
    assert [problem.code for problem in problems] == ["article_unclear"]
    assert problems[0].report == report.id


def test_a_page_of_fifty_megabytes_is_refused_at_once(refused):
    problem = refused(b"<html><body>" + b"<p>word</p>" * 5_000_000, "a.html")
    assert problem.code == "too_large"
    assert "55,000,012 bytes" in problem.message


def test_a_page_of_many_characters_is_refused_though_its_bytes_would_pass(refused):
    assert refused("<html>" + "word " * 2_100_000, "a.html").code == "too_large"


def test_a_page_of_too_many_elements_is_read_whole(capture, monkeypatch):
    monkeypatch.setattr("onrecord.read.html.MAX_ELEMENTS", 10)
    report, problems = read(capture(f"<html><body>{'<p>Menu</p>' * 10}<p>{SENTENCE}</p></body></html>", "a.html"))
    assert report.text == "Menu\n" * 10 + SENTENCE
    assert [problem.code for problem in problems] == ["article_unclear"]


def test_a_text_longer_than_the_parser_holds_is_read_whole(capture):
    words = "слово " * 1_600_000
    report, problems = read(capture(f"<html><body><p>{words}</p><p>{SENTENCE}</p></body></html>", "a.html"))
    assert report.text == f"{words.strip()}\n{SENTENCE}"
    assert [problem.code for problem in problems] == ["article_unclear"]


def test_scripts_styles_and_comments_are_no_text(read_one):
    unseen = "<script>var a = '<p>evil</p>';</script><style>evil{}</style><!-- evil -->"
    source = f"<html><body>{unseen}<article><p>{SENTENCE}</p><template>evil</template></article></body></html>"
    assert read_one(source, "a.html").text == SENTENCE


def test_entities_of_an_xhtml_page_are_not_expanded(read_one):
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    report = read_one(
        f'{bomb}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SENTENCE} &b; &x;</p></body></html>', "a.xhtml"
    )
    assert SENTENCE in report.text
    assert "aaaa" not in report.text
    assert "root:" not in report.text


def test_a_title_with_markup_is_words(read_one):
    report = read_one(
        f"<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; Talks</title></head><p>{SENTENCE}</p></html>",
        "a.html",
    )
    assert "\n" not in report.title
    assert report.text == SENTENCE


def test_null_bytes_and_controls_are_left_out_of_the_text(read_one):
    report = read_one(
        f"<html><body><article><p>The mini\x00ster\x07 said.</p><p>{SENTENCE}</p></article></body></html>", "a.html"
    )
    assert report.text.split("\n")[0] in {"The mini ster said.", "The minister said."}
    assert not any(ord(character) < 32 and character != "\n" for character in report.text)


@pytest.mark.parametrize(
    "markup",
    [
        "<",
        "<p",
        "</",
        "<!--",
        "<![CDATA[",
        "<a b='",
        '<a b="',
        "&",
        "&#",
        "&#x110000;",
        "<?xml",
        "<script>",
        "<table><tr><td>",
        "</p>",
    ],
)
def test_unfinished_markup_is_survived(markup, capture):
    for source in (
        f"<html><body><p>{SENTENCE}</p>{markup}",
        f"<html><body>{markup}<p>{SENTENCE}</p>",
        f"<html>{markup * 3000}",
    ):
        read(capture(source, "a.html"))


def test_a_page_without_words_says_so(refused):
    assert refused("<html><!-- only a comment --></html>", "a.html").code == "no_article_text"
    assert refused("<!-- only a comment -->", "a.html").code == "no_article_text"
    problem = refused("<html><head><script>app()</script></head><body><div id=root></div></body></html>", "a.html")
    assert problem.code == "no_article_text"


def test_a_page_that_says_utf8_and_is_windows_1251_is_readable(read_one, capture):
    text = "Представитель министерства сообщил, что переговоры продолжатся на следующей неделе."
    source = f'<html><head><meta charset="utf-8"></head><body><article><p>{text}</p></article></body></html>'.encode(
        "cp1251"
    )
    report, problems = read(capture(source, "a.html", charset="utf-8"))
    assert (report.text, report.encoding) == (text, "cp1251")
    assert [problem.code for problem in problems] == ["guessed_encoding"]
