"""Readings side by side; the boats and all who count them are invented."""

from dataclasses import replace

from desk_findings import finding_of, number, side, voice

from onrecord.desk.side_by_side import MOST_COLUMNS, MOST_IN_LINE, MOST_SAID, briefs, contests
from onrecord.records import Difference, SlotValue

FEW, MANY = voice("a", "14 boats left", source="the mayor"), voice("b", "40 boats left", "contradicts")


def differing(finding, slot, *values):
    return replace(finding, differences=(Difference(slot=slot, values=values),))


def test_each_reading_has_the_passages_that_give_it_and_on_whose_word():
    again = voice("c", "there were 14 boats")
    (contest,) = contests(
        finding_of(FEW, MANY, again, figures=(number(MANY, "40"), number(FEW, "14"), number(again, "14")))
    )
    assert contest.slot == "number"
    assert [column.value for column in contest.columns] == ["14", "40"]
    assert [(said.side, said.source) for said in contest.columns[0].said] == [(FEW.side, "the mayor"), (again.side, "")]


def test_whether_it_is_so_is_set_side_by_side_by_who_says_so_and_who_does_not():
    values = [SlotValue(value=one.side.span.text, side=one.side) for one in (MANY, FEW)]
    (contest,) = contests(differing(finding_of(FEW, MANY), "stance", *values))
    assert [(column.stance, column.value) for column in contest.columns] == [("supports", ""), ("contradicts", "")]


def test_a_passage_that_is_the_value_itself_is_not_told_twice():
    (contest,) = contests(
        differing(finding_of(FEW, MANY), "number", number(MANY, "40"), SlotValue(value="14 boats left", side=FEW.side))
    )
    assert [column.value for column in contest.columns] == ["", "40"]


def test_many_readings_and_many_passages_are_cut_and_counted():
    voices = [voice(f"r{n}", f"{n} boats", start=0) for n in range(MOST_COLUMNS + 2)]
    same = [voice(f"s{n}", "0 boats") for n in range(MOST_SAID)]
    finding = finding_of(
        *voices, *same, figures=tuple(number(one, one.side.span.text.split()[0]) for one in (*voices, *same))
    )
    (contest,) = contests(finding)
    assert (len(contest.columns), contest.more) == (MOST_COLUMNS, 2)
    assert (len(contest.columns[0].said), contest.columns[0].more) == (MOST_SAID, 1)
    (line,) = briefs(finding.differences)
    assert (len(line.readings), line.more) == (MOST_IN_LINE, MOST_COLUMNS + 2 - MOST_IN_LINE)


def test_a_row_of_a_list_has_values_and_no_whole_passages():
    values = (number(FEW, "14"), SlotValue(value="Boats had left", side=side("b", "Boats had left")))
    (line,) = briefs((Difference(slot="number", values=values),))
    assert [words for words, _ in line.readings] == ["14"]
    assert briefs((Difference(slot="stance", values=values),))[0].readings == ()


def test_a_name_is_shown_as_the_report_writes_it_unless_it_is_a_pronoun():
    named = SlotValue(value="tarn harbour", side=side("a", "Tarn Harbour"))
    meant = SlotValue(value="tarn", side=side("b", "It"))
    (line,) = briefs((Difference(slot="place", values=(named, meant)),))
    assert [words for words, _ in line.readings] == ["Tarn Harbour", "tarn"]
