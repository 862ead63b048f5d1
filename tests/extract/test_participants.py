from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.participants import with_entities
from onrecord.records import Event, Role, Span
from onrecord.records.entity import Mention

TEXT = "Tallow residents in Upper Varnia were hired by the Quell Trading House of Ada Merrow-Finch."
NAMES = ("Tallow", "Upper Varnia", "Quell Trading House", "Ada Merrow-Finch")


def span(words: str, text: str = TEXT) -> Span:
    return Span.of(text, text.index(words), text.index(words) + len(words))


def roles_of(*words: str) -> list[tuple[str, str]]:
    mentions = [
        Mention(report="r", span=span(name), type="ORG", form="name", entity=name, score=1.0, made_by="test")
        for name in NAMES
    ]
    event = Event(
        report="r",
        type="recruit",
        trigger=span("hired"),
        roles=tuple(Role(role="patient", span=span(each)) for each in words),
        made_by="test",
    )
    (done,) = with_entities(TEXT, [event], mentions)
    return [(role.span.text, role.entity) for role in done.roles]


@pytest.mark.parametrize(
    ("found", "whole", "entity"),
    [
        ("residents in", "residents in Upper Varnia", ""),
        ("Trading", "Quell Trading House", "Quell Trading House"),
        ("the Quell", "the Quell Trading House", "Quell Trading House"),
        ("hired by", "hired", ""),
        ("Finch", "Ada Merrow-Finch", "Ada Merrow-Finch"),
    ],
)
def test_a_role_holds_whole_names_and_ends_with_no_preposition(found: str, whole: str, entity: str) -> None:
    assert roles_of(found) == [(whole, entity)]


def test_two_parts_of_one_name_are_one_role() -> None:
    assert roles_of("Quell", "House") == [("Quell Trading House", "Quell Trading House")]


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 40))
def test_the_words_of_a_role_quote_the_text(start: int, length: int) -> None:
    for words, _ in roles_of(TEXT[start : start + length]):
        assert words
        assert words in TEXT
