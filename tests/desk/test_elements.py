"""Which passages speak to which element, on whose word, on how many origins; the quarry and all in it are invented."""

from __future__ import annotations

import pytest
from desk_town import tree_of, words_of
from quarry_case import EXTRACTIONS, LATER, LURED, MINISTRY, WIRE

from onrecord.case import open_case
from onrecord.records import Decision
from onrecord.store import CaseStore
from onrecord.vocabulary.elements import element_codes

TEXTS = {"wire": WIRE, "copy": WIRE, "later": LATER}


def listed(browser, query):
    """The passages on the page and in the JSON, each by its report and its words, which must be the same."""
    shown = tree_of(browser.get(f"/elements/deception?{query}")).xpath("//ol//p[@class='said']/a")
    found = [(one.get("href").split("?")[0].removeprefix("/reports/"), words_of(one)) for one in shown]
    answered = browser.get(f"/api/v1/elements/deception?{query}").json()
    assert [(row["report"], row["span"]["text"]) for row in answered["passages"]] == found
    assert answered["total"] == len(found)
    return found


def test_every_element_of_every_standard_is_in_the_tables_and_those_without_a_passage_say_so(enter, quarry):
    tree = tree_of(enter(quarry).get("/elements"))
    rows = tree.xpath("//table//tr[@id]")
    assert [row.get("id") for row in rows] == [f"e-{code}" for code in element_codes()]
    silent = [row.get("id") for row in rows if "nothing in these reports" in words_of(row)]
    assert set(silent) == {f"e-{code}" for code in element_codes()} - {"e-recruitment", "e-deception"}
    for code, row in zip(element_codes().values(), rows, strict=True):
        assert code.description in words_of(row)
        assert code.standard.citation in words_of(row.xpath("ancestor::section/h2")[0])


def test_a_row_counts_passages_reports_and_origins_and_names_on_whose_word(enter, quarry):
    row = words_of(tree_of(enter(quarry).get("/elements")).xpath("//tr[@id='e-deception']")[0])
    assert "4 passages, deception, alleged 3 reports, 2 origins, 1 of unknown origin" in row
    assert row.index("Ann Marlin: deception 2") < row.index("A resident: deception 1")
    hired = words_of(tree_of(enter(quarry).get("/elements")).xpath("//tr[@id='e-recruitment']")[0])
    assert "2 passages, recruitment, asserted 2 reports, 1 origin–" in hired
    assert "reports in their own voice: recruitment 2" in hired


def test_every_number_leads_to_as_many_passages(enter, quarry):
    browser = enter(quarry)
    links = tree_of(browser.get("/elements")).xpath("//tbody//td//a")
    assert len(links) == 6
    for link in links:
        tree = tree_of(browser.get(link.get("href")))
        count = link.xpath("following-sibling::span[@class='from']") or [link]
        number = next(int(part) for part in words_of(count[0]).split() if part.isdecimal())
        assert len(tree.xpath("//ol/li")) == number, words_of(link)


def test_the_heads_say_that_there_is_no_verdict(enter, quarry):
    browser = enter(quarry)
    for page in ("/elements", "/elements/deception", "/elements/force"):
        tree = tree_of(browser.get(page))
        assert "This is no verdict" in words_of(tree.xpath("//p[@class='warning']")[0])
        assert "fulfilled" not in words_of(tree)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("later", "men were lured"), ("later", "cooks were lured"), ("copy", None), ("wire", None)]),
        ("status=alleged&holder=ann+marlin", [("copy", None), ("wire", None)]),
        ("status=asserted", []),
        ("name=MARLIN", [("copy", None), ("wire", None)]),
        ("holder=ministry", [("later", "cooks were lured")]),
        ("voice=own", []),
        ("voice=named&text=men", [("later", "men were lured")]),
        ("origin=untold", [("later", "men were lured")]),
        ("since=2023-10-01", [("later", "men were lured"), ("later", "cooks were lured")]),
        ("until=2023-09-05", [("wire", None)]),
        ("text=hired", []),
        ("review=out", []),
    ],
)
def test_passages_are_chosen_by_what_the_form_says(enter, quarry, query, expected):
    assert listed(enter(quarry), query) == [(report, words or "cooks were lured") for report, words in expected]


def test_a_passage_says_on_whose_word_it_stands_and_leads_to_its_place(enter, quarry):
    tree = tree_of(enter(quarry).get("/elements/deception?holder=ministry"))
    (item,) = tree.xpath("//ol/li")
    assert "alleged On the word of The Ministry (denial)" in words_of(item)
    start = LATER.index("cooks were lured")
    assert item.xpath(f".//a[contains(@href, '/reports/later?at={start}-{start + 16}')]")
    assert item.xpath(".//a[@href='/sources/ministry']")
    assert item.xpath(f".//a[@href='/decide/{EXTRACTIONS['later'].elements[0].id}']")


def test_the_page_of_one_holder_says_so_and_leads_back_to_all(enter, quarry):
    tree = tree_of(enter(quarry).get("/elements/deception?holder=ministry"))
    assert "Only on the word of The Ministry" in words_of(tree)
    assert tree.xpath("//input[@name='holder']/@value") == ["ministry"]
    assert tree.xpath("//a[text()='All passages']/@href") == ["?"]


def test_what_persons_rejected_is_not_counted_and_can_be_looked_at(enter, quarry):
    with CaseStore.open(quarry) as store:
        store.decide(Decision(report="wire", kind="element", target=LURED.id, verdict="reject", by="Mira"))
    browser = enter(quarry)
    assert [report for report, _ in listed(browser, "")] == ["later", "later", "copy"]
    assert listed(browser, "review=out") == [("wire", "cooks were lured")]
    tree = tree_of(browser.get("/elements/deception"))
    assert "Persons took 1 passage out" in words_of(tree)
    assert "rejected" in words_of(tree_of(browser.get("/elements/deception?review=out")).xpath("//ol/li")[0])


def test_what_a_rejected_claim_held_is_on_the_reports_own_word(enter, quarry):
    with CaseStore.open(quarry) as store:
        store.decide(Decision(report="later", kind="claim", target=MINISTRY.id, verdict="reject", by="Mira"))
    assert listed(enter(quarry), "voice=own") == [("later", "cooks were lured")]


def test_an_element_without_a_passage_says_so(enter, quarry):
    words = words_of(tree_of(enter(quarry).get("/elements/force")))
    assert "Nothing in these reports." in words


@pytest.mark.parametrize(("query", "status"), [("status=sure", 422), ("page=0", 422), ("since=2023-13-45-1", 422)])
def test_what_cannot_be_meant_is_refused(enter, quarry, query, status):
    browser = enter(quarry)
    assert browser.get(f"/elements/deception?{query}").status_code == status
    assert browser.get(f"/api/v1/elements/deception?{query}").status_code == status


def test_an_element_that_no_standard_has_is_not_found(enter, quarry):
    assert enter(quarry).get("/elements/nothing").status_code == 404
    assert enter(quarry).get("/api/v1/elements/nothing").status_code == 404


def test_the_api_tells_the_counts_of_every_element(enter, quarry):
    told = {one["code"]: one for one in enter(quarry).get("/api/v1/elements").json()["elements"]}
    assert list(told) == list(element_codes())
    deception = told["deception"]
    assert (deception["passages"], deception["reports"]) == (4, 3)
    assert (deception["independent_origins"], deception["untold_origins"]) == (2, 1)
    assert list(deception["by_status"]) == ["alleged"]
    assert deception["holders"][0] == {"voice": "named", "source": "ann marlin", "name": "Ann Marlin", "passages": 2}
    assert told["force"]["passages"] == 0


def test_an_empty_case_has_all_elements_and_no_passage(enter, filled):
    browser = enter(filled())
    assert len(tree_of(browser.get("/elements")).xpath("//tr[@id]")) == len(element_codes())
    assert browser.get("/api/v1/elements/recruitment").json()["total"] == 0


def test_what_persons_decide_about_a_case_of_the_town_keeps_its_passages(enter, town):
    with open_case(town, read_only=True) as case:
        passages = list(case.element_passages())
    told = enter(town).get("/api/v1/elements").json()["elements"]
    assert sum(one["passages"] for one in told) == len(passages)
