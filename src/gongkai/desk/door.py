"""What stands before every page of the desk: the session's end, the first password, the second factor."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gongkai.base import clock
from gongkai.desk import sessions
from gongkai.organs.accounts import has_second_factor

ALWAYS = {"account_logout", "account_reauthenticate", "desk:password"}
SETTING_UP = ALWAYS | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}


class Door:
    """Middleware: asks nothing of public pages, for they know no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """A redirect for who may not pass yet.

        1. A session that is over ends here, and the log-in page says why.
        2. A password that somebody else knows is replaced first.
        3. Where the installation demands it, a second factor is set up next.
        """
        if not request.path_info.startswith("/desk/") or not request.user.is_authenticated:
            return None
        reason = sessions.why_ended(request, clock.now())
        if reason:
            return _shut(request, reason)
        page = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and page not in ALWAYS:
            return redirect("desk:password")
        if settings.REQUIRE_MFA and page not in SETTING_UP and not has_second_factor(request.user):
            return redirect("mfa_index")
        return None


def _shut(request: HttpRequest, reason: str) -> HttpResponse:
    logout(request)
    messages.warning(request, reason)
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(f"{settings.LOGIN_URL}{back}")
