"""Laws of extraction, on any text: with a net that finds something everywhere."""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiny_net import TinyNet

from onrecord.extract import extract, made_by
from onrecord.extract.claims import claims_of
from onrecord.nets import Attributed, Nets
from onrecord.nets.select import keep_best
from onrecord.records import Claim, Report
from onrecord.vocabulary import cue_words

NETS = Nets(TinyNet())
Bounds = tuple[int, int]

# What reports are made of, and what has broken their readers: marks of all styles, breaks, controls, letters in parts.
alphabet = st.one_of(
    st.sampled_from("abcde  \n\n“”„«»‘’\"'.,;:!?—"),
    st.sampled_from(
        ["said ", " that ", "йцу", "हि", "न्दी", "e\u0301", "👩\u200d👧", "❤\ufe0f", "\x00", "\x1b", "\u2028", "\u202e"]
    ),
    st.characters(exclude_categories=["Cs"]),
)
texts = st.lists(alphabet, max_size=150).map("".join)


def _report(text: str, identity: str = "r", language: str = "en") -> Report:
    return Report(id=identity, capture="", sha256="", text=text, language=language)


@settings(max_examples=100, deadline=None)
@given(texts)
@example("“")
@example("“”" * 40)
@example("\n")
@example("a\u0301\u0302 said “हिन्दी”, he said\n“")
def test_every_span_of_every_claim_quotes_the_report(text: str) -> None:
    (extraction,) = extract([_report(text)], NETS)
    extraction.check()
    for claim in extraction.claims:
        assert claim.content
        assert all("\n" not in span.text for span in claim.content)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_claims_of_a_report_do_not_depend_on_the_batch_or_its_order(
    given_texts: list[str], shuffled: random.Random
) -> None:
    reports = [_report(text, f"r{n}") for n, text in enumerate(given_texts)]
    alone = {report.id: extract([report], NETS)[0] for report in reports}
    shuffled.shuffle(reports)
    together = extract(reports, NETS)
    assert [extraction.report for extraction in together] == reports
    assert all(extraction == alone[extraction.report.id] for extraction in together)


bounds = st.tuples(st.integers(0, 82), st.integers(1, 40)).map(lambda b: (b[0], b[0] + b[1]))
passages = st.lists(bounds, max_size=2).map(lambda some: tuple(sorted(some)))
attributions = st.lists(
    st.builds(
        Attributed,
        anchor=st.integers(0, 50),
        source=st.lists(bounds, max_size=1).map(tuple),
        cue=passages,
        content=passages,
        relay=passages,
        channel=passages,
        score=st.floats(0, 1),
    ),
    max_size=8,
)
LONG = (
    "“We said so,” he said.\n“And we say: ‘it is so’ again.\n"
    "“It is, he added that \"nobody\" knew.” Don't ask, she said, or don't."
)


@settings(deadline=None)
@given(attributions)
def test_a_parent_holds_its_child_and_nothing_is_its_own_ancestor(attributed: Sequence[Attributed]) -> None:
    claims = claims_of(_report(LONG), attributed, "net")
    known = {claim.id: claim for claim in claims}
    assert len(known) == len(claims)
    for claim in claims:
        if claim.parent:
            holder = known[claim.parent]
            for span in (*claim.cue, *claim.content):
                assert any(s.start <= span.start and span.end <= s.end for s in holder.content)
            assert _length(holder) > _length(claim)


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)


@settings(deadline=None)
@given(attributions)
def test_claims_come_in_the_order_of_their_first_words(attributed: Sequence[Attributed]) -> None:
    firsts = [min(span.start for _, span in claim.passages()) for claim in claims_of(_report(LONG), attributed, "net")]
    assert firsts == sorted(firsts)


@settings(max_examples=50, deadline=None)
@given(attributions)
def test_the_order_in_which_the_net_finds_does_not_matter(attributed: Sequence[Attributed]) -> None:
    forth = {claim.id for claim in claims_of(_report(LONG), attributed, "net")}
    back = {claim.id for claim in claims_of(_report(LONG), attributed[::-1], "net")}
    assert forth == back


@pytest.mark.parametrize(
    "text",
    [
        "and the mayor said " * 1_250,
        "THE MAYOR SAID THAT “THE BRIDGE” SAID SO. " * 300,
        "word " * 5_000,
        "“" + "we go, he said, " * 600 + "”",
        "“we go\n" * 600,
        "’tis so he said " * 500,
        "said" + " " * 100_000 + "that",
    ],
    ids=["one sentence", "capitals", "no marks", "one quotation", "never closed", "apostrophes", "spaces"],
)
def test_odd_long_texts_give_claims_that_quote_them(text: str) -> None:
    (extraction,) = extract([_report(text)], NETS)
    extraction.check()


def test_ten_times_the_pages_take_about_ten_times_the_steps() -> None:
    page = "“We go,” the mayor said. He believed that it was so.\n"
    steps = []
    for pages in (30, 300):
        found = [one for n in range(pages) for one in _on_page(n * len(page), page)]
        report = _report(page * pages)
        steps.append(_lines_run(lambda: claims_of(report, keep_best(found, 0.0), "net")))  # noqa: B023 - called at once
    assert steps[1] < 15 * steps[0]


def _on_page(at: int, page: str) -> list[Attributed]:
    def passage(words: str) -> tuple[Bounds, ...]:
        start = at + page.index(words)
        return ((start, start + len(words)),)

    return [
        Attributed(
            anchor=at + n, source=passage(who), cue=passage(cue), content=passage(what), relay=(), channel=(), score=0.9
        )
        for n, (who, cue, what) in enumerate((("the mayor", "said", "We go"), ("He", "believed", "it was so")))
    ]


def _lines_run(work: Callable[[], object]) -> int:
    """Count the lines of Python that run: what a clock would measure, the same on every machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_a_report_in_another_language_is_kept_without_claims() -> None:
    report = _report("Le maire a dit que le pont tiendrait.", language="fr")
    (extraction,) = extract([report], NETS)
    assert extraction.report == report
    assert extraction.claims == ()


def test_a_report_of_unknown_language_is_read_as_english() -> None:
    text = "The mayor said that the bridge would hold. " * 3
    claims = extract([_report(text, language="")], NETS)[0].claims
    assert claims
    assert claims == extract([_report(text)], NETS)[0].claims


def test_claims_name_the_net_and_the_rules_that_made_them() -> None:
    (extraction,) = extract([_report("The mayor said that the bridge would hold. " * 3)], NETS)
    assert (
        {claim.made_by for claim in extraction.claims}
        == {made_by(NETS)}
        == {"tiny-v1-00000000+rules-1+cues-1+outlets-1"}
    )


def test_other_cue_words_make_another_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(cue_words(), version="cues-2")
    monkeypatch.setattr("onrecord.extract.claims.cue_words", lambda: newer)
    assert "cues-2" in made_by(NETS).split("+")


def test_other_lists_of_outlets_make_another_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.extract.claims.outlets_version", lambda: "outlets-2")
    assert "outlets-2" in made_by(NETS).split("+")


def test_no_reports_give_no_extractions() -> None:
    assert extract([], NETS) == []
