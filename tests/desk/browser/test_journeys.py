"""A person reads a case, corrects it, takes it back and hands it over, in a real browser."""

from __future__ import annotations

import re
import subprocess
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import expect
from walking import PROGRAM, pages_of_each_kind  # found through the path that conftest adds

from onrecord.case import open_case
from onrecord.records import DecisionFilter

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
NAMED = ("--name", "Ada Invented")
SCRIPT = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"

FILE = "<img src=x onerror=\"document.title='ran'\"> 'q \u202egpj"
"""A name of a file that means ill; no slash can be in one."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A case that the program built of three of the bundled examples."""
    case = tmp_path_factory.mktemp("journey") / "journey.case"
    sources = sorted(EXAMPLES.glob("*.html"))[:3]
    subprocess.run([*PROGRAM, "build", str(case), *map(str, sources)], check=True, capture_output=True)
    return case


def in_force(case):
    with open_case(case, read_only=True) as opened:
        return [decision.verdict for decision in opened.decisions(DecisionFilter(in_force=True))]


def test_a_claim_is_read_corrected_handed_over_and_taken_back(built, desk_of, visit, tmp_path):
    page = visit(desk_of(built, *NAMED)).pages[0]
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator(".rows .head a").first.click()
    page.locator("article a.ref").first.click()
    expect(page.locator("#card")).to_be_visible()
    page.get_by_role("link", name="Look closer and decide").click()
    page.wait_for_url("**/decide/**")
    page.keyboard.press("c")
    page.get_by_label("What the source does").select_option("warn")
    page.locator("#correct").get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    expect(page.locator("h1")).to_contain_text("replaced")
    assert in_force(built) == ["correct"]

    dossier = tmp_path / "dossier.html"
    subprocess.run([*PROGRAM, "dossier", str(built), "--output", str(dossier)], check=True, capture_output=True)
    assert "Ada Invented" in dossier.read_text(encoding="utf-8")

    page.get_by_role("link", name="Log", exact=True).click()
    page.get_by_role("button", name=re.compile("^Take it back")).click()
    expect(page.locator("main")).to_contain_text("Taken back by Ada Invented")
    assert in_force(built) == []


def test_two_claims_are_merged_and_the_merge_is_undone(built, desk_of, visit):
    page = visit(desk_of(built, *NAMED)).pages[0]
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator(".rows .head a").first.click()
    page.locator("article a.ref").first.click()
    page.get_by_role("link", name="Look closer and decide").click()
    page.wait_for_url("**/decide/**")
    page.keyboard.press("m")
    page.locator("#merge input[type=checkbox]").first.check()
    page.locator("#merge").get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    assert in_force(built) == ["merge"]
    page.get_by_role("button", name=re.compile("^Take it back")).first.click()
    expect(page.locator("h1")).to_contain_text("not reviewed")
    assert in_force(built) == []


def test_the_queue_is_worked_through_with_the_keyboard_alone(built, desk_of, visit):
    page = visit(desk_of(built, *NAMED)).pages[0]
    page.goto(f"{page.url.rstrip('/')}/review")
    page.keyboard.press("j")
    for key, told in (("a", "accept"), ("r", "reject")):
        page.wait_for_url("**/decide/**")
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before and "/decide/" in url)
        assert in_force(built)[-1] == told
    with open_case(built) as case:
        for decision in list(case.decisions(DecisionFilter(in_force=True))):
            case.withdraw_decision(decision.id, by="Ada Invented")


def test_words_that_are_marked_with_the_mouse_are_put_in_as_a_claim(built, desk_of, visit):
    page = visit(desk_of(built, *NAMED)).pages[0]
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator(".rows .head a").first.click()
    page.wait_for_url("**/reports/*")
    page.evaluate("""() => {
        const line = document.querySelectorAll("article p[data-start]")[1];
        const range = document.createRange();
        range.selectNodeContents(line);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
    }""")
    words = page.evaluate("""() => {
        const line = document.querySelectorAll("article p[data-start]")[1].cloneNode(true);
        line.querySelectorAll(".ref").forEach((ref) => ref.remove());
        return line.textContent;
    }""")
    expect(page.locator("#adding a")).to_have_attribute("href", re.compile(r"\?at=\d+-\d+$"))
    page.locator("#adding a").click()
    assert page.get_by_label("Content").input_value().split() == words.split()


def test_a_hostile_report_runs_nothing_and_no_page_breaks_the_policy(filled, desk_of, visit):
    hostile = dict.fromkeys(("title", "publisher", "author", "language"), SCRIPT)
    case = filled({"name": "r", "text": f"Rain fell. {SCRIPT} \u202egnp.exe", "url": "javascript:alert(1)", **hostile})
    address = desk_of(case)
    page = visit(address).pages[0]
    assert not told_walking(page, address)


def test_hostile_files_with_a_huge_table_are_built_and_read(tmp_path, desk_of, visit):
    """Names of files with markup, 900 cells, a line of 60,000 letters, built as anybody does; all invented."""
    folder = tmp_path / "reports"
    folder.mkdir()
    cell = f"<td>The clerk of ward {{}} said the quay was dry. {escape(SCRIPT)}</td>{SCRIPT}"
    rows = "".join(f"<tr>{''.join(cell.format(30 * row + one) for one in range(30))}</tr>" for row in range(30))
    (folder / f"{FILE}.html").write_text(f"<title>{SCRIPT}</title><table>{rows}</table>", "utf-8")
    (folder / f"{FILE}.txt").write_text("An invented clerk said it rained " + "and rained " * 5_500, "utf-8")
    case = tmp_path / "hostile.case"
    built = subprocess.run([*PROGRAM, "build", case, folder], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "\u202e" not in built.stderr
    address = desk_of(case)
    page = visit(address, viewport={"width": 360, "height": 740}).pages[0]
    assert not told_walking(page, address)


def told_walking(page, address):
    """What a browser complains of, or is told by scripts, on a page of each kind; none may be wider than the screen."""
    told = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    for place in pages_of_each_kind(page, address.partition("/?")[0]):
        page.goto(place)
        assert page.title() != "ran"
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            told.append(f"{place} is wider than the screen")
    return told
