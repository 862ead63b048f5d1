"""Records as a person changes them on the command line or in a form."""

from __future__ import annotations

import pytest
from pier_review import CLOSED, DENIED, FALK, MONDAY, RECRUITED, TEXT, UNION, WARNED, span

from onrecord.errors import UsageError
from onrecord.records import Element
from onrecord.review import changed, made_of, merged, place


def test_a_passage_is_given_by_its_words_or_by_its_place() -> None:
    assert place(TEXT, "two divers") == span("two divers")
    at = span("two divers")
    assert place(TEXT, f"{at.start}-{at.end}") == at


@pytest.mark.parametrize(
    ("given", "says"), [("Falk", "2 times"), ("three divers", "does not have"), ("9-9999", "no passage")]
)
def test_words_that_are_not_one_passage_are_refused(given: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        place(TEXT, given)


def test_a_claim_gets_other_values_and_passages_and_keeps_the_rest() -> None:
    other = changed(
        CLOSED, TEXT, [("act", "confirm"), ("content", "on Monday"), ("content", "closed"), ("said_at", "")]
    )
    assert (other.act, other.said_at, other.speaker) == ("confirm", "", FALK.id)
    assert [words.text for words in other.content] == ["on Monday", "closed"]


def test_an_event_s_participants_are_given_by_their_roles() -> None:
    other = changed(RECRUITED, TEXT, [("agent", "Ines Falk"), ("patient", ""), ("place", "the pier")])
    assert [(role.role, role.span.text) for role in other.roles] == [("agent", "Ines Falk"), ("place", "the pier")]


@pytest.mark.parametrize(
    ("record", "field", "says"),
    [
        (CLOSED, ("act", "shout"), "act is 'shout'"),
        (CLOSED, ("tone", "loud"), "tone"),
        (MONDAY, ("type", "DAY"), "type is 'DAY'"),
        (MONDAY, ("span", ""), "span"),
        (FALK, ("type", "MAN"), "type is 'MAN'"),
        (CLOSED, ("score", "1"), "score"),
    ],
)
def test_what_no_record_has_is_refused(record, field, says) -> None:
    with pytest.raises(UsageError, match=says):
        changed(record, TEXT, [field])


def test_a_field_with_one_value_is_given_once() -> None:
    with pytest.raises(UsageError, match="one value, and 2"):
        changed(CLOSED, TEXT, [("act", "deny"), ("act", "ask")])


def test_a_new_record_needs_what_its_kind_cannot_be_without() -> None:
    made = made_of("question", "pier", TEXT, [("kind", "unclear"), ("span", "the union denied it")])
    assert made.span.text == "the union denied it"
    with pytest.raises(UsageError, match="this is no question"):
        made_of("question", "pier", TEXT, [("kind", "unclear")])
    with pytest.raises(UsageError, match="no kind of record"):
        made_of("mention", "pier", TEXT, [])


def test_merged_records_have_the_passages_and_names_of_all() -> None:
    claim = merged([DENIED, WARNED])
    assert [words.text for words in claim.content] == ["it", "a strike"]
    assert [words.text for words in claim.source] == ["the union"]
    entity = merged([FALK, UNION])
    assert (entity.name, entity.aliases, entity.mentions) == ("Ines Falk", ("the union",), 3)
    assert merged([RECRUITED, RECRUITED]) == RECRUITED
    assert merged([MONDAY, MONDAY]) == MONDAY
    one = Element(report="pier", element="act", code="recruitment", status="alleged", spans=(span("two divers"),))
    other = Element(report="pier", element="act", code="recruitment", status="denied", spans=(span("hired"),))
    assert [words.text for words in merged([other, one]).spans] == ["two divers", "hired"]
    with pytest.raises(UsageError, match="several kinds"):
        merged([FALK, DENIED])
