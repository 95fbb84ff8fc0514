"""The list and the page of published documents."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.organs.queries import all_agencies
from gongkai.publication.kinds import DocumentKind
from gongkai.publication.queries import (
    Document,
    public_document,
    public_documents,
    published_by_agency,
    published_years,
)

PAGE = 20
COUNT_LIMIT = 10_000


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents, newest first, by agency, year, kind and words of the title; pages by key, never by offset."""
    chosen = {key: request.GET.get(key, "").strip()[:60] for key in ("agency", "year", "kind", "q")}
    documents, unknown = _filtered(chosen)
    total = documents[: COUNT_LIMIT + 1].count()
    rows = list(_after(documents, request.GET.get("after", ""))[: PAGE + 1])
    following = None
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        given = {key: value for key, value in chosen.items() if value}
        following = "?" + urlencode({**given, "after": f"{last.published_on}_{last.pk}"})
    counts = published_by_agency()
    context = {
        "documents": rows[:PAGE],
        "total": f"{COUNT_LIMIT}以上" if total > COUNT_LIMIT else total,
        "next": following,
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "unknown": unknown,
        "agencies": [agency for agency in all_agencies() if agency.pk in counts],
        "years": published_years(),
        "kinds": list(DocumentKind),
    }
    return render(request, "portal/documents.html", context)


def _filtered(chosen: dict[str, str]) -> tuple[QuerySet[Document], str]:
    """The documents chosen, and a sentence where a choice could not be understood."""
    documents = public_documents()
    unknown = ""
    if chosen["agency"]:
        documents = documents.filter(agency__code=chosen["agency"])
    if chosen["year"]:
        if chosen["year"].isdecimal() and 1900 <= int(chosen["year"]) <= 9998:  # noqa: PLR2004 - years a database can hold
            year = int(chosen["year"])
            documents = documents.filter(published_on__gte=date(year, 1, 1), published_on__lt=date(year + 1, 1, 1))
        else:
            unknown = f"年份“{chosen['year']}”无法识别，已忽略"
    if chosen["kind"] in set(DocumentKind):
        documents = documents.filter(kind=chosen["kind"])
    if chosen["q"]:
        documents = documents.filter(title__contains=chosen["q"])
    return documents, unknown


def _after(documents: QuerySet[Document], key: str) -> QuerySet[Document]:
    """The documents that follow the one named by ``<date>_<id>``; all where the key is not ours."""
    day, _, pk = key.partition("_")
    try:
        published_on, last = date.fromisoformat(day), int(pk)
    except ValueError:
        return documents
    return documents.filter(Q(published_on__lt=published_on) | Q(published_on=published_on, pk__lt=last))


@require_safe
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """One document."""
    found = public_document(public_id)
    if found is None:
        raise Http404
    return render(request, "portal/document.html", {"document": found, "paragraphs": found.body.splitlines()})
