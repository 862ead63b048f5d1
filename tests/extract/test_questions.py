"""What a report says is open: clauses of the net snapped to the sentence, wordings, claims that decline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.questions import questions_of
from onrecord.nets.reading import Tagged
from onrecord.records import QUESTION_KINDS, Claim, Event, Question, Report, Span, check_spans


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def _questions(
    text: str, *tagged: Tagged, claims: tuple[Claim, ...] = (), events: tuple[Event, ...] = ()
) -> list[Question]:
    report = Report(id="r", capture="", sha256="", text=text, published="2024-05-10T18:00:00Z")
    return questions_of(report, tagged, claims, events, "net+rules")


@pytest.mark.parametrize(
    ("text", "kind", "clause", "party"),
    [
        ("The embassy did not respond to calls.", "no_response", "The embassy did not respond to calls", "The embassy"),
        ("The firm, Oka, declined to comment.", "no_response", "The firm, Oka, declined to comment", "The firm, Oka"),
        ("No reply came from Oka.", "no_response", "No reply came from Oka", None),
        ("Passat could not reach Ivanov.", "no_response", "Passat could not reach Ivanov", "Ivanov"),
        ("Asked why, he would not say who had paid.", "undisclosed", "Asked why, he would not say who had paid", "he"),
        ("It’s over, but police didn’t say how many died.", "undisclosed", "police didn’t say how many died", "police"),
        ("That could not be independently verified.", "unverified", "That could not be independently verified", None),
        ("It is unclear whether he lives; his wife hopes so.", "unclear", "It is unclear whether he lives", None),
        ("The number is disputed.", "disputed", "The number is disputed", None),
        ("The ministry, to which we wrote, has not replied.", "no_response",
         "The ministry, to which we wrote, has not replied", "The ministry"),
        ("The firm did not return two calls.", "no_response", "The firm did not return two calls", "The firm"),
        ("The price has not been made public.", "undisclosed", "The price has not been made public", None),
        ("Neither figure could be verified.", "unverified", "Neither figure could be verified", None),
        ("Why they left has never been explained.", "unclear", "Why they left has never been explained", None),
        ("Police counted 26 men. The families speak of 41.", "disputed", "The families speak of 41", None),
    ],
)  # fmt: skip
def test_wordings_show_a_question_with_its_clause_and_party(
    text: str, kind: str, clause: str, party: str | None
) -> None:
    (question,) = _questions(text)
    assert (question.kind, question.span.text) == (kind, clause)
    assert (question.party.text if question.party else None) == party


@pytest.mark.parametrize(
    "text",
    [
        "He answered every question that the court put.",
        "The bridge was confirmed as closed.",
        "He did not say that any of them had died.",
        "Three of the eleven refused to dig.",
        "Police counted 26 men. They spoke of 41 pupils too.",
        "In 2024 the families spoke of 41.",
    ],
)
def test_what_is_told_is_no_question(text: str) -> None:
    assert _questions(text) == []


def test_a_claim_that_declines_is_a_question_to_its_source() -> None:
    text = "The colonel said the war was just. On the list he preferred to tell reporters little."
    source = text.index("he preferred")
    declines = Claim(
        report="r",
        source=(Span.of(text, source, source + 2),),
        cue=(_span(text, "preferred"),),
        content=(_span(text, "to tell reporters little"),),
        act="decline",
    )
    (question,) = _questions(text, claims=(declines,))
    assert (question.kind, question.party and question.party.text) == ("undisclosed", "he")


def test_one_who_refuses_to_do_something_declines_nothing() -> None:
    text = "Three men refused to dig."
    refuses = Claim(report="r", cue=(_span(text, "refused"),), content=(_span(text, "to dig"),), act="decline")
    assert _questions(text, claims=(refuses,)) == []


def test_a_clause_of_the_net_ends_at_the_edges_of_its_clause() -> None:
    text = "He wept, but the fate of the others remains a riddle to all; she left."
    at = text.index("fate")
    found = Tagged(start=at, end=text.index(" to all"), label="unclear", score=0.8)
    (question,) = _questions(text, found)
    assert question.span.text == "the fate of the others remains a riddle to all"


def test_wordings_in_a_row_are_a_question_each() -> None:
    text = "It named no suspects, gave no figures and did not say who had paid."
    clauses = [question.span.text for question in _questions(text)]
    assert clauses == ["It named no suspects", "gave no figures", "did not say who had paid"]


def test_a_passage_of_the_net_over_two_sentences_is_two_questions() -> None:
    text = "The embassy did not respond. The mayor refused to say who had paid."
    found = _questions(text, Tagged(start=0, end=len(text) - 1, label="undisclosed", score=0.6))
    assert [(question.kind, question.score) for question in found] == [("no_response", 0.6), ("undisclosed", 0.6)]


def test_what_the_net_found_is_not_found_again_by_its_wording() -> None:
    text = "The embassy did not respond."
    (question,) = _questions(text, Tagged(start=0, end=len(text) - 1, label="undisclosed", score=0.6))
    assert (question.kind, question.score) == ("undisclosed", 0.6)


def test_who_says_that_he_would_not_comment_is_the_party_and_not_the_pronoun() -> None:
    text = "The ministry said it would not comment on the list."
    claim = Claim(
        report="r",
        source=(_span(text, "The ministry"),),
        cue=(_span(text, "said"),),
        content=(_span(text, "it would not comment on the list"),),
    )
    (question,) = _questions(text, claims=(claim,))
    assert question.span.text == "it would not comment on the list"
    assert question.party is not None
    assert question.party.text == "The ministry"


def test_a_question_is_about_the_event_told_last_before_it_as_of_publication() -> None:
    text = "Two men were killed. The army did not respond."
    event = Event(report="r", type="kill", trigger=_span(text, "killed"))
    (question,) = _questions(text, events=(event,))
    assert (question.about, question.as_of) == (event.id, "2024-05-10")


@given(st.text(min_size=1), st.integers(0, 80), st.integers(1, 30), st.sampled_from(QUESTION_KINDS))
def test_questions_of_any_text_quote_it(text: str, at: int, length: int, kind: str) -> None:
    start = at % len(text)
    end = min(len(text), start + length)
    claim = Claim(report="r", content=(Span.of(text, start, end),), cue=(Span.of(text, 0, 1),), act="decline")
    questions = _questions(text, Tagged(start=start, end=end, label=kind, score=0.5), claims=(claim,))
    check_spans(text, (span for question in questions for _, span in question.passages()))


@given(
    st.lists(
        st.sampled_from(["did not", "say", "who", "Ada", "comment,", "unclear", "is", "; “", "”", "\n", "no reply"])
    )
)
def test_questions_of_any_run_of_cue_words_quote_it(words: list[str]) -> None:
    text = "X " + " ".join(words)
    questions = _questions(text)
    check_spans(text, (span for question in questions for _, span in question.passages()))
