"""Markup as tokens: whatever it is, in time that grows with its length alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.markup import page_text, tokens


def seen(source):
    return page_text(source).text


def test_a_reader_sees_words_and_blocks():
    assert seen("<title>T</title><p>Caf&eacute; <b>a</b><i>b</i><br>c 1 < 2 &amp; &unknown; &notit;</p>") == (
        "\nCafé ab\nc 1 < 2 & &unknown; ¬it;\n"
    )


def test_attributes_may_hold_what_looks_like_a_tag():
    assert seen("<a title='a > b' href=\"<p>\">x</a>") == "x"
    assert seen("<p title=it's>x</p>") == "\nx\n"


@pytest.mark.parametrize(
    "source", ["a<!-- b", "a<script>b", "a<b", "a<b title='x>", "a<![CDATA[b]]>", "a<?b?>", "a<!x>"]
)
def test_unfinished_markup_is_no_text(source):
    assert seen(source).strip() == "a"


def test_what_scripts_may_use_later_is_not_seen():
    assert seen("a<template>b<p>c<svg><text>d</text></svg></template>e") == "ae"


@pytest.mark.parametrize(
    "mark", ["<a ", "<a b='", '<a b=">', "<a b='>' ", "<!--", "<script>", "</", "&amp", "&#", "<a b='\">"]
)
def test_a_mark_repeated_without_end_takes_no_time(mark):
    seen(mark * 100_000)


def test_a_tag_whose_quotation_marks_hide_its_end_ends_at_the_next_bracket():
    assert seen('<a b=">" ' * 9) == '" ' * 9


@given(source=st.text(st.sampled_from(list("<>/!-=\"'& ;ab#x1[]?\n")), max_size=60))
def test_tokens_never_overlap_and_stay_inside(source):
    end = 0
    for xml in (False, True):
        end = 0
        for token in tokens(source, xml=xml):
            assert end <= token.start <= token.end <= len(source)
            end = token.end
    mapped = page_text(source)
    for place in mapped.segments:
        if place.length == place.end - place.start:
            assert source[place.at : place.at + place.length] == mapped.text[place.start : place.end]
