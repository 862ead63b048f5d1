"""The bundled examples become a case and a dossier, as the README promises."""

from pathlib import Path

import pytest
from lxml import html

import onrecord.nets
from onrecord.text import harmless

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
WEIGHTS = list((Path(onrecord.nets.__file__).parent / "weights").glob("*/card.json"))

pytestmark = pytest.mark.skipif(not WEIGHTS, reason="this checkout holds no trained weights")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return tmp_path_factory.mktemp("examples") / "examples.case"


@pytest.fixture(scope="module", autouse=True)
def built(onrecord, case):
    """The case of the examples, in whichever process the tests of this module run."""
    return onrecord("build", "--json", "--jobs", 1, case, EXAMPLES)


def test_build_reads_all_examples_and_finds_claims(onrecord, records, case, built):
    assert built.returncode in {0, 3}, built.stderr
    (summary,) = records(built)
    assert summary["reports"] >= 12
    assert summary["claims"] >= summary["reports"]
    assert onrecord("verify", case).returncode == 0


def test_every_claim_quotes_its_report(onrecord, records, case):
    texts = {}
    for row in records(onrecord("reports", "--json", case)):
        texts[row["id"]] = records(onrecord("show", "--json", case, row["id"]))[0]["report"]["text"]
    for claim in records(onrecord("claims", "--json", case)):
        for role in ("source", "cue", "content", "relays", "channel"):
            for span in claim[role]:
                assert texts[claim["report"]][span["start"] : span["end"]] == span["text"]


def test_extract_without_a_case_finds_the_same_claims(onrecord, records, case):
    stored = {claim["id"] for claim in records(onrecord("claims", "--json", case))}
    lines = records(onrecord("extract", EXAMPLES, "--format", "jsonl", "--jobs", 1))
    assert {claim["id"] for line in lines for claim in line["claims"]} == stored


def test_the_dossier_marks_every_claim(onrecord, records, case):
    written = onrecord("dossier", case)
    assert written.returncode == 0, written.stderr
    page = html.document_fromstring(Path(written.stdout.strip()).read_text(encoding="utf-8"))
    listed = {" ".join(said.text_content().split()) for said in page.xpath("//section[@id='sources']//bdi")}
    for claim in records(onrecord("claims", "--json", case)):
        words = " […] ".join(" ".join(harmless(span["text"]).split()) for span in claim["content"])
        assert words in listed


def test_every_record_is_listed_shown_and_in_the_dossier(onrecord, records, case):
    reports = [row["id"] for row in records(onrecord("reports", "--json", case))]
    whole = [records(onrecord("show", "--json", case, report))[0] for report in reports]
    written = onrecord("dossier", case)
    page = html.document_fromstring(Path(written.stdout.strip()).read_text(encoding="utf-8"))
    (status,) = records(onrecord("status", "--json", case))
    for kind, letter in (("events", "e"), ("questions", "q"), ("elements", "x")):
        listed = [record["id"] for record in records(onrecord(kind, "--json", case))]
        assert sorted(listed) == sorted(record["id"] for report in whole for record in report[kind])
        assert len(page.xpath(f"//article//li[starts-with(@id, '{letter}')]")) == len(listed) == status[kind]


def test_every_link_of_the_dossier_arrives(onrecord, case):
    page = html.document_fromstring(Path(onrecord("dossier", case).stdout.strip()).read_text(encoding="utf-8"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
