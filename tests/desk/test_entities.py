"""Who and what: the list, the page of one, its lists, and the JSON; the port and everybody in it are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_town import HERE, PORT, TOKEN, tree_of, words_of
from fastapi.testclient import TestClient
from people_case import APART, DENIED, ENTITIES, HIRED, IDS, MARLIN, REED, add_people

from onrecord.case import open_case
from onrecord.desk import DeskSettings, make_app, shown_identity
from onrecord.desk.paging import PER_PAGE
from onrecord.desk.shown_identity import PARTS
from onrecord.records import Capture, Decision, Entity, Extraction, Judgement, Report, Span, content_id
from onrecord.store import CaseStore

HOSTILE = "<script>alert(1)</script>\u202e\"'><img src=x>"


@pytest.fixture
def people(tmp_path):
    """The case of the store's tests with five reports and the people in them."""
    path = tmp_path / "people.case"
    with CaseStore.open(path, create=True) as store:
        add_people(store)
    return path


@pytest.fixture
def port(enter, people):
    """A browser at the desk of that case."""
    return enter(people)


def section(tree, name):
    """The section of a page with this heading's id."""
    (found,) = tree.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def rows(element):
    return [words_of(one) for one in element.xpath(".//ol[@class='rows']/li")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Tom Reed", "Zoë Marlin", "Ann Weir", "Quay Clinic"]),
        ("words=zoe", ["Zoë Marlin"]),
        ("words=Z.%20MARL", ["Zoë Marlin"]),
        ("words=nan", ["Ann Weir"]),
        ("words=nan%20reed", []),
        ("type=ORG", ["Quay Clinic"]),
        ("named=several", ["Tom Reed", "Zoë Marlin"]),
        ("report=denial", ["Tom Reed", "Zoë Marlin"]),
        ("report=alone", ["Ann Weir"]),
        ("order=statements", ["Zoë Marlin", "Tom Reed", "Ann Weir", "Quay Clinic"]),
        ("order=name", ["Ann Weir", "Quay Clinic", "Tom Reed", "Zoë Marlin"]),
    ],
)
def test_the_list_shows_those_that_the_form_asks_for(port, query, expected):
    names = tree_of(port.get(f"/entities?{query}")).xpath("//ol[@class='rows']//p[@class='head']/a")
    assert [words_of(one) for one in names] == expected
    answered = port.get(f"/api/v1/entities?{query}").json()
    assert [row["name"] for row in answered["entities"]] == expected
    assert answered["total"] == len(expected)


def test_a_row_says_what_somebody_is_called_and_leads_to_what_it_counts(port):
    tree = tree_of(port.get("/entities?words=marlin"))
    assert rows(tree) == ["person Zoë Marlin mayor also Marlin, Z. Marlin · Malta · 3 reports · 2 statements"]
    links = tree.xpath("//ol[@class='rows']//a/@href")
    assert links == [f"/entities/{MARLIN.id}{part}" for part in ("", "/reports", "/statements")]
    assert all(port.get(link).status_code == 200 for link in links)
    assert not tree.xpath("//p[@class='warning']")


def test_the_list_is_paged(enter, tmp_path):
    path = tmp_path / "long.case"
    names = [f"Mate {number:03}" for number in range(PER_PAGE + 1)]
    with CaseStore.open(path, create=True) as store:
        add_names(store, names)
    browser = enter(path)
    first, second = (browser.get(f"/api/v1/entities?page={number}").json() for number in (1, 2))
    assert [row["name"] for page in (first, second) for row in page["entities"]] == names
    assert (first["more"], second["more"], first["total"]) == (True, False, len(names))


def add_names(store, names):
    """A report that names so many persons."""
    text = ". ".join(names)
    capture = Capture(data=text.encode(errors="replace"), origin="/r", how="file", captured_at="2026-05-01T09:30:00Z")
    store.add_capture(capture)
    report = Report(id="names", capture=capture.id, sha256=capture.sha256, text=text, title=HOSTILE, language="en")
    store.add_report(report)
    found = []
    for name in names:
        start = text.index(name)
        span = Span.of(text, start, start + len(name))
        found.append(Entity(report="names", first=span, type="PER", name=name, aliases=(f"{name}!",), role=name))
    store.add_extraction(Extraction(report=report, entities=tuple(found)), made_by="fake-v1")


@pytest.mark.parametrize("given", [MARLIN.id, *MARLIN.members])
def test_a_page_is_found_by_the_id_of_an_identity_and_of_its_entities(port, given):
    tree = tree_of(port.get(f"/entities/{given}"))
    assert words_of(tree.find(".//h1")) == "Zoë Marlin"
    assert port.get(f"/api/v1/entities/{given}").json()["id"] == MARLIN.id


@pytest.mark.parametrize("given", [IDS["weir"], content_id("identity", IDS["weir"])])
def test_whoever_is_alone_is_found_by_both_ids_too(port, given):
    tree = tree_of(port.get(f"/entities/{given}"))
    assert words_of(tree.find(".//h1")) == "Ann Weir"
    assert "one report alone has this name" in words_of(tree)
    assert port.get(f"/api/v1/entities/{given}").json()["id"] == IDS["weir"]


@pytest.mark.parametrize(
    "place", ["identity-0", "entity-0", "x", f"{MARLIN.id}/nothing", "x/statements", "%00", "..%2f"]
)
def test_what_there_is_not_is_not_found(port, place):
    assert port.get(f"/entities/{place}").status_code == 404


def test_the_page_says_what_somebody_is_called_and_where(port):
    tree = tree_of(port.get(f"/entities/{MARLIN.id}"))
    assert rows(section(tree, "names"))[0] == "2 reports Zoë Marlin 2023-01-05 People, first · 2022-07-01 People, early"
    places = section(tree, "names").xpath(".//a[@class='words']/@href")
    assert places[0] == "/reports/first?at=6-16#c-6-16"
    assert rows(section(tree, "roles")) == [
        "2022-07-01 deputy 1 report · 2022-07-01 People, early",
        "2023-01-05 – 2023-03-01 mayor 2 reports · 2023-01-05 People, first · 2023-03-01 People, denial",
    ]


def test_the_page_has_what_somebody_says_and_what_others_say(port):
    tree = tree_of(port.get(f"/entities/{MARLIN.id}"))
    first, second = rows(section(tree, "statements"))
    assert first.startswith("2023-03-01 Z. Marlin denied: Reed was hired denies")
    assert second.startswith("2023-01-05 Mayor Zoë Marlin said: the Quay Clinic hired Tom Reed")
    (other,) = rows(section(tree, "said"))
    assert other.startswith("2023-03-01 The cook said: Marlin was wrong")


def test_an_event_says_how_far_it_is_told_on_whose_word_and_as_what_somebody_stands_in_it(port):
    tree = tree_of(port.get(f"/entities/{REED.id}"))
    hired = section(tree, "events").xpath(".//ol/li")[0]
    assert words_of(hired) == (
        "no date recruit hired by the Quay Clinic whom Tom Reed said to have happened as whom it is done to "
        "On the word of Mayor Zoë Marlin (statement) · People, first, Quay Courier, 2023-01-05"
    )
    assert [words_of(one) for one in hired.xpath(".//b[@class='who']")] == ["Tom Reed"]
    assert "says nothing about guilt" in words_of(section(tree, "events"))


def test_the_page_says_who_stands_beside_and_quotes_it(port):
    tree = tree_of(port.get(f"/entities/{REED.id}"))
    marlin, clinic = rows(section(tree, "company"))
    assert marlin == "person Zoë Marlin 3 sentences, 1 event Z. Marlin denied that Reed was hired."
    assert clinic.startswith("body Quay Clinic 1 sentence, 1 event")


def test_the_page_says_why_names_are_one_and_what_is_kept_apart(port):
    tree = tree_of(port.get(f"/entities/{MARLIN.id}"))
    (joined,) = rows(section(tree, "joined"))
    assert joined.startswith("87 % one")
    assert joined.endswith("one surname, Marlin")
    (near,) = rows(section(tree, "near"))
    assert near.startswith("25 % Ann Weir person")
    assert near.endswith("given names differ")
    assert section(tree, "near").xpath(".//p[@class='head']/a/@href") == [f"/entities/{IDS['weir']}"]


def test_the_page_has_what_persons_decided_the_withdrawn_too(enter, people):
    with CaseStore.open(people) as store:
        judged = Judgement(
            a=APART.a, b=APART.b, verdict="different", by="Ada", at="2026-05-02T10:00:00Z", reason="ages"
        )
        store.add_judgement(judged)
        store.withdraw_judgement(judged.id, by="Jon")
        weir = ENTITIES["weir"]
        about = {"report": weir.report, "kind": "entity", "target": weir.id}
        store.decide(Decision(verdict="correct", becomes=(replace(weir, name="Anna Weir"),), by="Mira", **about))
    browser = enter(people)
    assert tree_of(browser.get("/entities")).xpath("//p[@class='warning']"), "it is not told anew"
    tree = tree_of(browser.get(f"/entities/{MARLIN.id}"))
    (judgement,) = section(tree, "judged").xpath(".//li[@class='withdrawn']")
    assert words_of(judgement).startswith("2026-05-02 10:00 Ada: ")
    assert "are held to be two" in words_of(judgement)
    assert "Taken back by Jon" in words_of(judgement)
    tree = tree_of(browser.get(f"/entities/{IDS['weir']}"))
    assert words_of(tree.find(".//h1")) == "Anna Weir"
    assert "Mira corrected" in words_of(section(tree, "decided"))
    answered = browser.get(f"/api/v1/entities/{IDS['weir']}").json()
    assert [one["verdict"] for one in answered["decisions"]] == ["correct"]


def test_a_person_says_on_the_page_whether_two_are_one(people):
    with open_case(people) as case:
        app = make_app(case, DeskSettings(name="people", port=PORT, token=TOKEN, person="Ada Invented"))
        with TestClient(app, base_url=HERE, follow_redirects=False) as browser:
            browser.get("/", params={"token": TOKEN})
            own = f"/entities/{MARLIN.id}"
            joined, near = tree_of(browser.get(own)).xpath("//form[@class='judging']")
            assert [one.get("value") for one in joined.xpath(".//button")] == ["different"]
            given = {one.name: one.value for one in near.iter("input") if one.type == "hidden"}
            sent = browser.post("/judge", data=given | {"verdict": "same", "reason": "one voice"})
            assert (sent.status_code, sent.headers["location"]) == (303, own)
            (row,) = rows(section(tree_of(browser.get(own)), "judged"))
    assert "Ada Invented: " in row
    assert "are held to be one" in row
    assert "one voice" in row


def test_nobody_decides_on_the_page_of_a_case_that_is_only_read(port):
    assert not tree_of(port.get(f"/entities/{MARLIN.id}")).xpath("//form[@class='judging']")


@pytest.mark.parametrize("part", PARTS)
def test_every_list_has_a_page_and_its_json(port, part):
    tree = tree_of(port.get(f"/entities/{MARLIN.id}/{part}"))
    shown = rows(tree)
    answered = port.get(f"/api/v1/entities/{MARLIN.id}/{part}").json()
    assert len(shown) == len(answered["rows"]) > 0
    assert answered["more"] is False
    assert tree.xpath("//p[@class='kicker']/a/@href") == ["/entities", f"/entities/{MARLIN.id}"]


def test_the_json_of_the_page_begins_every_list_of_its_own(port):
    whole = port.get(f"/api/v1/entities/{REED.id}").json()
    for part in ("names", "statements", "said", "events"):
        assert whole[part]["rows"] == port.get(f"/api/v1/entities/{REED.id}/{part}").json()["rows"]
    assert [row["id"] for row in whole["said"]["rows"]] == [DENIED.id, HIRED.id]
    hired = whole["events"]["rows"][0]
    assert (hired["takes_part_as"], hired["told"], hired["claims"]) == (
        ["patient"],
        "said to have happened",
        [HIRED.id],
    )


def test_mentions_of_one_name_are_listed_alone(port):
    tree = tree_of(port.get(f"/entities/{MARLIN.id}/mentions?words=Z.%20Marlin"))
    (row,) = rows(tree)
    assert "Z. Marlin denied that Reed was hired." in row
    assert tree.xpath("//a[@class='match']/@href") == ["/reports/denial?at=0-9#c-0-9"]


def test_a_long_list_is_begun_on_the_page_and_goes_on_on_its_own(port, monkeypatch):
    monkeypatch.setattr(shown_identity, "SHOWN", 1)
    found = section(tree_of(port.get(f"/entities/{MARLIN.id}")), "statements")
    assert len(rows(found)) == 1
    assert found.xpath("./p[@class='all']/a/@href") == [f"/entities/{MARLIN.id}/statements"]


def test_a_page_that_did_not_look_everywhere_says_so(port, monkeypatch):
    monkeypatch.setattr(shown_identity, "REACH", 1)
    found = section(tree_of(port.get(f"/entities/{REED.id}")), "statements")
    assert "Looked for in the newest" in words_of(found)
    assert found.xpath("./p[@class='all']/a")


@pytest.mark.parametrize("query", ["report=nothing", "type=BOAT", "named=few", "order=age", "page=0"])
def test_what_cannot_be_meant_is_refused_in_words(port, query):
    assert port.get(f"/entities?{query}").status_code in {404, 422}
    assert port.get(f"/api/v1/entities?{query}").json()["message"]


def test_hostile_names_are_text_on_every_page_and_whole_in_json(enter, tmp_path):
    path = tmp_path / "hostile.case"
    with CaseStore.open(path, create=True) as store:
        add_names(store, [HOSTILE])
    browser = enter(path)
    (known,) = browser.get("/api/v1/entities").json()["entities"]
    assert (known["name"], known["role"]) == (HOSTILE, HOSTILE)
    own = f"/entities/{known['id']}"
    for page in ("/entities", own, *(f"{own}/{part}" for part in PARTS)):
        tree = tree_of(browser.get(page))
        assert not tree.xpath("//script | //img")
        assert "\u202e" not in tree.text_content()
        turned = [one for one in tree.xpath("//main//text()") if "<U+202E>" in one]
        assert all(one.getparent().tag == "bdi" for one in turned), page
        assert turned or page.rpartition("/")[2] in {"mentions", "statements", "said", "events", "likenesses"}, page


def test_a_case_that_names_nobody_says_so(enter, filled):
    assert "Nothing in the case passes" in words_of(tree_of(enter(filled({"title": "Quay"})).get("/entities")))


def test_the_reports_of_a_name_are_listed_newest_first_and_those_without_a_date_last(port):
    tree = tree_of(port.get(f"/entities/{REED.id}/reports"))
    assert [words_of(one) for one in tree.xpath("//ol/li/p[@class='when']")] == [
        "2023-03-01",
        "2023-01-05",
        "2022-07-01",
        "no date",
    ]
