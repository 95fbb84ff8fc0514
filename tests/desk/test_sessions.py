"""How long a log-in lasts, passwords, and what is confirmed once more."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from at_the_door import CODE_PAGE, CONFIRM, FACTOR, LOGIN, REPORT, code, logged_in, password_given, with_totp
from cast import PASSWORD, make_cast
from gongkai.annual.queries import publication_of
from gongkai.base import clock
from gongkai.organs.services.issue_password import issue_password
from gongkai.organs.services.set_account_open import set_account_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cache.clear()
    return make_cast()


def age(client, *, logged_in=0, seen=0):
    """Make the session older by so many seconds."""
    session = client.session
    session["logged_in_at"] -= logged_in
    session["seen_at"] -= seen
    session.save()


def later(monkeypatch, **time):
    moment = clock.now() + timedelta(**time)
    monkeypatch.setattr(clock, "now", lambda: moment)


# Sessions


def test_half_an_hour_without_a_request_ends_the_session(client, cast, monkeypatch):
    logged_in(client)
    later(monkeypatch, minutes=29)
    assert client.get("/desk/").status_code == 200
    later(monkeypatch, minutes=29)
    assert client.get("/desk/").status_code == 200
    later(monkeypatch, minutes=30)
    ended = client.get(REPORT)

    assert ended["Location"] == f"{LOGIN}?next=%2Fdesk%2Freports%2FG%2F2020%2F"
    assert "30分钟没有操作" in client.get(ended["Location"]).content.decode()
    assert "_auth_user_id" not in client.session


def test_after_eight_hours_even_a_busy_session_ends(client, cast, monkeypatch):
    logged_in(client)
    for _ in range(23):
        later(monkeypatch, minutes=20)
        assert client.get("/desk/").status_code == 200
    later(monkeypatch, minutes=20)
    ended = client.get("/desk/")

    assert ended["Location"].startswith(LOGIN)
    assert "已满8小时" in client.get(LOGIN).content.decode()


def test_a_post_of_an_ended_session_does_nothing(client, cast, monkeypatch):
    logged_in(client)
    later(monkeypatch, hours=9)

    assert client.post(f"{REPORT}publish/")["Location"] == LOGIN
    assert publication_of(cast.government, 2020) is None


def test_the_session_is_written_at_most_once_a_minute(client, cast):
    logged_in(client)
    client.get("/desk/check/")
    first = client.session["seen_at"]
    client.get("/desk/check/")
    assert client.session["seen_at"] == first
    age(client, seen=61)
    client.get("/desk/check/")

    assert client.session["seen_at"] >= first


def test_the_log_in_gives_the_session_a_new_key(client, cast):
    with_totp(cast.zhao)
    client.get("/desk/")
    password_given(client)
    planted = client.session.session_key
    client.post(CODE_PAGE, {"code": code()})

    assert client.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_a_closed_account_cannot_log_in_and_its_session_does_not_revive(client, cast):
    logged_in(client)
    set_account_open(actor="an", now=clock.now(), username="zhao", is_open=False)
    assert client.get("/desk/").status_code == 302
    assert client.get("/desk/")["Location"].startswith(LOGIN)
    assert password_given(Client()).status_code == 200
    set_account_open(actor="an", now=clock.now(), username="zhao", is_open=True)

    assert client.get("/desk/").status_code == 302


def test_an_account_closed_between_password_and_code_does_not_get_in(client, cast):
    with_totp(cast.zhao)
    password_given(client)
    set_account_open(actor="an", now=clock.now(), username="zhao", is_open=False)
    client.post(CODE_PAGE, {"code": code()})

    assert client.get("/desk/").status_code == 302


# Passwords


def test_an_issued_password_is_replaced_before_anything_else(client, cast):
    issued = issue_password(actor="an", now=clock.now(), username="zhao")
    client.post(LOGIN, {"login": "zhao", "password": issued})
    assert client.get("/desk/")["Location"] == "/desk/account/password/"
    assert client.get(FACTOR)["Location"] == "/desk/account/password/"
    page = "/desk/account/password/"
    weak = client.post(page, {"new_password1": "short", "new_password2": "short"})
    same = client.post(page, {"new_password1": issued, "new_password2": issued})
    new = "自己的新密码-2026-xyz"
    done = client.post(page, {"new_password1": new, "new_password2": new})

    assert (weak.status_code, same.status_code) == (422, 422)
    assert done["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert Client().post(LOGIN, {"login": "zhao", "password": issued}).status_code == 200


def test_a_new_password_ends_the_other_sessions(client, cast):
    other = logged_in(Client())
    logged_in(client)
    new = "自己的新密码-2026-xyz"
    client.post("/desk/account/password/", {"new_password1": new, "new_password2": new})

    assert client.get("/desk/").status_code == 200
    assert other.get("/desk/").status_code == 302


# Publishing asks again


def test_a_recent_log_in_publishes_at_once(client, cast):
    logged_in(client).post(f"{REPORT}publish/")

    assert publication_of(cast.government, 2020) is not None


def test_a_log_in_of_long_ago_is_confirmed_before_publishing(client, cast):
    logged_in(client)
    age(client, logged_in=16 * 60)
    asked = client.post(f"{REPORT}publish/")
    assert asked["Location"] == f"{CONFIRM}?next=%2Fdesk%2Freports%2FG%2F2020%2F"
    assert publication_of(cast.government, 2020) is None
    wrong = client.post(asked["Location"], {"password": "wrong"})
    assert wrong.status_code == 200
    back = client.post(asked["Location"], {"password": PASSWORD})
    assert back["Location"] == REPORT
    page = client.get(REPORT).content.decode()
    assert publication_of(cast.government, 2020) is None
    client.post(f"{REPORT}publish/")

    assert "请再次点击“发布报告”" in page
    assert publication_of(cast.government, 2020) is not None


def test_the_confirmation_takes_a_code_as_well(client, cast):
    with_totp(cast.zhao)
    password_given(client)
    client.post(CODE_PAGE, {"code": code(-1)})
    age(client, logged_in=16 * 60)
    client.post(f"{REPORT}publish/")
    assert "输入验证码" in client.get(CONFIRM).content.decode()
    back = client.post(f"{FACTOR}reauthenticate/?next={REPORT}", {"code": code()})

    assert back["Location"] == REPORT
    client.post(f"{REPORT}publish/")
    assert publication_of(cast.government, 2020) is not None


def test_the_confirmation_sends_nobody_to_another_host(client, cast):
    logged_in(client)
    back = client.post(f"{CONFIRM}?next=https://evil.example/", {"password": PASSWORD})

    assert back["Location"] == "/desk/"


def test_the_confirmation_comes_before_changes_of_the_second_factor(client, cast):
    with_totp(cast.zhao)
    password_given(client)
    client.post(CODE_PAGE, {"code": code()})
    age(client, logged_in=16 * 60)

    for path in ("totp/deactivate/", "keys/add/", "recovery-codes/generate/"):
        assert client.get(f"{FACTOR}{path}")["Location"].startswith(CONFIRM), path
    assert client.get("/desk/account/password/")["Location"].startswith(CONFIRM)
