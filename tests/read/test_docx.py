"""Word documents: the text after accepted changes, tables row by row, with places in the document's XML."""

import pytest

from onrecord.read import read

SENTENCE = "<w:p><w:r><w:t>The ministry said so.</w:t></w:r></w:p>"


def test_paragraphs_runs_tabs_and_line_breaks_are_read(read_one, make_docx, capture, check_places):
    data = make_docx(
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Statement &amp; reply</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">The minis</w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>try</w:t><w:tab/><w:t>said:</w:t></w:r>"
        '<w:hyperlink><w:r><w:t xml:space="preserve"> «Ничего 🇨🇺»</w:t></w:r></w:hyperlink>'
        "<w:r><w:br/><w:t>Next line<![CDATA[ <b>]]></w:t></w:r></w:p>"
        "<w:p/><w:p><w:r><w:t>   </w:t></w:r></w:p>"
    )
    report = read_one(data, "a.docx")
    assert report.text == "Statement & reply\nThe ministry said: «Ничего 🇨🇺»\nNext line <b>"
    assert (report.title, report.format) == ("Statement & reply", "docx")
    assert check_places(capture(data, "a.docx"), report) == 1.0


def test_deleted_text_is_out_and_inserted_text_is_in(read_one, make_docx):
    data = make_docx(
        '<w:p><w:r><w:t xml:space="preserve">He </w:t></w:r>'
        "<w:del><w:r><w:delText>denied</w:delText><w:t>x</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>confirmed</w:t></w:r></w:ins>"
        '<w:r><w:instrText>HYPERLINK "x"</w:instrText><w:t xml:space="preserve"> it.</w:t></w:r></w:p>'
    )
    assert read_one(data, "a.docx").text == "He confirmed it."


def test_a_table_is_read_row_by_row(read_one, make_docx):
    def cell(*paragraphs):
        return "<w:tc>" + "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs) + "</w:tc>"

    first, second = cell("Province") + cell("Accused"), cell("Matanzas") + cell("6", "of 17")
    table = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    report = read_one(make_docx(SENTENCE + table + SENTENCE), "a.docx")
    assert report.text == "The ministry said so.\nProvince\tAccused\nMatanzas\t6\nof 17\nThe ministry said so."


def test_a_text_box_is_read_once(read_one, make_docx):
    box = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>'
        "<w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around it.</w:t></w:r></w:p>"
    )
    assert read_one(make_docx(box), "a.docx").text == "In the box.\nAround it."


def test_another_prefix_for_word_is_as_good(read_one, make_zip):
    xml = (
        '<?xml version="1.0"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        '<x:p><x:pPr><x:pStyle x:val="Title"/></x:pPr><x:r><x:t>Words.</x:t></x:r></x:p></x:document>'
    )
    report = read_one(make_zip({"word/document.xml": xml.encode()}), "a.docx")
    assert (report.text, report.title) == ("Words.", "Words.")


def test_the_documents_properties_name_title_and_author(read_one, make_docx):
    about = "<dc:title>Note</dc:title><dc:creator>Ines Valdemar</dc:creator>"
    core = f'<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</c:coreProperties>'
    report = read_one(make_docx(SENTENCE, core=core), "a.docx")
    assert (report.title, report.author, report.published) == ("Note", "Ines Valdemar", "")
    assert read_one(make_docx(SENTENCE, core="<broken"), "a.docx").title == ""


def test_a_zip_bomb_is_refused_before_it_is_unpacked(refused, make_docx, make_zip):
    bomb = make_docx(f"<w:p><w:r><w:t>{'a' * 20_000_000}</w:t></w:r></w:p>")
    assert len(bomb) < 30_000
    problem = refused(bomb, "a.docx")
    assert (problem.code, "zip bomb" in problem.hint) == ("too_large", True)
    core = make_zip({"word/document.xml": b"<a/>", "docProps/core.xml": b" " * 20_000_000})
    assert refused(core, "a.docx").code == "too_large"


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"xl/workbook.xml": b"<a/>"}, "Excel"),
        ({"ppt/presentation.xml": b"<a/>"}, "PowerPoint"),
        ({"content.xml": b"<a/>"}, "OpenDocument"),
        ({"META-INF/container.xml": b"<a/>"}, "EPUB"),
        ({"a.txt": b"a"}, "ZIP"),
    ],
)
def test_a_zip_of_something_else_is_named(members, words, refused, make_zip):
    problem = refused(make_zip(members), "a.docx")
    assert problem.code == "unsupported"
    assert words in problem.message


def test_a_cut_off_document_is_damaged(refused, make_docx):
    data = make_docx(SENTENCE)
    assert refused(data[: len(data) // 2], "a.docx").code == "damaged"
    damaged = bytearray(data)
    place = data.index(b"word/document.xml") + 40
    damaged[place : place + 20] = b"\xff" * 20
    assert refused(bytes(damaged), "a.docx").code == "damaged"


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document>",
        b"",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY e "x">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>&e;</w:p></w:document>',
        b"<a>" * 20_000,
    ],
)
def test_xml_that_is_not_words_is_damaged(xml, refused, make_zip):
    assert refused(make_zip({"word/document.xml": xml}), "a.docx").code == "damaged"


def test_an_encrypted_member_is_said_to_be_encrypted(refused, make_docx):
    data = bytearray(make_docx(SENTENCE))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    assert refused(bytes(data), "a.docx").code == "encrypted"


def _notes(kind: str, *words: str) -> bytes:
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    notes = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {one}</w:t></w:r></w:p></w:{kind}>'
        for number, one in enumerate(words, start=1)
    )
    return f'<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{separator}{notes}</w:{kind}s>'.encode()


def test_footnotes_and_endnotes_follow_the_text_with_their_places(read_one, make_docx, capture, check_places):
    extra = {
        "word/endnotes.xml": _notes("endnote", "Letter of the ministry."),
        "word/footnotes.xml": _notes("footnote", "Said to “Quay Gazette” 😀.", "Ibid."),
    }
    reference = '<w:p><w:r><w:t>It rained.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    data = make_docx(reference, extra=extra)
    report = read_one(data, "a.docx")
    assert report.text == "It rained.\nSaid to “Quay Gazette” 😀.\nIbid.\nLetter of the ministry."
    assert {s.part for s in report.segments} == {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"}
    assert check_places(capture(data, "a.docx"), report) == 1.0


def test_notes_that_are_damaged_cost_only_themselves(capture, make_docx):
    extra = {"word/footnotes.xml": b"<w:footnotes", "word/endnotes.xml": _notes("endnote", "Ibid.")}
    report, [problem] = read(capture(make_docx(SENTENCE, extra=extra), "a.docx"))
    assert report.text == "The ministry said so.\nIbid."
    assert problem.code == "notes_not_read"
    assert "word/footnotes.xml" in problem.message
    assert problem.hint


def test_a_document_of_pictures_says_so(refused, make_docx):
    assert refused(make_docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "a.docx").code == "no_text"


def test_an_old_word_file_is_named(refused):
    problem = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc")
    assert problem.code == "unsupported"
    assert "DOCX" in problem.hint


def test_stray_tags_are_survived(capture, make_docx):
    for body in (
        "<w:t>no paragraph</w:t>",
        "<w:p><w:tc><w:p><w:tr/></w:p></w:tc></w:p>",
        "<w:tr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tr>",
    ):
        read(capture(make_docx(body), "a.docx"))


def test_a_listing_of_millions_of_entries_is_not_read(refused, make_docx, monkeypatch):
    monkeypatch.setattr("onrecord.zips._MAX_LISTING_BYTES", 50)
    problem = refused(make_docx(SENTENCE), "a.docx")
    assert (problem.code, "listing" in problem.message) == ("damaged", True)


def test_too_long_a_document_is_refused(refused, make_docx, monkeypatch):
    monkeypatch.setattr("onrecord.read.draft.MAX_CHARACTERS", 10)
    assert refused(make_docx(SENTENCE), "a.docx").code == "too_large"
