"""What the passages of a finding rest on, and why they count as one; outlets and boats are invented."""

from desk_findings import finding_of, side, voice, whole_of

from onrecord.desk.resting import resting
from onrecord.records import Origin, Relation

MAYOR = "the mayor"
PASSAGES = [voice(name, "14 boats left", source="The mayor", origin=MAYOR) for name in "abc"]


def reasons(whole):
    return [[reason.kind for reason in one.reasons] for one in resting(whole)]


def test_passages_of_one_origin_stand_together_and_count_once():
    (one,) = resting(whole_of(finding_of(*PASSAGES)))
    assert (one.name, one.reports, one.counted) == (MAYOR, ("a", "b", "c"), True)


def test_what_supports_it_comes_first_and_what_cannot_be_told_last():
    denial = voice("a", "no boat left", "contradicts", origin="the ministry", start=20)
    untold = voice("b", "boats left", start=20)
    found = resting(whole_of(finding_of(denial, untold, PASSAGES[2])))
    assert [(one.name, one.counted) for one in found] == [(MAYOR, True), ("the ministry", False), ("", False)]


def test_one_source_is_a_reason_and_a_pronoun_is_none():
    (reason,) = resting(whole_of(finding_of(*PASSAGES)))[0].reasons
    assert (reason.kind, reason.words, reason.reports) == ("same_source", "The mayor", ("a", "b", "c"))
    pronouns = [voice(name, "14 boats left", source="He", origin="He") for name in "ab"]
    assert reasons(whole_of(finding_of(*pronouns))) == [[]]


def test_copies_are_a_reason_for_the_reports_that_are_in_the_finding():
    copied = Origin(name="Courier a, 2023-05-01", kind="copy", reports=("a", "b", "z"))
    bare = [voice(name, "14 boats left", origin="Courier a, 2023-05-01") for name in "abc"]
    (one,) = resting(whole_of(finding_of(*bare), origins=(copied,)))
    assert [(reason.kind, reason.origin, reason.reports) for reason in one.reasons] == [("copy", copied, ("a", "b"))]
    assert one.own == "a"


def test_a_statement_is_a_reason_where_its_words_are_passages_of_the_finding():
    told = Origin(name=MAYOR, kind="same_statement", reports=("a", "b"), words=(PASSAGES[0].side, PASSAGES[1].side))
    elsewhere = Origin(name=MAYOR, kind="same_statement", reports=("a", "b"), words=(side("a", "x"), side("b", "x")))
    unnamed = [voice(name, "14 boats left", origin=MAYOR) for name in "ab"]
    assert reasons(whole_of(finding_of(*unnamed), origins=(told, elsewhere))) == [["same_statement"]]


def test_an_outlets_own_reporting_is_a_reason():
    whole = whole_of(finding_of(*(voice(name, "14 boats left", origin="Courier a, 2023-05-01") for name in "ab")))
    rows = {**whole.reports, "b": whole.reports["a"]}
    assert reasons(whole_of(whole.row.finding, reports=rows)) == [["own_reporting"]]


def test_where_nothing_else_tells_the_words_of_two_passages_do():
    unnamed = [voice(name, "14 boats left", origin=MAYOR) for name in "ab"]
    tied = Relation(a=unnamed[0].side, b=unnamed[1].side, relation="same", shared=0.9)
    (one,) = resting(whole_of(finding_of(*unnamed), relations=(tied,)))
    assert [(reason.kind, reason.score) for reason in one.reasons] == [("passed_on", 0.9)]


def test_one_report_alone_needs_no_reason():
    assert reasons(whole_of(finding_of(PASSAGES[0]))) == [[]]
