"""The security administrator's pages and the three administrators."""

import re

import pytest
from django.test import Client

from cast import LONG_AGO, NOW, PASSWORD, make_cast
from commands import run
from gongkai.audit.models import Event
from gongkai.base.errors import Refused
from gongkai.organs.models import Account, Role
from gongkai.organs.services.add_account import add_account
from gongkai.organs.services.add_membership import add_membership
from gongkai.organs.services.remove_membership import remove_membership

pytestmark = pytest.mark.django_db
PEOPLE = "/desk/accounts/"
THREE = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@pytest.fixture
def cast():
    return make_cast()


def make(username, agency, role):
    return add_account(
        actor="test",
        now=LONG_AGO,
        username=username,
        display_name=username,
        password=PASSWORD,
        agency=agency,
        role=role,
    )


@pytest.fixture
def keeper(client, cast):
    make("an", cast.government, Role.SECURITY_ADMIN)
    client.post("/desk/login/", {"login": "an", "password": PASSWORD})
    return client


def grant(username, agency, role):
    return add_membership(actor="test", now=NOW, username=username, agency=agency, role=role)


@pytest.mark.parametrize("first", THREE)
@pytest.mark.parametrize("second", THREE)
def test_two_of_the_three_administrators_are_never_one_person(cast, first, second):
    make("an", cast.government, first)
    if first is second:
        grant("an", cast.township, second)
        return
    with pytest.raises(Refused, match="不同人员"):
        grant("an", cast.township, second)


@pytest.mark.parametrize("role", sorted(set(Role) - set(THREE)))
def test_who_audits_does_no_business_and_the_other_way_round(cast, role):
    make("shen", cast.government, Role.AUDIT_ADMIN)
    make("ye", cast.government, role)
    with pytest.raises(Refused, match="审计管理员不能同时"):
        grant("shen", cast.government, role)
    with pytest.raises(Refused, match="审计管理员不能同时"):
        grant("ye", cast.township, Role.AUDIT_ADMIN)


def test_a_role_is_given_and_taken_back_once_and_both_are_recorded(cast):
    grant("li", cast.township, Role.EDITOR)
    grant("li", cast.township, Role.EDITOR)
    remove_membership(actor="test", now=NOW, username="li", agency=cast.township, role=Role.EDITOR)
    with pytest.raises(Refused, match="没有“编辑”角色"):
        remove_membership(actor="test", now=NOW, username="li", agency=cast.township, role=Role.EDITOR)
    recorded = Event.objects.filter(object_id=cast.li.pk, action__startswith="membership", at=NOW)

    assert list(recorded.order_by("seq").values_list("action", flat=True)) == ["membership.added", "membership.removed"]


def test_the_command_gives_and_takes_roles(cast):
    assert run("account", "grant", "li", "--agency", "T", "--role", "final_approver")[0] == 0
    assert "T 终审" in run("account", "list")[1]
    assert run("account", "revoke", "li", "--agency", "T", "--role", "final_approver")[0] == 0
    assert "T 终审" not in run("account", "list")[1]
    assert run("account", "revoke", "li", "--agency", "T", "--role", "final_approver")[0] == 2
    assert run("account", "grant", "nobody", "--agency", "T", "--role", "editor")[0] == 2
    assert run("account", "grant", "li", "--agency", "T", "--role", "audit_admin")[0] == 2


@pytest.mark.parametrize("who", ["li", "zhao", "chen", "outsider"])
def test_nobody_else_sees_the_accounts(client, cast, who):
    client.post("/desk/login/", {"login": who, "password": PASSWORD})

    assert client.get(PEOPLE).status_code == 404
    assert client.get(f"{PEOPLE}new/").status_code == 404
    assert client.get(f"{PEOPLE}li/").status_code == 404
    assert client.post(f"{PEOPLE}li/", {"act": "close"}).status_code == 404
    assert "账号管理" not in client.get("/desk/").content.decode()


def test_the_list_shows_roles_state_and_second_factor(keeper, cast):
    page = keeper.get(PEOPLE).content.decode()

    assert "测试区人民政府 经办" in page
    assert "未设置" in page
    assert "外人" in page
    assert "账号管理" in keeper.get("/desk/").content.decode()


def test_roles_are_given_and_taken_back_on_the_page(keeper, cast):
    given = keeper.post(f"{PEOPLE}li/", {"act": "grant", "agency": "T", "role": "editor"}, follow=True)
    refused = keeper.post(f"{PEOPLE}li/", {"act": "grant", "agency": "T", "role": "audit_admin"}, follow=True)
    taken = keeper.post(f"{PEOPLE}li/", {"act": "revoke", "agency": "T", "role": "editor"}, follow=True)

    assert "已授予：测试镇人民政府 编辑" in given.content.decode()
    assert "审计管理员不能同时" in refused.content.decode()
    assert "已收回" in taken.content.decode()
    assert not cast.li.memberships.filter(role="editor").exists()
    assert keeper.post(f"{PEOPLE}li/", {"act": "drop"}).status_code == 404
    assert keeper.post(f"{PEOPLE}li/", {"act": "grant", "agency": "NONE", "role": "editor"}).status_code == 404


def test_nobody_manages_the_own_account(keeper, cast):
    assert keeper.get(f"{PEOPLE}an/").status_code == 404
    assert keeper.post(f"{PEOPLE}an/", {"act": "grant", "agency": "G", "role": "approver"}).status_code == 404


def test_an_administrator_below_does_not_reach_above(client, cast):
    make("zhenan", cast.township, Role.SECURITY_ADMIN)
    grant("li", cast.township, Role.EDITOR)
    client.post("/desk/login/", {"login": "zhenan", "password": PASSWORD})
    page = client.get(PEOPLE).content.decode()

    assert "镇经办" in page
    assert client.get(f"{PEOPLE}zhen/").status_code == 200
    for name in ("li", "zhao", "outsider"):
        assert client.get(f"{PEOPLE}{name}/").status_code == 404
        assert client.post(f"{PEOPLE}{name}/", {"act": "close"}).status_code == 404
    assert client.post(f"{PEOPLE}zhen/", {"act": "grant", "agency": "G", "role": "approver"}).status_code == 404
    assert Account.objects.get(username="li").is_active


def test_a_locked_account_is_shown_and_unlocked(keeper, cast):
    other = Client()
    for _ in range(5):
        other.post("/desk/login/", {"login": "li", "password": "wrong"})
    assert "已锁定" in keeper.get(PEOPLE).content.decode()
    keeper.post(f"{PEOPLE}li/", {"act": "unlock"})

    assert "已锁定" not in keeper.get(PEOPLE).content.decode()
    assert other.post("/desk/login/", {"login": "li", "password": PASSWORD})["Location"] == "/desk/"


def test_closing_ends_the_session_and_reopening_lets_in_again(keeper, cast):
    other = Client()
    other.post("/desk/login/", {"login": "li", "password": PASSWORD})
    keeper.post(f"{PEOPLE}li/", {"act": "close"})
    assert other.get("/desk/").status_code == 302
    keeper.post(f"{PEOPLE}li/", {"act": "reopen"})

    assert other.get("/desk/").status_code == 302
    assert other.post("/desk/login/", {"login": "li", "password": PASSWORD})["Location"] == "/desk/"


def test_a_new_account_gets_a_password_that_is_shown_once_and_replaced(keeper, cast):
    form = {"username": "xin", "name": "新人", "agency": "T", "role": "editor"}
    shown = keeper.post(f"{PEOPLE}new/", form, follow=True).content.decode()
    password = re.search(r"初始密码：([\w-]+)", shown)[1]
    again = keeper.get(f"{PEOPLE}xin/").content.decode()
    taken = keeper.post(f"{PEOPLE}new/", form)
    other = Client()
    other.post("/desk/login/", {"login": "xin", "password": password})

    assert password not in again
    assert taken.status_code == 422
    assert "已经存在" in taken.content.decode()
    assert other.get("/desk/")["Location"] == "/desk/account/password/"
    assert password not in "".join(Event.objects.values_list("canonical", flat=True))


def test_a_refused_new_account_leaves_nothing_and_keeps_what_was_typed(keeper, cast):
    form = {"username": "a b", "name": "新人", "agency": "T", "role": "editor"}
    refused = keeper.post(f"{PEOPLE}new/", form)

    assert refused.status_code == 422
    assert 'value="a b"' in refused.content.decode()
    assert keeper.post(f"{PEOPLE}new/", {**form, "username": "xin", "role": "king"}).status_code == 422
    assert not Account.objects.filter(username="xin").exists()


def test_changes_are_confirmed_after_a_while(keeper, cast):
    session = keeper.session
    session["logged_in_at"] -= 16 * 60
    session.save()
    asked = keeper.post(f"{PEOPLE}li/", {"act": "close"})

    assert asked["Location"].startswith("/desk/account/reauthenticate/")
    assert Account.objects.get(username="li").is_active
