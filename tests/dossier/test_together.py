"""What stands across the reports is shown with its words and a way to them, and nothing is made of it.

The reports are invented: a wire of a port town, a paper that printed it, and another paper with other words.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from onrecord.dossier.matrix import MOST_ROWS
from onrecord.records import (
    Answer,
    Bearer,
    Difference,
    Extraction,
    Finding,
    FindingRow,
    Identity,
    IdentityRow,
    Office,
    Origin,
    Question,
    Report,
    Side,
    SlotValue,
    Span,
    Voice,
)

WIRE, PRINTED, OTHER = "Port Courier, 2024-03-05", "Quay Post, 2024-03-06", "Sel Herald, 2024-03-09"
TEXT = "Harbour police said that 14 sailors were hired.\n\nThe ministry did not answer. Rain fell.\n"
LATER = "Zoë Marlin said that 40 sailors were hired.\nThe ministry answered that nobody was.\nIt rained in Port Sel.\n"


@pytest.fixture
def reports(report) -> dict[str, Report]:
    """The reports by their names; those numbered 1, 2 and 3."""
    given = {"wire": (TEXT, WIRE), "copy": (TEXT, PRINTED), "later": (LATER, OTHER)}
    return {
        name: report(name, text, title=name, publisher=outlet[:-12], published=outlet[-10:])
        for name, (text, outlet) in given.items()
    }


@pytest.fixture
def side(reports):
    def find(name: str, words: str) -> Side:
        at = reports[name].text.index(words)
        return Side(report=name, span=Span(start=at, end=at + len(words), text=words))

    return find


@pytest.fixture
def asked(side) -> Question:
    return Question(report="wire", kind="no_response", span=side("wire", "The ministry did not answer").span)


@pytest.fixture
def extractions(reports, asked) -> list[Extraction]:
    silent = Question(report="later", kind="unclear", span=Span(start=0, end=10, text="Zoë Marlin"))
    questions = {"wire": (asked,), "later": (silent,)}
    return [Extraction(report=one, questions=questions.get(name, ())) for name, one in reports.items()]


@pytest.fixture
def hired(side) -> Finding:
    """Fourteen sailors, says the wire and whoever printed it; forty, says somebody else."""
    fourteen, forty = "14 sailors were hired", "40 sailors were hired"
    return Finding(
        proposition=side("wire", fourteen),
        voices=(
            Voice(side=side("wire", fourteen), source="Harbour police", act="state", origin="Harbour police"),
            Voice(side=side("copy", fourteen), source="Harbour police", act="state", origin="Harbour police"),
            Voice(side=side("later", forty), source="Zoë Marlin", act="state", stance="contradicts", origin="she"),
        ),
        independent_origins=1,
        standing="contradicted",
        differences=(
            Difference(
                slot="number",
                values=(
                    SlotValue(value="14", side=side("wire", "14")),
                    SlotValue(value="14", side=side("copy", "14")),
                    SlotValue(value="40", side=side("later", "40")),
                ),
            ),
        ),
    )


@pytest.fixture
def rained(side) -> Finding:
    return Finding(
        proposition=side("wire", "Rain fell"),
        voices=(
            Voice(side=side("wire", "Rain fell"), origin=WIRE),
            Voice(side=side("copy", "Rain fell"), origin=WIRE),
            Voice(side=side("later", "It rained in Port Sel")),
        ),
        independent_origins=1,
        untold=1,
        standing="repeated",
    )


def row(finding: Finding) -> FindingRow:
    return FindingRow(finding=finding, title="", publisher="", published="2024-03-05")


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def table(tree: html.HtmlElement) -> list[list[str]]:
    """The rows of the table, without the heads that stand in the cells for narrow screens."""
    for over in tree.xpath("//*[@class='over']"):
        over.drop_tree()
    return [[shown(cell) for cell in line] for line in tree.xpath("//table[contains(@class, 'matrix')]//tr")]


def test_findings_stand_against_their_origins_those_that_reports_differ_in_first(
    page, extractions, across, hired, rained
):
    lines = table(page(*extractions, across=across(findings=(row(rained), row(hired)))))
    assert lines == [
        ["Finding", "Harbour police", "Port Courier, 2024-03-05", "Other origins", "Origin cannot be told"],
        [
            "14 sailors were hired 1¶1 contradicted one origin, two reports",
            "supports 1¶1, 2¶1", "–", "contradicts she 3¶1", "–",
        ],
        [
            "Rain fell 1¶2 one origin, three reports; of one passage the origin cannot be told",
            "–", "supports 1¶2, 2¶2", "–", "supports 3¶3",
        ],
    ]  # fmt: skip


def test_a_cell_leads_to_the_words(page, extractions, across, hired):
    tree = page(*extractions, across=across(findings=(row(hired),)))
    (link,) = tree.xpath("//table//td[2]//a")
    assert (link.get("href"), link.get("aria-label")) == ("#l3-1", "Report 3, paragraph 1")
    assert "40 sailors were hired" in shown(tree.xpath("//*[@id='l3-1']")[0])


def test_every_link_arrives_and_no_id_is_given_twice(page, extractions, across, hired, rained):
    tree = page(*extractions, across=across(findings=(row(hired), row(rained))))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_the_table_says_what_its_heads_and_cells_are_however_it_is_laid_out(page, extractions, across, hired):
    (matrix,) = page(*extractions, across=across(findings=(row(hired),))).xpath("//table[contains(@class, 'matrix')]")
    assert matrix.xpath("caption")
    assert {(e.tag, e.get("role")) for e in matrix.xpath(".//tr | .//th | .//td")} == {
        ("tr", "row"), ("th", "columnheader"), ("th", "rowheader"), ("td", "cell"),
    }  # fmt: skip
    assert matrix.xpath("thead//th[@scope='col']")
    assert matrix.xpath("tbody//th[@scope='row']")


def test_copies_and_rewrites_of_one_text_stand_under_one_head(page, extractions, across, rained):
    printed = replace(rained, voices=tuple(replace(v, origin=PRINTED) for v in rained.voices[1:]))
    one = Origin(name=WIRE, kind="copy", reports=("copy", "wire"))
    lines = table(page(*extractions, across=across(findings=(row(rained), row(printed)), origins=(one,))))
    assert lines[0][:2] == ["Finding", "Port Courier, 2024-03-05 reports 1, 2"]
    assert [line[1] for line in lines[1:]] == ["supports 1¶2, 2¶2", "supports 2¶2, 3¶3"]


def test_what_weighing_keeps_apart_stands_under_two_heads(page, extractions, across, rained):
    apart = replace(rained, voices=(rained.voices[0], replace(rained.voices[1], origin=PRINTED)), untold=0)
    quoted = Origin(name=WIRE, kind="copy", reports=("copy", "wire"))
    lines = table(page(*extractions, across=across(findings=(row(apart),), origins=(quoted,))))
    assert lines[0] == ["Finding", WIRE, PRINTED]


def test_a_pronoun_heads_no_column_for_it_may_mean_anybody(page, extractions, across, rained):
    told = replace(rained, voices=tuple(replace(v, origin="He") for v in rained.voices))
    assert table(page(*extractions, across=across(findings=(row(told),))))[0] == ["Finding", "Other origins"]


def test_findings_that_the_table_has_no_room_for_are_counted(page, extractions, across, rained):
    places = [replace(rained.proposition, span=Span(start=n, end=n + 1, text=TEXT[n])) for n in range(MOST_ROWS + 2)]
    many = [
        replace(rained, voices=tuple(replace(v, side=replace(at, report=v.side.report)) for v in rained.voices))
        for at in places
    ]
    tree = page(*extractions, across=across(findings=tuple(row(one) for one in many)))
    assert len(table(tree)) == MOST_ROWS + 1
    assert "2 more findings are not shown here; onrecord findings lists them all." in shown(tree.xpath("//main")[0])
    assert f"Findings of several reports{MOST_ROWS + 2}" in shown(tree.xpath("//dl")[0]).replace(" 42", "42")


def test_a_finding_of_one_report_is_not_in_the_table(page, extractions, across, rained):
    alone = replace(rained, voices=rained.voices[:1], standing="single")
    tree = page(*extractions, across=across(findings=(row(alone),)))
    assert "No two reports were found to speak of the same thing." in shown(tree.xpath("//*[@id='together']")[0])


def test_readings_stand_side_by_side_with_words_source_date_and_link(page, extractions, across, hired):
    (differ,) = page(*extractions, across=across(findings=(row(hired),))).xpath("//*[@id='differ']//li")
    assert shown(differ.xpath("h3")[0]) == "How many"
    assert [shown(one) for one in differ.xpath(".//div[@class='one']")] == [
        (
            "14 14 sailors were hired Harbour police in 1¶1 Port Courier, 2024-03-05 "
            "14 sailors were hired Harbour police in 2¶1 Quay Post, 2024-03-06"
        ),
        "40 40 sailors were hired Zoë Marlin in 3¶1 Sel Herald, 2024-03-09",
    ]


def test_a_difference_that_is_another_one_or_part_of_it_is_told_once(page, extractions, across, hired):
    (whole,) = hired.differences
    part = replace(whole, values=whole.values[1:])
    seen = [replace(hired, differences=(part,)), hired, replace(hired, differences=(whole,))]
    tree = page(*extractions, across=across(findings=tuple(row(one) for one in seen)))
    assert [len(one.xpath(".//q")) for one in tree.xpath("//*[@id='differ']//div[@class='readings']")] == [3]


def test_a_reading_without_a_value_of_its_own_is_its_words(page, extractions, across, hired, side):
    forty = side("later", "40 sailors were hired")
    words = tuple(SlotValue(value=one.span.text, side=one) for one in (hired.proposition, forty))
    told = replace(hired, differences=(Difference(slot="stance", values=words),))
    (differ,) = page(*extractions, across=across(findings=(row(told),))).xpath("//*[@id='differ']//li")
    assert not differ.xpath(".//*[@class='value']")
    assert shown(differ.xpath("h3")[0]) == "Whether it is so"


def test_what_changed_stands_in_order_of_time_with_the_words_before(page, extractions, across, hired, rained, side):
    answered = side("later", "The ministry answered that nobody was")
    findings = (
        replace(hired, updates=(answered,)),
        replace(rained, proposition=side("copy", "Rain fell"), updates=(side("later", "It rained in Port Sel"),)),
        replace(hired, proposition=side("copy", "14 sailors were hired"), updates=(answered,)),
        replace(hired, proposition=side("wire", "Rain fell"), updates=(side("copy", "14 sailors"),)),
    )
    tree = page(*extractions, across=across(findings=tuple(row(one) for one in findings)))
    assert [shown(one) for one in tree.xpath("//*[@id='changes']//li")] == [
        "2024-03-06 before Rain fell 1¶2 Port Courier, 2024-03-05 then 14 sailors 2¶1 Quay Post, 2024-03-06",
        (
            "2024-03-09 before 14 sailors were hired 1¶1 Port Courier, 2024-03-05; the same words: 2¶1 "
            "then The ministry answered that nobody was 3¶2 Sel Herald, 2024-03-09"
        ),
        "2024-03-09 before Rain fell 2¶2 Quay Post, 2024-03-06 then It rained in Port Sel 3¶3 Sel Herald, 2024-03-09",
    ]


def test_unanswered_questions_stand_before_those_answered_with_their_answers(page, extractions, across, asked, side):
    reply = Answer(question=asked.id, side=side("later", "The ministry answered that nobody was"), score=0.7)
    tree = page(*extractions, across=across(answers=(reply,)))
    (questions,) = tree.xpath("//*[@id='questions']")
    assert [shown(h) for h in questions.xpath("h3")] == ["Unclear 1", "Answered by a later report 1"]
    answer = "answered, or in part: The ministry answered that nobody was 3¶2 Sel Herald, 2024-03-09"
    assert answer in shown(questions.xpath(".//li")[-1])
    assert answer in shown(tree.xpath("//li[@id='q1-1']")[0])


def test_more_answers_than_three_are_numbers(page, extractions, across, asked, side):
    words = ["Zoë Marlin", "40 sailors", "The ministry", "nobody", "It rained"]
    replies = tuple(Answer(question=asked.id, side=side("later", one), score=0.7) for one in words)
    (question,) = page(*extractions, across=across(answers=replies)).xpath("//li[@id='q1-1']")
    assert "and 2 passages more: 3¶2, 3¶3" in shown(question)


def known(*reports: str, **fields: object) -> IdentityRow:
    identity = Identity(type="PER", name="Zoë Marlin", members=tuple(f"entity-{name}" for name in reports), **fields)
    bearers = (Bearer(entity=f"entity-{name}", report=name, name="Marlin") for name in reports)
    return IdentityRow(identity=identity, bearers=tuple(bearers))


def test_who_is_who_has_names_roles_with_dates_country_and_reports(page, extractions, across):
    offices = (Office(role="broker", published="2024-03-05T10:00:00Z"), Office(role="mayor", published="2024-03-09"))
    marlin = known("wire", "later", aliases=("Marlin",), country="VU", offices=offices)
    (who,) = page(*extractions, across=across(identities=(marlin,))).xpath("//*[@id='who']")
    assert [shown(h) for h in who.xpath("h3")] == ["People"]
    assert [shown(one) for one in who.xpath(".//li")] == [
        "Zoë Marlin, Vanuatu also “Marlin” broker (2024-03-05), mayor (2024-03-09); 2 reports: 1, 3"
    ]


def test_whoever_one_report_alone_names_is_not_listed(page, extractions, across):
    (who,) = page(*extractions, across=across(identities=(known("wire", "wire"),))).xpath("//*[@id='who']")
    assert "Nobody and nothing was found to be named in several reports." in shown(who)


def test_a_report_says_with_which_others_it_has_one_text(page, extractions, across):
    one = Origin(name=WIRE, kind="copy", reports=("copy", "wire"))
    statement = Origin(name="the ministry", kind="same_statement", reports=("later", "wire"))
    tree = page(*extractions, across=across(origins=(one, statement)))
    assert "Wholly or in part the same text as report 2." in shown(tree.xpath("//*[@id='r1']")[0])
    assert "report 3" not in shown(tree.xpath("//*[@id='r1']")[0])


def test_a_case_whose_reports_were_not_all_compared_says_so(page, extractions, across):
    assert "Not all of the reports were compared" in page(*extractions, across=across(weighed=False)).text_content()
    assert "Not all of the reports were compared" not in page(*extractions).text_content()


def test_what_words_across_reports_hold_is_text_and_nothing_else(page, extractions, across, hired):
    script = "<script>alert(1)</script>\u202e"
    told = replace(
        hired, voices=tuple(replace(v, origin=f"{script}{n}", source=script) for n, v in enumerate(hired.voices))
    )
    marlin = known("wire", "later", aliases=(script,), country=script, offices=(Office(role=script, published=script),))
    tree = page(*extractions, across=across(findings=(row(told),), identities=(marlin,)))
    assert len(tree.xpath("//script")) == 1
    assert "\u202e" not in html.tostring(tree, encoding="unicode")
    for part in ("together", "differ", "who"):
        assert "<script>alert(1)</script><U+202E>" in tree.xpath(f"//*[@id='{part}']")[0].text_content()
