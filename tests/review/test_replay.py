"""How records stand by what persons decided, and what persons put in."""

from __future__ import annotations

from dataclasses import replace

from pier_review import (
    CLOSED,
    DENIED,
    FALK,
    HIRED,
    PIER,
    RECRUITED,
    UNION,
    WARNED,
    claim,
    decide,
    span,
    withdrawn,
)

from onrecord.records import Claim, Decision, Extraction, Reviewed, by_hand
from onrecord.review import replay, weighable


def standing(reviewed: Reviewed) -> dict[str, str]:
    return {mark.record: mark.review for mark in reviewed.marks}


def without(*records: object) -> Extraction:
    """Return the report as other nets read it, which find these no more."""
    return replace(PIER, claims=tuple(c for c in PIER.claims if c not in records), events=())


def test_without_decisions_nothing_is_marked() -> None:
    assert replay(PIER, ()) == Reviewed(report="pier")


def test_a_record_is_accepted_or_rejected_and_stays_as_it_was_found() -> None:
    reviewed = replay(PIER, [decide("accept", CLOSED), decide("reject", DENIED)])
    assert standing(reviewed) == {CLOSED.id: "accepted", DENIED.id: "rejected"}
    assert reviewed.made == ()


def test_a_corrected_record_is_replaced_by_the_person_s_which_has_an_id_of_its_own() -> None:
    right = replace(HIRED, certainty="possible")
    reviewed = replay(PIER, [decide("correct", HIRED, becomes=(right,))])
    (made,) = reviewed.made
    assert made == by_hand(right, "Mira")
    assert made.id != HIRED.id
    assert standing(reviewed) == {HIRED.id: "replaced", made.id: "corrected"}
    assert next(mark for mark in reviewed.marks if mark.record == HIRED.id).instead == (made.id,)


def test_a_correction_to_what_is_there_already_accepts_it() -> None:
    assert standing(replay(PIER, [decide("correct", HIRED, becomes=(HIRED,))])) == {HIRED.id: "accepted"}


def test_an_added_record_stands_beside_the_others() -> None:
    new = claim("the union", "", "two divers were hired")
    reviewed = replay(PIER, [decide("add", becomes=(new,))])
    assert standing(reviewed) == {by_hand(new, "Mira").id: "added"}


def test_what_two_persons_add_alike_is_added_once_and_what_they_add_otherwise_is_disputed() -> None:
    new = claim("the union", "", "two divers were hired")
    alike = replay(PIER, [decide("add", becomes=(new,), by="Mira"), decide("add", becomes=(new,), by="Jon")])
    assert [record.made_by for record in alike.made] == ["person:Mira"]
    other = replay(PIER, [decide("add", becomes=(new,)), decide("add", becomes=(replace(new, act="deny"),), by="Jon")])
    assert {*standing(other).values()} == {"disputed"}
    assert len(other.made) == 2


def test_who_adds_what_the_program_found_in_the_same_place_corrects_it() -> None:
    reviewed = replay(PIER, [decide("add", becomes=(replace(WARNED, act="demand"),))])
    assert standing(reviewed)[WARNED.id] == "replaced"


def test_a_claim_is_split_and_two_are_merged() -> None:
    one, other = claim("the union", "", "denied it"), claim("the union", "", "warned of a strike")
    split = replay(PIER, [decide("split", DENIED, becomes=(one, other))])
    assert sorted(standing(split).values()) == ["corrected", "corrected", "replaced"]
    whole = claim("the union", "denied", "denied it and warned of a strike")
    merged = replay(PIER, [decide("merge", DENIED, WARNED, becomes=(whole,))])
    (made,) = merged.made
    assert standing(merged) == {DENIED.id: "replaced", WARNED.id: "replaced", made.id: "corrected"}


def test_of_one_person_s_decisions_the_last_counts() -> None:
    assert standing(replay(PIER, [decide("reject", CLOSED), decide("accept", CLOSED)])) == {CLOSED.id: "accepted"}


def test_where_two_persons_differ_none_wins() -> None:
    right = replace(HIRED, certainty="possible")
    reviewed = replay(PIER, [decide("correct", HIRED, becomes=(right,)), decide("reject", HIRED, by="Jon")])
    assert standing(reviewed) == {HIRED.id: "disputed"}
    assert reviewed.made == ()
    assert len(reviewed.marks[0].decisions) == 2
    agreed = replay(PIER, [decide("reject", HIRED), decide("reject", HIRED, by="Jon")])
    assert standing(agreed) == {HIRED.id: "rejected"}


def test_a_decision_about_a_correction_is_about_what_was_corrected() -> None:
    first = decide("correct", HIRED, becomes=(replace(HIRED, certainty="possible"),))
    (made,) = first.becomes
    assert standing(replay(PIER, [first, decide("accept", made, by="Jon")])) == {
        HIRED.id: "replaced",
        made.id: "corrected",
    }
    assert standing(replay(PIER, [first, decide("reject", made, by="Jon")])) == {HIRED.id: "disputed"}
    again = replay(PIER, [first, decide("correct", made, becomes=(replace(made, act="allege"),))])
    assert [record.act for record in again.made] == ["allege"]
    assert standing(again)[HIRED.id] == "replaced"


def test_of_a_split_each_part_is_decided_by_itself() -> None:
    first = decide("split", DENIED, becomes=(claim("the union", "", "denied it"), claim("", "", "a strike")))
    one, other = first.becomes
    rejected = decide("reject", one)
    assert [made.id for made in replay(PIER, [first, rejected]).made] == [other.id]
    assert standing(replay(PIER, [first, rejected, decide("reject", other)])) == {DENIED.id: "rejected"}


def test_an_added_record_that_somebody_else_rejects_is_disputed_and_counts_for_nothing() -> None:
    first = decide("add", becomes=(claim("the union", "", "two divers were hired"),))
    (made,) = first.becomes
    reviewed = replay(PIER, [first, decide("reject", made, by="Jon")])
    assert standing(reviewed) == {made.id: "disputed"}
    both = replay(PIER, [first, decide("reject", made, by="Jon"), decide("reject", made)])
    assert standing(both) == {made.id: "rejected"}


def test_a_merge_is_disputed_as_a_whole() -> None:
    whole = claim("the union", "denied", "denied it and warned of a strike")
    reviewed = replay(PIER, [decide("merge", DENIED, WARNED, becomes=(whole,)), decide("accept", WARNED, by="Jon")])
    assert standing(reviewed) == {DENIED.id: "disputed", WARNED.id: "disputed"}


def test_a_merge_that_is_decided_anew_in_part_is_no_merge_any_more() -> None:
    whole = claim("the union", "denied", "denied it and warned of a strike")
    reviewed = replay(PIER, [decide("merge", DENIED, WARNED, becomes=(whole,)), decide("accept", WARNED)])
    assert standing(reviewed) == {DENIED.id: "unreviewed", WARNED.id: "accepted"}


def test_a_note_and_an_asked_look_leave_the_record_as_it_stands() -> None:
    note, look = decide("note", CLOSED, reason="see the port's log"), decide("look", CLOSED, by="Jon")
    (mark,) = replay(PIER, [note, look]).marks
    assert (mark.review, mark.decisions) == ("unreviewed", (note.id, look.id))


def test_what_is_taken_back_counts_as_never_decided() -> None:
    made = decide("correct", HIRED, becomes=(replace(HIRED, act="allege"),))
    kept = decide("reject", CLOSED)
    assert replay(PIER, [withdrawn(made), kept]) == replay(PIER, [kept])


def test_a_decision_about_what_was_taken_back_is_idle_until_it_comes_again() -> None:
    first = decide("add", becomes=(claim("the union", "", "two divers were hired"),))
    on_it = decide("accept", *first.becomes, by="Jon")
    assert replay(PIER, [withdrawn(first), on_it]).idle == (on_it.id,)
    assert replay(PIER, [first, on_it]).idle == ()


def test_a_decision_finds_its_record_by_the_passages_when_other_nets_read_the_report() -> None:
    longer = replace(CLOSED, content=(span("on Monday that the pier was closed"),), made_by="fake-v2")
    again = replace(PIER, claims=(longer, HIRED, DENIED, WARNED))
    assert standing(replay(again, [decide("reject", CLOSED)])) == {longer.id: "rejected"}
    right = replace(CLOSED, act="confirm")
    assert standing(replay(again, [decide("correct", CLOSED, becomes=(right,))]))[longer.id] == "replaced"


def test_an_event_of_another_type_is_not_the_one_that_was_rejected() -> None:
    other = replace(RECRUITED, type="hire_out")
    again = replace(PIER, events=(other,))
    assert standing(replay(again, [decide("reject", RECRUITED)])) == {}
    corrected = decide("correct", RECRUITED, becomes=(replace(RECRUITED, type="employ"),))
    assert standing(replay(again, [corrected]))[other.id] == "replaced"


def test_what_was_accepted_or_corrected_is_put_back_and_what_was_rejected_needs_nothing() -> None:
    lost = without(HIRED, DENIED, WARNED)
    right = replace(DENIED, act="decline")
    accepted, corrected = decide("accept", HIRED), decide("correct", DENIED, becomes=(right,))
    reviewed = replay(lost, [accepted, corrected, decide("reject", WARNED)])
    assert [(made.act, made.made_by) for made in reviewed.made if isinstance(made, Claim)] == [
        ("state", "person:Mira"),
        ("decline", "person:Mira"),
    ]
    assert sorted(standing(reviewed).values()) == ["accepted", "corrected"]


def test_what_two_persons_decided_about_a_lost_record_meets_again() -> None:
    lost = without(HIRED)
    agreed = replay(lost, [decide("accept", HIRED), decide("accept", HIRED, by="Jon")])
    assert len(agreed.made) == 1
    split = replay(lost, [decide("accept", HIRED), decide("reject", HIRED, by="Jon")])
    assert {*standing(split).values()} == {"disputed"}


def test_what_is_put_in_names_only_what_is_there() -> None:
    accepted = decide("accept", HIRED)
    nameless = replace(without(HIRED), entities=())
    (made,) = replay(nameless, [accepted]).made
    assert made.speaker == ""
    assert replay(without(HIRED), [accepted]).made[0].speaker == FALK.id


def test_decisions_about_other_reports_and_sources_are_no_matter() -> None:
    about = Decision(kind="source", target="Pier Courier", verdict="rate", reliability="B", by="Mira")
    elsewhere = replace(decide("reject", CLOSED), report="harbour")
    assert replay(PIER, [about, elsewhere]) == Reviewed(report="pier")


def test_two_decisions_that_put_in_each_other_s_target_end() -> None:
    one, other = by_hand(replace(HIRED, act="ask"), "Mira"), by_hand(replace(HIRED, act="warn"), "Mira")
    circle = [decide("correct", one, becomes=(other,)), decide("correct", other, becomes=(one,))]
    assert len(replay(PIER, circle).idle) == 2


class TestWhatIsWeighed:
    """What of a report counts when the case is weighed."""

    @staticmethod
    def told(*decisions: Decision, of: Extraction = PIER) -> Extraction:
        reviewed = replay(of, decisions)
        own = {"claims": of.claims, "events": of.events, "times": of.times, "entities": of.entities}
        for record in reviewed.made:
            field = {"Claim": "claims", "Event": "events", "Time": "times", "Entity": "entities"}[type(record).__name__]
            own[field] = (*own[field], record)
        return weighable(replace(of, **own), reviewed.marks)

    def test_without_decisions_everything_counts(self) -> None:
        assert self.told() == PIER

    def test_what_a_rejected_claim_held_is_on_the_report_s_own_word(self) -> None:
        told = self.told(decide("reject", HIRED))
        assert HIRED not in told.claims
        assert told.events[0].holder == ""

    def test_what_named_a_replaced_record_names_what_stands_instead(self) -> None:
        right = replace(HIRED, act="allege")
        told = self.told(decide("correct", HIRED, becomes=(right,)))
        (made,) = (one for one in told.claims if one.act == "allege")
        assert told.events[0].holder == made.id
        assert made.speaker == FALK.id

    def test_of_several_that_stand_instead_the_one_with_the_words_is_named(self) -> None:
        parts = (claim("Falk", "", "two divers were hired"), claim("Falk", "", "the union denied it"))
        told = self.told(decide("split", HIRED, becomes=parts))
        (made,) = (one for one in told.claims if one.made_by == "person:Mira" and "divers" in one.content[0].text)
        assert told.events[0].holder == made.id

    def test_mentions_go_to_the_entity_that_several_became(self) -> None:
        one = replace(FALK, name="Ines Falk and the union")
        told = self.told(decide("merge", FALK, UNION, becomes=(one,)))
        assert {mention.entity for mention in told.mentions} == {told.entities[0].id}
        assert {c.speaker for c in told.claims} == {told.entities[0].id}

    def test_of_what_is_disputed_the_program_s_counts(self) -> None:
        told = self.told(
            decide("correct", HIRED, becomes=(replace(HIRED, act="ask"),)), decide("accept", HIRED, by="Jon")
        )
        assert told == PIER
