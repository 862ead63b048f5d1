"""The list of findings, the page of one, and their JSON; the harbour, its boats and all who count them are invented."""

from __future__ import annotations

import pytest
from desk_findings import fill, finding_of, number, voice
from desk_town import tree_of, words_of

from onrecord.desk.paging import PER_PAGE
from onrecord.records import STANCES, STANDINGS, Decision
from onrecord.store import CaseStore

HOSTILE = "<script>alert(1)</script>\u202e\"'><img src=x>"


@pytest.fixture
def harbour(tmp_path):
    """A case of four findings: how many boats left, that it rained, that nobody was paid, and a lone voice."""
    texts = {"a": "14 boats left", "b": "40 boats left", "c": "rain fell on the quay", "d": "nobody was paid, it says"}
    told = {name: voice(name, text, origin=f"Courier {name}") for name, text in texts.items()}
    more = voice("b", "40 boats left", "contradicts", source="Zoë Marlin", act="deny")
    figures = (number(told["a"], "14"), number(more, "40"))
    findings = (
        finding_of(told["a"], more, figures=figures, standing="contradicted"),
        finding_of(told["c"], voice("d", "nobody"), standing="repeated"),
        finding_of(told["d"], standing="denied"),
        finding_of(told["b"]),
    )
    path = tmp_path / "harbour.case"
    with CaseStore.open(path, create=True) as store:
        fill(store, texts, findings)
    return path


def shown(browser, query=""):
    rows = tree_of(browser.get(f"/findings?{query}")).xpath("//ol[@class='rows']//p[@class='said']")
    return [words_of(row) for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["14 boats left", "rain fell on the quay", "40 boats left", "nobody was paid, it says"]),
        ("order=oldest", ["14 boats left", "40 boats left", "rain fell on the quay", "nobody was paid, it says"]),
        ("order=newest", ["rain fell on the quay", "nobody was paid, it says", "14 boats left", "40 boats left"]),
        ("standing=repeated", ["rain fell on the quay"]),
        ("text=BOATS+40", ["14 boats left", "40 boats left"]),
        ("text=nobody&standing=denied", ["nobody was paid, it says"]),
        ("differ=yes", ["14 boats left", "nobody was paid, it says"]),
        ("slot=number", ["14 boats left"]),
        ("slot=date", []),
        ("since=2023-05-04", ["rain fell on the quay", "nobody was paid, it says"]),
        ("until=2023-05-01", ["14 boats left"]),
        ("since=2023-05-02&until=2023-05-02", ["14 boats left", "40 boats left"]),
        ("since=2024", []),
    ],
)
def test_findings_are_chosen_by_what_the_form_says(enter, harbour, query, expected):
    browser = enter(harbour)
    assert shown(browser, query) == expected
    answered = browser.get(f"/api/v1/findings?{query}").json()
    assert [one["proposition"] for one in answered["findings"]] == expected
    assert answered["total"] == len(expected)


def test_a_row_says_where_it_stands_what_supports_it_what_differs_and_when(enter, harbour):
    row = tree_of(enter(harbour).get("/findings?slot=number")).xpath("//ol[@class='rows']/li")[0]
    assert words_of(row) == (
        "contradicted 14 boats left number 14 | 40 2 passages · one origin, one report · 2023-05-01 to 2023-05-02"
    )
    links = row.xpath(".//a/@href")
    assert {link.partition("#")[0] for link in links if link.startswith("/findings/")} == {links[0]}
    assert "/reports/b?at=0-2#c-0-2" in links


def test_the_json_of_a_row_counts_reports_and_days(enter, harbour):
    one = enter(harbour).get("/api/v1/findings?slot=number").json()["findings"][0]
    assert (one["reports"], one["first_published"], one["last_published"]) == (2, "2023-05-01", "2023-05-02")
    assert (one["title"], [value["value"] for value in one["slots"][0]["values"]]) == ("Title a", ["14", "40"])


def test_long_lists_come_in_pages(enter, tmp_path):
    texts = {f"r{n:02}": f"boat {n} left" for n in range(PER_PAGE + 3)}
    path = tmp_path / "long.case"
    with CaseStore.open(path, create=True) as store:
        fill(store, texts, tuple(finding_of(voice(name, text)) for name, text in texts.items()))
    browser = enter(path)
    pages = [browser.get(f"/api/v1/findings?page={n}&text=boat").json() for n in (1, 2, 3)]
    assert [(len(page["findings"]), page["more"]) for page in pages] == [(50, True), (3, False), (0, False)]
    assert "51 to 53 of 53" in words_of(tree_of(browser.get("/findings?page=2")))


@pytest.mark.parametrize("query", ["standing=told", "slot=shape", "order=best", "page=0", "differ=no", "since=may"])
def test_what_cannot_be_meant_is_refused(enter, harbour, query):
    browser = enter(harbour)
    assert browser.get(f"/findings?{query}").status_code == 422
    assert browser.get(f"/api/v1/findings?{query}").json()["message"]


def test_every_field_has_a_label(enter, harbour):
    tree = tree_of(enter(harbour).get("/findings"))
    assert sorted(tree.xpath("//form[@class='filter']//@id")) == sorted(
        tree.xpath("//form[@class='filter']//label/@for")
    )


@pytest.fixture
def page(enter, town):
    """The page of the finding of the port town."""
    browser = enter(town)
    (link,) = tree_of(browser.get("/findings")).xpath("//ol[@class='rows']//p[@class='said']//a/@href")
    return tree_of(browser.get(link))


def section(tree, name):
    return tree.xpath(f"//section[@aria-labelledby='{name}']")[0]


def test_the_page_of_a_finding_says_where_it_stands_and_what_that_means(page):
    assert words_of(page.find(".//h1")) == "14 sailors were hired"
    assert "At least one passage contradicts it. What supports it: one origin, two reports." in words_of(page)
    assert "/reports/wire?at=21-42#c-21-42" in page.xpath("//main//a/@href")


def test_every_passage_stands_under_what_it_says_with_whose_word_it_is(page):
    headings = [words_of(one) for one in section(page, "said").xpath(".//h3")]
    assert headings == ["Says so 2 passages", "Says otherwise 1 passage"]
    rows = [words_of(row) for row in section(page, "said").xpath(".//li")]
    assert rows[0].startswith("2023-09-05 Zoë Marlin: 14 sailors were hired states in the report’s words certain")
    assert "Sailors, later, Later Courier, 2023-10-01 · check it conflicts in number 14 sailors were hired" in rows[2]


def test_conflicting_readings_stand_side_by_side(page):
    readings = section(page, "differ").xpath(".//div[@class='reading']")
    assert [words_of(one.xpath("./p[@class='value']")[0]) for one in readings] == ["14", "40"]
    assert "40 sailors were hired Marlin, Sailors, later, Later Courier, 2023-10-01" in words_of(readings[1])


def test_the_steps_of_its_telling_are_in_order_of_publication(page):
    steps = [words_of(row) for row in section(page, "versions").xpath("./ol/li")]
    assert [step.split(" ", 1)[1][:14] for step in steps] == ["said first Zoë", "says otherwise", "newer state Th"]
    assert "said again in 1 passage 2023-09-06 14 sailors were hired, Copy Courier" in steps[0]


def test_it_says_which_reports_rest_on_one_origin_and_why(page):
    counted, untold = section(page, "origins").xpath("./ol/li")
    assert "counts once Reporting of Wire Courier, 2023-09-05 2 passages, 2 reports One text" in words_of(counted)
    assert "They cite one source: Zoë Marlin" in words_of(counted)
    assert any(link.startswith("/origins/origin-") for link in counted.xpath(".//a/@href"))
    assert "not counted Origin cannot be told" in words_of(untold)


def test_every_number_and_link_within_the_page_leads_to_a_place_on_it(page):
    places = {link[1:] for link in page.xpath("//main//a/@href") if link.startswith("#")}
    assert places <= set(page.xpath("//@id"))
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_the_json_of_a_finding_has_what_the_page_has(enter, town):
    browser = enter(town)
    own = browser.get("/api/v1/findings").json()["findings"][0]["id"]
    one = browser.get(f"/api/v1/findings/{own}").json()
    assert one["finding"]["id"] == own
    assert list(one["reports"]) == ["wire", "copy", "later"]
    assert len(one["records"]) == 3
    assert [(relation["relation"], relation["slot"]) for relation in one["relations"]] == [("conflict", "number")]
    assert [step["kind"] for step in one["versions"]] == ["first", "contradicts", "update"]
    assert [origin["kind"] for origin in one["origins"]] == ["copy"]


def test_questions_and_findings_beside_it_are_on_the_page(enter, tmp_path):

    from across_case import HIRED, REPLIED, SILENCE, fill_across, say_more  # noqa: PLC0415 - found through the path

    path = tmp_path / "town.case"
    with CaseStore.open(path, create=True) as store:
        fill_across(store)
        say_more(store)
    browser = enter(path)
    silence = tree_of(browser.get(f"/findings/{SILENCE.id}"))
    asked = words_of(section(silence, "questions"))
    assert "no response The ministry did not answer" in asked
    assert "Answered: The ministry answered that nobody was" in asked
    assert "No later report in the case answers it." in asked
    assert "What is a newer state of it" in words_of(section(silence, "beside"))
    answering = tree_of(browser.get(f"/findings/{REPLIED.id}"))
    assert "What it answers no response" in words_of(section(answering, "questions"))
    assert "What says otherwise" in words_of(section(tree_of(browser.get(f"/findings/{HIRED.id}")), "beside"))
    told = browser.get(f"/api/v1/findings/{SILENCE.id}").json()
    assert [len(row["answers"]) for row in told["questions"]] == [1, 0]
    assert [one["kind"] for one in told["beside"]] == ["after"]


def test_what_a_person_rejected_says_so_and_the_page_that_it_still_counts(enter, town):
    from across_case import CLAIMS, HIRED  # noqa: PLC0415 - found through the path

    assert not tree_of(enter(town).get(f"/findings/{HIRED.id}")).xpath("//p[@class='warning']")
    with CaseStore.open(town) as store:
        store.decide(Decision(report="wire", kind="claim", target=CLAIMS["wire"], verdict="reject", by="Ada"))
    browser = enter(town)
    tree = tree_of(browser.get(f"/findings/{HIRED.id}"))
    assert "rejected" in words_of(section(tree, "said").xpath(".//li")[0])
    for address in ("/findings", f"/findings/{HIRED.id}", "/origins"):
        assert tree_of(browser.get(address)).xpath("//p[@class='warning']")
    told = browser.get(f"/api/v1/findings/{HIRED.id}").json()
    assert told["records"][CLAIMS["wire"]]["review"] == "rejected"


def test_a_finding_that_is_not_there_is_not_found(enter, town):
    browser = enter(town)
    for address in ("/findings/finding-x", "/findings/", "/findings/%00", "/findings/a/b"):
        assert browser.get(address).status_code == 404
    assert "no finding" in browser.get("/api/v1/findings/finding-x").json()["message"]


def test_many_passages_come_in_pages_and_what_repeats_is_cut(enter, tmp_path):
    texts = {f"r{n:02}": "14 boats left" for n in range(PER_PAGE + 10)}
    path = tmp_path / "wide.case"
    with CaseStore.open(path, create=True) as store:
        fill(store, texts, (finding_of(*(voice(name, text) for name, text in texts.items())),))
    browser = enter(path)
    (link,) = tree_of(browser.get("/findings")).xpath("//p[@class='said']//a/@href")
    first, second = tree_of(browser.get(link)), tree_of(browser.get(f"{link}?page=2"))
    assert [len(section(tree, "said").xpath(".//li")) for tree in (first, second)] == [50, 10]
    assert len(first.xpath("//details//li")) < 20
    assert "#said" in first.xpath("//details//li[last()]/a/@href")


def test_hostile_words_are_text_on_every_page_of_findings(enter, tmp_path):
    path = tmp_path / "hostile.case"
    texts = {HOSTILE: f"14 boats{HOSTILE}", "b": f"40 boats{HOSTILE}"}
    stances = dict(zip(texts, STANCES, strict=False))
    told = [voice(name, text, stances[name], source=HOSTILE, origin=HOSTILE) for name, text in texts.items()]
    with CaseStore.open(path, create=True) as store:
        fill(store, texts, (finding_of(*told, figures=(number(told[0], "14"), number(told[1], "40"))),))
    browser = enter(path)
    (link,) = tree_of(browser.get("/findings")).xpath("//p[@class='said']//a/@href")
    for address in ("/findings", link):
        tree = tree_of(browser.get(address))
        assert not tree.xpath("//script | //img | //main//b[not(@class)]")
        assert "\u202e" not in tree.text_content()
        turned = [one for one in tree.xpath("//main//text()") if "<U+202E>" in one]
        assert turned
        assert all(one.getparent().tag == "bdi" for one in turned)


def test_a_case_without_findings_says_so(enter, filled):
    assert "Nothing in the case passes" in words_of(tree_of(enter(filled({"title": "Quay"})).get("/findings")))


@pytest.mark.parametrize("standing", STANDINGS)
def test_every_standing_can_be_asked_for_and_is_explained(enter, tmp_path, standing):
    path = tmp_path / "one.case"
    with CaseStore.open(path, create=True) as store:
        fill(store, {"a": "14 boats left"}, (finding_of(voice("a", "14 boats left"), standing=standing),))
    browser = enter(path)
    (link,) = tree_of(browser.get(f"/findings?standing={standing}")).xpath("//p[@class='said']//a/@href")
    assert words_of(tree_of(browser.get(link)).xpath("//p[@class='stands']")[0])
