"""The first page says what the case holds, what is disputed, open and new, and every number leads on."""

from desk_town import add_report, tree_of, words_of

from onrecord.store import CaseStore


def test_every_number_of_the_case_is_a_link(enter, town):
    tree = tree_of(enter(town).get("/"))
    figures = {words_of(one.find("dt")): one.find("dd") for one in tree.xpath("//dl[@class='figures']/div")}
    numbers = {name: words_of(number) for name, number in figures.items()}
    assert (numbers["Reports"], numbers["Claims"], numbers["Findings"]) == ("3", "3", "1")
    assert (numbers["Contradicted"], numbers["Denied"]) == ("1", "0")
    assert all(number.xpath("./a/@href") for number in figures.values())
    assert figures["Contradicted"].xpath("./a/@href") == ["/findings?standing=contradicted"]


def test_a_number_is_how_many_its_list_has(enter, filled):
    browser = enter(filled({"language": "en"}, {"language": "pl"}, {"language": "sw"}))
    (address,) = tree_of(browser.get("/")).xpath("//dt[text()='Other languages']/following-sibling::dd/a/@href")
    # a report that was read is none of them, whatever its language
    assert "read=other_language" in address
    assert browser.get(address).status_code == 200


def test_what_is_contradicted_is_shown_with_both_readings_and_their_words(enter, town):
    tree = tree_of(enter(town).get("/"))
    (row,) = tree.xpath("//section[@aria-labelledby='disputed']//li")
    assert "14 sailors were hired" in words_of(row)
    assert "number: 14 | 40" in words_of(row)
    assert "3 passages, independent origins: 1" in words_of(row)
    links = row.xpath(".//a/@href")
    assert "/reports/wire?at=21-42#c-21-42" in links
    assert any(link.startswith("/findings/finding-") for link in links)


def test_a_question_that_a_later_report_answers_is_not_open(enter, town):
    tree = tree_of(enter(town).get("/"))
    (row,) = tree.xpath("//section[@aria-labelledby='open']//ul/li")
    assert "The ministry did not answer" in words_of(row)
    assert "Copy Courier, 2023-09-06" in words_of(row)


def test_the_newest_reports_come_first(enter, town):
    tree = tree_of(enter(town).get("/"))
    titles = tree.xpath("//section[@aria-labelledby='newest']//p[@class='head']/a")
    assert [words_of(title) for title in titles] == ["Sailors, later", "Sailors, copy", "Sailors, wire"]
    assert titles[0].get("href") == "/reports/later"


def test_an_empty_case_has_an_overview_too(enter, filled):
    words = words_of(tree_of(enter(filled()).get("/")))
    assert "holds no reports yet" in words
    assert "No question is open" in words


def test_what_is_added_meanwhile_is_shown_at_the_next_look(enter, filled):
    path = filled({"title": "First boat"})
    browser = enter(path)
    assert "Second boat" not in browser.get("/").text
    with CaseStore.open(path) as other:
        add_report(other, "r9", title="Second boat", language="en")
        assert "Second boat" in browser.get("/").text
        assert browser.get("/api/v1/status").json()["reports"] == 2
    assert "Second boat" in browser.get("/reports").text


def test_a_case_is_shown_while_another_reads_and_another_writes_it(enter, town):
    with CaseStore.open(town, read_only=True) as reader, CaseStore.open(town) as writer:
        assert list(reader.view.reports())
        browser = enter(town)
        add_report(writer, "r9", title="Later still", published="2024-01-01", language="en")
        assert "Later still" in browser.get("/").text


def test_the_desk_changes_nothing_in_the_file(enter, town):
    before = town.read_bytes()
    browser = enter(town)
    for page in ("/", "/reports", "/search?q=sailors", "/problems"):
        browser.get(page)
    assert town.read_bytes() == before
