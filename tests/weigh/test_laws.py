"""Laws of weighing, on small invented cases: order changes nothing, a copy raises nothing, everything is quoted."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from invented import Said, copied_relations, copy_of, related, telling

from onrecord.records import Finding, Relation, Side
from onrecord.sentences import passages
from onrecord.weigh import Telling, Weighed, alone, weigh

SENTENCES = (
    ("Khatri", "ten people were arrested in Varadero"),
    ("A senior official", "a ring sent 40 men to Tver"),
    ("Rosa Arbelo", "her son came home in June"),
    ("The firm", "nobody was recruited"),
)
STRONG = {"single": 0, "repeated": 0, "contradicted": 0, "denied": 0, "retracted": 0, "corroborated": 1}
ACTS = ("state", "deny", "allege")


@st.composite
def reports(draw: st.DrawFn) -> list[Telling]:
    """Reports of two to four claims each, on the word of speakers some of whom are the same people."""
    told = []
    for number in range(draw(st.integers(2, 5))):
        chosen = draw(st.lists(st.sampled_from(range(len(SENTENCES))), min_size=1, max_size=4, unique=True))
        said = []
        for place in chosen:
            source, content = SENTENCES[place]
            who = draw(st.sampled_from(("", source.lower(), f"{source.lower()}-{number}")))
            act = draw(st.sampled_from(ACTS))
            certainty = draw(st.sampled_from(("certain", "certain", "possible")))
            said.append(Said(source, f"{content} as seen by {number}", who=who, act=act, certainty=certainty))
        text = " ".join(f"{one.source} said {one.content}." for one in said)
        day = draw(st.sampled_from(("", "2023-09-05", "2023-09-06")))
        told.append(telling(f"r{number}", text, *said, publisher=f"Outlet {number % 3}", published=day))
    return told


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Telling], list[Relation]]:
    """Reports with relations between some of their claims."""
    told = draw(reports())
    sides = [(one, claim.content[0].text) for one in told for claim in one.claims]
    pairs = [(a, b) for n, a in enumerate(sides) for b in sides[n + 1 :] if a[0].report != b[0].report]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=10, unique_by=str)) if pairs else []
    relations = [
        related(
            *pair,
            relation=(kind := draw(st.sampled_from(("same", "same", "same", "conflict", "update")))),
            shared=draw(st.sampled_from((0.0, 0.3, 0.8))),
            slot=draw(st.sampled_from(("number", "stance"))) if kind == "conflict" else "",
            answers=kind == "update",
            score=draw(st.sampled_from((0.6, 0.8, 0.95))),
        )
        for pair in chosen
    ]
    return told, relations


def _sides(weighed: Weighed) -> Iterator[Side]:
    for finding in weighed.findings:
        yield finding.proposition
        yield from (voice.side for voice in finding.voices)
        yield from (value.side for difference in finding.differences for value in difference.values)
        yield from finding.updates
    for origin in weighed.origins:
        yield from origin.words
    for answer in weighed.answers:
        yield answer.side


@given(cases(), st.randoms(use_true_random=False))
def test_neither_the_order_of_reports_nor_that_of_relations_changes_anything(case, random):
    told, relations = case
    before = weigh(told, relations)
    told, relations = list(told), list(relations)
    random.shuffle(told)
    random.shuffle(relations)
    assert weigh(told, relations) == before


@given(cases())
def test_everything_that_is_shown_quotes_its_report(case):
    told, relations = case
    texts = {one.report: one.text for one in told}
    weighed = weigh(told, relations)
    heard = {voice.record for finding in weighed.findings for voice in finding.voices}
    singles = tuple(finding for one in told for finding in alone(one, heard))
    for side in (*_sides(weighed), *(finding.proposition for finding in singles)):
        assert texts[side.report][side.span.start : side.span.end] == side.span.text


def _of(findings: tuple[Finding, ...], record: str) -> list[Finding]:
    return [one for one in findings if any(v.record == record and v.stance == "supports" for v in one.voices)]


@given(cases(), st.data())
def test_a_copy_raises_no_standing_and_no_number_of_origins(case, data):
    told, relations = case
    original = data.draw(st.sampled_from(told))
    day = data.draw(st.sampled_from(("", "2023-09-01", "2023-09-09")))
    copy = copy_of(original, data.draw(st.sampled_from(("a-copy", "z-copy"))), "The Mirror", day)
    mirrored = [_mirrored(one, original.report, copy.report) for one in relations] if data.draw(st.booleans()) else []
    joined = copied_relations(original, copy, passages(original.text))
    before, after = weigh(told, relations), weigh([*told, copy], [*relations, *joined, *mirrored])
    for record in (claim.id for one in told for claim in one.claims):
        was, now = _of(before.findings, record), _of(after.findings, record)
        assert max(map(_strength, now), default=0) <= max(map(_strength, was), default=0)
        origins = [max((one.independent_origins for one in found), default=1) for found in (was, now)]
        assert origins[1] <= max(1, origins[0])


def _strength(finding: Finding) -> int:
    return STRONG[finding.standing]


def _mirrored(relation: Relation, report: str, copy: str) -> Relation:
    """Return a relation of a report as its copy has it, or as it is."""
    sides = [Side(report=copy, span=side.span) if side.report == report else side for side in relation.sides()]
    return Relation(
        a=sides[0],
        b=sides[1],
        relation=relation.relation,
        slot=relation.slot,
        score=relation.score,
        shared=relation.shared,
        answers=relation.answers,
    )


@given(cases())
def test_what_is_counted_are_the_origins_that_the_supporting_voices_name(case):
    for finding in weigh(*case).findings:
        supporting = [voice for voice in finding.voices if voice.stance == "supports"]
        assert finding.independent_origins == len({voice.origin for voice in supporting} - {""})
        assert finding.untold == sum(not voice.origin for voice in supporting)


@given(cases())
def test_every_claim_is_in_a_finding_once_it_supports_or_alone(case):
    told, relations = case
    findings = weigh(told, relations).findings
    heard = {voice.record for finding in findings for voice in finding.voices}
    lone = [voice.record for one in told for finding in alone(one, heard) for voice in finding.voices]
    assert sorted(heard | set(lone)) == sorted({claim.id for one in told for claim in one.claims})
    assert not heard & set(lone)
