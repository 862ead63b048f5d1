"""The dossier shows the whole record of each report, and gathers it over the case, with a way to the words."""

from dataclasses import replace

from onrecord.records import Extraction


def shown(element) -> str:
    return " ".join(element.text_content().split())


def test_a_report_opens_with_its_questions_then_events_elements_names_and_words(page, welders):
    (article,) = page(welders).xpath("//article")
    headings = [shown(heading) for heading in article.xpath(".//h4")]
    assert headings == [
        "Open questions", "Events, in order of time", "Elements of trafficking that passages speak to", "Who and where",
        "The report’s words",
    ]  # fmt: skip


def test_every_link_arrives_and_no_id_is_given_twice(page, welders):
    tree = page(welders, replace_id(welders, "again"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def replace_id(extraction: Extraction, name: str) -> Extraction:
    return replace(extraction, report=replace(extraction.report, id=name, capture=f"capture-{name}"))


def test_an_event_leads_to_its_trigger_in_the_text_and_back(page, welders):
    tree = page(welders)
    (event,) = tree.xpath("//li[@id='e1-1']")
    (trigger,) = tree.xpath("//div[@class='text']//a[@id='v1-1']")
    assert event.xpath(".//a[@href='#v1-1']")
    assert (trigger.text, trigger.get("href")) == ("lured", "#e1-1")
    assert "event 1: recruit, said to have happened" in trigger.getparent().get("title")


def test_an_event_says_when_who_how_far_told_and_on_whose_word(page, welders):
    tree = page(welders)
    assert shown(tree.xpath("//li[@id='e1-1']")[0]) == (
        "2024-03-06 “on 6 March” recruit said to have happened whom six welders by a broker [Ann Marlin] "
        "a broker had lured six welders in the text on the word of Police in Port Sel (statement)"
    )
    assert "confiscate alleged" in shown(tree.xpath("//li[@id='e1-2']")[0])
    assert "on the word of A prosecutor (allegation)" in shown(tree.xpath("//li[@id='e1-2']")[0])


def test_two_events_told_by_the_same_word_are_both_found(page, welders):
    lured = next(event for event in welders.events if event.type == "recruit")
    both = replace(welders, events=(*welders.events, replace(lured, type="deceive")))
    assert len(page(both).xpath("//*[@id='v1-1' or @id='v1-2']")) == 2


def test_an_element_shows_its_passages_status_and_on_whose_word(page, welders):
    (element,) = page(welders).xpath("//li[@id='x1-2']")
    assert shown(element) == (
        "documents confiscated alleged confiscation of documents took their passports in the text "
        "on the word of A prosecutor (allegation)"
    )


def test_names_are_marked_in_the_text_and_described(page, welders):
    tree = page(welders)
    titles = tree.xpath("//div[@class='text']//*[contains(., 'Port Sel')]/@title")
    assert any("Port Sel: place with a government" in title for title in titles)
    names = shown(tree.xpath("//section[contains(@class, 'names')]")[0])
    assert "Ann Marlin, broker 3 mentions" in names
    assert "Port Sel, Vanuatu, also “the port” 2 mentions, 17.50° S 168.25° E, the likeliest of 2 places" in names


def test_a_note_names_whom_a_pronoun_means(page, welders):
    notes = [shown(note) for note in page(welders).xpath("//ol[@class='notes']/li")]
    assert any("She [Ann Marlin] denies" in note for note in notes)


def test_the_questions_of_the_case_stand_before_its_reports_and_lead_to_them(page, welders):
    tree = page(welders)
    assert tree.xpath("//main/section/@id")[:5] == ["together", "questions", "who", "elements", "timeline"]
    (questions,) = tree.xpath("//section[@id='questions']")
    assert "Marlin's lawyer did not answer open with Marlin's lawyer Port Courier, 2024-03-07" in shown(questions)
    assert questions.xpath(".//a[@href='#q1-1']")


def test_elements_are_counted_by_status_without_a_verdict(page, welders):
    tree = page(welders, replace_id(welders, "again"))
    (elements,) = tree.xpath("//section[@id='elements']")
    lines = [" | ".join(shown(cell) for cell in row) for row in elements.xpath(".//tbody/tr")]
    assert lines == [
        "deception | 2 reports, 2 passages: 1, 2 | – | –",
        "documents confiscated confiscation of documents | – | 2 reports, 2 passages: 1, 2 | –",
    ]
    assert "This is no verdict and no score" in shown(elements)
    assert "No passage was found for: recruitment, transportation" in shown(elements)
    assert elements.xpath(".//a[@href='#x2-1']")


def test_the_timeline_has_every_event_with_a_day_in_order_and_counts_the_others(page, welders):
    (timeline,) = page(welders).xpath("//section[@id='timeline']")
    days = [shown(day) for day in timeline.xpath(".//li/span[@class='when']")]
    assert days == ["2024-03-06", "2024-05"]
    assert "3 events without a date stand with their reports" in shown(timeline)
    assert [shown(year) for year in timeline.xpath(".//h3")] == ["2024"]


def test_the_figures_lead_to_what_they_count(page, welders):
    figures = {
        shown(f[0]): (shown(f[1]), f[1][0].get("href")) for f in page(welders).xpath("//dl[@class='figures']/div")
    }
    assert figures["Open questions"] == ("1", "#questions")
    assert figures["Events"] == ("5", "#timeline")


def test_a_case_without_any_of_it_says_so(page, report):
    text = page(Extraction(report=report("quiet", "Rain fell."))).text_content()
    assert "No open question was found in the reports." in text
    assert "No event with a date was found in the reports." in text


def test_what_is_told_can_be_read_without_a_script(page, welders):
    tree = page(welders)
    for script in tree.xpath("//script"):
        script.getparent().remove(script)
    assert not tree.xpath("//*[@hidden] | //details[not(@open)]")
