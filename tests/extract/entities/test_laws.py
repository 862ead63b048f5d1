"""Whatever the text and the names: spans quote it, names do not overlap, the order of input does not matter."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.entities import Named, entities_of
from onrecord.records import Claim, Report, Span, check_spans
from onrecord.records.entity import ENTITY_TYPES

_WORDS = st.sampled_from(
    [
        "Ivan",
        "Petrov",
        "the",
        "minister,",
        "Mr",
        "he",
        "said",
        "who",
        "Cuba's",
        "Cuban",
        "Moscow",
        "(CBI)",
        "Дом",
        "é",
        "\n",
    ]
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=40).map(" ".join))
_NAMES = st.lists(
    st.builds(
        Named,
        st.integers(0, 90),
        st.integers(0, 90),
        st.sampled_from(ENTITY_TYPES),
        st.floats(0, 1, allow_nan=False),
    ),
    max_size=12,
)
_SOURCES = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12), st.integers(0, 80)), max_size=6)


def _claims(text: str, places: list[tuple[int, int, int]]) -> list[Claim]:
    spans = [
        (Span.of(text, at, min(len(text), at + size)), Span.of(text, other, len(text)))
        for at, size, other in places
        if at < len(text) and other < len(text)
    ]
    return [Claim(report="r", source=(source,), content=(content,)) for source, content in spans]


@given(_TEXTS, _NAMES, _SOURCES)
def test_every_mention_quotes_the_report_and_belongs_to_an_entity(text, named, places) -> None:
    claims = _claims(text, places)
    found = entities_of(Report(id="r", capture="", sha256="", text=text), named, claims)
    check_spans(text, (m.span for m in found.mentions))
    ids = {e.id for e in found.entities}
    assert {m.entity for m in found.mentions} == ids
    assert {found.speaker_of(claim) for claim in claims} <= ids | {""}
    assert sum(e.mentions for e in found.entities) == len(found.mentions)


@given(_TEXTS, _NAMES)
def test_no_two_names_share_a_code_point(text, named) -> None:
    found = entities_of(Report(id="r", capture="", sha256="", text=text), named, [])
    spans = sorted((m.span.start, m.span.end) for m in found.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(_TEXTS, _NAMES)
def test_the_order_of_the_names_does_not_matter(text, named) -> None:
    report = Report(id="r", capture="", sha256="", text=text)
    assert entities_of(report, named, []).mentions == entities_of(report, named[::-1], []).mentions
