"""What crawlers read: the site map in pieces of bounded cost, and what they should leave alone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gongkai.annual.queries import published_reports
from gongkai.base.clock import day_of
from gongkai.portal.places import origin
from gongkai.publication.open_data.addresses import document_url, report_url
from gongkai.publication.open_data.rows import id_range, id_ranges
from gongkai.publication.queries import frame

PER_FILE = 50_000
PAGES = 0
"""The number of the file that holds what is no document."""
FIXED = ("/", "/zfxxgk/fdzdgknr/", "/zfxxgk/nianbao/")
KEPT_SECONDS = 3600
MOST_FILES = 10**6
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of the files that hold anything; a file is a range of row ids, so a change touches two of them."""
    base = _base(request)
    files = [(PAGES, None), *id_ranges(PER_FILE)]
    entries = "".join(_entry("sitemap", f"{base}/sitemaps/{number}.xml", changed) for number, changed in files)
    return _kept(HttpResponse(f"{_head('sitemapindex')}{entries}</sitemapindex>\n", content_type=XML))


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One file, sent as it is read."""
    base = _base(request)
    if number == PAGES:
        entries: Iterable[tuple[str, datetime | None]] = _pages(base)
    elif number < MOST_FILES:
        entries = ((document_url(base, one), changed) for one, changed in id_range(number, PER_FILE))
    else:
        raise Http404
    found = iter(entries)
    first = next(found, None)
    if first is None:
        raise Http404
    return _kept(StreamingHttpResponse(_lines(first, found), content_type=XML))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the desk is nobody's business."""
    text = f"User-agent: *\nDisallow: /desk/\nAllow: /\n\nSitemap: {_base(request)}/sitemap.xml\n"
    return _kept(HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _base(request: HttpRequest) -> str:
    return origin(request, frame()[1])


def _pages(base: str) -> Iterator[tuple[str, datetime | None]]:
    for path in FIXED:
        yield f"{base}{path}", None
    for row in published_reports().defer("frozen"):
        yield report_url(base, row.agency.code, row.fiscal_year), row.published_at


def _lines(first: tuple[str, datetime | None], rest: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    yield _head("urlset") + _entry("url", *first)
    batch: list[str] = []
    for one in rest:
        batch.append(_entry("url", *one))
        if len(batch) == 1000:  # noqa: PLR2004 - lines sent at once
            yield "".join(batch)
            batch = []
    yield "".join(batch) + "</urlset>\n"


def _head(element: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{SPACE}">\n'


def _entry(element: str, address: str, changed: datetime | None) -> str:
    last = f"<lastmod>{day_of(changed)}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(address)}</loc>{last}</{element}>\n"


def _kept(response: HttpResponse | StreamingHttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response  # type: ignore[return-value]
