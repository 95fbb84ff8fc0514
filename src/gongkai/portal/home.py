"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.annual.queries import published_reports
from gongkai.publication.queries import latest_year_by_month, public_documents

LATEST = 8
REPORTS = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The latest documents, the reports, and what was published month by month."""
    year, months = latest_year_by_month()
    context = {
        "documents": public_documents()[:LATEST],
        "document_count": public_documents().count(),
        "reports": published_reports()[:REPORTS],
        "year": year,
        "months": months,
    }
    return render(request, "portal/home.html", context)
