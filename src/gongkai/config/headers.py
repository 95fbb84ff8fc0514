"""Response headers every page carries."""

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FEATURES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)"
)


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: nothing from other hosts; private pages are never stored."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", FEATURES)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if _is_private(request):
            response.headers["Cache-Control"] = "no-store"
        return response

    return respond


def _is_private(request: HttpRequest) -> bool:
    """Whether the answer is for one person: the desk, and the API where somebody says who they are."""
    if request.path_info.startswith("/api/"):
        return "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.path_info.startswith("/desk/")


class BusyDatabase:
    """Middleware: a database that others keep busy is answered with a page that says to try again, not a failure."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002 - Django's signature
        """A 503 with Retry-After for a locked or unreachable database; nothing else is touched."""
        if not isinstance(exception, OperationalError):
            return None
        page = render_to_string("portal/busy.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
