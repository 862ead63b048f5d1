"""The dossier says what the reports say, in their words, with a way there and back."""

import base64
import hashlib
import re

import pytest

from onrecord.dossier import DossierSettings, dossier_chunks
from onrecord.records import Extraction, Problem

TEXT = (
    "The harbour authority said that the crew denied having seen the vessel.\n"
    "“It left at night,” said a pilot, “and nobody asked.”\n"
    "He declined to say more. It was reportedly scrapped.\n"
)


@pytest.fixture
def extraction(report, claim):
    r = report(
        "wire-1",
        TEXT,
        title="Vessel gone",
        publisher="Tidewater Wire",
        published="2024-03-02",
        url="https://example.org/w1",
    )
    outer = claim(r, "The harbour authority", "said", "the crew denied having seen the vessel")
    inner = claim(r, "the crew", "denied", "having seen the vessel", act="deny", polarity="negative", parent=outer.id)
    pilot = claim(r, "a pilot", "said", ["It left at night", "and nobody asked."], quotation="direct")
    he = claim(r, "He", "declined", "to say more", act="decline", certainty="unknown")
    nobody = claim(r, "", "reportedly", "It was", certainty="probable")
    return Extraction(report=r, claims=(nobody, he, pilot, inner, outer))


def marked(page, claim_key, role):
    """The words of the report's text that carry this role of this claim, as a reader selects them."""
    index = {"content": "content of claim ", "source": "source of claim ", "cue": "cue of claim "}[role]
    number = claim_key.split("-")[1]
    runs = page.xpath("//div[@class='text']//p/*[@data-c]")
    wanted = re.compile(re.escape(index + number) + r"(,|$)")
    return [r.text_content() for r in runs if claim_key in r.get("data-c").split() and wanted.search(r.get("title"))]


def test_every_claims_words_are_marked_exactly(page, extraction):
    tree = page(extraction)
    from_text = sorted(extraction.claims, key=lambda c: (c.content[0].start, -c.content[-1].end))
    for number, claim in enumerate(from_text, 1):
        for role in ("source", "cue", "content"):
            assert "".join(marked(tree, f"1-{number}", role)) == "".join(s.text for s in getattr(claim, role))


def test_the_text_of_a_report_is_whole_between_its_numbers(page, extraction):
    tree = page(extraction)
    lines = ["".join(p.xpath(".//text()[not(parent::a[@class='ref'])]")) for p in tree.xpath("//div[@class='text']//p")]
    assert "".join(lines) == TEXT


def test_every_number_leads_to_its_note_and_back(page, extraction):
    tree = page(extraction)
    for number in range(1, 6):
        (there,) = tree.xpath(f"//*[@id='c1-{number}']")
        (note,) = tree.xpath(f"//*[@id='n1-{number}']")
        assert there.get("href") == f"#n1-{number}"
        assert note.xpath(f".//a[@href='#c1-{number}']")
        assert tree.xpath(f"//section[@id='sources']//a[@href='#c1-{number}']")


def test_every_link_within_the_page_arrives_and_no_id_is_given_twice(page, extraction, report):
    tree = page(extraction, Extraction(report=report("es-1", "Nada.", language="es")))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(ids)


def test_a_claim_inside_another_says_so(page, extraction):
    (note,) = page(extraction).xpath("//*[@id='n1-2']")
    assert "inside claim 1" in " ".join(note.text_content().split())
    assert "denies" in note.text_content()


def test_quotation_marks_are_put_around_the_sources_own_words_only(page, extraction):
    sources = page(extraction).xpath("//section[@id='sources']")[0]
    assert [q.text_content() for q in sources.iter("q")] == ["It left at night […] and nobody asked."]


def test_pronouns_and_unnamed_sources_are_listed_apart(page, extraction):
    (apart,) = page(extraction).xpath("//section[@id='unnamed']")
    said = [" ".join(p.text_content().split()) for p in apart.xpath(".//p[@class='said']")]
    assert said == ["He declined: to say more", "Nobody named reportedly: It was"]


def test_reports_stand_in_order_of_publication_with_the_undated_last(page, report):
    dates = {"late": "2024-05-01", "none": "", "early": "2023-01-01T10:00:00Z"}
    tree = page(*(Extraction(report=report(n, n, title=n, published=d)) for n, d in dates.items()))
    assert [h.text_content() for h in tree.xpath("//article//h3")] == ["early", "late", "none"]


def test_a_report_in_another_language_says_why_it_has_no_claims(page, report):
    tree = page(Extraction(report=report("es-1", "La ministra dijo que no.", title="Nota", language="es")))
    (article,) = tree.xpath("//article")
    assert "Not read for claims: its language is “es”." in article.text_content()
    assert article.xpath(".//p[@lang='es' and @dir='auto']")
    assert "Nota" in tree.xpath("//section[@id='problems']")[0].text_content()


def test_captures_are_listed_with_hash_origin_and_time(page, extraction):
    (capture,) = page(extraction).xpath("//*[@id='p1']")
    shown = capture.text_content()
    assert hashlib.sha256(TEXT.encode()).hexdigest() in shown
    assert "wire-1.txt" in shown
    assert "2026-05-01T09:30:00Z" in shown
    assert capture.xpath(".//a[@href='https://example.org/w1']")


def test_problems_are_shown_with_what_to_do(page, extraction):
    trouble = Problem(
        stage="read", code="encrypted", message="the PDF is encrypted", subject="/x.pdf", hint="ask for a copy"
    )
    (row,) = page(extraction, problems=[trouble]).xpath("//section[@id='problems']//tbody/tr")
    assert [c.text_content() for c in row] == ["the PDF is encrypted read: encrypted", "x.pdf", "ask for a copy"]


def test_an_empty_case_still_makes_a_dossier(page):
    tree = page()
    assert "The case holds no reports yet." in tree.text_content()
    assert "no date known" in tree.text_content()


def test_a_report_without_a_title_bears_the_name_of_its_file(page, report):
    (title,) = page(Extraction(report=report("letter", "Rain fell."))).xpath("//article//h3")
    assert title.text_content() == "letter.txt"


def test_a_report_without_claims_says_so(page, report):
    tree = page(Extraction(report=report("quiet", "Rain fell.")))
    assert "No claims were found in this report." in tree.text_content()


def test_style_and_script_are_allowed_by_hash_and_nothing_is_loaded(page, extraction):
    tree = page(extraction)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("style", "script"):
        (element,) = tree.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not tree.xpath("//@src | //link | //img | //iframe | //@style | //@*[starts-with(name(), 'on')]")
    assert "url(" not in tree.xpath("//style")[0].text


def test_the_same_case_gives_the_same_dossier(case, extraction):
    settings = DossierSettings(name="Harbour", made_at="2026-05-01T09:30:00Z")
    assert "".join(dossier_chunks(case([extraction]), settings)) == "".join(
        dossier_chunks(case([extraction]), settings)
    )


def test_one_report_is_held_at_a_time(case, report):
    class Counting(case):
        read = 0

        def extraction(self, report_id):
            self.read += 1
            return super().extraction(report_id)

    view = Counting([Extraction(report=report(f"r{n}", "Rain fell. " * 200)) for n in range(300)])
    seen = [view.read for _ in dossier_chunks(view, DossierSettings(name="Large"))]
    assert seen[0] <= 310
    assert len(set(seen)) > 20


def test_a_large_case_is_laid_out_as_it_is_scrolled(case, report):
    view = case([Extraction(report=report(f"r{n}", "Rain fell.")) for n in range(201)])
    assert '<body class="large">' in "".join(dossier_chunks(view, DossierSettings(name="Large")))
