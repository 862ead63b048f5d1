"""Several people at one desk, each in a browser of their own."""

from __future__ import annotations

import re

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_access import OVERFLOW, RULES, WAYS  # found through the path that conftest adds

from onrecord.accounts import Passwords, open_accounts
from onrecord.case import open_case

ROLES = {"Ada Invented": "lead", "Bo Invented": "reviewer", "Cy Invented": "reader"}


def secret_of(name):
    return f"four words for {name}"


@pytest.fixture
def address(town, desk_of):
    """Where a desk is that Ada, Bo and Cy share."""
    path = town.with_suffix(".accounts")
    quick = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with open_accounts(path, create=True, passwords=quick) as accounts:
        for name, role in ROLES.items():
            accounts.add(name, role, secret_of(name))
    return desk_of(town, "--accounts", path)


@pytest.fixture
def enter(address, visit):
    """Returns a page of somebody who has signed in with the keyboard alone."""

    def at(name, path="", **how):
        page = visit(f"{address}{path}", **how).pages[0]
        page.get_by_label("Name").fill(name)
        page.keyboard.press("Tab")
        page.keyboard.type(secret_of(name))
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}{path}")
        return page

    return at


@pytest.fixture
def claim(town):
    with open_case(town, read_only=True) as case:
        return f"decide/{next(row.claim.id for row in case.claims() if row.claim.source)}"


def test_two_who_differ_learn_of_it_and_both_are_shown(enter, claim):
    ada, bo = enter("Ada Invented", claim), enter("Bo Invented", claim)
    bo.keyboard.press("r")
    expect(bo.get_by_role("status")).to_contain_text("Kept.")
    ada.keyboard.press("a")
    expect(ada.get_by_role("alert")).to_contain_text("Not kept:")
    ada.keyboard.press("a")
    expect(ada.locator("main")).to_contain_text("Two persons decided differently.")
    expect(ada.locator("main")).to_contain_text("Bo Invented rejected a claim")
    assert ada.get_by_role("button", name=re.compile("^Take it back")).count() == 2
    bo.reload()
    assert bo.get_by_role("button", name=re.compile("^Take it back")).count() == 1


def test_after_signing_out_not_even_the_way_back_shows_the_case(enter, address):
    page = enter("Cy Invented", "reports")
    expect(page.locator("header")).to_contain_text("Signed in as Cy Invented, reader")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")
    page.go_back()
    page.wait_for_url("**/sign-in**")
    assert "town" not in page.content()
    page.goto(f"{address}claims")
    assert "/sign-in?then=%2Fclaims" in page.url


def test_a_lead_makes_an_account_and_whoever_has_it_signs_in(enter, address, visit):
    page = enter("Ada Invented", "accounts")
    page.get_by_label("Name").fill("Di Invented")
    page.locator("#new-role").select_option("reader")
    page.get_by_label("First password").fill(secret_of("Di Invented"))
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("status")).to_contain_text("The account is made.")
    other = enter("Di Invented")
    page.locator("li", has_text="Di Invented").locator("summary").click()
    page.locator("li", has_text="Di Invented").get_by_role("button", name="Remove the account").click()
    expect(page.get_by_role("status")).to_contain_text("The account is removed.")
    other.reload()
    other.wait_for_url("**/sign-in**")


def test_whoever_is_alone_says_once_in_whose_name_they_decide(town, desk_of, visit, claim):
    address = desk_of(town, "--port", "0")
    page = visit(address).pages[0]
    page.goto(f"{address.partition('?')[0]}{claim}")
    page.get_by_label("Name").fill("Ada Invented")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{claim}")
    page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text("Ada Invented accepted a claim")


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of_people_break_no_rule_of_accessibility(enter, address, visit, way):
    broken = {}

    def look(page, name):
        found = [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
        found += ["wider than the screen"] if page.evaluate(OVERFLOW) > 0 else []
        broken.update({name: found} if found else {})

    how = {"bypass_csp": True, **WAYS[way]}  # axe is let in past the policy
    door = visit(address, **how).pages[0]
    look(door, "sign in")
    door.get_by_label("Name").fill("Nobody")
    door.get_by_label("Password").fill("no such thing")
    door.keyboard.press("Enter")
    expect(door.get_by_role("alert")).to_be_visible()
    look(door, "wrong")
    page = enter("Ada Invented", "accounts", **how)
    page.locator("summary").first.click()
    look(page, "accounts")
    page.goto(f"{address}password")
    look(page, "password")
    look(enter("Cy Invented", "accounts", **how), "refused")
    assert not broken
