"""What persons decided, in the dossier: what does not stand is struck, with who said so and why."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import Claim, Decision, Extraction, Found, by_hand, kind_of
from onrecord.review import replay


def decided(verdict: str, record: Found, *becomes: Found, by: str = "Mira", day: int = 1, **more: str) -> Decision:
    return Decision(
        report=record.report,
        kind=kind_of(record),
        target="" if verdict == "add" else record.id,
        verdict=verdict,
        was=() if verdict == "add" else (record,),
        becomes=tuple(by_hand(one, by) for one in becomes),
        by=by,
        at=f"2026-05-0{day}T10:00:00Z",
        **more,
    )


def with_made(extraction: Extraction, *decisions: Decision) -> Extraction:
    """Return the report as a case holds it: with the claims that persons put in."""
    made = tuple(record for record in replay(extraction, decisions).made if isinstance(record, Claim))
    return replace(extraction, claims=(*extraction.claims, *made))


def text_of(element) -> str:
    return " ".join(element.text_content().split())


def lines(page) -> list[str]:
    return [text_of(line) for line in page.xpath("//section[h4[.='What persons decided']]//li")]


def test_a_rejected_claim_is_struck_with_who_and_why_and_no_source_is_cited_with_it(page, across, welders):
    police = welders.claims[0]
    log = (decided("reject", police, reason="the police said it of others"),)
    shown = page(welders, across=across(decisions=log))
    (line,) = lines(shown)
    assert line == (
        "claim Police in Port Sel: a broker had lured six welders to a war in the text "
        "rejected by Mira on 2026-05-01: the police said it of others"
    )
    assert [text_of(struck) for struck in shown.xpath("//article//s")] == [
        "Police in Port Sel: a broker had lured six welders to a war"
    ]
    assert "Police in Port Sel" not in text_of(shown.get_element_by_id("sources"))
    assert shown.xpath("//dt[.='Claims']/../dd/a/text()") == ["3"]


def test_what_a_rejected_claim_held_is_told_on_the_report_s_word(page, across, welders):
    log = (decided("reject", welders.claims[0]),)
    shown = page(welders, across=across(decisions=log))
    (lured,) = (item for item in shown.xpath("//li[starts-with(@id, 'e1-')]") if "lured" in text_of(item))
    assert "on the word of the report itself" in text_of(lured)


def test_a_corrected_claim_says_who_corrected_it_and_what_was_found_is_struck_and_leads_there(page, across, welders):
    denied = welders.claims[2]
    log = (decided("correct", denied, replace(denied, act="decline"), reason="she declined"),)
    shown = page(with_made(welders, *log), across=across(decisions=log))
    (note,) = (item for item in shown.xpath("//ol[@class='notes']/li") if "corrected" in text_of(item))
    assert "declines" in text_of(note)
    assert "corrected by Mira on 2026-05-01: she declined" in text_of(note)
    (line,) = lines(shown)
    assert line.endswith("in its place claim 3")
    assert shown.xpath("//p[contains(@class, 'decided')]/a/@href") == [f"#{note.get('id')}"]


def test_a_disputed_claim_stands_and_says_who_differ(page, across, welders):
    claim = welders.claims[1]
    log = (decided("accept", claim), decided("reject", claim, by="Jon", day=2, reason="not his words"))
    shown = page(welders, across=across(decisions=log))
    said = [text_of(item) for item in shown.xpath("//span[contains(@class, 'decided')]")]
    assert said == ["disputed: accepted by Mira on 2026-05-01; rejected by Jon on 2026-05-02: not his words"]
    assert lines(shown) == []


def test_rejected_events_and_names_are_left_out_and_listed_as_rejected(page, across, welders):
    lured = next(event for event in welders.events if event.trigger.text == "lured")
    log = (decided("reject", lured), decided("reject", welders.entities[1], day=2), decided("look", lured, by="Jon"))
    shown = page(welders, across=across(decisions=log))
    assert len(shown.xpath("//li[starts-with(@id, 'e1-')]")) == len(welders.events) - 1
    found = lines(shown)
    assert len(found) == 2
    assert found[0].startswith(
        "event lured in the text rejected by Mira on 2026-05-01; asked for a second look at by Jon"
    )
    assert found[1].startswith("entity Ann Marlin")


def test_the_log_has_every_decision_and_strikes_what_was_taken_back(page, across, welders):
    back = replace(decided("reject", welders.claims[0]), withdrawn_at="2026-05-03T09:00:00Z", withdrawn_by="Ann")
    rated = Decision(
        kind="source", target="Port Courier", verdict="rate", reliability="B", credibility=2, by="Jon",
        at="2026-05-02T10:00:00Z", reason="known for years",
    )  # fmt: skip
    shown = page(welders, across=across(decisions=(back, rated)))
    rows = shown.xpath("//section[@id='decisions']//tbody/tr")
    first, second = (" | ".join(text_of(cell) for cell in row) for row in rows)
    assert "rejected taken back 2026-05-03 by Ann" in first
    assert "claim, report 1" in first
    assert second == "2026-05-02, 10:00 Jon | rated B2 | Port Courier source | known for years"
    assert shown.xpath("//section[@id='decisions']//s/text()") == ["rejected"]
    assert lines(shown) == []
    assert shown.xpath("//nav//a[@href='#decisions']")


def test_without_decisions_nothing_is_said_of_them(page, welders):
    shown = page(welders)
    assert not shown.xpath("//*[@id='decisions']")
    assert "a person" not in text_of(shown.xpath("//footer[@class='foot']")[0])


def test_what_a_person_wrote_runs_nothing(page, across, welders):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e"
    log = (
        decided("reject", welders.claims[0], by="<b>Mira</b>", reason=hostile),
        Decision(kind="source", target=hostile, verdict="rate", credibility=3, by="Jon", at="2026-05-02T10:00:00Z"),
    )
    shown = page(welders, across=across(decisions=log))
    assert len(shown.xpath("//script")) == 1
    assert not shown.xpath("//img | //b[.='Mira']")
    assert "\u202e" not in text_of(shown)
