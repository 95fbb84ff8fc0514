"""What stands around every page: whose site it is, its marks, and whether its records are a demonstration."""

from typing import Any

from django.http import HttpRequest

from gongkai.organs.queries import Agency
from gongkai.portal.places import is_english, origin, other_language
from gongkai.publication.queries import frame

Frame = tuple[Agency | None, dict[str, Any], bool]


def frame_of(request: HttpRequest) -> Frame:
    """The government, the site's data and the demonstration mark; asked once for a page."""
    found: Frame | None = getattr(request, "_frame", None)
    if found is None:
        found = frame()
        request._frame = found  # type: ignore[attr-defined] # noqa: SLF001 - kept for the rest of this request
    return found


def site(request: HttpRequest) -> dict[str, Any]:
    """The government of this installation, the site's data, and the page's addresses."""
    government, data, is_demonstration = frame_of(request)
    chinese, english = other_language(request)
    return {
        "government": government,
        "site": data,
        "is_demonstration": is_demonstration,
        "is_english": is_english(request),
        "origin": origin(request, data),
        "chinese_path": chinese,
        "english_path": english,
    }
