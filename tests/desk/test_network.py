"""The network: who says what about whom and who does what to whom; the ferry line and all on it are invented."""

from urllib.parse import parse_qs, urlsplit

import pytest
from desk_town import tree_of, words_of
from ferry_case import SAID, WENT, put, told

from onrecord.desk.drawn_network import MOST_NODES
from onrecord.desk.paging import PER_PAGE
from onrecord.store import CaseStore

HOSTILE = "<script>alert(1)</script>\u202e\"'><img src=x>"


@pytest.fixture
def ferry(tmp_path):
    """A case of two reports of an invented ferry line."""
    path = tmp_path / "ferry.case"
    with CaseStore.open(path, create=True) as store:
        put(store, SAID, WENT, same=["Harbour Guard", "Zambia"])
    return path


def rows_of(tree):
    return [[words_of(cell) for cell in row] for row in tree.xpath("//table[contains(@class, 'ties')]/tbody/tr")]


def test_the_table_says_who_says_or_does_what_and_how_it_is_told(enter, ferry):
    rows = rows_of(tree_of(enter(ferry).get("/network")))
    assert rows[0] == [
        "Harbour Guard",
        "recruit",
        "six cooks",
        "2",
        "2",
        "said to have happened (1), alleged, probable or possible (1)",
    ]
    assert ["The mate", "states, about", "Cuba", "1", "1", "statements"] in rows
    assert ["six cooks", "deploy (to whom), for", "Zambia", "1", "1", "not said to have happened"] in rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=says", {"allege", "state"}),
        ("kind=does", {"recruit", "deploy"}),
        ("event=deploy", {"deploy"}),
        ("who=MATE", {"state"}),
        ("who=guard+harbour&kind=says", {"allege"}),
        ("who=nobody", set()),
        ("named=yes", {"allege", "recruit"}),
        ("since=2024", {"recruit", "deploy"}),
        ("until=2023-09&kind=does", {"recruit"}),
    ],
)
def test_edges_are_chosen_by_what_the_form_says(enter, ferry, query, expected):
    browser = enter(ferry)
    answered = browser.get(f"/api/v1/network?{query}").json()
    assert {edge["act"] for edge in answered["edges"]} == expected
    assert len(rows_of(tree_of(browser.get(f"/network?{query}")))) == answered["total"] == len(answered["edges"])
    assert {edge[end] for edge in answered["edges"] for end in ("by", "to")} == {
        node["id"] for node in answered["nodes"]
    }


def test_a_number_opens_every_passage_that_it_counts(enter, ferry):
    browser = enter(ferry)
    for row in tree_of(browser.get("/network")).xpath("//table[contains(@class, 'ties')]/tbody/tr"):
        (link,) = row.xpath(".//td[@class='number']/a")
        shown = tree_of(browser.get(link.get("href"))).xpath("//ol[@class='rows']/li")
        assert len(shown) == int(words_of(link))


def test_a_passage_shows_its_words_on_whose_word_and_how_it_is_told(enter, ferry):
    browser = enter(ferry)
    (row,) = [
        row for row in tree_of(browser.get("/network?until=2023")).xpath("//tbody/tr") if "six cooks" in words_of(row)
    ]
    tree = tree_of(browser.get(row.xpath(".//td[@class='number']/a/@href")[0]))
    (shown,) = tree.xpath("//ol[@class='rows']/li")
    assert "On whose word: Ann Marlin (allegation)" in words_of(shown)
    assert words_of(shown.xpath(".//a[@class='words']")[0]) == "Harbour Guard hired six cooks in Ostrow for Zambia"
    assert [words_of(tag) for tag in shown.xpath(".//em")] == ["recruit", "alleged"]


def test_the_picture_has_a_link_for_every_node_and_line_and_words_for_those_who_do_not_see_it(enter, ferry):
    tree = tree_of(enter(ferry).get("/network"))
    (picture,) = tree.xpath("//*[local-name()='svg' and @class='network']")
    assert picture.xpath("./*[local-name()='title']")
    assert picture.xpath("./*[local-name()='desc']")
    names = {words_of(text) for text in picture.xpath(".//*[local-name()='text']")}
    assert names == {"Harbour Guard", "six cooks", "Zambia", "Ann Marlin", "The mate", "Cuba"}
    links = picture.xpath("./a/@href")
    assert all(picture.xpath("./a/@aria-label"))
    assert {urlsplit(link).path for link in links} == {"/network", "/network/edge"}
    assert len(links) == len(names) + len(picture.xpath(".//*[local-name()='path' and @class='touch']"))


def test_what_is_only_alleged_is_drawn_dashed_and_what_one_report_tells_as_happened_is_not(enter, ferry):
    browser = enter(ferry)

    def manners(query):
        tree = tree_of(browser.get(f"/network?{query}"))
        return tree.xpath("//*[local-name()='svg' and @class='network']//@class[starts-with(., 'line does')]")

    assert manners("event=recruit&who=cooks&until=2023") == ["line does alleged"]
    assert manners("event=recruit&who=cooks") == ["line does told"]
    assert manners("event=deploy") == ["line does open"]


def test_a_node_leads_to_the_network_around_it(enter, ferry):
    browser = enter(ferry)
    (link,) = {
        link.get("href") for link in tree_of(browser.get("/network")).xpath("//td/a") if words_of(link) == "The mate"
    }
    tree = tree_of(browser.get(link))
    assert [row[0] for row in rows_of(tree)] == ["The mate"]
    assert "Around The mate" in words_of(tree)
    assert tree.xpath("//form[@class='filter']//input[@type='hidden']/@value") == parse_qs(urlsplit(link).query)["node"]


def test_the_json_of_an_edge_has_the_records_that_it_rests_on(enter, ferry):
    browser = enter(ferry)
    edge = browser.get("/api/v1/network").json()["edges"][0]
    ends = {"by": edge["by"], "to": edge["to"]}
    whole = browser.get("/api/v1/network/edge", params=ends).json()
    assert [passage["id"] for passage in whole["passages"]] == [SAID.events[0].id, WENT.events[0].id]
    assert whole["passages"][0]["claims"] == [SAID.claims[0].id]
    assert browser.get("/api/v1/network/edge", params={**ends, "since": "2024"}).json()["total"] == 1
    assert browser.get("/api/v1/network/edge", params={**ends, "kind": "says"}).json()["total"] == 0


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/network?kind=thinks", 422),
        ("/network?page=0", 422),
        ("/network?since=yesterday", 422),
        ("/network/edge", 422),
        ("/network/edge?by=nobody&to=nobody", 404),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(enter, ferry, address, status):
    browser = enter(ferry)
    assert browser.get(address).status_code == status
    assert browser.get(f"/api/v1{address}").json()["message"]


def test_a_case_with_nobody_in_it_says_so(enter, filled):
    tree = tree_of(enter(filled({"title": "Quay"})).get("/network"))
    assert "Nothing in the case passes" in words_of(tree)
    assert not tree.xpath("//*[local-name()='svg']")


def test_of_many_ties_the_strongest_are_drawn_and_all_are_on_the_pages_once(enter, tmp_path):
    path, count = tmp_path / "many.case", 2 * PER_PAGE + 20
    with CaseStore.open(path, create=True) as store:
        text = " ".join(f"Mate-{n} paid cook-{n}." for n in range(count))
        roles = [[("agent", f"Mate-{n}"), ("patient", f"cook-{n}")] for n in range(count)]
        events = [{"type": "pay", "trigger": f"paid cook-{n}.", "roles": own} for n, own in enumerate(roles)]
        put(store, told("m", text, events=events))
    browser = enter(path)
    tree = tree_of(browser.get("/network"))
    assert len(tree.xpath("//*[local-name()='svg' and @class='network']//*[local-name()='text']")) == MOST_NODES
    assert not tree_of(browser.get("/network?page=2")).xpath("//*[local-name()='svg']")
    names = [row[0] for number in (1, 2, 3) for row in rows_of(tree_of(browser.get(f"/network?page={number}")))]
    assert sorted(names) == sorted(f"Mate-{n}" for n in range(count))


def test_hostile_names_are_text_in_the_table_and_in_the_picture(enter, tmp_path):
    path = tmp_path / "hostile.case"
    with CaseStore.open(path, create=True) as store:
        paid = {"type": "pay", "trigger": "paid", "roles": [("agent", f"Mate{HOSTILE}"), ("patient", "cook")]}
        text = f"Mate{HOSTILE} paid cook."
        put(store, told(HOSTILE, text, named=[(f"Mate{HOSTILE}", "PER")], events=[paid], title=HOSTILE))
    browser = enter(path)
    tree = tree_of(browser.get("/network"))
    passages = tree_of(browser.get(tree.xpath("//td[@class='number']/a/@href")[0]))
    for page in (tree, passages):
        assert not page.xpath("//script | //img")
        assert "\u202e" not in page.text_content()
        assert HOSTILE.replace("\u202e", "<U+202E>") in page.text_content()
