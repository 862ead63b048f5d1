"""The map: the places that reports name and who goes from where to where; the ferry line and all on it are invented."""

from urllib.parse import parse_qs, urlsplit

import pytest
from desk_town import tree_of, words_of
from ferry_case import SAID, WENT, put, told

from onrecord.desk.paging import PER_PAGE
from onrecord.store import CaseStore

HOSTILE = "Port<script>alert(1)</script>\u202e\"'>"
OSTROW, LINDAU = "54.12,18.40", "47.55,9.68"


@pytest.fixture
def ferry(tmp_path):
    """A case of two reports of an invented ferry line."""
    path = tmp_path / "ferry.case"
    with CaseStore.open(path, create=True) as store:
        put(store, SAID, WENT)
    return path


def svg(tree, path):
    steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
    return tree.xpath(f"//*[local-name()='svg' and @class='map']//{steps}")


def rows_of(tree, title):
    (group,) = tree.xpath(f"//*[@aria-labelledby='{title}' and @role='group']")
    return [[words_of(cell) for cell in row] for row in group.xpath(".//tbody/tr")]


def test_the_tables_say_which_places_are_named_and_who_goes_where(enter, ferry):
    tree = tree_of(enter(ferry).get("/map"))
    assert sorted(rows_of(tree, "places-title")) == [
        ["Cuba", "country", "2", "2"],
        ["Lindau", "town or village: the likeliest of 3 places of this name", "1", "1"],
        ["Ostrow", "town or village", "2", "2"],
        ["Zambia", "country", "2", "2"],
    ]
    assert rows_of(tree, "routes-title") == [
        ["Lindau", "Ostrow", "transport", "1", "1", "said to have happened"],
        ["not told", "Cuba", "deploy", "1", "1", "not said to have happened"],
    ]


def test_the_picture_has_a_link_for_every_town_country_and_route(enter, ferry):
    tree = tree_of(enter(ferry).get("/map"))
    said = sorted(svg(tree, "a/title"), key=words_of)
    assert [words_of(title) for title in said] == [
        "Cuba: 2 passages",
        "Lindau – Ostrow: 1 passage",
        "Lindau: 1 passage, the likeliest of 3 places of this name",
        "Ostrow: 2 passages",
        "Zambia: 2 passages",
    ]
    links = {urlsplit(title.getparent().get("href")) for title in said}
    assert {link.path for link in links} == {"/map/place", "/map/route"}
    assert parse_qs(next(link for link in links if link.path == "/map/route").query)["begins"] == [LINDAU]
    assert len(tree.xpath("//*[@class='town ambiguous']")) == 2, "one on the map, one in its key"


def test_towns_stand_where_they_are(enter, ferry):
    tree = tree_of(enter(ferry).get("/map?box=0,40,30,60"))
    places = {
        words_of(circle.xpath("../*[local-name()='title']")[0]).split(":")[0]: (
            float(circle.get("cx")),
            float(circle.get("cy")),
        )
        for circle in tree.xpath("//*[local-name()='svg' and @class='map']//*[starts-with(@class, 'town')]")
    }
    assert places["Lindau"][0] < places["Ostrow"][0], "Lindau is west of Ostrow"
    assert places["Lindau"][1] > places["Ostrow"][1], "and south of it"


@pytest.mark.parametrize(
    ("query", "places", "routes"),
    [
        ("name=lind", {"Lindau"}, {"transport"}),
        ("name=CUBA", {"Cuba"}, {"deploy"}),
        ("name=nowhere", set(), set()),
        ("event=deploy", {"Cuba", "Lindau", "Ostrow", "Zambia"}, {"deploy"}),
        ("until=2023", {"Cuba", "Ostrow", "Zambia"}, set()),
        ("since=2024-02", {"Cuba", "Lindau", "Ostrow", "Zambia"}, {"transport", "deploy"}),
    ],
)
def test_places_and_routes_are_chosen_by_what_the_form_says(enter, ferry, query, places, routes):
    browser = enter(ferry)
    assert {one["name"] for one in browser.get(f"/api/v1/places?{query}").json()["places"]} == places
    found = browser.get(f"/api/v1/routes?{query}").json()["routes"]
    assert {kind for route in found for kind in route["types"]} == routes
    assert browser.get(f"/map?{query}").status_code == browser.get(f"/map/routes?{query}").status_code == 200


def test_every_number_opens_the_passages_that_it_counts(enter, ferry):
    browser = enter(ferry)
    for link in tree_of(browser.get("/map")).xpath("//td[@class='number']/a"):
        assert len(tree_of(browser.get(link.get("href"))).xpath("//ol[@class='rows']/li")) == int(words_of(link))


def test_a_place_shows_the_words_that_name_it_and_the_routes_there(enter, ferry):
    browser = enter(ferry)
    tree = tree_of(browser.get("/map/place", params={"at": OSTROW}))
    shown = [words_of(one) for one in tree.xpath("//p[@class='said']")]
    assert shown[0] == SAID.report.text[: len(shown[0])]
    assert [words_of(match) for match in tree.xpath("//a[@class='match']")] == ["Ostrow", "Ostrow"]
    assert [row[:2] for row in rows_of(tree, "routes-title")] == [["Lindau", "Ostrow"]]
    later = browser.get("/api/v1/places/passages", params={"at": OSTROW, "since": "2024"}).json()
    assert [(one["report"], one["match"]) for one in later["passages"]] == [("went", "Ostrow")]


def test_a_route_shows_the_events_that_tell_it(enter, ferry):
    browser = enter(ferry)
    asked = {"begins": LINDAU, "ends": OSTROW}
    tree = tree_of(browser.get("/map/route", params=asked))
    assert words_of(tree.find(".//h1")) == "Lindau to Ostrow"
    assert [words_of(one) for one in tree.xpath("//a[@class='words']")] == ["They were taken from Lindau to Ostrow"]
    answered = browser.get("/api/v1/routes/passages", params=asked).json()
    assert [passage["id"] for passage in answered["passages"]] == [WENT.events[1].id]
    assert browser.get("/api/v1/routes/passages", params={**asked, "role": "place"}).json()["total"] == 0


def test_what_is_only_alleged_is_a_dashed_line(enter, tmp_path):
    path = tmp_path / "alleged.case"
    text = "The mate said that cooks were taken from Lindau to Cuba."
    taken = {
        "type": "transport",
        "trigger": "taken",
        "roles": [("origin", "Lindau"), ("destination", "Cuba")],
        "holder": 0,
    }
    claim = {"source": "The mate", "content": "cooks were taken from Lindau to Cuba", "act": "allege"}
    with CaseStore.open(path, create=True) as store:
        put(store, told("a", text, named=[("Lindau", "GPE"), ("Cuba", "GPE")], claims=[claim], events=[taken]))
    tree = tree_of(enter(path).get("/map"))
    drawn = tree.xpath("//*[local-name()='svg' and @class='map']//@class[starts-with(., 'line')]")
    assert drawn == ["line does alleged"]


@pytest.mark.parametrize("box", ["-180,-58,180,82", "170,-30,200,10", "18.2,54,18.6,54.3", "-20,60,80,89"])
def test_every_part_of_the_world_is_drawn_and_leads_to_others(enter, ferry, box):
    browser = enter(ferry)
    tree = tree_of(browser.get(f"/map?box={box}"))
    assert svg(tree, "path")
    zooms = tree.xpath("//nav[@class='zoom']/a/@href")
    assert len(zooms) == 8
    assert all(browser.get(f"/map{zoom}").status_code == 200 for zoom in zooms)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/map?box=1,2,3", 422),
        ("/map?box=5,5,1,1", 400),
        ("/map?box=0,-99,5,5", 400),
        ("/map?page=0", 422),
        ("/map/place?at=nowhere", 404),
        ("/map/place", 422),
        ("/map/route?begins=nowhere", 404),
        ("/map/route?role=cook", 422),
    ],
)
def test_what_cannot_be_meant_is_refused(enter, ferry, address, status):
    answer = enter(ferry).get(address)
    assert answer.status_code == status
    assert words_of(tree_of_any(answer).find(".//h1"))


def tree_of_any(answer):
    from lxml import html  # noqa: PLC0415 - only here

    return html.document_fromstring(answer.text)


def test_a_case_without_places_says_so(enter, filled):
    tree = tree_of(enter(filled({"title": "Quay"})).get("/map"))
    assert "Nothing in the case passes" in words_of(tree)
    assert not tree.xpath("//*[local-name()='svg']")


def test_all_passages_of_a_place_are_on_its_pages_once_and_in_order(enter, tmp_path):
    path = tmp_path / "often.case"
    with CaseStore.open(path, create=True) as store:
        for number, count in enumerate((30, 1, 45, 40)):
            text = " ".join(f"Ostrow-{number}-{n}." for n in range(count))
            put(store, told(f"r{number}", text, named=[("Ostrow", "GPE")], published=f"2023-09-0{number + 1}"))
    browser = enter(path)
    pages = [browser.get("/api/v1/places/passages", params={"at": OSTROW, "page": n}).json() for n in (1, 2, 3)]
    found = [(hit["report"], hit["start"]) for page in pages for hit in page["passages"]]
    assert len(found) == len(set(found)) == 116
    assert found == sorted(found)
    assert [len(page["passages"]) for page in pages] == [PER_PAGE, PER_PAGE, 16]


def test_hostile_names_are_text(enter, tmp_path):
    path = tmp_path / "hostile.case"
    with CaseStore.open(path, create=True) as store:
        put(store, told("h", f"Rain in {HOSTILE} today.", named=[(HOSTILE, "GPE")]))
    browser = enter(path)
    tree = tree_of(browser.get("/map"))
    place = tree_of(browser.get(tree.xpath("//td[@class='number']/a/@href")[0]))
    for page in (tree, place):
        assert not page.xpath("//script")
        assert "\u202e" not in page.text_content()
        assert HOSTILE.replace("\u202e", "<U+202E>") in page.text_content()
