"""The report workbench: every cell opens to its records, checks with their numbers, words, publishing."""

import csv
import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.annual.explain import Explanation, explain
from gongkai.annual.narrative import LABELS
from gongkai.annual.queries import publication_of, published_reports
from gongkai.annual.render import FORMATS
from gongkai.annual.report import build_report, checks
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import WRITTEN_CHAPTERS, write_chapter
from gongkai.annual.summary import headline
from gongkai.annual.texts import written
from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.base.tabular import harmless
from gongkai.desk.access import agency_for, recently_authenticated
from gongkai.law.figures import plain
from gongkai.law.forms import LATEST_YEAR
from gongkai.law.layout import all_tables
from gongkai.law.steps import RuleViolation
from gongkai.organs import policy
from gongkai.organs.policy import Act

FIRST_YEAR = 2019
RECORDS_A_PAGE = 100


@login_required
@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """The person's agencies and the state of their reports of the chosen year."""
    this_year = clock.today().year
    years = list(range(this_year, FIRST_YEAR - 1, -1))
    asked = request.GET.get("year", "")
    latest = published_reports().values_list("fiscal_year", flat=True).first() or this_year - 1
    year = int(asked) if asked.isdecimal() and int(asked) in years else latest
    public = {p.agency_id: p for p in published_reports().filter(fiscal_year=year)}
    rows = [(agency, public.get(agency.pk)) for agency in policy.visible(request.user, Act.SEE_REPORT)]
    return render(request, "desk/workbench.html", {"rows": rows, "years": years, "year": year})


@login_required
@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The report from the records as they are now."""
    agency = agency_for(request, Act.SEE_REPORT, code)
    try:
        computed = build_report(agency=agency, fiscal_year=year, as_of=clock.now())
    except RuleViolation as violation:
        messages.error(request, violation.message)
        return redirect("desk:workbench")
    printed = all_tables(computed.form, computed.figures)
    context = {
        "report": computed,
        "publication": publication_of(agency, year),
        "parts": [(chapter, printed.get(chapter.number)) for chapter in computed.chapters],
        "checks": checks(computed.form, computed.figures),
        "headline": headline(computed),
        "explain": reverse("desk:cell", args=(code, year)),
        "formats": FORMATS.values(),
        "may_write": policy.may(request.user, Act.WRITE_REPORT, agency),
        "may_publish": policy.may(request.user, Act.PUBLISH_REPORT, agency),
        "year_over": clock.today().year > year,
    }
    return render(request, "desk/report.html", context)


def _explained(request: HttpRequest, code: str, year: int) -> Explanation:
    agency = agency_for(request, Act.SEE_REPORT, code)
    try:
        return explain(agency=agency, fiscal_year=year, cell=request.GET.get("cell", "")[:120], as_of=clock.now())
    except RuleViolation:
        raise Http404 from None


@login_required
@require_safe
def cell(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The records behind one cell."""
    found = _explained(request, code, year)
    page = Paginator(found.records, RECORDS_A_PAGE).get_page(request.GET.get("page"))
    context = {"found": found, "page": page, "code": code, "year": year, "value": plain(found.value)}
    return render(request, "desk/cell.html", context)


@login_required
@require_safe
def cell_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """The records behind one cell as CSV."""
    if kind != "csv":
        raise Http404
    found = _explained(request, code, year)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["类型", "记录", "说明", "机构", "计入"])
    for line in found.records:
        texts = [harmless(text) for text in (line.kind_label, line.title, line.note, line.agency)]
        rows.writerow([*texts, plain(line.amount)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"{year}年 {found.label} 明细.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


@login_required
@require_safe
def draft(request: HttpRequest, code: str, year: int, format_key: str) -> HttpResponse:
    """The report from the records as they are now, as a file marked as a draft by its name."""
    agency = agency_for(request, Act.SEE_REPORT, code)
    if format_key not in FORMATS:
        raise Http404
    try:
        computed = build_report(agency=agency, fiscal_year=year, as_of=clock.now())
        content = FORMATS[format_key].render(computed)
    except (RuleViolation, Refused) as error:
        messages.error(request, error.message)
        return redirect("desk:workbench")
    response = HttpResponse(content, content_type=FORMATS[format_key].content_type)
    name = f"{computed.title}（未发布）.{format_key}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Write chapters one, five and six; nothing typed is lost when it is refused."""
    agency = agency_for(request, Act.WRITE_REPORT, code)
    if not FIRST_YEAR <= year <= LATEST_YEAR:
        raise Http404
    now = clock.now()
    texts = written(agency=agency, fiscal_year=year, as_of=now)
    faults: dict[int, str] = {}
    if request.method == "POST":
        for chapter in WRITTEN_CHAPTERS:
            text = request.POST.get(f"chapter{chapter}", "").replace("\r\n", "\n").strip()
            if text == texts.get(chapter, ""):
                continue
            texts[chapter] = text
            try:
                write_chapter(
                    actor=str(request.user.username),
                    now=now,
                    agency=agency,
                    fiscal_year=year,
                    chapter=chapter,
                    text=text,
                )
            except Refused as refused:
                faults[chapter] = refused.message
        if not faults:
            messages.success(request, "文字已保存")
            return redirect("desk:report", code, year)
    fields = [(chapter, texts.get(chapter, ""), faults.get(chapter, "")) for chapter in WRITTEN_CHAPTERS]
    figures = [("{" + name.removeprefix("narrative/") + "}", label) for name, label in LABELS.items()]
    context = {"agency": agency, "year": year, "fields": fields, "figures": figures}
    return render(request, "desk/words.html", context, status=422 if faults else 200)


@login_required
@require_POST
@recently_authenticated(back="desk:report", again="身份已确认，请再次点击“发布报告”")
def publish(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Make the report public; a second click finds it published."""
    agency = agency_for(request, Act.PUBLISH_REPORT, code)
    try:
        publish_report(actor=str(request.user.username), now=clock.now(), agency=agency, fiscal_year=year)
    except (Refused, RuleViolation) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{agency.name}{year}年度报告已发布，公众可以查看和下载")
    return redirect("desk:report", code, year)
