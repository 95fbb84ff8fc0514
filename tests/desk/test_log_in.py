"""Logging in with a second factor, and where the installation demands one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core.cache import cache
from django.test import Client

from at_the_door import (
    CODE_PAGE,
    CONFIRM,
    FACTOR,
    LOGIN,
    REPORT,
    code,
    logged_in,
    password_given,
    with_totp,
    wrong_code,
)
from cast import PASSWORD, make_cast
from gongkai.annual.queries import publication_of
from gongkai.audit.models import Event
from gongkai.base import clock
from gongkai.organs.accounts import has_second_factor
from gongkai.organs.services.reset_second_factor import reset_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cache.clear()
    return make_cast()


# The second factor


def test_password_and_code_open_the_workbench(client, cast):
    with_totp(cast.zhao)
    asked = password_given(client)
    assert asked["Location"] == CODE_PAGE
    page = client.get(CODE_PAGE).content.decode()
    entered = client.post(CODE_PAGE, {"code": code()})

    assert "两步验证" in page
    assert entered["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_the_password_alone_opens_nothing_by_any_address(client, cast):
    with_totp(cast.zhao)
    password_given(client)

    for path in ("/desk/", REPORT, "/desk/accounts/", "/desk/account/password/", FACTOR, f"{FACTOR}recovery-codes/"):
        assert client.get(path).status_code == 302, path
        assert client.get(path)["Location"].startswith(LOGIN), path
    for path in (f"{FACTOR}totp/deactivate/", f"{FACTOR}totp/activate/", f"{FACTOR}keys/add/", CONFIRM):
        assert client.post(path, {"password": PASSWORD})["Location"].startswith(LOGIN), path
    assert client.get(LOGIN)["Location"] == CODE_PAGE
    assert has_second_factor(cast.zhao)
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_is_said_in_chinese_and_opens_nothing(client, cast):
    with_totp(cast.zhao)
    password_given(client)
    page = client.post(CODE_PAGE, {"code": wrong_code()}).content.decode()

    assert "验证码不正确" in page
    assert client.get("/desk/").status_code == 302


def test_a_code_works_once_even_while_it_is_still_accepted(client, cast):
    with_totp(cast.zhao)
    used = code()
    password_given(client)
    client.post(CODE_PAGE, {"code": used})
    cache.delete(f"allauth.mfa.totp.used?user={cast.zhao.pk}&code={used}")  # allauth forgets it after half a minute
    other = Client()
    password_given(other)
    again = other.post(CODE_PAGE, {"code": f" {used[:3]}-{used[3:]} "})

    assert "已经用过" in again.content.decode()
    assert other.get("/desk/").status_code == 302


def test_five_wrong_codes_lock_out_the_right_one_too(client, cast):
    with_totp(cast.zhao)
    password_given(client)
    for _ in range(5):
        response = client.post(CODE_PAGE, {"code": wrong_code()})
    right = client.post(CODE_PAGE, {"code": code()})

    assert response.status_code == 429
    assert right.status_code == 429
    assert client.get("/desk/").status_code == 302
    assert password_given(Client()).status_code == 429


def test_codes_cannot_be_tried_from_many_addresses(cast):
    with_totp(cast.zhao)
    for number in range(5):
        guessing = Client(REMOTE_ADDR=f"10.0.{number}.1")
        password_given(guessing)
        guessing.post(CODE_PAGE, {"code": wrong_code()})
    last = Client(REMOTE_ADDR="10.0.9.1")
    password_given(last)
    response = last.post(CODE_PAGE, {"code": code()})

    assert "15分钟" in response.content.decode()
    assert last.get("/desk/").status_code == 302


def test_starting_again_with_the_password_does_not_forget_wrong_codes(client, cast):
    with_totp(cast.zhao)
    for _ in range(5):
        fresh = Client()
        password_given(fresh)
        fresh.post(CODE_PAGE, {"code": wrong_code()})

    assert password_given(Client()).status_code == 429


def test_wrong_passwords_at_the_confirmation_lock_out_as_well(client, cast):
    logged_in(client)
    for _ in range(5):
        response = client.post(CONFIRM, {"password": "wrong"})

    assert response.status_code == 429


def test_a_recovery_code_works_once(client, cast):
    with_totp(cast.zhao)
    recovery = RecoveryCodes.activate(cast.zhao).get_unused_codes()[0]
    password_given(client)
    assert client.post(CODE_PAGE, {"code": recovery})["Location"] == "/desk/"
    cache.clear()
    other = Client()
    password_given(other)

    assert "已经用过" in other.post(CODE_PAGE, {"code": recovery}).content.decode()


ANSWER = '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": %s}'
ANSWERS = [
    *["{}", "null", "[]", '"x"', "{", '{"id": 1}', "", ANSWER % "{}", ANSWER % "null", ANSWER % "[1]"],
    ANSWER % '{"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA"}',
    ANSWER % '{"clientDataJSON": "e30", "attestationObject": "AAAA"}',
    ANSWER % '{"clientDataJSON": 5, "authenticatorData": {}, "signature": []}',
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_made_up_answer_of_a_key_opens_and_adds_nothing(client, cast, answer):
    with_totp(cast.zhao)
    password_given(client)
    client.get(CODE_PAGE)
    assert client.post(CODE_PAGE, {"credential": answer}).status_code == 200
    assert client.get("/desk/").status_code == 302
    client.post(CODE_PAGE, {"code": code()})
    client.get(f"{FACTOR}keys/add/")

    assert client.post(f"{FACTOR}keys/add/", {"credential": answer, "name": "x"}).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert client.post(f"{FACTOR}keys/reauthenticate/", {"credential": answer}).status_code in (200, 302)


def test_setting_up_the_application_seals_the_secret_and_stands_in_the_audit_log(
    client, cast, django_capture_on_commit_callbacks
):
    logged_in(client)
    page = client.get(f"{FACTOR}totp/activate/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = client.session[SECRET_SESSION_KEY]
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(f"{FACTOR}totp/activate/", {"code": code(secret=secret)})
    codes = client.get(done["Location"]).content.decode()
    stored = Authenticator.objects.get(user=cast.zhao, type="totp").data["secret"]

    assert "<code>" in codes
    assert secret not in stored
    assert Event.objects.filter(action="account.totp_added").count() == 1
    assert "恢复码" in client.get(f"{FACTOR}recovery-codes/download/").content.decode()
    assert client.get(FACTOR).status_code == 200


def test_there_is_no_log_in_by_key_alone_and_no_mail_page(client, cast):
    for path in ("keys/login/", "webauthn/login/", "trust/", "webauthn/signup/"):
        assert client.get(f"{FACTOR}{path}").status_code == 404
    for path in ("/desk/email/", "/desk/password/reset/", "/accounts/login/", "/desk/login/code/"):
        assert client.get(path).status_code == 404


# Where the installation demands it


def test_without_a_second_factor_only_its_set_up_opens(client, cast, settings):
    settings.REQUIRE_MFA = True
    logged_in(client)

    for path in ("/desk/", REPORT, "/desk/check/", "/desk/accounts/", f"{FACTOR}keys/"):
        assert client.get(path)["Location"] == FACTOR, path
    assert client.post(f"{REPORT}publish/")["Location"] == FACTOR
    assert publication_of(cast.government, 2020) is None
    assert "要求工作人员设置后" in client.get(FACTOR).content.decode()
    for path in (f"{FACTOR}totp/activate/", f"{FACTOR}keys/add/", "/desk/account/password/", "/desk/logout/"):
        assert client.get(path).status_code == 200, path


def test_recovery_codes_alone_are_no_second_factor(client, cast, settings):
    settings.REQUIRE_MFA = True
    RecoveryCodes.activate(cast.zhao)
    logged_in(client)

    assert client.get("/desk/")["Location"] == FACTOR


def test_with_a_second_factor_the_demand_is_met(client, cast, settings):
    settings.REQUIRE_MFA = True
    with_totp(cast.zhao)
    password_given(client)
    client.post(CODE_PAGE, {"code": code()})

    assert client.get("/desk/").status_code == 200


def test_a_reset_second_factor_ends_the_session_and_is_set_up_anew(client, cast, settings):
    settings.REQUIRE_MFA = True
    with_totp(cast.zhao)
    password_given(client)
    client.post(CODE_PAGE, {"code": code()})
    reset_second_factor(actor="an", now=clock.now(), username="zhao")

    assert client.get("/desk/")["Location"].startswith(LOGIN)
    assert password_given(client)["Location"] == "/desk/"
    assert client.get("/desk/")["Location"] == FACTOR
