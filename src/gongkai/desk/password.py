"""Replacing one's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongkai.base import clock
from gongkai.desk.access import recently_authenticated
from gongkai.organs.services.change_password import change_password


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
@recently_authenticated(again="请重新输入新密码")
def change(request: HttpRequest) -> HttpResponse:
    """The new password, twice; the old one was asked for at the log-in or by the page before."""
    form = SetPasswordForm(request.user, request.POST or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        if request.user.check_password(password):
            fault = "新密码不能与原密码相同"
        else:
            account = change_password(now=clock.now(), username=request.user.username, password=password)
            update_session_auth_hash(request, account)
            messages.success(request, "密码已更换，其他设备上的登录已全部退出")
            return redirect("desk:workbench")
    return render(request, "desk/password.html", {"form": form, "fault": fault}, status=422 if request.POST else 200)
