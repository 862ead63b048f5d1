"""Finding the words that a library chose in the text they were chosen from."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.alignment import Key, align


def found(paragraphs, source):
    """The stretches as words: of the source, or in angle brackets where the source does not have them."""
    return [
        [f"<{one.words}>" if one.words else source[one.start : one.end] for one in stretches]
        for stretches in align(paragraphs, source)
    ]


LONG = "The minister said that the talks would go on in the capital next week."


def test_white_space_does_not_count():
    assert found(["The minister   said"], "Menu\n\nThe\n minister\u00a0said\nso") == [["The\n minister\u00a0said"]]


def test_a_short_paragraph_stands_between_its_neighbours():
    source = f"Yes. Share\n{LONG}\nYes.\nNo, he said, and that was all that he was willing to say.\nYes."
    paragraphs = [LONG, "Yes.", "No, he said, and that was all that he was willing to say."]
    starts = [stretch[0].start for stretch in align(paragraphs, source)]
    assert starts == [source.index(LONG), source.index("\nYes.\nNo") + 1, source.index("No, he")]


def test_a_short_paragraph_is_no_part_of_a_word():
    assert align(["he"], "The she he")[0][0].start == 8


def test_a_paragraph_that_was_moved_is_found_before():
    source = f"{LONG}\nAnd a second paragraph that is just as long as the first."
    assert found(["And a second paragraph that is just as long as the first.", LONG], source) == [
        ["And a second paragraph that is just as long as the first."],
        [LONG],
    ]


def test_a_paragraph_with_something_left_out_is_found_in_pieces():
    source = "The minister said that the talks ADVERTISEMENT AND SHARE would go on in the capital next week."
    assert found([LONG], source) == [["The minister said that the talks", "would go on in the capital next week."]]


def test_a_character_written_differently_is_taken_from_the_source():
    source = LONG.replace("talks", "ta\u2013ks")
    assert found([LONG.replace("talks", "ta-ks")], source) == [[source]]


def test_words_that_stand_nowhere_are_handed_back():
    assert found(["Nobody ever wrote this anywhere at all."], LONG) == [["<Nobody ever wrote this anywhere at all.>"]]
    lead = "It was reported at length that "
    assert found([lead + LONG + " More words that are not there."], LONG) == [
        [f"<{lead.strip()}>", LONG, "<More words that are not there.>"]
    ]


def test_a_search_that_becomes_too_dear_is_given_up(monkeypatch):
    monkeypatch.setattr("onrecord.read.alignment._BUDGET", -1)
    assert found(["Yes.", LONG], f"Yes. {LONG}") == [["<Yes.>"], [LONG]]


@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=40), cut=st.integers(0, 40)
)
def test_what_is_handed_back_has_the_words_of_the_paragraph(words, cut):
    source = " ".join(words)
    paragraphs = [" ".join(words[:cut]), "\t".join(words[cut:]), "".join(words)]
    for paragraph, stretches in zip(paragraphs, align(paragraphs, source), strict=True):
        given_back = "".join(one.words or source[one.start : one.end] for one in stretches)
        assert Key(given_back).text == Key(paragraph).text
