"""The platform's first page, of the district and of each organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import vocabulary
from gongkai.organs.queries import Agency
from gongkai.portal.answers import public
from gongkai.portal.listing import rows_for
from gongkai.portal.places import agency_or_404, url
from gongkai.portal.platform import NAME, column_of, frame_for
from gongkai.portal.tree import nodes
from gongkai.publication.page_queries import first_rows
from gongkai.publication.queries import Filter

LATEST = 10


@public
def hub(request: HttpRequest) -> HttpResponse:
    """The platform of the whole district."""
    return _page(request, None)


@public
def agency_hub(request: HttpRequest, code: str) -> HttpResponse:
    """The platform of one organisation."""
    return _page(request, agency_or_404(code))


def _page(request: HttpRequest, agency: Agency | None) -> HttpResponse:
    latest = first_rows(Filter(agency_id=agency.pk if agency else None), LATEST)
    tree = nodes(request, agency, vocabulary(VocabularyKey.STATUTORY))
    name = f"{agency.name}{NAME}" if agency else NAME
    context = {
        "column": column_of(NAME, f"{name}平台：指南、制度、法定主动公开内容、年报、依申请公开", name),
        "rows": rows_for(request, latest),
        "nodes": tree,
        "search_url": url(request, "search"),
    }
    return render(request, "portal/hub.html", frame_for(request, agency, "") | context)
