"""Addresses: in the language of the page, and whole ones for machines."""

from datetime import date
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from gongkai.base.errors import Refused
from gongkai.base.prepared import Prepared
from gongkai.organs.queries import Agency, agency_by_code, all_agencies
from gongkai.publication.queries import PublicFile

ENGLISH = "/en/"
SHORT = 16
_ORGANISATIONS = Prepared(
    lambda: (
        all_agencies()
        .exclude(kind="village_committee")
        .order_by("code")
        .values_list("kind", "code", "name", "short_name", "valid_to")
    )
)
Organisation = tuple[str, str, str, str, date | None]


def is_english(request: HttpRequest) -> bool:
    """Whether the page around the content is the English one."""
    return request.path_info.startswith(ENGLISH)


def url(request: HttpRequest, name: str, *args: object) -> str:
    """The address of one of our pages in the language of this one."""
    return reverse(f"portal:{name}", args=args, current_app="english" if is_english(request) else None)


def with_query(address: str, given: dict[str, str]) -> str:
    """The address with what is not empty of ``given``."""
    query = urlencode({key: value for key, value in given.items() if value})
    return f"{address}?{query}" if query else address


def origin(request: HttpRequest, site: dict[str, str]) -> str:
    """Scheme and host the public knows: the registered domain, or the host that was asked."""
    domain = (site.get("domain") or "").strip().removeprefix("https://").removeprefix("http://").strip("/")
    return f"https://{domain}" if domain else f"{request.scheme}://{request.get_host()}"


def other_language(request: HttpRequest) -> tuple[str, str]:
    """The Chinese and the English address of this page."""
    path = request.path
    chinese = path.removeprefix("/en") if is_english(request) else path
    return chinese, f"/en{chinese}"


def file_url(file: PublicFile) -> str:
    """Where the public gets a file; not below the English pages, so that it is kept once."""
    return f"/p/{file.public_id}/files/{file.digest[:SHORT]}/{quote(file.name, safe='')}"


def agency_or_404(code: str) -> Agency:
    """The agency with this code.

    Raises:
        Http404: there is none.
    """
    try:
        return agency_by_code(code)
    except Refused:
        raise Http404 from None


def organisations(request: HttpRequest) -> list[Organisation]:
    """Every organisation that publishes or did: kind, code, name, short name, day of its end; asked once for a page."""
    found: list[Organisation] | None = getattr(request, "_organisations", None)
    if found is None:
        found = _ORGANISATIONS()
        request._organisations = found  # type: ignore[attr-defined] # noqa: SLF001 - kept for the rest of this request
    return found
