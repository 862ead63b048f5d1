"""Whatever a report says, the dossier shows it and obeys none of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from onrecord.dossier import DossierSettings, dossier_chunks
from onrecord.dossier.pages import web_address
from onrecord.records import Element, Entity, Event, Extraction, Mention, Problem, Question, Role, Span, Time

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"><b>'


def test_markup_in_every_field_is_text(page, report, claim):
    text = f"{SCRIPT} said that {SCRIPT} is so."
    r = report(
        "<id>", text, title=SCRIPT, publisher=SCRIPT, author=SCRIPT, published=SCRIPT, url=SCRIPT, language=SCRIPT
    )
    hostile = claim(r, SCRIPT, "said", "that")
    trouble = Problem(stage=SCRIPT, code=SCRIPT, message=SCRIPT, subject=SCRIPT, hint=SCRIPT)
    tree = page(Extraction(report=r, claims=(hostile,)), problems=[trouble])
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //@onerror")
    assert SCRIPT in tree.xpath("//article")[0].text_content()


def test_markup_in_triggers_names_parties_and_passages_is_text(page, report, claim):
    text = f"{SCRIPT} said that {SCRIPT} is so."
    r = report("<id>", text, published="2024-03-02")
    (words,) = (Span.of(text, 0, len(SCRIPT)),)
    own = {"report": r.id}
    who = Entity(**own, first=words, type="PER", name=SCRIPT, aliases=(SCRIPT,), country=SCRIPT, role=SCRIPT)
    said = claim(r, SCRIPT, "said", "that", speaker=who.id)
    day = Time(**own, span=words, value="2024-03-02", type="DATE")
    roles = (Role(role="agent", span=words, entity=who.id),)
    extraction = Extraction(
        report=r,
        claims=(said,),
        events=(Event(**own, type=SCRIPT, trigger=words, roles=roles, time=day.id, holder=said.id),),
        times=(day,),
        mentions=(Mention(**own, span=words, type="PER", entity=who.id),),
        entities=(who,),
        questions=(Question(**own, kind="unclear", span=words, party=words, about=said.id, as_of=SCRIPT),),
        elements=(Element(**own, element=SCRIPT, code=SCRIPT, status="alleged", spans=(words,), claims=(said.id,)),),
    )
    tree = page(extraction)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //@onerror | //b[not(node())]")
    for part in ("questions", "elements", "timeline", "r1"):
        assert SCRIPT in tree.xpath(f"//*[@id='{part}']")[0].text_content()
    ids = tree.xpath("//@id")
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_a_direction_override_in_a_name_or_a_trigger_is_shown_by_its_name(page, report):
    text = "\u202eevil\u202c took it."
    r = report("r", text)
    words = Span.of(text, 0, 6)
    who = Entity(report="r", first=words, type="PER", name=words.text)
    event = Event(report="r", type="confiscate", trigger=words, roles=(Role(role="agent", span=words),))
    tree = page(Extraction(report=r, events=(event,), entities=(who,)))
    assert not set("\u202e\u202c") & set(html.tostring(tree, encoding="unicode"))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "http://[",
        "",
    ],
)
def test_only_web_addresses_become_links(url):
    assert web_address(url) == ""


def test_web_addresses_are_linked_without_telling_the_other_side(page, report):
    tree = page(Extraction(report=report("r", "x", url="https://example.org/a?b=1&c=2")))
    (link,) = tree.xpath("//article//a[@class='out']")
    assert link.get("href") == "https://example.org/a?b=1&c=2"
    assert "noreferrer" in link.get("rel")


def test_a_javascript_address_is_no_link(page, report):
    tree = page(Extraction(report=report("r", "x", url="javascript:alert(1)")))
    assert not [h for h in tree.xpath("//@href") if not h.startswith("#")]


def test_a_direction_override_is_shown_by_its_name(page, report):
    tree = page(Extraction(report=report("r", "paid \u202eXOF\u2069 100", title="\u2067title")))
    assert "paid <U+202E>XOF<U+2069> 100" in tree.xpath("//article")[0].text_content()
    assert not set("\u202e\u2067\u2069") & set(tree.text_content())


def test_control_characters_and_lone_surrogates_are_replaced(page, report):
    tree = page(Extraction(report=report("r", "a\x00b\x1b[31mc\ud800d")))
    assert "a\ufffdb\ufffd[31mc\ufffdd" in tree.xpath("//article")[0].text_content()


def test_templates_words_in_a_report_are_not_run(page, report):
    assert "{{ 7*7 }}{% raw %}" in page(Extraction(report=report("r", "{{ 7*7 }}{% raw %}"))).text_content()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cf")) | st.just("\n"), min_size=1, max_size=80)
)
def test_any_text_is_shown_as_it_is(case, report, text):
    view = case([Extraction(report=report("r", text))])
    tree = html.document_fromstring("".join(dossier_chunks(view, DossierSettings(name="n"))))
    shown = "".join(p.text_content() for p in tree.xpath("//div[@class='text']//p"))
    kept = [line for line in text.split("\n") if line.strip()]
    assert [line for line in shown.split("\n") if line.strip()] == kept
