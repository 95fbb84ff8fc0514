"""How the public's pages answer: read only, the same for everybody, so that any cache in between may keep them."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

OK = 200
KEPT_SECONDS = 60

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """The view, read only, with a caching header, and with 304 for who has the very bytes already."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", f"public, max-age={KEPT_SECONDS}")
        if response.status_code != OK or response.streaming:
            return response
        response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:24]}"')
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    return require_safe(respond)
