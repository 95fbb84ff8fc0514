"""What all answers have in common: reading only, for every origin, with 304 for what did not change."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from gongkai.api.problems import BUSY, NOT_ALLOWED, Problem

METHODS = "GET, HEAD, OPTIONS"
KEPT_SECONDS = 60
View = Callable[..., HttpResponse]


def origin(request: HttpRequest) -> str:
    """Scheme and host that was asked; a server in front that ends HTTPS hides the scheme."""
    return f"{'https' if settings.HTTPS else request.scheme}://{request.get_host()}"


def gate(view: View) -> View:
    """The view behind the rules all answers share."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS})
        elif request.method not in ("GET", "HEAD"):
            message = f"这里只能读取，请用 GET；不支持 {str(request.method)[:20]}"
            response = Problem(NOT_ALLOWED, "method_not_allowed", message, headers={"Allow": METHODS}).response()
        else:
            response = _read(view, request, *args, **kwargs)
        return _open_to_all(response)

    return csrf_exempt(respond)


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer to GET, which HEAD gets without its content."""
    is_head = request.method == "HEAD"
    request.method = "GET"
    try:
        response = view(request, *args, **kwargs)
    except OperationalError:
        busy = Problem(BUSY, "busy", "系统繁忙，请稍后再试", headers={"Retry-After": "30", "Cache-Control": "no-store"})
        response = busy.response()
    response.headers.setdefault("Cache-Control", f"public, max-age={KEPT_SECONDS}")
    if not response.streaming and response.status_code == 200:  # noqa: PLR2004
        response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:32]}"')
    if "ETag" in response.headers:
        response = get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
    return _without_content(request, response) if is_head else response


def _without_content(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer to HEAD; a stream that was not begun needs no end, and ending it would end the request as well."""
    request.method = "HEAD"
    headers = dict(response.headers)
    if not response.streaming:
        headers["Content-Length"] = str(len(response.content))
    return HttpResponse(status=response.status_code, headers=headers)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
