"""PDF: the text layer in paragraphs, with places on its pages."""

from onrecord.read import read


def lines(*words, top=740, left=72, size=11, leading=14):
    """Lines of one column; an empty one is a gap."""
    return [(left, top - leading * n, size, text) for n, text in enumerate(words) if text]


FIRST = lines(
    "The ministry said on Thursday that it had detected a net-",
    "work of recruiters working from abroad, and that several",
    "people were under arrest. “We know who they are,” he said.",
    "",
    "A second paragraph is a good deal shorter than the first",
    "one, and ends with a well-",
    "known word.",
    "",
    "The third paragraph runs over the end of the page, which is",
)
SECOND = lines(
    "nothing unusual for papers of this kind, the clerk went on",
    "to say.",
    "• A first point",
    "• A second point",
)


def page_of(number, body):
    return [(72, 800, 9, "Meridian Bulletin 36/2023"), *body, (290, 40, 9, f"Page {number} of 4")]


def test_lines_become_paragraphs_and_running_heads_go(make_pdf, read_one, capture, check_places):
    title = [(72, 770, 20, "Network of recruiters found")]
    data = make_pdf([page_of(1, title + FIRST), page_of(2, SECOND), page_of(3, FIRST[:3]), page_of(4, FIRST[:3])])
    report = read_one(data, "a.pdf")
    first = (
        "The ministry said on Thursday that it had detected a network of recruiters working from abroad, and that "
        "several people were under arrest. “We know who they are,” he said."
    )
    third = (
        "The third paragraph runs over the end of the page, which is nothing unusual for papers of this kind, the "
        "clerk went on to say."
    )
    assert report.text.split("\n") == [
        "Network of recruiters found",
        first,
        "A second paragraph is a good deal shorter than the first one, and ends with a well-known word.",
        third,
        "• A first point",
        "• A second point",
        first,
        first,
    ]
    assert "Bulletin" not in report.text
    assert "Page" not in report.text
    assert (report.title, report.format) == ("Network of recruiters found", "pdf")
    assert check_places(capture(data, "a.pdf"), report) == 1.0
    assert report.source_of(report.text.index("nothing unusual"))[0] == "page:2"


def test_a_hyphen_stays_where_the_document_shows_that_it_belongs_to_the_word(make_pdf, read_one):
    body = lines(
        "The Russo-Cuban accord, a Russo-Cuban paper, and the man who re-",
        "cruits for it. It is a state-",
        "run affair, a state-run firm.",
    )
    assert read_one(make_pdf([body]), "a.pdf").text == (
        "The Russo-Cuban accord, a Russo-Cuban paper, and the man who recruits for it. "
        "It is a state-run affair, a state-run firm."
    )


def test_a_short_paper_keeps_its_head_and_loses_its_number(make_pdf, read_one):
    data = make_pdf([[(72, 800, 9, "Press release"), *FIRST[:3], (290, 40, 9, "1")]])
    text = read_one(data, "a.pdf").text
    assert text.startswith("Press release\nThe ministry")
    assert text.endswith("he said.")


def test_two_columns_are_read_one_after_the_other(make_pdf, read_one):
    left = lines("The minister said that talks", "would go on next week, and", "that nobody would stop", size=10)
    right = lines("them before the end of the", "year, whatever happened.", left=320, size=10)
    assert read_one(make_pdf([left + right]), "a.pdf").text == (
        "The minister said that talks would go on next week, and that nobody would stop them before the end of the "
        "year, whatever happened."
    )


def test_a_title_that_a_program_put_in_is_no_title(make_pdf, read_one):
    assert read_one(make_pdf([FIRST], title="Microsoft Word - draft3.doc"), "a.pdf").title == ""
    assert read_one(make_pdf([FIRST], title="Recruiters (abroad)"), "a.pdf").title == "Recruiters (abroad)"


def test_characters_beyond_the_first_plane_keep_their_places(pdf_of, capture, check_places):
    cmap = b"<41> <D83DDE00> <42> <0915094D0937> <43> <D83D>"
    report, source = mapped(pdf_of, capture, b"hi ABCA yo", cmap)
    assert report.text == "hi 😀क्ष\ufffd😀 yo"
    assert check_places(source, report) == 1.0


def mapped(pdf_of, capture, shown, cmap):
    """Read a page that shows these bytes, in a font that says which characters they are."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def"
        b" 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar endcmap end end"
    ) % (cmap.count(b"<") // 2, cmap)
    content = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % shown
    data = pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources %s >>"
            % b"<< /Font << /F1 5 0 R >> >>",
            stream(content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            stream(table),
        ],
        b"/Root 1 0 R",
    )
    source = capture(data, "a.pdf")
    report, problems = read(source)
    assert [problem.code for problem in problems] in ([], ["garbled_text"])
    return report, source


def stream(data, entries=b""):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def test_a_text_layer_that_means_nothing_is_told(pdf_of, capture):
    _, source = mapped(pdf_of, capture, b"AAAA AAAA AAA yo", b"<41> <E001>")
    assert [problem.code for problem in read(source)[1]] == ["garbled_text"]


def test_a_pdf_of_no_bytes_is_empty(refused):
    problem = refused(b"", "a.pdf")
    assert (problem.code, problem.message) == ("empty", "the PDF is empty (0 bytes)")


def test_a_damaged_pdf_is_said_to_be_damaged(make_pdf, refused):
    for data in (make_pdf([FIRST])[:300], b"%PDF-1.7\n", b"%PDF-1.7 " + b"garbage " * 400):
        assert refused(data, "a.pdf").code == "damaged"


def test_an_encrypted_pdf_is_said_to_be_encrypted(make_pdf, refused):
    problem = refused(make_pdf([FIRST], encrypted=True), "a.pdf")
    assert problem.code == "encrypted"
    assert "password" in problem.hint


def picture(pdf_of, *, with_text):
    shown = b"q 500 0 0 700 40 40 cm /I Do Q"
    text = b"BT /F1 11 Tf 72 700 Td (The ministry said that it had no comment.) Tj ET"
    resources = b"/MediaBox [0 0 600 800] /Resources << /XObject << /I 5 0 R >> /Font << /F1 6 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2 /Kids [3 0 R 7 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % resources,
        stream(shown),
        stream(
            b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R %s >>" % (8 if with_text else 4, resources),
        stream(text),
    ]
    return pdf_of(objects, b"/Root 1 0 R")


def test_a_scanned_pdf_says_that_it_has_no_text_layer(pdf_of, refused):
    problem = refused(picture(pdf_of, with_text=False), "scan.pdf")
    assert problem.code == "no_text_layer"
    assert "OCR" in problem.hint


def test_a_scanned_page_among_others_is_named(pdf_of, capture):
    report, problems = read(capture(picture(pdf_of, with_text=True), "scan.pdf"))
    assert report.text == "The ministry said that it had no comment."
    assert [(problem.code, "page 1" in problem.message) for problem in problems] == [("no_text_layer", True)]


def test_a_page_that_cannot_be_loaded_is_named_and_the_rest_is_read(pdf_of, capture):
    data = picture(pdf_of, with_text=True).replace(b"/Kids [3 0 R 7 0 R]", b"/Kids [9 0 R 7 0 R]")
    report, problems = read(capture(data, "a.pdf"))
    assert report.text == "The ministry said that it had no comment."
    assert [(problem.code, "page 1" in problem.message) for problem in problems] == [("damaged_page", True)]


def test_no_more_than_two_thousand_pages_are_read(make_pdf, capture):
    data = make_pdf([[(72, 700, 11, f"Words of page {n}.")] for n in range(2_001)])
    report, problems = read(capture(data, "a.pdf"))
    assert report.text.count("\n") == 1_999
    assert [problem.code for problem in problems] == ["too_many_pages"]


def test_too_much_text_is_refused(make_pdf, refused, monkeypatch):
    monkeypatch.setattr("onrecord.read.pdf.MAX_CHARACTERS", 100)
    problem = refused(make_pdf([FIRST]), "a.pdf")
    assert problem.code == "too_large"
