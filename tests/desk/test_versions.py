"""How a finding was told in the course of time; the boats and all who speak of them are invented."""

from dataclasses import replace

from desk_findings import finding_of, number, side, voice, whole_of

from onrecord.desk.versions import versions

FIRST = voice("a", "14 boats left", source="the mayor")
AGAIN = voice("b", "14 boats have left")
MORE = voice("c", "40 boats left")
DENIED = voice("d", "no boat left", "contradicts", act="deny")
FIGURES = tuple(number(one, one.side.span.text[:2]) for one in (FIRST, AGAIN, MORE))


def steps(finding):
    return versions(finding, whole_of(finding).reports)


def told(finding):
    return [(step.kind, step.side.report, [one.report for one in step.again]) for step in steps(finding)]


def test_what_was_said_first_comes_first_and_what_says_the_same_stands_with_it():
    assert told(finding_of(AGAIN, FIRST)) == [("first", "a", ["b"])]


def test_a_new_figure_is_another_reading_and_an_old_one_is_none():
    late = voice("e", "there were 40 boats")
    finding = finding_of(FIRST, AGAIN, MORE, late, figures=(*FIGURES, number(late, "40")))
    assert told(finding) == [("first", "a", ["b"]), ("differs", "c", ["e"])]
    readings = [[value.value for _, value in step.readings] for step in steps(finding)]
    assert readings == [["14"], ["40"]]


def test_what_contradicts_doubts_or_tells_a_newer_state_is_a_step():
    doubt = voice("e", "perhaps 14 boats left", "doubts")
    finding = finding_of(FIRST, DENIED, doubt, updates=(side("f", "all boats are back"),))
    assert [kind for kind, *_ in told(finding)] == ["first", "contradicts", "doubts", "update"]


def test_a_contradiction_in_the_same_words_is_no_step_of_its_own():
    finding = finding_of(FIRST, DENIED, replace(DENIED, side=side("e", "No  boat left")))
    assert told(finding) == [("first", "a", []), ("contradicts", "d", ["e"])]


def test_a_contradiction_published_before_it_comes_before_what_is_said_first():
    early = replace(DENIED, side=side("a", "no boat left", 50))
    late = replace(FIRST, side=side("b", "14 boats left"))
    assert told(finding_of(late, early)) == [("contradicts", "a", []), ("first", "b", [])]


def test_a_passage_that_is_a_voice_and_a_newer_state_is_told_once():
    finding = finding_of(FIRST, DENIED, updates=(DENIED.side,))
    assert told(finding) == [("first", "a", []), ("update", "d", [])]


def test_a_report_without_a_date_comes_last():
    finding = finding_of(FIRST, MORE, figures=FIGURES[::2])
    reports = whole_of(finding).reports
    reports = {**reports, "a": replace(reports["a"], published="")}
    assert [step.side.report for step in versions(finding, reports)] == ["c", "a"]


def test_a_whole_passage_is_no_reading():
    finding = finding_of(FIRST, MORE)
    values = tuple(replace(number(one, "boats left"), value="boats left", side=one.side) for one in (FIRST, MORE))
    finding = finding_of(FIRST, MORE, figures=values)
    assert [step.readings for step in steps(finding)] == [()]
