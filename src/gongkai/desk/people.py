"""The security administrator's pages: who has which role, who is locked, who lost the telephone."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.desk.access import agency_for, recently_authenticated
from gongkai.organs import policy
from gongkai.organs.accounts import account_exists, locked_names, manageable_accounts
from gongkai.organs.models import Account, Role
from gongkai.organs.policy import Act
from gongkai.organs.services.add_account import add_account
from gongkai.organs.services.add_membership import add_membership
from gongkai.organs.services.issue_password import issue_password, random_password
from gongkai.organs.services.remove_membership import remove_membership
from gongkai.organs.services.reset_second_factor import reset_second_factor
from gongkai.organs.services.set_account_open import set_account_open
from gongkai.organs.services.unlock_account import unlock_account

PASSWORD_SAID = "“{name}”的初始密码：{password}　只显示这一次，请当面交给本人，首次登录时必须更换"  # noqa: S105 - a sentence


def _or_404(request: HttpRequest) -> None:
    if not policy.visible(request.user, Act.MANAGE_ACCOUNTS).exists():
        raise Http404


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The accounts whose roles all lie within reach."""
    _or_404(request)
    accounts = list(manageable_accounts(request.user))
    locked = locked_names((account.username for account in accounts), now=clock.now())
    rows = [(account, _roles(account), account.username in locked) for account in accounts]
    return render(request, "desk/people.html", {"rows": rows})


def _roles(account: Account) -> list[str]:
    return [f"{held.agency.name} {Role(held.role).label}" for held in account.memberships.all()]


@login_required
@require_http_methods(["GET", "POST"])
@recently_authenticated(again="请重新填写并提交")
def new(request: HttpRequest) -> HttpResponse:
    """A new account with its first role and an initial password, shown once."""
    _or_404(request)
    fault = ""
    if request.method == "POST":
        username = request.POST.get("username", "").strip()
        try:
            _add(request, username)
        except Refused as refused:
            fault = refused.message
        else:
            return redirect("desk:person", username)
    context = {"agencies": policy.visible(request.user, Act.MANAGE_ACCOUNTS), "roles": list(Role), "fault": fault}
    return render(request, "desk/people_new.html", context, status=422 if fault else 200)


def _add(request: HttpRequest, username: str) -> None:
    """The account, and its password in a message."""
    if account_exists(username):
        raise Refused("username_taken", f"账号“{username}”已经存在")
    now, actor = clock.now(), request.user.username
    add_account(
        actor=actor,
        now=now,
        username=username,
        display_name=request.POST.get("name", "").strip(),
        password=random_password(),
        agency=agency_for(request, Act.MANAGE_ACCOUNTS, request.POST.get("agency", "")),
        role=_role(request),
    )
    password = issue_password(actor=actor, now=now, username=username)
    messages.warning(request, PASSWORD_SAID.format(name=username, password=password))


def _role(request: HttpRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise Refused("unknown_role", "请选择角色") from None


@login_required
@require_http_methods(["GET", "POST"])
@recently_authenticated(back="desk:person", again="身份已确认，请再次点击刚才的按钮")
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One account: its roles and what can be done about it."""
    account = manageable_accounts(request.user).filter(username=username).first()
    if account is None:
        raise Http404
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        try:
            messages.success(request, act(request, account))
        except Refused as refused:
            messages.error(request, refused.message)
        still_mine = manageable_accounts(request.user).filter(pk=account.pk).exists()
        return redirect("desk:person", username) if still_mine else redirect("desk:people")
    context = {
        "account": account,
        "held": [(held, Role(held.role).label) for held in account.memberships.all()],
        "is_locked": bool(locked_names([username], now=clock.now())),
        "agencies": policy.visible(request.user, Act.MANAGE_ACCOUNTS),
        "roles": list(Role),
    }
    return render(request, "desk/people_one.html", context)


def _grant(request: HttpRequest, account: Account) -> str:
    agency, role = agency_for(request, Act.MANAGE_ACCOUNTS, request.POST.get("agency", "")), _role(request)
    add_membership(actor=request.user.username, now=clock.now(), username=account.username, agency=agency, role=role)
    return f"已授予：{agency.name} {role.label}"


def _revoke(request: HttpRequest, account: Account) -> str:
    agency, role = agency_for(request, Act.MANAGE_ACCOUNTS, request.POST.get("agency", "")), _role(request)
    remove_membership(actor=request.user.username, now=clock.now(), username=account.username, agency=agency, role=role)
    return f"已收回：{agency.name} {role.label}"


def _close(request: HttpRequest, account: Account) -> str:
    set_account_open(actor=request.user.username, now=clock.now(), username=account.username, is_open=False)
    return "账号已停用，已登录的会话全部结束"


def _reopen(request: HttpRequest, account: Account) -> str:
    set_account_open(actor=request.user.username, now=clock.now(), username=account.username, is_open=True)
    return "账号已重新启用"


def _unlock(request: HttpRequest, account: Account) -> str:
    unlock_account(actor=request.user.username, now=clock.now(), username=account.username)
    ratelimit.clear(request, action="login_failed", key=f"mfa-auth-user-{account.pk}")
    return "已解除锁定"


def _reset_factor(request: HttpRequest, account: Account) -> str:
    reset_second_factor(actor=request.user.username, now=clock.now(), username=account.username)
    return "两步验证已重置，本人下次登录后重新设置"


def _new_password(request: HttpRequest, account: Account) -> str:
    password = issue_password(actor=request.user.username, now=clock.now(), username=account.username)
    return PASSWORD_SAID.format(name=account.username, password=password)


ACTS: dict[str, Callable[[HttpRequest, Account], str]] = {
    "grant": _grant,
    "revoke": _revoke,
    "close": _close,
    "reopen": _reopen,
    "unlock": _unlock,
    "reset_factor": _reset_factor,
    "new_password": _new_password,
}
