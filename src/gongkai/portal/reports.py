"""The annual reports: list, page, files."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.annual.files import published_file
from gongkai.annual.queries import ReportPublication, publication_of, published_report, published_reports
from gongkai.annual.render import FORMATS
from gongkai.annual.report import checks
from gongkai.annual.summary import applicants, headline, results
from gongkai.base.errors import Refused
from gongkai.law.layout import all_tables
from gongkai.organs.queries import Agency, agency_by_code, reporting_agencies
from gongkai.portal.answers import public
from gongkai.portal.context import frame_of
from gongkai.portal.linked_data import embedded
from gongkai.portal.places import agency_or_404, origin, url
from gongkai.portal.platform import column_of, frame_for

SERVICE_UNAVAILABLE = 503
PART = "政府信息公开年报"


@public
def report_list(request: HttpRequest) -> HttpResponse:
    """Every published report by year, and who has not published one."""
    return _list(request, None)


@public
def agency_report_list(request: HttpRequest, code: str) -> HttpResponse:
    """The reports of one organisation."""
    return _list(request, agency_or_404(code))


def _list(request: HttpRequest, agency: Agency | None) -> HttpResponse:
    found = published_reports().defer("frozen")
    if agency is not None:
        found = found.filter(agency=agency)
    years: dict[int, list[ReportPublication]] = {}
    for publication in found:
        years.setdefault(publication.fiscal_year, []).append(publication)
    context = {"column": column_of(PART, "历年政府信息公开工作年度报告（条例第四十九条）", "年度报告")}
    context["years"] = [(year, rows, _missing(year, rows) if agency is None else []) for year, rows in years.items()]
    return render(request, "portal/reports.html", frame_for(request, agency, "reports") | context)


def _missing(year: int, rows: list[ReportPublication]) -> list[str]:
    """Who was there all the year's end long and has no report."""
    there = {row.agency_id for row in rows}
    end = date(year, 12, 31)
    named = reporting_agencies().filter(valid_from__lte=end).exclude(valid_to__lte=end)
    return [name for pk, name in named.values_list("pk", "name") if pk not in there]


@public
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One report: words, tables, the reconciliation, charts, files."""
    publication = _published(code, year)
    computed = published_report(publication)
    printed = all_tables(computed.form, computed.figures)
    place = origin(request, frame_of(request)[1])
    thing = {
        "@type": "Report",
        "name": computed.title,
        "url": f"{place}{request.path}",
        "datePublished": publication.published_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": publication.agency.name},
    }
    context = {
        "linked_data": embedded(thing),
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


@public
def download(request: HttpRequest, code: str, year: int, format_key: str) -> HttpResponse:
    """One report as a file, named in Chinese."""
    if format_key not in FORMATS:
        raise Http404
    publication = _published(code, year)
    try:
        content = published_file(publication, format_key)
    except Refused as refused:
        context = {"message": refused.message, "back": url(request, "report", code, year)}
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
