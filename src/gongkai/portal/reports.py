"""The annual reports: list, page, files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.annual.files import published_file
from gongkai.annual.queries import ReportPublication, publication_of, published_report, published_reports
from gongkai.annual.render import FORMATS
from gongkai.annual.report import checks
from gongkai.annual.summary import applicants, headline, results
from gongkai.base.errors import Refused
from gongkai.law.layout import all_tables
from gongkai.organs.queries import agency_by_code

SERVICE_UNAVAILABLE = 503


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Every published report by year."""
    years: dict[int, list[ReportPublication]] = {}
    for publication in published_reports():
        years.setdefault(publication.fiscal_year, []).append(publication)
    return render(request, "portal/reports.html", {"years": years})


@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One report: words, tables, the reconciliation, charts, files."""
    publication = _published(code, year)
    computed = published_report(publication)
    printed = all_tables(computed.form, computed.figures)
    context = {
        "publication": publication,
        "report": computed,
        "parts": [(chapter, printed.get(chapter.number)) for chapter in computed.chapters],
        "checks": checks(computed.form, computed.figures),
        "formats": FORMATS.values(),
        "headline": headline(computed),
        "results": results(computed),
        "applicants": applicants(computed),
    }
    return render(request, "portal/report.html", context)


@require_safe
def download(request: HttpRequest, code: str, year: int, format_key: str) -> HttpResponse:
    """One report as a file, named in Chinese."""
    if format_key not in FORMATS:
        raise Http404
    publication = _published(code, year)
    try:
        content = published_file(publication, format_key)
    except Refused as refused:
        context = {"message": refused.message, "back": reverse("portal:report", args=(code, year))}
        return render(request, "portal/unavailable.html", context, status=SERVICE_UNAVAILABLE)
    kind = FORMATS[format_key]
    response = HttpResponse(content, content_type=kind.content_type)
    name = f"{publication.agency.name}{year}年政府信息公开工作年度报告.{format_key}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _published(code: str, year: int) -> ReportPublication:
    try:
        publication = publication_of(agency_by_code(code), year)
    except Refused:
        publication = None
    if publication is None:
        raise Http404
    return publication
