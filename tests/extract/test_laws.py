"""Laws of extraction, on any text: with a net that finds something everywhere."""

import random
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_net import TinyReader

from onrecord.extract import extract, made_by
from onrecord.extract.claims import claims_of
from onrecord.nets import Attributed, Nets
from onrecord.nets.select import keep_best
from onrecord.records import Claim, Report
from onrecord.vocabulary import vocabulary_version

NETS = Nets(TinyReader())
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


FIELDS = {"claim": "claims", "event": "events", "time": "times", "entity": "entities", "mention": "mentions",
          "question": "questions", "element": "elements"}  # fmt: skip
TOLD = (
    "On Tuesday the mayor of Cuba said that two men were arrested in May, he said so.\n"
    "“We go,” Ada Byron said, and the bridge it is: they went to Mali so that he was arrested.\n"
) * 3


def _report(text: str, identity: str = "r", language: str = "en", published: str = "") -> Report:
    return Report(id=identity, capture="", sha256="", text=text, language=language, published=published)


hostile = pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "\n",
        "“”" * 40,
        "a\u0301\u0302 said “हिन्दी”, he said\n“",
        "\x00\x1b[31m said that \u202e it is so\u2028",
        "He was arrested " + "(and " * 60 + "he said so",
        "1/2/3/4/5 00:00:00 99-99-9999 31 February 2023, 1e9 o’clock",
        "<script>said</script> {{ that }} %s '; DROP TABLE claims; --",
        "ﷺ said 𝕬𝖓𝖓 that İstanbul ß ﬁ",
    ],
)


@hostile
def test_no_text_breaks_the_extraction(text: str) -> None:
    (extraction,) = extract([_report(text, published="2023-09-07")], NETS)
    extraction.check()


@settings(max_examples=80, deadline=None)
@given(texts)
def test_every_span_of_every_record_quotes_the_report(text: str) -> None:
    (extraction,) = extract([_report(text)], NETS)
    extraction.check()
    assert all(claim.content for claim in extraction.claims)
    assert all(element.spans for element in extraction.elements)
    assert all("\n" not in span.text for claim in extraction.claims for span in claim.content)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_no_two_records_have_one_id(text: str) -> None:
    (extraction,) = extract([_report(text)], NETS)
    ids = [record.id for record in extraction.records()]
    assert len(set(ids)) == len(ids)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_links_point_to_records_of_the_same_extraction(text: str) -> None:
    (extraction,) = extract([_report(text)], NETS)
    known = {kind: {record.id for record in getattr(extraction, name)} for kind, name in FIELDS.items()}
    for record in extraction.records():
        for kind, identity in record.links():
            assert identity in known[kind]


@settings(max_examples=40, deadline=None)
@given(texts)
def test_every_score_is_a_share(text: str) -> None:
    (extraction,) = extract([_report(text)], NETS)
    scored = (*extraction.claims, *extraction.events, *extraction.mentions, *extraction.questions, *extraction.elements)
    assert all(0 <= record.score <= 1 for record in scored)


def test_the_net_without_weights_gives_records_of_each_kind_so_that_these_laws_are_not_empty() -> None:
    (extraction,) = extract([_report(TOLD, published="2023-09-07")], NETS)
    assert all(getattr(extraction, name) for name in FIELDS.values())
    assert {kind for record in extraction.records() for kind, _ in record.links()} >= {"claim", "event", "entity"}


@settings(max_examples=30, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_records_of_a_report_do_not_depend_on_the_batch_or_its_order(
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
        "and the mayor said " * 400,
        "THE MAYOR SAID THAT “THE BRIDGE” SAID SO. " * 100,
        "word " * 5_000,
        "“" + "we go, he said, " * 200 + "”",
        "“we go\n" * 300,
        "’tis so he said " * 200,
        "said" + " " * 100_000 + "that",
    ],
    ids=["one sentence", "capitals", "no marks", "one quotation", "never closed", "apostrophes", "spaces"],
)
def test_odd_long_texts_give_records_that_quote_them(text: str) -> None:
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


def test_a_report_in_another_language_is_kept_without_records() -> None:
    report = _report("Le maire a dit que le pont tiendrait.", language="fr")
    (extraction,) = extract([report], NETS)
    assert extraction.report == report
    assert list(extraction.records()) == []


def test_a_report_of_unknown_language_is_read_as_english() -> None:
    text = "The mayor said that the bridge would hold. " * 3
    unknown, known = (list(extract([_report(text, language=name)], NETS)[0].records()) for name in ("", "en"))
    assert unknown
    assert unknown == known


def test_records_name_the_net_the_rules_and_the_vocabulary_that_made_them() -> None:
    (extraction,) = extract([_report(TOLD)], NETS)
    assert {record.made_by for record in (*extraction.claims, *extraction.events, *extraction.elements)} == {
        made_by(NETS)
    }
    net, rules, vocabulary = made_by(NETS).split("+")
    assert net == NETS.reader.name
    assert rules.startswith("rules-")
    assert vocabulary == vocabulary_version()


def test_another_vocabulary_makes_another_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.extract.vocabulary_version", lambda: "vocabulary-of-tomorrow")
    assert made_by(NETS).endswith("+vocabulary-of-tomorrow")


def test_no_reports_give_no_extractions() -> None:
    assert extract([], NETS) == []
