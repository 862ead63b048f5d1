"""Questions and the timeline: every line leads to the words it came from."""

from __future__ import annotations

import pytest
from desk_town import tree_of, words_of

from onrecord.case import open_case
from onrecord.records import LANES, UNDATED, ClaimFilter, EventFilter


@pytest.fixture
def case(town):
    with open_case(town, read_only=True) as opened:
        yield opened


PAGES = ["/questions", "/timeline", "/timeline?by=month", "/timeline?by=day"]


@pytest.mark.parametrize("page", [*PAGES, "/timeline?at=2023&by=month"])
def test_the_page_is_there(town, enter, page):
    assert tree_of(enter(town).get(page)).xpath("//h1")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_case_has_an_empty_page(enter, filled, page):
    assert tree_of(enter(filled()).get(page)).xpath("//h1")


def test_every_question_leads_to_its_words(town, enter, case):
    tree = tree_of(enter(town).get("/questions"))
    rows = list(case.questions())
    assert len(tree.xpath("//ol/li")) == len(rows) > 0
    for row in rows:
        [item] = tree.xpath(f"//li[@id='{row.question.id}']")
        span = row.question.span
        assert item.xpath(f".//a[contains(@href, 'at={span.start}-{span.end}')]")


def test_answered_questions_show_the_later_words_and_can_be_asked_for(town, enter, case):
    answered = [row for row in case.questions() if row.answers]
    assert answered
    tree = tree_of(enter(town).get("/questions?answered=yes"))
    assert len(tree.xpath("//ol/li")) == len(answered)
    assert " ".join(answered[0].answers[0].side.span.text.split()) in words_of(tree)
    open_still = tree_of(enter(town).get("/questions?answered=no"))
    assert len(open_still.xpath("//ol/li")) == len(list(case.questions())) - len(answered)


def test_the_timeline_counts_every_event_claim_and_report_once(town, enter, case):
    totals = dict.fromkeys(LANES, 0)
    for count in case.day_counts("month"):
        totals[count.lane] += count.count
    assert totals == {
        "happened": len(list(case.events())),
        "said": len(list(case.claims())),
        "published": len(list(case.reports())),
    }


def test_the_kinds_of_questions_are_counted_and_lead_to_as_many(town, enter, case):
    browser = enter(town)
    tabs = tree_of(browser.get("/questions")).xpath("//nav[@class='tabs']/a[contains(@href, 'kind=')]")
    assert tabs
    for tab in tabs:
        [count] = tab.xpath("span/text()")
        assert len(tree_of(browser.get(tab.get("href"))).xpath("//ol/li")) == int(count.split()[0])


def test_each_number_of_the_timeline_leads_to_as_many_rows(town, enter):
    browser = enter(town)
    tree = tree_of(browser.get("/timeline?by=month"))
    links = tree.xpath("//table[@class='lanes']//td/a")
    assert links
    for link in links:
        shown = tree_of(browser.get(link.get("href").partition("#")[0]))
        lane = link.get("href").rpartition("#h-")[2]
        [rows] = shown.xpath(f"//section[@aria-labelledby='h-{lane}']/*[contains(@class, 'rows')]")
        assert len(rows) == int(link.text)


def test_what_has_no_date_is_counted_and_listed(town, enter, case):
    tree = tree_of(enter(town).get("/timeline?at=none"))
    undated = sum(one.count for one in case.day_counts("year") if not one.when and one.lane == "happened")
    assert len(list(case.events(EventFilter(dated=UNDATED)))) == undated
    assert f"of {undated:,}" in words_of(tree) or not undated
    assert len(tree.xpath("//section[@aria-labelledby='h-happened']//ol/li")) == undated


def test_what_can_lie_in_a_day_is_listed_when_that_is_asked_for(town, enter, case):
    browser = enter(town)
    for row in case.events():
        if row.time and row.time.days:
            page = tree_of(browser.get(f"/timeline?at={row.time.days[0]}&by=day&wider=yes"))
            assert row.event.trigger.text in words_of(page)


def test_the_stretches_around_one_are_named(town, enter, case):
    years = sorted({one.when for one in case.day_counts("year") if one.when})
    for place, year in enumerate(years):
        around = tree_of(enter(town).get(f"/timeline?at={year}&by=month")).xpath(
            "//nav[@class='around']//a/time/text()"
        )
        assert around == [*years[max(0, place - 1) : place], *years[place + 1 : place + 2]]


def test_a_stretch_of_time_shows_its_events_with_whose_word_it_is(town, enter, case):
    dated = [row for row in case.events() if row.time and row.time.days]
    browser = enter(town)
    for row in dated:
        day = row.time.days[0]
        page = words_of(tree_of(browser.get(f"/timeline?at={day[:4]}&by=month")))
        assert row.event.trigger.text in page


@pytest.mark.parametrize("at", ["x", "2023-1", "2023-01-01-01", "99999"])
def test_what_is_no_date_is_told(town, enter, at):
    assert enter(town).get(f"/timeline?at={at}").status_code == 422


@pytest.mark.parametrize("at", ["0000", "2023-00", "2023-99", "2023-02-31", "9999-12"])
def test_a_date_that_no_calendar_has_is_no_error_of_the_server(town, enter, at):
    assert enter(town).get(f"/timeline?at={at}").status_code in {200, 400}


@pytest.mark.parametrize("page", ["questions", "events", "timeline"])
def test_the_api_tells_the_same(town, enter, page):
    answer = enter(town).get(f"/api/v1/{page}")
    assert answer.status_code == 200
    told = answer.json()
    assert isinstance(told.get("records", told.get("counts")), list)


def test_a_stretch_of_time_shows_what_was_said_in_it(town, enter, case):
    times = {row.time.id: row.time for row in case.times() if row.time.days}
    dated = [row.claim for row in case.claims() if row.claim.said_at in times]
    for claim in dated:
        day = times[claim.said_at].days[0]
        assert claim.id in {row.claim.id for row in case.claims(ClaimFilter(after=day, before=day))}
        page = words_of(tree_of(enter(town).get(f"/timeline?at={day[:4]}&by=month")))
        assert " ".join(claim.content[0].text.split()) in page
    assert len(list(case.claims(ClaimFilter(after="1001-01-01", before="1001-12-31")))) == 0
