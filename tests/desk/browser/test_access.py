"""Every page can be used by everybody: with any eyes, on a phone, in the dark, with the keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from walking import pages_of_each_kind  # found through the path that conftest adds

WAYS = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("way", WAYS)
def test_no_page_breaks_a_rule_of_accessibility_or_is_wider_than_the_screen(town, desk_of, visit, way):
    address = desk_of(town)
    page = visit(address, bypass_csp=True, **WAYS[way]).pages[0]  # axe is let in past the policy
    broken = {}
    for place in pages_of_each_kind(page, address.partition("/?")[0]):
        page.goto(place)
        for violation in Axe().run(page, options=RULES).response["violations"]:
            broken.setdefault(violation["id"], []).append((place, [node["html"][:120] for node in violation["nodes"]]))
        if page.evaluate(OVERFLOW) > 0:
            broken.setdefault("wider than the screen", []).append(place)
    assert not broken
