"""法定主动公开内容: the tree of statutory items, and the list of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.organs.queries import Agency
from gongkai.portal.answers import public
from gongkai.portal.filters import read
from gongkai.portal.listing import filter_form, listing
from gongkai.portal.places import agency_or_404, url
from gongkai.portal.platform import column_of, frame_for
from gongkai.portal.tree import nodes, nothing_by_category

PART = "法定主动公开内容"
FILTERS = ("subject", "form", "year", "validity", "kind")


@public
def documents(request: HttpRequest) -> HttpResponse:
    """Everything the district has made public, under its items."""
    return _tree(request, None)


@public
def agency_documents(request: HttpRequest, code: str) -> HttpResponse:
    """What one organisation has made public, under the items that apply to it."""
    return _tree(request, agency_or_404(code))


@public
def column(request: HttpRequest, category: str) -> HttpResponse:
    """The list of one item for the whole district."""
    return _column(request, None, category)


@public
def agency_column(request: HttpRequest, code: str, category: str) -> HttpResponse:
    """The list of one item for one organisation, or its signed word that there is nothing."""
    return _column(request, agency_or_404(code), category)


def _filters(agency: Agency | None) -> tuple[str, ...]:
    return FILTERS if agency else ("agency", *FILTERS)


def _tree(request: HttpRequest, agency: Agency | None) -> HttpResponse:
    vocabularies = all_vocabularies()
    chosen = read(request, vocabularies, agency=agency)
    context = {
        "column": column_of(PART, "条例第二十条、第二十一条规定主动公开的政府信息", "主动公开"),
        "nodes": nodes(request, agency, vocabularies[VocabularyKey.STATUTORY]),
    }
    feed = url(request, "agency_feed", agency.code, "rss") if agency else url(request, "all_feed", "rss")
    context |= (
        listing(request, chosen) | filter_form(request, chosen, vocabularies, _filters(agency)) | {"feed_url": feed}
    )
    return render(request, "portal/documents.html", frame_for(request, agency, "documents") | context)


def _column(request: HttpRequest, agency: Agency | None, category: str) -> HttpResponse:
    vocabularies = all_vocabularies()
    term = vocabularies[VocabularyKey.STATUTORY].by_code.get(category)
    if term is None:
        raise Http404
    chosen = read(request, vocabularies, agency=agency, category=category)
    context = {
        "column": column_of(term.name, term.note, PART, "主动公开"),
        "term": term,
        "category": category,
    }
    context |= listing(request, chosen) | filter_form(request, chosen, vocabularies, _filters(agency))
    context["feed_url"] = "" if agency else url(request, "feed", category, "rss")
    if not context["rows"] and not chosen.query:
        context["nothing"] = nothing_by_category(agency).get(category)
    return render(request, "portal/column.html", frame_for(request, agency, "documents") | context)
