"""English around Chinese content: below ``/en/`` the same pages in another language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gongkai.portal.places import is_english

Respond = Callable[[HttpRequest], HttpResponse]


def chrome_language(get_response: Respond) -> Respond:
    """Middleware: the address alone decides the language, so that caches keep the two apart and no cookie is needed."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not is_english(request):
            return get_response(request)
        request.current_app = "english"  # type: ignore[attr-defined] # links stay in English
        with translation.override("en"):
            return get_response(request)

    return respond
