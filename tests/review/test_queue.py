"""What comes first in the queue, and why."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.review import Speaking, queue, stakes
from onrecord.review.queue import Asked, Clashing, Doubtful, Joining, Resting

RESTING = Resting(
    kind="claim",
    record="claim-1",
    report="pier",
    score=0.9,
    finding="finding-1",
    standing="repeated",
    supports=True,
    reports=4,
    alike=4,
    turns=False,
    worth=0.05,
)


def codes(queued) -> list[str]:
    return [reason.code for reason in queued.reasons]


def test_what_persons_differ_about_or_ask_for_comes_before_all() -> None:
    heavy = replace(RESTING, worth=50.0)
    differ = Asked(kind="event", record="event-1", report="pier", by=("Jon", "Mira"), disputed=True)
    look = Asked(kind="claim", record="claim-2", report="pier", by=("Jon",), disputed=False, said="is it Falk?")
    assert [(one.record, codes(one)) for one in queue([heavy, look, differ])] == [
        ("claim-2", ["look"]),
        ("event-1", ["disputed"]),
        ("claim-1", ["rests"]),
    ]


def test_what_several_findings_rest_on_is_worth_their_sum_and_is_named_once() -> None:
    other = replace(RESTING, finding="finding-2", standing="contradicted", worth=0.5)
    (one,) = queue([RESTING, other, Doubtful(kind="claim", record="claim-1", report="pier", score=0.4)])
    assert (one.worth, one.finding, codes(one)) == (0.55, "finding-2", ["contested", "rests"])


def test_who_stands_alone_against_or_for_what_reports_say_is_told_so() -> None:
    alone = replace(RESTING, turns=True, standing="denied", supports=False, score=0.6)
    assert codes(queue([alone])[0]) == ["alone_against", "unsure"]
    assert codes(queue([replace(alone, supports=True)])[0]) == ["alone_for", "unsure"]
    assert codes(queue([replace(alone, standing="corroborated", supports=True, score=0.9)])[0]) == ["one_of_two"]


def test_a_weak_join_of_many_reports_weighs_more_than_one_of_few() -> None:
    few = Joining(a="entity-1", b="entity-2", report="pier", score=0.6, joined=True, reports=2)
    many = replace(few, a="entity-3", reports=20)
    kept_apart = replace(few, a="entity-4", joined=False, score=0.45)
    found = queue([few, many, kept_apart])
    assert [(one.record, round(one.worth, 2), codes(one)) for one in found] == [
        ("entity-3", 4.0, ["weak_identity"]),
        ("entity-4", 0.45, ["near_identity"]),
        ("entity-1", 0.4, ["weak_identity"]),
    ]


def test_a_weak_conflict_and_a_doubtful_record_come_with_their_scores() -> None:
    clash = Clashing(relation="relation-1", report="pier", slot="number", score=0.34)
    doubt = Doubtful(kind="element", record="element-1", report="pier", score=0.4)
    found = queue([doubt, clash])
    assert [(one.kind, one.reasons[0].code, one.reasons[0].score) for one in found] == [
        ("relation", "weak_conflict", 0.34),
        ("element", "unsure", 0.4),
    ]
    assert len(queue([doubt, clash], 1)) == 1


_CANDIDATES = st.one_of(
    st.builds(
        replace,
        st.just(RESTING),
        record=st.sampled_from(["claim-1", "claim-2"]),
        finding=st.sampled_from(["finding-1", "finding-2"]),
        worth=st.floats(0, 9),
        standing=st.sampled_from(["denied", "single", "corroborated"]),
        turns=st.booleans(),
    ),
    st.builds(
        Asked,
        kind=st.just("claim"),
        record=st.sampled_from(["claim-1", "claim-3"]),
        report=st.just("pier"),
        by=st.just(("Jon",)),
        disputed=st.booleans(),
    ),
)


@given(st.lists(_CANDIDATES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing_of_what_is_queued(candidates, random) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)
    one, other = queue(candidates), queue(shuffled)
    assert [(x.record, x.asked, set(x.reasons)) for x in one] == [(x.record, x.asked, set(x.reasons)) for x in other]
    assert [x.record for x in one] == list(dict.fromkeys(x.record for x in one))


class TestStakes:
    """What rests on a record in a finding."""

    FOR = Speaking("claim-1", "pier", supports=True, origin="port", score=0.9)
    ALSO = Speaking("claim-2", "quay", supports=True, origin="union", score=0.6)
    AGAINST = Speaking("claim-3", "mole", supports=False, origin="", score=0.8)

    def turning(self, standing: str, origins: int, *voices: Speaking) -> dict[str, bool]:
        return {stake.record: stake.turns for stake in stakes(standing, origins, voices)}

    def test_the_only_one_against_turns_what_two_say(self) -> None:
        turning = self.turning("contradicted", 2, self.FOR, self.ALSO, self.AGAINST)
        assert turning == {"claim-1": False, "claim-2": False, "claim-3": True}

    def test_each_of_two_origins_turns_a_corroboration_and_one_of_three_does_not(self) -> None:
        assert set(self.turning("corroborated", 2, self.FOR, self.ALSO).values()) == {True}
        again = Speaking("claim-4", "mole", supports=True, origin="port", score=0.9)
        assert self.turning("corroborated", 2, self.FOR, self.ALSO, again)["claim-1"] is False
        assert set(self.turning("corroborated", 3, self.FOR, self.ALSO).values()) == {False}

    def test_doubt_and_reports_weigh_and_the_surest_net_is_doubted_a_little(self) -> None:
        found = {stake.record: stake.worth for stake in stakes("corroborated", 2, (self.FOR, self.ALSO))}
        assert found == {"claim-1": 0.2, "claim-2": 0.8}
        (sure,) = stakes("single", 1, [Speaking("claim-1", "pier", supports=True, origin="", score=1.0)])
        assert sure.worth == 0.01

    def test_a_sentence_in_the_report_s_own_voice_is_nobody_s_record(self) -> None:
        assert list(stakes("single", 1, [Speaking("", "pier", supports=True, origin="", score=1.0)])) == []
