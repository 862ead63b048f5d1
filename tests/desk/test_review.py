"""The queue leads from one record to the next, and decisions on who is who are kept."""

from __future__ import annotations

from desk_town import tree_of, words_of
from test_decide import deciding, form_of  # noqa: F401 - a fixture

from onrecord.records import FOUND_KINDS


def test_the_queue_says_what_to_look_at_and_why(town, deciding):  # noqa: F811
    browser, case = deciding(town)
    queue = case.queue(50, by="Ada Invented")
    items = tree_of(browser.get("/review")).xpath("//ol/li")
    assert len(items) == len(queue) > 0
    assert all(item.xpath(".//p[@class='how']")[0].text_content().strip() for item in items)


def test_a_decision_leads_to_the_next_record_and_the_decided_one_waits_no_more(town, deciding):  # noqa: F811
    browser, case = deciding(town)
    first, second, *_ = [one.record for one in case.queue(50, by="Ada Invented") if one.kind in FOUND_KINDS]
    opened = browser.get("/review/next").headers["location"]
    assert opened.startswith(f"/decide/{first}?")
    form = form_of(browser, opened, verdict="accept", then="/review/next")
    on = browser.get(browser.post(f"/decide/{first}", data=form).headers["location"]).headers["location"]
    assert on.startswith("/decide/")
    assert f"/decide/{first}?" not in on
    skipped = browser.get(f"/review/next?after={second}").headers["location"]
    assert second not in skipped.partition("?")[0]


def test_after_the_last_the_queue_comes_again(filled, deciding):  # noqa: F811
    browser, _ = deciding(filled())
    assert browser.get("/review/next").headers["location"] == "/review"
    assert "Nothing waits" in words_of(tree_of(browser.get("/review")))


def test_a_person_says_who_is_one_and_it_is_told_anew_when_asked(town, deciding):  # noqa: F811
    browser, case = deciding(town)
    one, other, *_ = [row.entity.id for row in case.entities()]
    form = form_of(browser, "/rate?source=x", one=one, other=other, verdict="same", then="/log")
    form.pop("seen", None)
    assert browser.post("/judge", data=form).headers["location"] == "/log"
    assert case.weighing_due()
    page = tree_of(browser.get("/log"))
    assert "does not count the latest decisions" in words_of(page)
    assert "are held to be one" in words_of(page)
    browser.post("/weigh", data={"form_token": form["form_token"]})
    assert not case.weighing_due()
