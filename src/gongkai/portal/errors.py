"""Pages for what went wrong, useful and without technical words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404."""
    return render(request, "portal/not_found.html", {"origin": ""}, status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """500, without the request, so that no context processor asks the database."""
    return HttpResponse(render_to_string("portal/failed.html"), status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400, without the request, which may be what cannot be read."""
    return HttpResponse(render_to_string("portal/bad_request.html"), status=400)
