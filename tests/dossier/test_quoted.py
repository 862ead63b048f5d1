"""A passage leads to the paragraph that it begins in."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.dossier.decided import Decided
from onrecord.dossier.pages import report_page
from onrecord.dossier.quoted import Paragraphs, Quoted, paragraph_starts, shortened
from onrecord.records import Extraction, Side, Span


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ab \n\t\r\u2028.", max_size=40))
def test_paragraphs_begin_where_those_of_the_page_do(case, report, text):
    extraction = Extraction(report=report("r", text))
    (row,) = case([extraction]).reports()
    assert tuple(paragraph_starts(text)) == report_page(1, row, Decided.of(extraction, ())).starts


def test_a_passage_of_two_paragraphs_stands_on_one_line_under_the_number_of_the_first():
    text = "One.\n\nTwo goes\non."
    paragraphs = Paragraphs()
    paragraphs.add("r", 4, text)
    found = paragraphs.quoted(Side(report="r", span=Span.of(text, 6, len(text))))
    assert found == Quoted(report=4, paragraph=2, words="Two goes on.")


@given(words=st.text(alphabet="ab ", max_size=40), most=st.integers(1, 30))
def test_words_are_shortened_to_what_there_is_room_for(words, most):
    short = shortened(words, most)
    assert len(short) <= max(most, 1)
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))


def test_words_are_cut_between_two_of_them():
    assert shortened("Rain fell on the quay.", 12) == "Rain fell…"
    assert shortened("Donaudampfschifffahrt", 8) == "Donauda…"
