"""What invented passages give for what they differ in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import span, telling

from onrecord.records import Entity, Mention, Side, Span, Time
from onrecord.weigh.slots import apart, counts_apart, numbers_in, values_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("fourteen men and 3 boys", ["14", "3"]),
        ("1,038 contracts", ["1038"]),
        ("two hundred and forty", ["200", "40"]),
        ("two hundred forty-one recruits", ["241"]),
        ("three dozen, perhaps four", ["36", "4"]),
        ("three thousand two hundred dollars", ["3200"]),
        ("a man and an officer", []),
        ("unit 7b of the 3rd army", []),
    ],
)
def test_numbers_in_figures_and_words(text, numbers):
    assert [number for _, _, number in numbers_in(text)] == numbers


def _values(told, words, slot):
    return [(value.value, value.side.span.text) for value in values_of(told, span(told.text, words), slot)]


def test_the_figures_of_a_date_are_no_number():
    told = telling("wire", "On 5 September 14 men left.")
    day = Time(report="wire", span=span(told.text, "5 September"), value="2023-09-05", type="DATE")
    told = replace(told, times=(day,))
    assert _values(told, "On 5 September 14 men left", "number") == [("14", "14")]
    assert _values(told, "On 5 September 14 men left", "date") == [("2023-09-05", "5 September")]


def test_places_and_actors_are_the_names_of_a_passage():
    told = telling("wire", "The N'Djamena court freed Rosa Arbelo.")
    entities = [
        Entity(report="wire", first=span(told.text, name), type=kind, name=name)
        for name, kind in (("N'Djamena", "GPE"), ("Rosa Arbelo", "PER"))
    ]
    mentions = [Mention(report="wire", span=e.first, type=e.type, entity=e.id, form="name") for e in entities]
    told = replace(told, entities=tuple(entities), mentions=tuple(mentions))
    assert _values(told, told.text, "place") == [("ndjamena", "N'Djamena")]
    assert _values(told, told.text, "actor") == [("rosa arbelo", "Rosa Arbelo")]


def test_where_nothing_of_the_kind_stands_the_words_themselves_are_shown():
    told = telling("wire", "They were many.")
    assert _values(told, "They were many", "number") == [("They were many", "They were many")]
    assert _values(told, "They were many", "status") == [("They were many", "They were many")]


def test_only_the_values_that_differ_are_shown():
    one, other = telling("one", "In 3 towns 160 men were hired."), telling("other", "163 men in 3 towns were hired.")
    left, right = (values_of(told, span(told.text, told.text), "number") for told in (one, other))
    assert [[value.value for value in side] for side in apart(left, right)] == [["160"], ["163"]]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("160 men were hired", "hired 163 men", ["160", "163"]),
        ("160 men were hired", "160 men left", []),
        ("160 men were hired", "163 contracts", []),
        ("160 men in 3 towns", "163 men", []),
        ("dozens of men", "36 men", []),
    ],
)
def test_counts_of_one_noun_in_passages_that_say_the_same(one, other, values):
    sides = [Side(report=name, span=Span.of(text, 0, len(text))) for name, text in (("one", one), ("other", other))]
    found = counts_apart(*sides)
    assert [value.value for value in found] == values
    assert all(value.side.span.text == value.value for value in found)
