"""A desk that several share lets in who signs in, and nobody else."""

import pytest
from desk_people import SECRETS, header_of, send, sharing, token_at
from desk_town import HERE, PORT, tree_of, words_of
from lxml import html

from onrecord.desk.policy import POLICY
from onrecord.desk.safety import MOST_AT_THE_DOOR
from onrecord.desk.sessions import IDLE_SECONDS, LONGEST_SECONDS, MOST_SESSIONS

COOKIE = f"onrecord-desk-{PORT}"
LONG = "x" * 20_000
WRONG = "no such thing at all"


def wrong(browser, name):
    """The answer to a try, the token apart, which is another one each time."""
    sent = send(browser, "/sign-in", name=name, password=WRONG)
    page = html.document_fromstring(sent.text)
    for one in page.xpath("//input[@name='form_token' or @name='name']"):
        one.set("value", "")
    return sent.status_code, html.tostring(page)


def test_whoever_signs_in_sees_the_case_and_their_name_and_role(shared):
    browser = shared.sign_in("Bo")
    tree = tree_of(browser.get("/"))
    assert "Signed in as Bo, reviewer" in words_of(tree.xpath("//header")[0])
    assert not tree.xpath("//header//a[@href='/accounts']")
    assert tree_of(shared.sign_in("Ada").get("/")).xpath("//header//a[@href='/accounts']")


def test_without_a_session_there_is_the_form_to_sign_in_and_no_word_of_the_case(shared):
    browser = shared.knock()
    for page in ("/", "/reports?words=a+b", "/nothing", "/accounts", "/password", "/log"):
        answer = browser.get(page)
        assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")
    page = browser.get(browser.get("/reports?words=a+b").headers["location"])
    assert page.status_code == 200
    assert "town" not in page.text
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["cache-control"] == "no-store"


def test_the_json_api_says_so_in_json(shared):
    browser = shared.knock()
    for answer in (
        browser.get("/api/v1/status"),
        browser.post("/api/v1/decisions", json={}),
        browser.delete("/api/v1/session"),
    ):
        assert answer.status_code == 401
        assert answer.json()["hint"]
    assert browser.get("/api/v1/openapi.json").status_code == 401


def test_a_person_goes_on_where_they_were_going(shared):
    browser = shared.knock()
    form = browser.get("/reports?words=a+b%26").headers["location"]
    then = tree_of(browser.get(form)).xpath("//input[@name='then']/@value")[0]
    sent = send(browser, form, "/sign-in", name="Cy", password=SECRETS["Cy"], then=then)
    assert (sent.status_code, sent.headers["location"]) == (303, "/reports?words=a+b%26")


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_elsewhere_after_signing_in(shared, then):
    browser = shared.knock()
    sent = send(browser, "/sign-in", name="Cy", password=SECRETS["Cy"], then=then)
    assert (sent.status_code, sent.headers["location"]) == (303, "/")
    assert browser.get("/sign-in", params={"then": then}).headers["location"] == "/"


@pytest.mark.parametrize("tls", [False, True])
def test_the_cookie_is_for_the_server_alone_and_with_https_for_it_alone(town, tls):
    with sharing(town, tls=tls) as desk:
        sent = send(desk.knock(), "/sign-in", name="Cy", password=SECRETS["Cy"])
        said = next(one for one in sent.headers.get_list("set-cookie") if "Max-Age" not in one)
        assert "HttpOnly" in said
        assert "samesite=strict" in said.lower()
        assert "domain" not in said.lower()
        assert ("Secure" in said) is tls
        assert said.startswith(f"__Host-{COOKIE}=" if tls else f"{COOKIE}=")


def test_with_https_its_own_pages_are_those_with_https(town):
    with sharing(town, tls=True) as desk:
        browser = desk.knock()
        assert browser.get("/sign-in", headers={"origin": HERE}).status_code == 403
        assert browser.get("/sign-in", headers={"origin": HERE.replace("http", "https")}).status_code == 200


@pytest.mark.parametrize(
    "name", ["Bo", "Nobody", "\x00", "Bo\x00", LONG[:9_000], "<script>alert(1)</script>", "' OR 1=1 --", ""]
)
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(shared, name):
    first = wrong(shared.knock(), "Bo")
    assert first[0] == 401
    assert wrong(shared.knock(), name) == first


def test_after_some_failures_a_name_waits_known_or_not(shared):
    for name in ("Bo", "Nobody"):
        browser = shared.knock()
        for _ in range(5):
            assert wrong(browser, name)[0] == 401
        sent = send(browser, "/sign-in", name=name, password=SECRETS["Bo"])
        assert (sent.status_code, sent.headers["retry-after"]) == (429, "5")
        assert "Too many tries. The next one counts in 5 seconds." in sent.text
    shared.watch.now += 5
    assert shared.sign_in("Bo").get("/").status_code == 200


def test_a_name_that_waits_leaves_those_at_work_alone(shared):
    working = shared.sign_in("Bo")
    browser = shared.knock()
    for _ in range(6):
        wrong(browser, "Bo")
    assert working.get("/reports").status_code == 200


def test_a_name_is_the_same_in_other_letters_that_look_like_it(shared):
    sent = send(shared.knock(), "/sign-in", name=" ａDA ", password=SECRETS["Ada"])
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("Bo", LONG[:9_000]), ("Bo", SECRETS["Bo"] + "\x00"), ("Bo", "\x00"), ("Bo", "%ff%00")]
)
def test_a_password_of_any_kind_is_answered(shared, name, password):
    assert send(shared.knock(), "/sign-in", name=name, password=password).status_code == 401


def test_more_than_a_name_and_a_password_is_not_even_read(shared):
    browser = shared.knock()
    token = token_at(browser, "/sign-in")
    assert browser.post("/sign-in", data={"form_token": token, "name": "x" * MOST_AT_THE_DOOR}).status_code == 413
    assert browser.post("/api/v1/session", json={"name": "x" * MOST_AT_THE_DOOR, "password": ""}).status_code == 413
    endless = (b"x" for _ in range(10))
    assert browser.post("/sign-in", content=endless).status_code == 413
    assert browser.post("/sign-in", content=b"x", headers={"content-length": "0000000001"}).status_code == 413


def test_a_form_to_sign_in_from_elsewhere_signs_nobody_in(shared):
    browser = shared.knock()
    sent = {"name": "Cy", "password": SECRETS["Cy"]}
    assert browser.post("/sign-in", data=sent).status_code == 403
    token = token_at(browser, "/sign-in")
    other = shared.knock()
    assert other.post("/sign-in", data={**sent, "form_token": token}).status_code == 403
    assert other.post("/sign-in", data={**sent, "form_token": token_at(other, "/sign-in")[:-1]}).status_code == 403


def opens(shared, key):
    """Whether a key opens the desk in another browser."""
    return shared.knock().get("/", headers={"cookie": f"{COOKIE}={key}"}).status_code == 200


def test_signing_in_makes_a_session_under_a_key_that_nobody_knew_before(shared):
    browser = shared.knock()
    token = token_at(browser, "/sign-in")
    door = browser.cookies[f"{COOKIE}-door"]
    headers = {"cookie": f"{COOKIE}=planted; {COOKIE}-door={door}"}
    form = {"form_token": token, "name": "Cy", "password": SECRETS["Cy"]}
    keys = [cookie_in(browser.post("/sign-in", data=form, headers=headers)) for _ in range(2)]
    assert len({"planted", door, token, *keys}) == 5
    assert [opens(shared, key) for key in (*keys, "planted", door, token)] == [True, True, False, False, False]


def test_signing_in_once_more_ends_the_session_before(shared):
    browser = shared.knock()
    before = cookie_in(send(browser, "/sign-in", name="Cy", password=SECRETS["Cy"]))
    again = browser.post("/api/v1/session", json={"name": "Bo", "password": SECRETS["Bo"]})
    assert again.json()["name"] == "Bo"
    assert opens(shared, cookie_in(again))
    assert not opens(shared, before)


def cookie_in(answer):
    """The key of the session that an answer brings."""
    said = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{COOKIE}=")]
    return said[-1].partition("=")[2].partition(";")[0]


def test_after_signing_out_the_cookie_opens_nothing(shared):
    browser = shared.sign_in("Cy")
    key = browser.cookies[COOKIE]
    sent = browser.post("/sign-out", data={"form_token": header_of(browser)["x-form-token"]})
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?out=1")
    assert COOKIE not in browser.cookies
    assert "You are signed out" in browser.get("/sign-in?out=1").text
    browser.cookies.set(COOKIE, key, domain="127.0.0.1")
    assert browser.get("/reports").status_code == 303
    assert browser.get("/api/v1/session").status_code == 401


def test_nobody_is_signed_out_by_another_page(shared):
    browser = shared.sign_in("Cy")
    assert browser.post("/sign-out").status_code == 403
    assert browser.get("/").status_code == 200


def test_a_form_token_is_good_in_its_own_session_alone(shared):
    ada, bo = shared.sign_in("Ada"), shared.sign_in("Bo")
    token = header_of(bo)["x-form-token"]
    assert ada.post("/sign-out", data={"form_token": token}).status_code == 403
    again = shared.sign_in("Bo")
    assert again.post("/sign-out", data={"form_token": token}).status_code == 403


def test_a_session_ends_when_nothing_is_asked_for_an_hour(shared):
    browser = shared.sign_in("Cy")
    for _ in range(3):
        shared.watch.now += IDLE_SECONDS - 1
        assert browser.get("/").status_code == 200
    shared.watch.now += IDLE_SECONDS
    assert browser.get("/").status_code == 303
    shared.watch.now -= IDLE_SECONDS
    assert browser.get("/").status_code == 303, "an ended session does not come back"


def test_a_session_ends_after_a_working_day_however_busy(shared):
    browser = shared.sign_in("Cy")
    end = shared.watch.now + LONGEST_SECONDS
    while shared.watch.now + 1_800 < end:
        shared.watch.now += 1_800
        assert browser.get("/").status_code == 200
    shared.watch.now = end
    assert browser.get("/").status_code == 303


def test_what_is_sent_after_the_end_of_a_session_is_refused_and_said_so(shared):
    browser = shared.sign_in("Bo")
    token = header_of(browser)["x-form-token"]
    shared.watch.now += IDLE_SECONDS
    sent = browser.post("/log", data={"form_token": token})
    assert sent.status_code == 401
    assert "not signed in" in sent.text


@pytest.mark.parametrize("change", ["remove", "password"])
def test_a_session_ends_with_its_account_or_its_password(shared, change):
    browser, other = shared.sign_in("Bo"), shared.sign_in("Cy")
    if change == "remove":
        shared.accounts.remove("Bo")
        shared.accounts.add("Bo", "lead", SECRETS["Bo"])
    else:
        shared.accounts.set_password("Bo", SECRETS["Ada"])
    assert browser.get("/").status_code == 303
    assert other.get("/").status_code == 200


def test_another_role_counts_from_the_next_request(shared):
    browser = shared.sign_in("Cy")
    shared.accounts.set_role("Cy", "lead")
    assert browser.get("/accounts").status_code == 200
    shared.accounts.set_role("Cy", "reader")
    assert browser.get("/accounts").status_code == 403


def test_of_many_sessions_of_an_account_the_one_unused_longest_makes_room(shared):
    browsers = []
    for _ in range(MOST_SESSIONS + 1):
        shared.watch.now += 1
        browsers.append(shared.sign_in("Cy"))
    assert [browser.get("/").status_code for browser in browsers] == [303] + [200] * MOST_SESSIONS


@pytest.mark.parametrize("cookie", ["", "x", "ключ".encode().decode("latin-1"), 'a="b', ";;=;", LONG])
def test_a_made_up_cookie_is_no_session(shared, cookie):
    for name in (COOKIE, f"{COOKIE}-door"):
        said = f"{name}={cookie}".encode("latin-1")
        assert shared.knock().get("/", headers={"cookie": said}).status_code == 303
        assert shared.knock().get("/sign-in", headers={"cookie": said}).status_code == 200


def test_a_token_in_the_address_opens_nothing_at_a_desk_with_accounts(shared):
    for token in ("", "x"):
        assert shared.knock().get("/", params={"token": token}).status_code == 303


def test_the_json_api_signs_in_says_who_it_is_and_signs_out(shared):
    browser = shared.knock()
    assert browser.post("/api/v1/session", json={"name": "Bo", "password": WRONG}).status_code == 401
    told = browser.post("/api/v1/session", json={"name": "bo", "password": SECRETS["Bo"]}).json()
    assert (told["name"], told["role"], told["accounts"]) == ("Bo", "reviewer", True)
    assert browser.get("/api/v1/session").json() == told
    assert browser.delete("/api/v1/session").status_code == 403
    assert browser.delete("/api/v1/session", headers={"x-form-token": told["form_token"]}).status_code == 204
    assert browser.get("/api/v1/session").status_code == 401


def test_the_json_api_says_when_to_try_again(shared):
    browser = shared.knock()
    for _ in range(5):
        browser.post("/api/v1/session", json={"name": "Bo", "password": WRONG})
    sent = browser.post("/api/v1/session", json={"name": "Bo", "password": SECRETS["Bo"]})
    assert (sent.status_code, sent.headers["retry-after"]) == (429, "5")


@pytest.mark.parametrize("given", [b"", b"{", b"[]", b'{"name": 1}', b'{"name":"\\ud83d","password":"\\ud83d\\u0000"}'])
def test_whatever_the_json_api_is_sent_it_answers(shared, given):
    sent = shared.knock().post("/api/v1/session", content=given, headers={"content-type": "application/json"})
    assert sent.status_code in {401, 422}


def test_accounts_that_cannot_be_read_are_told(shared):
    browser = shared.sign_in("Cy")
    shared.accounts.close()
    for page in ("/", "/api/v1/status"):
        assert browser.get(page).status_code == 503
