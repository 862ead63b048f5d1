"""A reader sees, a reviewer decides, a lead does the rest; whoever is alone is asked for their name once."""

import pytest
from desk_people import ROLES, SECRETS, header_of, send, sharing, token_at
from desk_town import HERE, PORT, TOKEN, tree_of, words_of
from fastapi.testclient import TestClient
from lxml import html

from onrecord.case import open_case
from onrecord.desk import DeskSettings, make_app
from onrecord.records import Decision, DecisionFilter

RATING = {"kind": "source", "target": "the harbour office", "verdict": "rate", "reliability": "B"}

FIRST, OTHER = "four words for Di", "four other words now"


def first_claim(case):
    return next(row.claim for row in case.claims() if row.claim.source)


def rejecting(claim, **given):
    return {"report": claim.report, "kind": "claim", "target": claim.id, "verdict": "reject", **given}


def decide(browser, wanted):
    return browser.post("/api/v1/decisions", json=wanted, headers=header_of(browser))


def withdraw(browser, decision):
    return browser.post(f"/api/v1/decisions/{decision}/withdrawal", headers=header_of(browser))


def test_a_reader_sees_and_is_told_that_they_decide_nothing(shared):
    browser, claim = shared.sign_in("Cy"), first_claim(shared.case)
    page = tree_of(browser.get(f"/decide/{claim.id}"))
    assert "Cy reads here and decides nothing." in words_of(page)
    assert not page.xpath("//main//form")
    token = header_of(browser)["x-form-token"]
    for to, given in (
        (f"/decide/{claim.id}", {"verdict": "reject"}),
        (f"/add/claim/{claim.report}", {"content": "x"}),
        ("/rate", {"source": "x", "reliability": "A"}),
        ("/weigh", {}),
        ("/judge", {"one": "x", "other": "y", "verdict": "same"}),
        ("/withdraw/x", {}),
    ):
        sent = browser.post(to, data={"form_token": token, **given})
        assert sent.status_code == 403, to
        assert "Your role does not cover this" in sent.text
        assert "Cy reads here" in sent.text
    assert not list(shared.case.decisions())


def test_the_json_api_holds_to_the_roles_and_says_so(shared):
    claim = first_claim(shared.case)
    refused = decide(shared.sign_in("Cy"), rejecting(claim))
    assert refused.status_code == 403
    assert refused.json()["message"] == "Cy reads here and decides nothing."
    assert refused.json()["hint"]
    kept = decide(shared.sign_in("Bo"), rejecting(claim))
    assert (kept.status_code, kept.json()["by"]) == (201, "Bo")


def test_two_reviewers_who_differ_are_both_on_record_in_their_own_names(shared):
    claim = first_claim(shared.case)
    for name, verdict in (("Bo", "accept"), ("Ada", "reject")):
        browser = shared.sign_in(name)
        address = f"/decide/{claim.id}"
        seen = tree_of(browser.get(address)).xpath("//input[@name='seen']/@value")[0]
        assert send(browser, address, verdict=verdict, seen=seen).status_code == 303
    assert [(one.by, one.verdict) for one in shared.case.decisions()] == [("Bo", "accept"), ("Ada", "reject")]


def test_a_reviewer_takes_back_what_they_decided_and_a_lead_what_anybody_did(shared):
    claim = first_claim(shared.case)
    ada, bo = shared.sign_in("Ada"), shared.sign_in("Bo")
    mine, hers = (decide(one, rejecting(claim)).json()["id"] for one in (bo, ada))
    refused = withdraw(bo, hers)
    assert refused.status_code == 403
    assert refused.json()["message"] == "the decision is Ada's, not Bo's"
    token = header_of(bo)["x-form-token"]
    assert bo.post(f"/withdraw/{hers}", data={"form_token": token}).status_code == 403
    assert len(list(shared.case.decisions(DecisionFilter(in_force=True)))) == 2
    forms = tree_of(bo.get("/log")).xpath("//form[starts-with(@action, '/withdraw/')]/@action")
    assert forms == [f"/withdraw/{mine}"]
    assert len(tree_of(ada.get("/log")).xpath("//form[starts-with(@action, '/withdraw/')]")) == 2
    assert withdraw(bo, mine).status_code == 200
    second = decide(bo, rejecting(claim)).json()["id"]
    assert withdraw(ada, second).json()["withdrawn_by"] == "Ada"


def test_only_a_lead_says_how_reliable_a_source_is(shared):
    bo, ada = shared.sign_in("Bo"), shared.sign_in("Ada")
    address = "/rate?source=the%20harbour%20office"
    page = tree_of(bo.get(address))
    assert "This is for leads alone." in words_of(page)
    assert not page.xpath("//main//form")
    assert decide(bo, RATING).status_code == 403
    token = header_of(bo)["x-form-token"]
    assert bo.post("/rate", data={"form_token": token, **RATING, "source": "x"}).status_code == 403
    claim = first_claim(shared.case)
    assert decide(bo, rejecting(claim, verdict="rate", reliability="A")).status_code == 403
    assert send(ada, address, "/rate", source="the harbour office", reliability="B").status_code == 303
    assert decide(ada, RATING).status_code == 201


def test_where_the_case_cannot_be_written_not_even_a_lead_decides(town):
    with sharing(town, read_only=True) as desk:
        browser, claim = desk.sign_in("Ada"), first_claim(desk.case)
        assert "the case file cannot be written" in browser.get(f"/decide/{claim.id}").text
        assert decide(browser, rejecting(claim)).status_code == 403
        assert browser.get("/accounts").status_code == 200


@pytest.mark.parametrize("name", ["Bo", "Cy"])
def test_accounts_are_a_leads_alone(shared, name):
    browser = shared.sign_in(name)
    answer = browser.get("/accounts")
    assert answer.status_code == 403
    assert "This is for leads alone." in words_of(html.document_fromstring(answer.text))
    token = header_of(browser)["x-form-token"]
    for to in ("/accounts", "/accounts/role", "/accounts/password", "/accounts/removal"):
        given = {"form_token": token, "name": name, "role": "lead", "password": SECRETS["Ada"]}
        assert browser.post(to, data=given).status_code == 403
    assert browser.get("/api/v1/accounts").status_code == 403
    sent = browser.patch(f"/api/v1/accounts/{name}", json={"role": "lead"}, headers={"x-form-token": token})
    assert sent.status_code == 403
    assert {one.name: one.role for one in shared.accounts.all()} == ROLES


def test_a_lead_makes_changes_and_removes_accounts(shared):
    browser = shared.sign_in("Ada")
    sent = send(browser, "/accounts", name="Di Invented", role="reader", password=FIRST)
    assert sent.headers["location"] == "/accounts?done=added"
    page = words_of(tree_of(browser.get("/accounts?done=added")))
    assert "The account is made." in page
    assert "Di Invented" in page
    send(browser, "/accounts", "/accounts/role", name="Di Invented", role="reviewer")
    assert shared.accounts.account("Di Invented").role == "reviewer"
    send(browser, "/accounts", "/accounts/password", name="Di Invented", password=OTHER)
    assert shared.accounts.check("Di Invented", OTHER)
    send(browser, "/accounts", "/accounts/removal", name="Di Invented")
    assert shared.accounts.account("Di Invented") is None


@pytest.mark.parametrize(
    ("to", "given", "why"),
    [
        ("/accounts", {"name": "Di", "role": "reader", "password": "short"}, "at least 15"),
        ("/accounts", {"name": "ＢＯ", "role": "reader", "password": SECRETS["Bo"]}, "already"),
        ("/accounts", {"name": "D\u202ei", "role": "reader", "password": SECRETS["Bo"]}, "nobody can see"),
        ("/accounts", {"name": "D\x00i", "role": "reader", "password": SECRETS["Bo"]}, "nobody can see"),
        ("/accounts", {"name": "x" * 5_000, "role": "reader", "password": SECRETS["Bo"]}, "no more than 64"),
        ("/accounts", {"name": "Di", "role": "reader", "password": "abcdef" * 500}, "no more than 1,000"),
        ("/accounts/role", {"name": "Ada", "role": "reader"}, "only lead"),
        ("/accounts/removal", {"name": "Ada"}, "only lead"),
        ("/accounts/removal", {"name": "<b>Nobody</b>"}, "nobody has the account"),
    ],
)
def test_what_cannot_be_done_with_an_account_is_told_on_the_page(shared, to, given, why):
    sent = send(shared.sign_in("Ada"), "/accounts", to, **given)
    assert sent.status_code == 400
    tree = html.document_fromstring(sent.text)
    assert why in words_of(tree.xpath("//*[@role='alert']")[0])
    assert not tree.xpath("//main//b/b")
    assert {one.name: one.role for one in shared.accounts.all()} == ROLES


def test_a_form_without_the_token_of_the_session_changes_no_account(shared):
    browser = shared.sign_in("Ada")
    assert browser.post("/accounts/removal", data={"name": "Bo"}).status_code == 403
    assert browser.delete("/api/v1/accounts/Bo").status_code == 403
    assert shared.accounts.account("Bo")


def test_the_json_api_manages_accounts(shared):
    browser = shared.sign_in("Ada")
    headers = header_of(browser)
    new = {"name": "Di", "role": "reader", "password": FIRST}
    made = browser.post("/api/v1/accounts", json=new, headers=headers)
    assert (made.status_code, made.json()["name"]) == (201, "Di")
    assert "password" not in made.json()
    assert browser.post("/api/v1/accounts", json=new, headers=headers).status_code == 400
    changed = browser.patch("/api/v1/accounts/Di", json={"role": "lead"}, headers=headers)
    assert changed.json()["role"] == "lead"
    assert browser.patch("/api/v1/accounts/Di", json={"password": "x"}, headers=headers).status_code == 400
    assert [one["name"] for one in browser.get("/api/v1/accounts").json()] == ["Ada", "Bo", "Cy", "Di"]
    assert browser.delete("/api/v1/accounts/Di", headers=headers).status_code == 204
    assert browser.delete("/api/v1/accounts/Di", headers=headers).status_code == 404
    assert browser.patch("/api/v1/accounts/Di", json={}, headers=headers).status_code == 404


def test_everybody_chooses_another_password_and_is_signed_out_elsewhere(shared):
    here, elsewhere = shared.sign_in("Cy"), shared.sign_in("Cy")
    before = here.cookies[f"onrecord-desk-{PORT}"]
    new = OTHER
    sent = send(here, "/password", now=SECRETS["Cy"], new=new, again=new)
    assert sent.headers["location"] == "/password?done=1"
    assert here.cookies[f"onrecord-desk-{PORT}"] != before
    assert "The password is another one now." in here.get("/password?done=1").text
    assert elsewhere.get("/").status_code == 303
    assert shared.accounts.check("Cy", new)
    told = here.put("/api/v1/session/password", json={"now": new, "new": SECRETS["Cy"]}, headers=header_of(here))
    assert told.json()["name"] == "Cy"
    assert here.get("/").status_code == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"now": "no such thing", "new": OTHER, "again": OTHER}, 401),
        ({"now": SECRETS["Cy"], "new": OTHER, "again": "four other words"}, 400),
        ({"now": SECRETS["Cy"], "new": "short", "again": "short"}, 400),
    ],
)
def test_a_password_is_changed_only_by_who_knows_it_and_to_one_that_can_be_taken(shared, given, status):
    browser = shared.sign_in("Cy")
    sent = send(browser, "/password", **given)
    assert sent.status_code == status
    assert "Not done:" in sent.text
    assert shared.accounts.check("Cy", SECRETS["Cy"])
    assert browser.get("/").status_code == 200


@pytest.fixture
def alone(town):
    """The desk of somebody alone, whose name on the machine is ada, and the case."""
    with open_case(town) as case:
        settings = DeskSettings(name="town", port=PORT, token=TOKEN, suggested="ada")
        with TestClient(make_app(case, settings), base_url=HERE, follow_redirects=False) as browser:
            browser.get("/", params={"token": TOKEN})
            yield browser, case


def test_whoever_is_alone_is_asked_once_in_whose_name_they_decide(alone):
    browser, case = alone
    address = f"/decide/{first_claim(case).id}?then=%2Flog"
    asked = browser.get(address)
    assert asked.status_code == 303
    form = tree_of(browser.get(asked.headers["location"]))
    assert form.xpath("//input[@id='name']/@value") == ["ada"]
    then = form.xpath("//main//input[@name='then']/@value")[0]
    sent = send(browser, "/name", name="Ada  Invented", then=then)
    assert (sent.status_code, sent.headers["location"]) == (303, address)
    assert "You decide as Ada Invented" in words_of(tree_of(browser.get(address)))
    assert send(browser, address, verdict="note", reason="x").status_code == 303
    assert [one.by for one in case.decisions()] == ["Ada Invented"]


def test_reading_asks_for_no_name(alone):
    browser, _ = alone
    for page in ("/", "/reports", "/claims", "/log", "/review"):
        assert browser.get(page).status_code == 200


def test_what_is_sent_before_the_name_is_known_decides_nothing_and_asks_for_it(alone):
    browser, case = alone
    claim = first_claim(case)
    token = header_of(browser)["x-form-token"]
    sent = browser.post(f"/decide/{claim.id}", data={"form_token": token, "verdict": "reject"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/name?then=%2Fdecide%2F{claim.id}")
    assert browser.post("/weigh", data={"form_token": token}).headers["location"] == "/name?then=%2Flog"
    refused = decide(browser, rejecting(claim))
    assert (refused.status_code, "PATCH" in refused.json()["hint"]) == (403, True)
    assert not list(case.decisions())


def test_the_json_api_takes_the_name(alone):
    browser, case = alone
    told = browser.patch("/api/v1/session", json={"name": "Ada"}, headers=header_of(browser)).json()
    assert (told["name"], told["role"], told["accounts"]) == ("Ada", "lead", False)
    case.decide(Decision(report=first_claim(case).report, kind="report", verdict="note", by="Bo", reason="x"))
    [other] = case.decisions()
    assert withdraw(browser, other.id).json()["withdrawn_by"] == "Ada"
    assert browser.patch("/api/v1/session", json={"name": "\u202e"}, headers=header_of(browser)).status_code == 400
    assert browser.get("/api/v1/session").json()["name"] == "Ada"


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "A\x00", "A\u202e", "<b>Аda</b>"])
def test_a_name_that_cannot_be_taken_is_asked_again(alone, name):
    browser, _ = alone
    sent = send(browser, "/name", name=name)
    assert sent.status_code == 400
    assert not html.document_fromstring(sent.text).xpath("//bdi//b")


def test_somebody_alone_has_no_accounts_to_manage_and_nobody_to_sign_out(alone):
    browser, _ = alone
    token = header_of(browser)["x-form-token"]
    for page in ("/accounts", "/password", "/sign-in", "/api/v1/accounts"):
        assert browser.get(page).status_code == 404, page
    for to in ("/sign-out", "/sign-in", "/accounts/removal", "/password"):
        assert browser.post(to, data={"form_token": token, "name": "x"}).status_code == 404, to
    assert browser.delete("/api/v1/session", headers={"x-form-token": token}).status_code == 404
    assert browser.post("/api/v1/session", json={"name": "x", "password": "x"}).status_code == 404
    assert browser.get("/").status_code == 200


def test_where_nothing_is_decided_or_accounts_say_who_it_is_no_name_is_asked(enter, town, shared):
    assert enter(town).get("/name").status_code == 404
    browser = shared.sign_in("Bo")
    assert browser.get("/name").status_code == 404
    assert browser.post("/name", data=header_of(browser) | {"name": "Ada"}).status_code in {403, 404}
    assert token_at(browser, "/password")
