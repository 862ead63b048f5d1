"""The page of somebody and every list about them can be used by everybody; the port and its people are invented."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from people_case import MARLIN, add_people
from test_access import OVERFLOW, RULES, WAYS

from onrecord.desk.shown_identity import PARTS
from onrecord.store import CaseStore


@pytest.mark.parametrize("way", WAYS)
def test_no_page_of_a_name_breaks_a_rule_of_accessibility_or_is_wider_than_the_screen(tmp_path, desk_of, visit, way):
    path = tmp_path / "people.case"
    with CaseStore.open(path, create=True) as store:
        add_people(store)
    address = desk_of(path)
    page = visit(address, bypass_csp=True, **WAYS[way]).pages[0]  # axe is let in past the policy
    own = f"{address.partition('/?')[0]}/entities"
    broken = {}
    for place in (own, f"{own}/{MARLIN.id}", *(f"{own}/{MARLIN.id}/{part}" for part in PARTS)):
        page.goto(place)
        found = [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
        found += ["wider than the screen"] if page.evaluate(OVERFLOW) > 0 else []
        broken |= {place: found} if found else {}
    assert not broken
