"""The event types: what is listed, and where a text holds it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import EVENT_ROLES
from onrecord.vocabulary.events import (
    event_groups,
    event_types,
    event_words,
    events_version,
    read_event_types,
    roleset_types,
)
from onrecord.vocabulary.inflection import inflected
from onrecord.vocabulary.phrasebook import Entry, Phrasebook

GROUPS = {
    "recruitment": "recruit enlist transport harbour receive train deploy",
    "means": "deceive coerce confiscate confine pay offer",
    "war and harm": "fight kill injure capture disappear abuse attack",
    "exit": "escape return release",
    "justice": "investigate dismantle arrest charge try convict acquit",
    "politics": "meet legislate mobilise sanction cooperate",
}

SOME_WORDS = ["take", "took", "into", "custody", "put", "on", "trial", "the", "…", ".", "hand", "over", "passport", "İ"]


def told(text: str) -> list[tuple[str, str]]:
    return [(text[w.start : w.end], w.types[0]) for w in event_words(text) if w.strong]


def test_the_types_are_those_of_the_case_record_in_its_groups_and_order() -> None:
    listed = {group: " ".join(t.name for t in event_types().values() if t.group == group) for group in event_groups()}
    assert listed == GROUPS
    assert " ".join(event_types()) == " ".join(GROUPS.values())


@pytest.mark.parametrize("name", " ".join(GROUPS.values()).split())
def test_a_type_says_what_it_means_and_how_it_is_told(name: str) -> None:
    kind = event_types()[name]
    assert kind.definition.endswith(".")
    assert kind.words
    assert kind.rolesets
    assert set(kind.roles) <= set(EVENT_ROLES)
    assert not set(kind.words) & set(kind.weak), "a word is either strong or weak"


def test_no_word_usually_tells_two_types() -> None:
    strong = [(word, kind.name) for kind in event_types().values() for word in kind.words]
    assert len({word for word, _ in strong}) == len(strong)


def test_no_roleset_tells_two_types() -> None:
    assert len(roleset_types()) == sum(len(kind.rolesets) for kind in event_types().values())


def test_a_roleset_maps_its_arguments_to_roles() -> None:
    (recruit,) = [roleset for roleset in event_types()["recruit"].rolesets if roleset.id == "recruit.01"]
    assert recruit.roles["ARG0"] == "agent"
    assert recruit.roles["ARG1"] == "patient"
    assert recruit.roles["ARGM-LOC"] == "place"


def test_who_hands_somebody_over_is_not_the_one_who_receives_him() -> None:
    (handed,) = [roleset for roleset in event_types()["receive"].rolesets if roleset.id == "hand_over.02"]
    assert (handed.roles["ARG0"], handed.roles["ARG2"]) == ("origin", "agent")


def test_words_are_found_in_every_form() -> None:
    text = "He was recruited in May, deserted in June and was arrested; two comrades had been killed, one had fled."
    assert told(text) == [
        ("recruited", "recruit"),
        ("deserted", "escape"),
        ("arrested", "arrest"),
        ("killed", "kill"),
        ("fled", "escape"),
    ]


def test_a_phrase_may_hold_other_words() -> None:
    assert told("The police took the two men into custody.") == [("took the two men into custody", "arrest")]


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert told("It took him. Into custody went nobody else.") == [("custody", "arrest")]


@pytest.mark.parametrize("text", ["They try to leave by train.", "The armed forces issued a press release."])
def test_other_senses_are_passed_over(text: str) -> None:
    assert told(text) == []


def test_a_word_that_more_often_means_something_else_is_marked_so() -> None:
    (word,) = event_words("They moved.")
    assert not word.strong
    assert set(word.types) == {"transport", "deploy"}


def test_a_type_is_added_without_touching_code() -> None:
    table = tomllib.loads("""
        [groups]
        exit = "How people get away."
        [modifiers]
        ARGM-LOC = "place"
        [types.ransom]
        group = "exit"
        definition = "Somebody is bought free."
        verbs = "ransom; buy … free"
        roles = "patient inducement agent"
        plover = ""
        rolesets."ransom.01" = { ARG0 = "agent", ARG1 = "patient" }
    """)
    kind = read_event_types(table)["ransom"]
    assert kind.words == ("ransom", "buy … free")
    assert kind.rolesets[0].roles == {"ARG0": "agent", "ARG1": "patient", "ARGM-LOC": "place"}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            'group = "exits"\ndefinition = "."\nroles = "agent"\nplover = ""',
            "event type ransom: group 'exits' is none of",
        ),
        (
            'group = "exit"\ndefinition = "."\nroles = "payer"\nplover = ""',
            "event type ransom: role 'payer' is none of",
        ),
        ('group = "exit"\nroles = "agent"\nplover = ""', "event type ransom: definition missing"),
    ],
)
def test_a_slip_in_a_type_is_named(row: str, complaint: str) -> None:
    table = tomllib.loads(f'[groups]\nexit = "."\n[modifiers]\n[types.ransom]\n{row}')
    with pytest.raises(ValueError, match=complaint):
        read_event_types(table)


def test_the_version_changes_with_the_file() -> None:
    name, _, digest = events_version().partition("+")
    assert name.startswith("events-")
    assert len(digest) == 12


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("hire", "hire hires hiring hired"),
        ("trap", "trap traps trapping trapped"),
        ("deploy", "deploy deploys deploying deployed"),
        ("try", "try tries trying tried"),
        ("die", "die dies dying died"),
        ("flee", "flee flees fleeing fled"),
        ("punish", "punish punishes punishing punished"),
    ],
)
def test_a_verb_bends(lemma: str, forms: str) -> None:
    assert inflected(lemma, "verb") == tuple(forms.split())


def test_a_phrase_bends_where_its_class_says() -> None:
    assert "signed up" in inflected("sign up", "verb")
    assert "safe houses" in inflected("safe house", "noun")
    assert inflected("in custody", "fixed") == ("in custody",)


def test_the_longest_phrase_wins() -> None:
    book = Phrasebook([(Entry("sign", "a"), "verb"), (Entry("sign up", "b"), "verb")])
    assert [hit.entries[0].label for hit in book.find("He signed up, she signed.")] == ["b", "a"]


@given(st.text())
def test_words_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for word in event_words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@given(st.lists(st.sampled_from(SOME_WORDS), max_size=60))
def test_a_found_phrase_begins_and_ends_with_whole_words(words: list[str]) -> None:
    text = " ".join(words)
    for word in event_words(text):
        assert f" {text[word.start : word.end]} " in f" {text} "
        assert "." not in text[word.start : word.end]


def test_a_hostile_sentence_takes_time_in_proportion() -> None:
    assert sum(1 for _ in event_words("take " * 20_000)) == 20_000
