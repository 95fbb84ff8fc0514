"""Who may open which page: every view of the desk passes here."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gongkai.base.errors import Refused
from gongkai.organs import policy
from gongkai.organs.models import Agency
from gongkai.organs.queries import agency_by_code

View = Callable[..., HttpResponse]


def agency_for(request: HttpRequest, act: policy.Act, code: str) -> Agency:
    """The agency, where the person may do ``act`` for it.

    Raises:
        Http404: no such agency, or no right to it; both look the same.
    """
    try:
        agency = agency_by_code(code)
    except Refused:
        raise Http404 from None
    if not policy.may(request.user, act, agency):
        raise Http404
    return agency


def recently_authenticated(*, back: str = "", again: str = "请再次点击，完成刚才的操作") -> Callable[[View], View]:
    """Decorator, inside ``login_required``: who logged in or confirmed it long ago confirms it now.

    A GET returns to the page asked for; a POST is not carried out behind the person's back but returns to the page
    with its button, and says so. So give a form a GET page under this decorator too, and ask before anything is typed.

    Args:
        back: name of the route a refused POST returns to, with the same arguments; the same address where empty.
        again: what that page then says.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                _ask(request)
            except ReauthenticationRequired:
                if request.method in ("GET", "HEAD"):
                    target = request.get_full_path()
                else:
                    target = reverse(back, args=args, kwargs=kwargs) if back else request.path
                    messages.info(request, again)
                ways = get_adapter(request).get_reauthentication_methods(request.user)
                return redirect(f"{ways[0]['url']}?{urlencode({'next': target})}")
            return view(request, *args, **kwargs)

        return respond

    return decorate


@reauthentication_required
def _ask(request: HttpRequest) -> None:
    """Nothing of its own: the decorator raises."""
