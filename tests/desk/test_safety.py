"""Nobody but the browser that opened the desk sees the case, and no page runs or loads what is not the desk's."""

import pytest
from desk_town import HERE, PORT, TOKEN, tree_of

from onrecord.desk.policy import POLICY, SANDBOX_POLICY

PAGES = ["/", "/reports", "/search?q=sailors", "/problems", "/api/v1/status", "/api/v1/reports", "/api/v1/openapi.json"]


def test_the_token_lets_a_browser_in_and_leaves_the_address(knock, town):
    browser = knock(town)
    answer = browser.get("/", params={"token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert TOKEN not in answer.headers["set-cookie"]
    assert browser.get("/").status_code == 200


def test_the_cookie_is_for_the_server_alone_and_for_this_desk_alone(knock, town):
    said = knock(town).get("/", params={"token": TOKEN}).headers["set-cookie"]
    assert "HttpOnly" in said
    assert "samesite=strict" in said.lower()
    assert said.startswith(f"onrecord-desk-{PORT}=")


def test_the_token_is_good_for_one_time(knock, town):
    browser = knock(town)
    browser.get("/", params={"token": TOKEN})
    browser.cookies.clear()
    answer = browser.get("/", params={"token": TOKEN})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_whoever_is_in_comes_in_by_the_old_address_too(enter, town):
    answer = enter(town).get("/", params={"token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_asking_for_the_head_alone_does_not_use_the_token_up(knock, town):
    browser = knock(town)
    assert browser.head("/", params={"token": TOKEN}).status_code == 403
    assert browser.get("/", params={"token": TOKEN}).status_code == 303


@pytest.mark.parametrize("token", ["", "another", "ключ", TOKEN + "x", TOKEN[:-1]])
def test_another_token_opens_nothing(knock, town, token):
    assert knock(town).get("/", params={"token": token}).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_without_a_session_there_is_no_page_and_no_word_of_the_case(knock, town, page):
    answer = knock(town).get(page)
    assert answer.status_code == 403
    assert "town" not in answer.text
    assert "Sailors" not in answer.text


@pytest.mark.parametrize("cookie", ["", "x", "ключ".encode().decode("latin-1"), 'a="b', ";;=;"])
def test_a_made_up_cookie_is_no_session(enter, town, cookie):
    browser = enter(town)
    browser.cookies.clear()
    said = f"onrecord-desk-{PORT}={cookie}".encode("latin-1")
    assert browser.get("/", headers={"cookie": said}).status_code == 403


def test_before_the_token_was_used_an_empty_cookie_is_no_session(knock, town):
    assert knock(town).get("/", headers={"cookie": f"onrecord-desk-{PORT}="}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1:x"]
)
def test_a_request_that_calls_the_desk_by_another_name_is_refused(enter, town, host):
    assert enter(town).get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_other_names_of_this_machine_are_known(knock, town, host):
    answer = knock(town).get("/", params={"token": TOKEN}, headers={"host": host})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://127.0.0.1:1"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
    ids=str,
)
def test_a_request_of_another_page_is_refused(enter, town, headers):
    assert enter(town).get("/api/v1/reports", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": HERE},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    ],
    ids=str,
)
def test_a_request_of_the_desk_and_a_link_that_is_followed_are_answered(enter, town, headers):
    assert enter(town).get("/reports", headers=headers).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "/nothing", "/reports?page=0", "/static/desk.css", "/static/nothing"])
@pytest.mark.parametrize("let_in", [True, False])
def test_every_answer_tells_the_browser_to_load_and_run_nothing_else(enter, knock, town, page, let_in):
    answer = (enter if let_in else knock)(town).get(page)
    said = answer.headers
    assert said["content-security-policy"] == POLICY
    assert said["x-content-type-options"] == "nosniff"
    assert said["referrer-policy"] == "no-referrer"
    assert said["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in said["permissions-policy"]
    assert said["cache-control"] == ("no-cache" if page.startswith("/static") else "no-store")


def test_the_policies_allow_no_host_no_inline_script_and_no_frame_elsewhere():
    said = dict(part.strip().split(" ", 1) for part in POLICY.split(";") if part)
    assert said.pop("require-trusted-types-for") == "'script'"
    assert set(said.values()) == {"'self'", "'none'"}
    assert (said["default-src"], said["frame-ancestors"], said["base-uri"]) == ("'none'", "'none'", "'none'")
    assert "allow-" not in SANDBOX_POLICY


def test_a_page_that_failed_is_answered_safely_too(enter, town, monkeypatch):
    browser = enter(town, raise_server_exceptions=False)
    monkeypatch.setattr("onrecord.desk.pages.problems.page_of", lambda *_: 1 / 0)
    answer = browser.get("/problems")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cache-control"] == "no-store"
    assert "division" not in answer.text


@pytest.mark.parametrize("page", ["/", "/reports", "/search?q=sailors", "/problems"])
def test_no_page_has_script_style_or_handlers_in_it_and_names_no_other_host(enter, town, page):
    tree = tree_of(enter(town).get(page))
    assert not tree.xpath("//style | //@style | //script[not(@src)] | //@*[starts-with(name(), 'on')] | //base")
    addresses = tree.xpath("//@src | //@href | //@action")
    assert addresses
    assert all(address.startswith(("/", "#", "?")) and not address.startswith("//") for address in addresses)
