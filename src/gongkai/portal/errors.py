"""Pages for what went wrong, useful and without technical words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404."""
    return render(request, "portal/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500, without any query."""
    return render(request, "portal/failed.html", status=500)
