"""A dossier that is handed over says nothing of the folders on its maker's machine."""

import pytest

from onrecord.dossier import DossierSettings, dossier_chunks
from onrecord.dossier.places import Places
from onrecord.records import Extraction, Problem


def problem(subject: str, message: str) -> Problem:
    return Problem(stage="collect", code="odd", message=message, subject=subject)


@pytest.mark.parametrize(
    ("origin", "named"),
    [
        ("/home/anna/reports/wire.html", "wire.html"),
        ("/home/anna/reports/june/1.html", "june/1.html"),
        ("/home/anna/reports/july/1.html", "july/1.html"),
        (
            "/home/anna/crawl.wacz!archive/a.warc.gz!https://a.example/",
            "crawl.wacz!archive/a.warc.gz!https://a.example/",
        ),
        ("/1.html", "1.html"),
        ("/home/anna/reports/", "reports/"),
        ("https://a.example/home/anna/page", "https://a.example/home/anna/page"),
        ("-", "-"),
        ("/", "/"),
    ],
)
def test_a_file_is_named_by_as_much_of_its_path_as_tells_it_from_others(origin, named):
    origins = [
        "/home/anna/reports/wire.html", "/home/anna/reports/june/1.html", "/home/anna/reports/july/1.html",
        "/home/anna/crawl.wacz!archive/a.warc.gz!https://a.example/", "/1.html", "/home/anna/reports/", "-", "/",
        "https://a.example/home/anna/page",
    ]  # fmt: skip
    assert Places(origins).of_problem(problem(origin, "")).subject == named


def test_a_path_within_a_message_is_shortened_too():
    table = "/home/anna/rows.csv"
    shown = Places([table]).of_problem(problem(table, f"{table} has no column for text=body"))
    assert shown.message == "rows.csv has no column for text=body"


def test_full_paths_are_shown_where_they_are_wanted(case, report):
    held = case([Extraction(report=report("wire-1", "Words."))], [problem("/reports/x.pdf", "damaged")])
    short = "".join(dossier_chunks(held, DossierSettings(name="Harbour")))
    whole = "".join(dossier_chunks(held, DossierSettings(name="Harbour", full_paths=True)))
    assert "/reports/" not in short
    assert "/reports/wire-1.txt" in whole
    assert "/reports/x.pdf" in whole
