"""What every answer carries, and what public ones never do."""

import json
import os
import subprocess
import sys

import pytest

from cast import PASSWORD, make_cast

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/zfxxgk/fdzdgknr/",
    "/zfxxgk/nianbao/",
    "/nothing/",
    "/static/portal/site.css",
    "/static/mfa/js/webauthn.js",
]
FACTOR = "/desk/account/second-factor/"
STAFF = [
    *["/desk/", "/desk/check/", "/desk/login/", "/desk/logout/", "/desk/reports/G/2020/", "/desk/accounts/"],
    *["/desk/account/password/", "/desk/account/reauthenticate/", FACTOR],
    *[f"{FACTOR}totp/activate/", f"{FACTOR}keys/add/", f"{FACTOR}keys/", "/desk/nothing/"],
]


@pytest.fixture
def cast():
    return make_cast()


def enter(client):
    client.post("/desk/login/", {"login": "zhao", "password": PASSWORD})
    return client


@pytest.mark.parametrize("path", PUBLIC + STAFF)
def test_every_answer_carries_the_headers(client, cast, path):
    response = enter(client).get(path)
    policy = response["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", STAFF)
def test_no_answer_of_the_desk_is_stored(client, cast, path):
    assert enter(client).get(path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("https", [False, True])
def test_public_pages_set_no_cookie_and_do_not_depend_on_one_even_for_staff(client, cast, settings, path, https):
    if https:  # the cookie's path is then "/", so that browsers send it here too
        settings.SESSION_COOKIE_PATH = settings.CSRF_COOKIE_PATH = "/"
        settings.SESSION_COOKIE_NAME = "__Host-session"
        settings.SESSION_COOKIE_SECURE = True
    response = enter(client).get(path, secure=https)

    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_no_page_has_script_of_its_own_or_names_another_host(client, cast):
    enter(client)
    for path in STAFF:
        page = client.get(path).content.decode()
        for part in page.split("<script")[1:]:
            assert "src=" in part.split(">")[0] or 'type="application/json"' in part.split(">")[0], path
        assert " onclick=" not in page
        assert " style=" not in page
        assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


PRINT = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name, None) for name in (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_PATH", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_NAME", "CSRF_COOKIE_PATH", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY",
    "REQUIRE_MFA", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "CSRF_TRUSTED_ORIGINS")}))
"""


def settings_of(tmp_path, **environment):
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")},
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
            "GONGKAI_DATA": str(tmp_path),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_over_https_the_cookies_are_bound_to_the_host_and_a_second_factor_is_demanded(tmp_path):
    found = settings_of(tmp_path, GONGKAI_HTTPS="1", GONGKAI_HOSTS="gongkai.example,.gov.example")

    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert (found["SESSION_COOKIE_PATH"], found["CSRF_COOKIE_PATH"]) == ("/", "/")
    assert found["SESSION_COOKIE_DOMAIN"] is None
    assert all(found[f"{kind}_COOKIE_{flag}"] for kind in ("SESSION", "CSRF") for flag in ("SECURE", "HTTPONLY"))
    assert found["REQUIRE_MFA"]
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://gongkai.example", "https://*.gov.example"]


def test_the_local_demonstration_keeps_its_cookies_below_the_desk(tmp_path):
    found = settings_of(tmp_path)

    assert (found["SESSION_COOKIE_PATH"], found["CSRF_COOKIE_PATH"]) == ("/desk/", "/desk/")
    assert not found["REQUIRE_MFA"]
    assert settings_of(tmp_path, GONGKAI_REQUIRE_MFA="1")["REQUIRE_MFA"]
    assert not settings_of(tmp_path, GONGKAI_REQUIRE_MFA="0", GONGKAI_HTTPS="1")["REQUIRE_MFA"]
