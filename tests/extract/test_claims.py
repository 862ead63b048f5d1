"""From what a net finds to claims: whole quotations, their kind, exact spans, what is within what."""

import pytest

from onrecord.extract.claims import claims_of
from onrecord.extract.quoting import Quoting, Taken
from onrecord.nets import Attributed
from onrecord.records import Claim, Report

Bounds = tuple[int, int]


def _found(text: str, content: str | tuple[str, ...], cue: str = "", source: str = "", **more: object) -> Attributed:
    def places(words: str | tuple[str, ...]) -> tuple[Bounds, ...]:
        listed = [words] if isinstance(words, str) else words
        return tuple((text.index(one), text.index(one) + len(one)) for one in listed if one)

    fields = {"anchor": text.find(cue), "relay": (), "channel": (), "score": 0.9} | more
    return Attributed(content=places(content), cue=places(cue), source=places(source), **fields)  # type: ignore[arg-type]


def _claims(text: str, *found: Attributed) -> list[Claim]:
    return claims_of(Report(id="r", capture="", sha256="", text=text), found, "net-v1+rules")


def _contents(text: str, *found: Attributed) -> list[list[str]]:
    return [[span.text for span in claim.content] for claim in _claims(text, *found)]


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We go at dawn,” he said.", "We go at dawn", "direct"),
        ('"We go at dawn," he said.', "We go at dawn", "direct"),
        ("‘We don’t know the way’, he said.", "We don’t know the way", "direct"),
        ("He said they would go at dawn.", "they would go at dawn", "indirect"),
        ("He said they would “go at dawn”.", "they would “go at dawn", "mixed"),
        ("He said the “guards” would go at dawn.", "the “guards” would go at dawn", "mixed"),
        ("He said the soldiers' way wasn't theirs.", "the soldiers' way wasn't theirs", "indirect"),
    ],
)
def test_the_kind_of_quotation_is_read_off_the_marks(text: str, content: str, kind: str) -> None:
    cue = "said"
    (claim,) = _claims(text, _found(text, content, cue))
    assert claim.quotation == kind


def test_a_content_interrupted_by_its_cue_is_direct_in_both_parts() -> None:
    text = "“We go,” he said, “at dawn.”"
    (claim,) = _claims(text, _found(text, ("We go", "at dawn."), "said", "he"))
    assert claim.quotation == "direct"
    assert [span.text for span in claim.content] == ["We go", "at dawn."]


def test_marks_around_the_cue_too_say_nothing_of_the_claim_within() -> None:
    text = "“The guide said the pass was closed,” Ada wrote."
    outer = _found(text, "The guide said the pass was closed", "wrote", "Ada")
    inner = _found(text, "the pass was closed", "said", "The guide")
    assert [claim.quotation for claim in _claims(text, outer, inner)] == ["direct", "indirect"]


def test_a_quotation_within_that_quotation_is_still_one() -> None:
    text = "“The guide said ‘turn back now’ to us,” Ada wrote."
    (claim,) = _claims(text, _found(text, "turn back now", "said", "The guide"))
    assert claim.quotation == "direct"


def test_content_that_nearly_fills_a_quotation_is_taken_to_its_edges() -> None:
    text = "“Friends, we all go home at dawn tomorrow,” he said."
    assert _contents(text, _found(text, "we all go home at dawn tomorrow", "said")) == [
        ["Friends, we all go home at dawn tomorrow"]
    ]


def test_content_that_is_a_small_part_of_a_quotation_stays_as_it_is() -> None:
    text = "“I was told to wait here. So I waited and nobody came, not even a dog,” he said."
    assert _contents(text, _found(text, "wait here", "told")) == [["wait here"]]


def test_a_quotation_is_not_taken_over_words_of_another_claim() -> None:
    text = "“We all go home at dawn tomorrow, and he knows the way,” Ada said."
    first = _found(text, "We all go home at dawn tomorrow", "said", "Ada")
    second = _found(text, "the way", "knows", "he")
    assert ["We all go home at dawn tomorrow"] in _contents(text, first, second)


def test_a_quotation_that_runs_on_is_followed_over_its_paragraphs() -> None:
    text = "He said: “We went first.\n“Then they came.\n\n“Then we ran.” That was all."
    assert _contents(text, _found(text, "We went first.", "said", "He")) == [
        ["We went first.", "Then they came.", "Then we ran."]
    ]


def test_running_on_ends_where_another_claim_begins() -> None:
    text = "He said: “We went first.\n“They told us to stop.”"
    other = _found(text, "to stop", "told", "They")
    assert ["We went first."] in _contents(text, _found(text, "We went first.", "said", "He"), other)


def test_the_next_paragraphs_quotation_is_left_alone_when_this_one_was_closed() -> None:
    text = "He said: “We went first.”\n“Then they came,” she said."
    assert _contents(text, _found(text, "We went first.", "said", "He")) == [["We went first."]]


def test_a_quotation_that_is_never_closed_ends_with_the_text() -> None:
    text = "He said: “We went first and they came after"
    assert _contents(text, _found(text, "We went first", "said", "He")) == [["We went first"]]


def test_an_unclosed_apostrophe_before_a_quotation_does_not_hide_it() -> None:
    text = "In the '90s, he said, “we all go home at dawn.”"
    assert _contents(text, _found(text, "we all go home at", "said")) == [["we all go home at dawn."]]


def test_content_over_a_paragraph_break_is_cut_there_and_its_marks_are_outside() -> None:
    text = "He said “we went.” \n \n “They came.”"
    span = (text.index("we"), text.index(".”", 20))
    one = Attributed(anchor=0, source=(), cue=((3, 7),), content=(span,), relay=(), channel=(), score=0.9)
    assert _contents(text, one) == [["we went.", "They came"]]


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ("that the pass was closed", "the pass was closed"),
        ("That \n the pass was closed", "the pass was closed"),
        ("that", "that"),
        ("thatch was burning", "thatch was burning"),
    ],
)
def test_a_leading_that_is_outside_the_content(content: str, left: str) -> None:
    text = f"He said {content}."
    assert _contents(text, _found(text, content, "said"))[0][-1] == left


def test_spans_end_with_the_marks_of_their_last_letter() -> None:
    text = "He said cafe\u0301 ❤\ufe0f"
    assert _contents(text, _found(text, "cafe", "said")) == [["cafe\u0301"]]
    assert _contents(text, _found(text, "❤", "said")) == [["❤\ufe0f"]]


def test_places_count_code_points_whatever_the_script() -> None:
    text = "🙂 Глава сказал “हिन्दी” 👩\u200d👧."
    (claim,) = _claims(text, _found(text, "हिन्दी", "сказал", "Глава"))
    assert (claim.source[0].start, claim.source[0].text) == (2, "Глава")
    assert claim.content[0].text == "हिन्दी"


def test_a_claim_within_a_claim_within_a_claim_has_the_innermost_parent() -> None:
    text = "Ada wrote that the guide said that he believed it was safe."
    outer = _found(text, "the guide said that he believed it was safe", "wrote", "Ada")
    middle = _found(text, "he believed it was safe", "said", "the guide")
    inner = _found(text, "it was safe", "believed", "he")
    first, second, third = _claims(text, inner, outer, middle)
    assert (first.parent, second.parent, third.parent) == ("", first.id, second.id)


def test_two_cues_with_one_content_are_not_each_others_parents() -> None:
    text = "He said and repeated it was safe."
    claims = _claims(text, _found(text, "it was safe", "said"), _found(text, "it was safe", "repeated"))
    assert [claim.parent for claim in claims] == ["", ""]


def test_what_is_found_twice_is_one_claim() -> None:
    text = "He said it was safe."
    assert len(_claims(text, _found(text, "it was safe", "said"), _found(text, "it was safe", "said"))) == 1


def test_relays_channel_score_and_maker_are_kept() -> None:
    text = "Ada told Reuters by mail it was safe."
    relay, channel = ((9, 16),), ((17, 24),)
    (claim,) = _claims(text, _found(text, "it was safe", "told", "Ada", relay=relay, channel=channel, score=0.81239))
    assert [span.text for span in claim.relays] == ["Reuters"]
    assert [span.text for span in claim.channel] == ["by mail"]
    assert (claim.score, claim.made_by) == (0.8124, "net-v1+rules")


def test_a_content_of_spaces_alone_is_no_claim() -> None:
    text = "He said \n \n nothing"
    one = Attributed(anchor=0, source=(), cue=((3, 7),), content=((8, 11),), relay=(), channel=(), score=0.9)
    assert _claims(text, one) == []


def test_passages_are_found_by_place() -> None:
    taken = Taken([(0, 50), (10, 20), (30, 35)])
    assert list(taken.within(5, 35)) == [(10, 20), (30, 35)]
    assert taken.touches(40, 45)
    assert not taken.touches(50, 60)
    assert not Taken([]).touches(0, 9)


def test_a_text_without_quotations_has_indirect_claims_only() -> None:
    assert Quoting("He said it was safe.").kind([(8, 19)], [(3, 7)]) == "indirect"


def test_a_source_of_which_only_the_article_was_seen_is_completed() -> None:
    text = "The statement named nobody and said the men were home."
    lone = _found(text, "the men were home", "said", "The")
    assert [span.text for claim in _claims(text, lone) for span in claim.source] == ["The statement"]


def test_a_source_cut_to_its_article_is_the_one_another_claim_has_there() -> None:
    text = "The army spokesman named nobody and said the men were home."
    whole = _found(text, "nobody", "named", "The army spokesman")
    lone = _found(text, "the men were home", "said", "The")
    assert {span.text for claim in _claims(text, whole, lone) for span in claim.source} == {"The army spokesman"}


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("He said they lay “in a bread bag”.", "they lay “in a bread bag", "they lay “in a bread bag”"),
        ("He said “guards” were there.", "guards” were there", "“guards” were there"),
        ("“We go at dawn,” he said.", "We go at dawn", "We go at dawn"),
    ],
)
def test_a_quotation_within_a_content_keeps_both_its_marks(text: str, content: str, whole: str) -> None:
    assert _contents(text, _found(text, content, "said")) == [[whole]]


@pytest.mark.parametrize("speaker", ["MRS ORUN", "Mr Orun (Harbour)"])
def test_what_stands_behind_a_speakers_name_and_a_colon_is_direct(speaker: str) -> None:
    text = f"{speaker}: We go at dawn."
    (claim,) = _claims(text, _found(text, "We go at dawn.", source="ORUN" if "ORUN" in speaker else "Mr Orun"))
    assert claim.quotation == "direct"
