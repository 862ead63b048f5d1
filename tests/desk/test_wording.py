"""Every word of the interface stands in the catalogue, and the templates and modules ask for none that does not."""

import re
from pathlib import Path

import pytest

import onrecord.desk
from onrecord.desk.answering import PAGES
from onrecord.desk.pages.overview import DISPUTED
from onrecord.desk.wording import catalogue, say
from onrecord.records import SLOTS, STANDINGS

ROOT = Path(onrecord.desk.__file__).parent
TEMPLATES = sorted((ROOT / "templates").glob("*.j2"))
ASKED = re.compile(r"""\b(?:t|say)\(f?["']([\w.]+)["'](?!\s*~)""")
BUILT = re.compile(r"""\b(?:t|say)\(["']([\w.]+\.)["']\s*~""")


@pytest.mark.parametrize("file", [*TEMPLATES, *sorted(ROOT.rglob("*.py"))], ids=lambda file: file.name)
def test_every_key_that_is_asked_for_is_there(file):
    text, known = file.read_text(encoding="utf-8"), catalogue()
    for key in ASKED.findall(text):
        assert key in known or f"{key}.other" in known, key
    for start in BUILT.findall(text):
        assert any(key.startswith(start) for key in known), start


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_has_no_words_of_its_own(file):
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"[^\W\d_]{2,}", bare)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_marks_nothing_as_safe(file):
    assert not re.search(r"\|\s*safe|autoescape\s+false|Markup", file.read_text(encoding="utf-8"))


def test_every_form_of_a_count_has_both_its_forms():
    known = catalogue()
    assert all(f"{key[:-4]}.other" in known for key in known if key.endswith(".one"))


@pytest.mark.parametrize(
    "key",
    [
        *(f"navigation.{key}" for key, _ in PAGES),
        *(f"standing.{code}" for code in STANDINGS),
        *(f"slot.{code}" for code in SLOTS),
        *(f"overview.figure.{code}" for code in DISPUTED),
    ],
)
def test_every_code_has_its_words(key):
    assert say(key)


def test_a_number_decides_between_one_and_others():
    assert [say("report.claims", count=n) for n in (0, 1, 1200)] == ["0 claims", "1 claim", "1,200 claims"]


def test_words_that_are_not_there_are_an_error():
    with pytest.raises(KeyError, match="nothing"):
        say("reports.nothing")


def test_no_two_files_of_the_catalogue_have_words_for_one_key():
    keys = [key for file in sorted((ROOT / "wording").glob("*.toml")) for key in tables(file)]
    assert len(keys) == len(set(keys)) > 30


def tables(file):
    return re.findall(r"(?m)^\[([\w.]+)\]$", file.read_text(encoding="utf-8"))
