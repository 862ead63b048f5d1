"""Listed phrases are found in a text by whole words, at each place the longest."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.vocabulary.phrasebook import GAP, WIDEST_GAP, Entry, Phrasebook

WORDS = ("take", "into", "custody", "the", "men", "off")
word = st.sampled_from(WORDS)
gap = st.sampled_from((GAP, ""))
phrase = st.builds(
    lambda first, rest: " ".join(part for part in (first, *(p for pair in rest for p in pair)) if part),
    word,
    st.lists(st.tuples(gap, word), max_size=3),
)
text = st.lists(st.sampled_from((*WORDS, ".", "“")), max_size=25).map(" ".join)


def _ends(words: list[str], at: int, phrase: list[str]) -> Iterator[int]:
    """Yield where a phrase that begins at a word can end, the nearest place of each word first."""
    if not phrase:
        yield at
        return
    free = phrase[0] == GAP
    wanted, rest = (phrase[1], phrase[2:]) if free else (phrase[0], phrase[1:])
    for step in range(1, (WIDEST_GAP if free else 0) + 2):
        if at + step >= len(words) or words[at + step] == ".":
            return
        if words[at + step] == wanted:
            yield from _ends(words, at + step, rest)
            return


@settings(max_examples=300, deadline=None)
@given(st.lists(phrase, min_size=1, max_size=8), text)
def test_it_finds_what_a_search_for_each_phrase_at_each_word_finds(phrases: list[str], text: str) -> None:
    book = Phrasebook((Entry(one, "x"), "fixed") for one in phrases)
    words = [one for one in text.split() if one != "“"]
    listed = sorted({tuple(one.split()) for one in phrases}, key=lambda w: (-sum(x != GAP for x in w), len(w), w))
    found, at = [], 0
    while at < len(words):
        hits = (
            (one, end) for one in listed if words[at] == one[0] for end in list(_ends(words, at, list(one[1:])))[:1]
        )
        hit = next(hits, None)
        if hit:
            found.append(" ".join(hit[0]))
            at = hit[1]
        at += 1
    assert [" ".join(hit.entries[0].words.split()) for hit in book.find(text)] == found
