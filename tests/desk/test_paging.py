"""A long list comes in pages, each row once and none left out."""

from desk_town import tree_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.paging import PER_PAGE, page_from, page_of


@given(st.integers(0, 4 * PER_PAGE + 1))
def test_the_pages_of_a_list_together_are_the_list(length):
    rows, seen, number = list(range(length)), [], 0
    more = True
    while more:
        number += 1
        page = page_of(rows, number)
        told = page_from(iter(rows), number)
        assert (told.items, told.more, told.first, told.last) == (page.items, page.more, page.first, page.last)
        assert (page.total, told.total) == (length, None)
        seen += page.items
        more = page.more
    assert seen == rows
    assert number == max(1, -(-length // PER_PAGE))


@given(st.integers(0, 120), st.integers(1, 9))
def test_places_count_from_one_and_an_empty_page_has_none(length, number):
    page = page_of(range(length), number)
    if page.items:
        assert (page.items[0], page.items[-1]) == (page.first - 1, page.last - 1)
    else:
        assert (page.first, page.last, page.more) == (0, 0, False)


def test_what_comes_after_a_page_is_not_asked_for():
    asked = iter(range(1_000_000_000))
    page_from(asked, 2)
    assert next(asked) == 2 * PER_PAGE + 1


def test_a_page_of_other_things_is_the_same_page():
    page = page_of(list(range(60)), 2).of(str)
    assert (page.items[0], page.number, page.total, page.more) == ("50", 2, 60, False)


def test_pages_of_the_list_of_reports_follow_each_other_by_their_links_and_keep_the_filter(enter, filled):
    browser = enter(filled(*({"title": f"Boat & quay {n:03}", "published": "2024-03-02"} for n in range(120))))
    address, titles = "?words=boat&order=oldest", []
    while address:
        tree = tree_of(browser.get(f"/reports{address}"))
        titles += [words_of(one) for one in tree.xpath("//*[@class='head']")]
        (address,) = tree.xpath("//a[@rel='next']/@href") or [""]
        assert not address or "words=boat" in address
    assert titles == [f"Boat & quay {n:03}" for n in range(120)]


def test_a_page_after_the_last_says_so_and_leads_back(enter, filled):
    tree = tree_of(enter(filled({"title": "Quay"})).get("/reports?page=7"))
    assert "ends before this page" in words_of(tree)
    assert tree.xpath("//main//a[text()='First page']/@href") == ["?"]
