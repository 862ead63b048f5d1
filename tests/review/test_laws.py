"""Laws of review: for any decisions of any persons about a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pier_review import PIER, TEXT, withdrawn

from onrecord.records import RECORD_FIELDS, Decision, Extraction, Found, Reviewed, Span, by_hand, check_spans, kind_of
from onrecord.review import replay, weighable

_KEPT = ("claims", "events", "times", "entities", "questions", "elements")
_FOUND: tuple[Found, ...] = (*PIER.claims, *PIER.events, *PIER.times, *PIER.entities)
_PERSONS = ("Mira", "Jon", "Ann")


@st.composite
def _changed(draw: st.DrawFn, record: Found) -> Found:
    """Give a record with other words or another value."""
    start = draw(st.integers(0, len(TEXT) - 1))
    words = Span.of(TEXT, start, draw(st.integers(start + 1, min(len(TEXT), start + 40))))
    match kind_of(record):
        case "claim":
            act = draw(st.sampled_from(["state", "deny", "ask"]))
            return draw(st.sampled_from([replace(record, act=act), replace(record, content=(words,), act=act)]))
        case "event":
            return draw(st.sampled_from([replace(record, type="employ"), replace(record, trigger=words)]))
        case "time":
            return replace(record, value=draw(st.sampled_from(["2024-02-05", "2024-02"])))
        case _:
            return draw(st.sampled_from([replace(record, name="Falk"), replace(record, first=words)]))


@st.composite
def logs(draw: st.DrawFn, most: int = 8) -> list[Decision]:
    """Give a log: each decision is about what the program found or what an earlier one put in."""
    known, log = list(_FOUND), list[Decision]()
    for number in range(draw(st.integers(0, most))):
        by, target = draw(st.sampled_from(_PERSONS)), draw(st.sampled_from(known))
        alike = [one for one in known if kind_of(one) == kind_of(target) and one.id != target.id]
        verdicts = ["accept", "reject", "correct", "add", "split", "note", "look", *(["merge"] if alike else [])]
        verdict = draw(st.sampled_from(verdicts))
        others = (draw(st.sampled_from(alike)),) if verdict == "merge" else ()
        count = {"correct": 1, "add": 1, "merge": 1, "split": 2}.get(verdict, 0)
        becomes = tuple(by_hand(draw(_changed(target)), by) for _ in range(count))
        decision = Decision(
            report="pier",
            kind=kind_of(target),
            target="" if verdict == "add" else target.id,
            verdict=verdict,
            others=tuple(one.id for one in others),
            was=() if verdict == "add" else (target, *others),
            becomes=becomes,
            by=by,
            at=f"2024-03-01T10:00:{number:02}Z",
        )
        known += becomes
        log.append(withdrawn(decision) if draw(st.integers(0, 5)) == 0 else decision)
    return log


@st.composite
def readings(draw: st.DrawFn) -> Extraction:
    """Give the report as some nets read it: some records are not found, some go further."""
    claims = tuple(draw(_changed(one)) if draw(st.booleans()) else one for one in PIER.claims)
    kept = {one.id: one for one in claims if draw(st.booleans())}
    entities = tuple(one for one in PIER.entities if draw(st.booleans()))
    return replace(PIER, claims=tuple(kept.values()), entities=entities)


def _with(extraction: Extraction, reviewed: Reviewed) -> Extraction:
    own = {name: list(getattr(extraction, name)) for name in _KEPT}
    fields = dict(zip(("claim", "event", "time", "entity", "question", "element"), _KEPT, strict=True))
    for record in reviewed.made:
        own[fields[kind_of(record)]].append(record)
    return replace(extraction, **{name: tuple(records) for name, records in own.items()})


@given(readings(), logs())
def test_replaying_twice_is_replaying_once(found: Extraction, log: Sequence[Decision]) -> None:
    once = replay(found, log)
    assert replay(found, [*log, *log]) == once
    assert replay(_with(found, once), log) == once


@given(readings(), logs(), st.data())
def test_withdrawing_restores_what_was(found: Extraction, log: Sequence[Decision], data: st.DataObject) -> None:
    if log:
        back = data.draw(st.integers(0, len(log) - 1))
        kept = [one for number, one in enumerate(log) if number != back]
        taken_back = [withdrawn(one) if number == back else one for number, one in enumerate(log)]
        assert replay(found, taken_back) == replay(found, kept)


@given(readings(), logs(), st.randoms(use_true_random=False))
def test_the_order_of_different_persons_decisions_does_not_matter(found, log, random) -> None:
    left = {by: [one for one in log if one.by == by] for by in _PERSONS}
    shuffled: list[Decision] = []
    while any(left.values()):
        shuffled.append(left[random.choice([by for by, own in left.items() if own])].pop(0))
    assert replay(found, shuffled) == replay(found, log)


@given(readings(), logs())
def test_what_persons_put_in_quotes_the_report_and_names_what_is_there(found, log) -> None:
    reviewed = replay(found, log)
    whole = _with(found, reviewed)
    ids = [record.id for record in whole.records()]
    assert len(ids) == len(set(ids))
    for record in reviewed.made:
        check_spans(TEXT, (span for _, span in record.passages()))
        assert record.made_by.startswith("person:")
        assert {name for _, name in record.links()} <= set(ids)


@given(readings(), logs())
def test_every_mark_is_of_a_record_and_names_decisions_in_force(found, log) -> None:
    reviewed = replay(found, log)
    ids = {record.id for record in _with(found, reviewed).records()}
    force = {one.id for one in log if one.in_force}
    for mark in reviewed.marks:
        assert {mark.record, *mark.instead} <= ids
        assert set(mark.decisions) <= force
        assert mark.decisions
    assert {record.id for record in reviewed.made} <= {mark.record for mark in reviewed.marks}


@given(readings(), logs())
def test_what_is_weighed_names_only_what_counts(found, log) -> None:
    reviewed = replay(found, log)
    whole = _with(found, reviewed)
    told = weighable(whole, reviewed.marks)
    before = {record.id for record in whole.records()}
    kept = {record.id: record for name in RECORD_FIELDS for record in getattr(told, name)}
    for record in kept.values():
        assert {name for _, name in record.links()} & before <= kept.keys()
        assert record.id not in {name for _, name in record.links()}


@given(readings(), logs(most=4))
def test_what_a_person_alone_decided_to_stand_stands_whatever_is_found(found, log) -> None:
    mine = [one for one in log if one.by == "Mira" and one.in_force]
    last = mine[-1] if mine else None
    if last and last.verdict in ("correct", "split", "merge", "add") and not replay(found, mine).idle:
        stands = {record.id for record in replay(found, mine).made}
        assert {record.id for record in last.becomes} <= stands | {
            by_hand(one, "Mira").id for one in found.records() if kind_of_or_none(one)
        }


def kind_of_or_none(record: object) -> bool:
    """Return whether a person can decide about it."""
    return type(record).__name__ != "Mention"
