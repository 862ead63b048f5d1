"""The list of claims, its filters, its ways to the words, and its JSON; the harbour and all in it are invented."""

import pytest
from desk_town import tree_of, words_of

from onrecord.case import open_case
from onrecord.desk.paging import PER_PAGE
from onrecord.records import Capture, Claim, ClaimFilter, Extraction, Report, Span
from onrecord.store import CaseStore

HOSTILE = "<script>alert(1)</script>\u202e\"'><img src=x>"


def claim_of(report, source, cue, content, **said):
    """A claim on the first places of its words."""

    def span(words):
        at = report.text.index(words)
        return (Span.of(report.text, at, at + len(words)),)

    return Claim(report=report.id, source=span(source), cue=span(cue), content=span(content), **said)


def add(store, name, text, claims, **said):
    """A report with claims, each given as source, cue, content and what is decided of it."""
    capture = Capture(data=text.encode(), origin=f"/r/{name}", how="file", captured_at="2026-05-01T09:30:00Z")
    store.add_capture(capture)
    report = Report(id=name, capture=capture.id, sha256=capture.sha256, text=text, language="en", **said)
    store.add_report(report)
    found = tuple(claim_of(report, *words, **decided) for *words, decided in claims)
    store.add_extraction(Extraction(report=report, claims=found), made_by="fake-v1")


@pytest.fixture
def harbour(tmp_path):
    """A case of two reports of an invented harbour with three claims."""
    path = tmp_path / "harbour.case"
    with CaseStore.open(path, create=True) as store:
        add(
            store,
            "a",
            "Zoë Marlin said “nobody was hired”. A cook denies he might have been paid.",
            [
                ("Zoë Marlin", "said", "nobody was hired", {"quotation": "direct", "polarity": "negative"}),
                ("A cook", "denies", "he might have been paid", {"act": "deny", "certainty": "possible"}),
            ],
            title="Hiring",
            publisher="Port Courier",
            published="2023-09-05",
        )
        add(
            store,
            "b",
            "The mayor says rain is near.",
            [("The mayor", "says", "rain is near", {})],
            title="Rain",
            published="2024-01-02",
        )
    return path


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["nobody was hired", "he might have been paid", "rain is near"]),
        ("text=HIRED", ["nobody was hired"]),
        ("source=zoe", ["nobody was hired"]),
        ("source=zoe&text=paid", []),
        ("act=deny", ["he might have been paid"]),
        ("certainty=possible", ["he might have been paid"]),
        ("certainty=certain&quotation=indirect", ["rain is near"]),
        ("quotation=direct", ["nobody was hired"]),
        ("since=2024", ["rain is near"]),
        ("until=2023-09", ["nobody was hired", "he might have been paid"]),
        ("report=b", ["rain is near"]),
        ("report=b&act=deny", []),
    ],
)
def test_claims_are_chosen_by_what_the_form_says(enter, harbour, query, expected):
    browser = enter(harbour)
    shown = tree_of(browser.get(f"/claims?{query}")).xpath("//ol[@class='rows']//a[@class='words']")
    assert [words_of(one) for one in shown] == expected
    answered = browser.get(f"/api/v1/claims?{query}").json()
    assert [row["content"][0]["text"] for row in answered["claims"]] == expected


def test_a_claim_leads_to_its_words(enter, harbour):
    links = tree_of(enter(harbour).get("/claims?report=a")).xpath("//a[@class='words']/@href")
    assert links[0] == "/reports/a?at=17-33#c-17-33"


def test_only_a_direct_quotation_stands_in_quotation_marks(enter, harbour):
    quoted = tree_of(enter(harbour).get("/claims")).xpath("//main//q")
    assert [words_of(one) for one in quoted] == ["nobody was hired"]


def test_a_row_says_what_the_source_does_and_how_sure_it_is(enter, harbour):
    first, second, _ = tree_of(enter(harbour).get("/claims")).xpath("//ol[@class='rows']/li")
    assert "states quoted says it is not so" in words_of(first)
    assert "denies in the report’s words possible" in words_of(second)


def test_the_form_keeps_what_was_chosen_and_the_report(enter, harbour):
    tree = tree_of(enter(harbour).get("/claims?report=a&act=deny&text=paid"))
    assert tree.xpath("//option[@selected]/@value") == ["deny"]
    assert tree.xpath("//input[@id='f-text']/@value") == ["paid"]
    assert tree.xpath("//input[@type='hidden']/@value") == ["a"]


def test_every_field_has_a_label(enter, harbour):
    tree = tree_of(enter(harbour).get("/claims"))
    assert sorted(tree.xpath("//input[not(@type='hidden')]/@id | //select/@id")) == sorted(tree.xpath("//label/@for"))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("report=nothing", 404),
        ("act=shout", 422),
        ("certainty=sure", 422),
        ("page=0", 422),
        ("act=deny&since=2023-13", 400),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(enter, harbour, query, status):
    browser = enter(harbour)
    assert browser.get(f"/claims?{query}").status_code == status
    assert browser.get(f"/api/v1/claims?{query}").json()["message"]


def test_all_claims_are_on_the_pages_once_and_in_order(enter, tmp_path):
    path = tmp_path / "long.case"
    with CaseStore.open(path, create=True) as store:
        for report, count in enumerate((3, 0, PER_PAGE + 10, 1, PER_PAGE)):
            told = [f"Mate {number} says tide {report}-{number} is high." for number in range(count)]
            claims = [(f"Mate {n}", "says", f"tide {report}-{n} is high", {}) for n in range(count)]
            add(store, f"r{report}", " ".join(told) or "Rain.", claims)
    browser = enter(path)
    whole, sifted = [], []
    for number in (1, 2, 3):
        whole.append(browser.get(f"/api/v1/claims?page={number}").json())
        sifted.append(browser.get(f"/api/v1/claims?act=state&page={number}").json())
    words = [row["content"][0]["text"] for page in whole for row in page["claims"]]
    assert words == [f"tide {r}-{n} is high" for r, count in ((0, 3), (2, 60), (3, 1), (4, 50)) for n in range(count)]
    assert [page["claims"] for page in whole] == [page["claims"] for page in sifted]
    assert [page["more"] for page in whole] == [page["more"] for page in sifted] == [True, True, False]
    assert {page["total"] for page in whole} == {114}


def test_hostile_words_are_text_on_the_page_and_whole_in_json(enter, tmp_path):
    path = tmp_path / "hostile.case"
    with CaseStore.open(path, create=True) as store:
        add(
            store,
            HOSTILE,
            f"Cook{HOSTILE} said boat{HOSTILE}",
            [(f"Cook{HOSTILE}", "said", f"boat{HOSTILE}", {})],
            title=HOSTILE,
            publisher=HOSTILE,
        )
    browser = enter(path)
    tree = tree_of(browser.get("/claims"))
    assert not tree.xpath("//script | //img")
    assert "\u202e" not in tree.text_content()
    turned = [one for one in tree.xpath("//main//text()") if "<U+202E>" in one]
    assert turned
    assert all(one.getparent().tag == "bdi" for one in turned)
    assert browser.get("/api/v1/claims").json()["claims"][0]["title"] == HOSTILE
    assert len(browser.get("/api/v1/claims", params={"report": HOSTILE}).json()["claims"]) == 1


def test_a_case_without_claims_says_so(enter, filled):
    assert "Nothing in the case passes" in words_of(tree_of(enter(filled({"title": "Quay"})).get("/claims")))


def test_claims_are_sifted_by_the_standing_of_what_they_speak_to_and_by_who_is_cited(town, enter):
    browser = enter(town)
    with open_case(town, read_only=True) as case:
        rows = list(case.findings())
        standing = rows[0].finding.standing
        spoken = {voice.record for row in rows if row.finding.standing == standing for voice in row.finding.voices}
        wanted = {row.claim.id for row in case.claims()} & spoken
        found = {row.claim.id for row in case.claims(ClaimFilter(standing=standing))}
        cited = [row.claim for row in case.claims() if row.claim.speaker]
        of_one = list(case.claims(ClaimFilter(speaker=cited[0].speaker)))
    assert found == wanted
    assert {row.claim.speaker for row in of_one} == {cited[0].speaker}
    page = tree_of(browser.get(f"/claims?standing={standing}"))
    assert len(page.xpath("//ol/li")) == len(found)
