"""The measures of whole records agree with the contract's own grader on random records, and with a count by hand."""

from types import ModuleType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quality.comparing import COMPARED, compare_records, tally
from quality.measure import Tally
from quality.measure_records import RECORD_MEASURES, RecordScores, score_record

TEXT = "“We go,” he said, and the old ferry: she left at dawn. They say that «it is so», or was, in May."
REPORT = {"id": "r", "text": TEXT}
Record = dict[str, Any]

spans = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.integers(start + 1, min(len(TEXT), start + 25)).map(
        lambda end: {"start": start, "end": end, "text": TEXT[start:end]}
    )
)
roles = st.fixed_dictionaries({"role": st.sampled_from(["agent", "patient"]), "span": spans})
events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["recruit", "enlist"]),
        "trigger": spans,
        "roles": st.lists(roles, max_size=3),
        "factuality": st.sampled_from(["CT+", "U"]),
        "holder": st.sampled_from([None, "c0", "c1"]),
    }
)
times = st.fixed_dictionaries(
    {"span": spans, "value": st.sampled_from(["2020", "PAST_REF"]), "type": st.sampled_from(["DATE", "SET"])}
)
questions = st.fixed_dictionaries({"kind": st.sampled_from(["unclear", "disputed"]), "span": spans})
codes = st.sampled_from(["fraud", "force", "threat"])
elements = st.fixed_dictionaries(
    {
        "code": codes,
        "element": st.just("means"),
        "status": st.sampled_from(["alleged", "denied"]),
        "spans": st.lists(spans, min_size=1, max_size=2),
    }
)
mentions = st.fixed_dictionaries(
    {"span": spans, "type": st.sampled_from(["PER", "GPE"]), "entity": st.sampled_from(["n0", "n1"])}
)
claims = st.lists(spans, min_size=1, max_size=2).map(
    lambda content: {"content": content, "source": [], "cue": [], "relays": [], "act": "state"}
)


def _all(**kinds: st.SearchStrategy[Record]) -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries({name: st.lists(kind, max_size=4) for name, kind in kinds.items()}).map(
        lambda rows: {**rows, "claims": [claim | {"id": f"c{n}"} for n, claim in enumerate(rows["claims"])]}
    )


records = _all(claims=claims, events=events, times=times, questions=questions, elements=elements, mentions=mentions)


@st.composite
def labelled_and_found(draw: st.DrawFn) -> tuple[Record, Record]:
    """Two random records; the second also has some of the first's rows, as they are."""
    labelled, found = draw(records), draw(records)
    for kind, rows in labelled.items():
        found[kind] = found[kind] + [row for row in rows if draw(st.booleans())]
    found["claims"] = [claim | {"id": f"c{n}"} for n, claim in enumerate(found["claims"])]
    return labelled | {"report": REPORT, "entities": []}, found | {"report": REPORT, "entities": []}


@settings(max_examples=300, deadline=None)
@given(both=labelled_and_found())
def test_on_any_records_the_counts_are_those_of_the_contracts_grader(
    grader: ModuleType, both: tuple[Record, Record]
) -> None:
    labelled, found = both
    theirs, _ = grader.grade({"r": labelled}, {"r": found})
    scores = RecordScores()
    score_record(scores, labelled, found)
    names = {
        "event with its type": "event",
        "event role": "role",
        "time found": "time_found",
        "time with its value": "time_value",
        "question": "question",
        "element": "element",
        "name with its type": "name",
        "names of one entity (pairs)": "entity_pairs",
    }
    for name, ours in names.items():
        tally = scores.tallies[ours]
        assert theirs.get(name, (0, 0, 0)) == (tally.right, tally.extra, tally.lost), name
    rates = {
        "factuality": "factuality",
        "event holder": "holder",
        "element status": "element_status",
        "element evidence overlaps": "element_evidence",
    }
    for name, ours in rates.items():
        rate = scores.rates[ours]
        assert theirs.get(name, (0, 0)) == (rate.right, rate.whole), name


@settings(max_examples=200, deadline=None)
@given(both=labelled_and_found())
def test_on_any_records_the_comparisons_are_counted_as_the_measures_count(both: tuple[Record, Record]) -> None:
    scores = RecordScores()
    score_record(scores, *both)
    comparisons = list(compare_records(*both))
    assert {one.kind for one in comparisons} <= set(COMPARED)
    for kind in ("event", "role", "question"):
        whole = Tally()
        for counts in tally(one for one in comparisons if one.kind == kind).values():
            whole.right += counts.right
            whole.extra += counts.extra
            whole.lost += counts.lost
        assert whole == scores.tallies[kind], kind
    for kind in ("factuality", "holder", "status"):
        rate = scores.rates["element_status" if kind == "status" else kind]
        chosen = [one.right for one in comparisons if one.kind == kind]
        assert (sum(chosen), len(chosen)) == (rate.right, rate.whole), kind


def _span(words: str) -> Record:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


def _record(**kinds: list[Record]) -> Record:
    empty = {kind: [] for kind in ("claims", "events", "times", "questions", "elements", "mentions")}
    return {"report": REPORT, **empty, **kinds}


def _event(trigger: str, kind: str = "transport", **more: Any) -> Record:
    rest = {"roles": [], "factuality": "CT+", "holder": None}
    return {"type": kind, "trigger": _span(trigger), **rest, **more}


def _row(labelled: Record, found: Record) -> dict[str, float]:
    scores = RecordScores()
    score_record(scores, labelled, found)
    return scores.row()


def test_an_event_needs_its_type_and_a_touching_trigger() -> None:
    row = _row(
        _record(events=[_event("left"), _event("go")]), _record(events=[_event("she left"), _event("go", "escape")])
    )
    assert row["event_f1"] == 50.0


def test_the_roles_of_an_event_that_is_not_found_are_lost() -> None:
    role = {"role": "patient", "span": _span("ferry")}
    row = _row(_record(events=[_event("left", roles=[role])]), _record(events=[_event("go", roles=[role])]))
    assert row["role_f1"] == 0.0


def test_every_measure_is_in_the_row_and_nothing_scores_nothing() -> None:
    row = _row(_record(), _record())
    assert set(RECORD_MEASURES) <= set(row)
    assert set(row.values()) == {0.0}
