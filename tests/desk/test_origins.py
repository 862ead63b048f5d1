"""Which reports are one story: the list, the page of one, and their JSON; outlets and boats are invented."""

from __future__ import annotations

import pytest
from desk_findings import fill, finding_of, side, voice
from desk_town import tree_of, words_of

from onrecord.desk.paging import PER_PAGE
from onrecord.records import Origin
from onrecord.store import CaseStore

TEXTS = dict.fromkeys("abc", "14 boats left")
WIRE = Origin(
    name="Courier a, 2023-05-01",
    kind="copy",
    reports=("a", "b", "c"),
    words=(side("a", "14 boats"), side("b", "14 boats")),
)
MAYOR = Origin(name="Zoë, the mayor", kind="same_statement", reports=("b", "c"), words=(side("c", "boats left", 3),))


@pytest.fixture
def quay(tmp_path):
    """A case of three reports with one text, two of which pass on what a mayor said."""
    path = tmp_path / "quay.case"
    with CaseStore.open(path, create=True) as store:
        fill(store, TEXTS, (finding_of(voice("a", "14 boats"), voice("b", "14 boats")),), (WIRE, MAYOR))
    return path


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Reporting of Courier a, 2023-05-01", "Zoë, the mayor"]),
        ("kind=same_statement", ["Zoë, the mayor"]),
        ("name=MAYOR+zoe", ["Zoë, the mayor"]),
        ("name=may", []),
        ("report=a", ["Reporting of Courier a, 2023-05-01"]),
        ("report=nothing", []),
    ],
)
def test_origins_are_chosen_by_what_the_form_says(enter, quay, query, expected):
    browser = enter(quay)
    rows = tree_of(browser.get(f"/origins?{query}")).xpath("//ol[@class='rows']//p[@class='head']")
    assert [words_of(row) for row in rows] == expected
    assert browser.get(f"/api/v1/origins?{query}").json()["total"] == len(expected)


def test_a_row_says_what_is_shared_by_how_many_reports_and_when(enter, quay):
    row = tree_of(enter(quay).get("/origins?kind=copy")).xpath("//ol[@class='rows']/li")[0]
    assert words_of(row) == (
        "one text Reporting of Courier a, 2023-05-01 14 boats 3 reports · 2023-05-01 to 2023-05-03"
        " Title a, Courier a; Title b, Courier b; Title c, Courier c"
    )


def test_the_page_of_an_origin_has_its_reports_with_the_words_that_show_it(enter, quay):
    tree = tree_of(enter(quay).get(f"/origins/{WIRE.id}"))
    assert "they are copies of one text" in words_of(tree)
    rows = [words_of(row) for row in tree.xpath("//section[@aria-labelledby='reports']//li")]
    assert rows[0] == "2023-05-01 Title a Courier a 14 boats"
    assert rows[2].startswith("2023-05-03 Title c Courier c The texts as a whole show it")
    assert "/reports/b?at=0-8#c-0-8" in tree.xpath("//main//a/@href")
    assert "14 boats" in words_of(tree.xpath("//section[@aria-labelledby='findings']")[0])


def test_the_json_of_an_origin_has_what_the_page_has(enter, quay):
    one = enter(quay).get(f"/api/v1/origins/{WIRE.id}").json()
    assert (one["origin"]["kind"], list(one["reports"])) == ("copy", ["a", "b", "c"])
    assert [found["passages"] for found in one["findings"]] == [2]


def test_the_list_of_one_report_names_it_and_leads_back_to_all(enter, quay):
    tree = tree_of(enter(quay).get("/origins?report=c"))
    assert "Of one report: Title c" in words_of(tree)
    assert tree.xpath("//input[@type='hidden']/@value") == ["c"]


def test_an_origin_that_is_not_there_is_not_found(enter, quay):
    browser = enter(quay)
    assert browser.get("/origins/origin-x").status_code == 404
    assert "no origin" in browser.get("/api/v1/origins/origin-x").json()["message"]
    assert browser.get("/origins?kind=rumour").status_code == 422


def test_the_reports_of_an_origin_come_in_pages(enter, tmp_path):
    texts = {f"r{n:02}": "14 boats left" for n in range(PER_PAGE + 2)}
    one = Origin(name="a wire", kind="rewrite", reports=tuple(texts))
    path = tmp_path / "wide.case"
    with CaseStore.open(path, create=True) as store:
        fill(store, texts, (), (one,))
    browser = enter(path)
    for number, count in ((1, PER_PAGE), (2, 2)):
        tree = tree_of(browser.get(f"/origins/{one.id}?page={number}"))
        assert len(tree.xpath("//section[@aria-labelledby='reports']//li")) == count
    assert "Title r29, Courier r29; 48 more" in words_of(tree_of(browser.get("/origins")))


def test_hostile_names_are_text(enter, tmp_path):
    hostile = "<script>alert(1)</script>\u202e"
    path = tmp_path / "hostile.case"
    told = Origin(name=hostile, kind="same_statement", reports=("a", hostile), words=(side(hostile, hostile),))
    with CaseStore.open(path, create=True) as store:
        fill(store, {hostile: hostile, "a": "14 boats left"}, (), (told,))
    browser = enter(path)
    for address in ("/origins", f"/origins/{told.id}"):
        tree = tree_of(browser.get(address))
        assert not tree.xpath("//script")
        turned = [one for one in tree.xpath("//main//text()") if "<U+202E>" in one]
        assert turned
        assert all(one.getparent().tag == "bdi" for one in turned)
