"""Plain text: any common encoding, wrapped or not, exact to the code point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import read

RUSSIAN = (
    "Представитель министерства обороны сообщил, что переговоры продолжатся на этой неделе. Ответа ждём, сказал он."
)
FRENCH = (
    "Le porte-parole du ministère a déclaré que les négociations se poursuivraient. « Nous attendons », a-t-il dit."
)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "cp1251",
        "koi8-r",
        "iso8859-5",
        "mac-cyrillic",
    ],
)
def test_a_russian_text_is_read_in_any_encoding_that_nobody_declared(encoding, read_one):
    assert read_one(RUSSIAN.encode(encoding)).text == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "iso8859-15"),
        ("Café crème à l'hôtel.", "cp1252"),
        (
            "Der Sprecher erklärte am Dienstag, die Gespräche würden nächste Woche fortgeführt. „Natürlich“, sagte er.",
            "cp1252",
        ),
        (
            "Rzecznik ministerstwa powiedział, że rozmowy będą kontynuowane w przyszłym tygodniu. Żołnierze wrócą.",
            "cp1250",
        ),
        (
            "Rzecznik ministerstwa powiedział, że rozmowy będą kontynuowane w przyszłym tygodniu. Żołnierze wrócą.",
            "iso8859-2",
        ),
        (
            "Bakanlık sözcüsü görüşmelerin gelecek hafta süreceğini söyledi. İki taraf esir değişiminde anlaştı.",
            "cp1254",
        ),
    ],
)
def test_a_text_in_latin_letters_is_read_as_its_language_was_written(text, encoding, read_one):
    assert read_one(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1251", "cp1251"), ("KOI8-R", "koi8-r"), ("utf-8", "utf-8")]
)
def test_the_declared_encoding_is_taken_where_the_bytes_fit_it(charset, encoding, capture):
    report, problems = read(capture(RUSSIAN.encode(encoding), charset=charset))
    assert (report.text, report.encoding, problems) == (RUSSIAN, encoding, ())


@pytest.mark.parametrize("charset", ["iso-8859-1", "us-ascii", "windows-1251", "no-such-charset", "\x00", "rot13"])
def test_utf8_declared_as_something_else_is_still_utf8(charset, read_one):
    report = read_one(RUSSIAN, charset=charset)
    assert (report.text, report.encoding) == (RUSSIAN, "utf-8")


def test_cyrillic_bytes_under_a_western_default_are_told_apart(capture):
    report, problems = read(capture(RUSSIAN.encode("cp1251"), charset="iso-8859-1"))
    assert (report.text, report.encoding) == (RUSSIAN, "cp1251")
    assert [problem.code for problem in problems] == ["guessed_encoding"]


def test_a_declared_escaping_encoding_that_looks_like_ascii_is_taken(read_one):
    text = "外務省の報道官は、協議が来週も続くと述べた。"
    assert read_one(text.encode("iso2022_jp"), charset="iso-2022-jp").text == text


def test_a_damaged_byte_in_utf8_is_replaced_and_told(capture):
    report, problems = read(capture(RUSSIAN.encode() + b" \xff " + RUSSIAN.encode()))
    assert report.text == f"{RUSSIAN} \ufffd {RUSSIAN}"
    assert [problem.code for problem in problems] == ["damaged_text"]


def test_half_a_character_in_utf16_is_replaced_and_told(capture):
    report, problems = read(
        capture(b"\xff\xfe" + "The minister said ".encode("utf-16-le") + b"\x00\xd8" + "no.".encode("utf-16-le"))
    )
    assert report.text == "The minister said \ufffdno."
    assert [problem.code for problem in problems] == ["damaged_text"]


def test_a_binary_named_txt_is_refused(refused):
    assert refused(bytes(range(256)) * 40).code == "binary"
    assert refused(b"\x7fELF\x02\x01\x01" + b"\x00" * 500 + b"\x13\x01\x99" * 300).code == "binary"


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", b"\x00" * 100, "\u00a0\u2003\u200b".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_words_is_a_problem(data, refused):
    assert refused(data).code == "empty"


def test_too_long_a_text_is_refused(refused):
    assert refused("word " * 2_000_001).code == "too_large"


def test_wrapped_lines_are_joined_and_paragraphs_kept(read_one):
    report = read_one(
        "HAVANA, 8 September - Seventeen people have been arrested in connection\n"
        "with a network that recruited Cubans to fight in Ukraine, the interior\n"
        "ministry said.\n"
        "\n"
        '  "We know who they are," said Colonel Ferrán. She gave no names and no\n'
        "  figures.\n"
        "- first point\n"
        "- second point\n"
    )
    first = (
        "HAVANA, 8 September - Seventeen people have been arrested in connection with a network that recruited Cubans "
        "to fight in Ukraine, the interior ministry said."
    )
    assert report.text.split("\n") == [
        first,
        '"We know who they are," said Colonel Ferrán. She gave no names and no figures.',
        "- first point",
        "- second point",
    ]


def test_lines_that_are_not_wrapped_stay_paragraphs(read_one):
    text = f"One line.\nAnother, {'long ' * 40}line.\nShort"
    assert read_one(text).text == text


def test_the_first_line_apart_is_the_title(read_one):
    text = "Ministry replies to questions\n\nThe ministry said on Tuesday that it had no comment on the matter."
    assert read_one(text).title == "Ministry replies to questions"
    assert (
        read_one("# Ministry *replies*\nThe ministry said that it had no comment.", "a.md").title
        == "Ministry *replies*"
    )
    assert read_one("The ministry said so.\n\nNothing more was known at the time of writing it down.").title == ""


@given(text=st.text(min_size=1, max_size=200))
def test_every_word_of_any_text_has_its_place(text, capture, check_places):
    source = capture(f"It was said: {text}")
    report, _ = read(source)
    if report and report.format == "plain" and not report.encoding.startswith("utf-16"):
        assert check_places(source, report) == 1.0


@given(data=st.binary(max_size=300))
def test_no_bytes_make_reading_raise(data, capture):
    for name in ("a.txt", "a.html", "a.pdf", "a.docx", "a.eml"):
        report, problems = read(capture(data, name))
        assert report is not None or problems
        if report:
            report.text.encode()  # no half characters
