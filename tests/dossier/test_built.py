"""The dossier of a built case says what its reports say together, in whatever order they came.

The reports are invented; passages are compared by a stand-in for the net.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import html

from onrecord.case import open_case
from onrecord.dossier import DossierSettings, dossier_chunks

sys.path.insert(0, str(Path(__file__).parents[1] / "case"))

from plain_stages import settings  # found through the path above

REPORTS = {
    "a.txt": "Marlin said rain on 14 quays today. Nobody did answer the crew.",
    "b.txt": "Marlin said rain on 14 quays today. Nobody did answer the crew.\n",
    "c.txt": "Marlin said rain on 40 quays today.",
    "d.txt": "Somebody answered the crew today.",
}


def dossier(folder: Path, *turns: tuple[str, ...]) -> html.HtmlElement:
    """The page of a case to which the reports were added in turns."""
    folder.mkdir()
    reports = folder / "reports"
    with open_case(folder / "new.case", create=True) as case:
        for names in turns:
            reports.mkdir()
            for name in names:
                (reports / name).write_text(REPORTS[name])
            case.build([str(reports)], settings())
            for name in names:
                (reports / name).unlink()
            reports.rmdir()
        return html.document_fromstring("".join(dossier_chunks(case.view, DossierSettings(name="Harbour"))))


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    return dossier(tmp_path / "once", tuple(REPORTS))


def test_what_the_reports_say_together_differ_in_and_what_changed_is_there(page):
    assert page.xpath("//main/section/@id")[:5] == ["together", "differ", "changes", "questions", "who"]
    values = [shown(value) for value in page.xpath("//*[@id='differ']//*[@class='value']")]
    assert set(values) == {"14", "40"}
    assert "Somebody answered the crew today." in shown(page.xpath("//*[@id='changes']//*[@class='after']")[0])
    assert "Marlin 3 reports" in shown(page.xpath("//*[@id='who']")[0])


def test_every_link_arrives(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_adding_reports_one_by_one_shows_the_same_as_all_at_once(page, tmp_path):
    grown = dossier(tmp_path / "grown", *((name,) for name in reversed(REPORTS)))
    for part in ("together", "differ", "changes", "who"):
        (once,), (later,) = (tree.xpath(f"//*[@id='{part}']") for tree in (page, grown))
        assert html.tostring(once) == html.tostring(later)
