"""The annual reports."""

import re

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from gongkai.annual.queries import ReportPublication, publication_of, published_report, published_reports
from gongkai.annual.render import FORMATS
from gongkai.api.answers import CODE, responses
from gongkai.api.gate import origin
from gongkai.api.interface import knows
from gongkai.api.problems import Problem, bad_parameter, not_found
from gongkai.api.shapes import ReportDetail, Reports
from gongkai.base.errors import Refused
from gongkai.organs.queries import Agency, agency_by_code
from gongkai.publication.open_data.addresses import report_url
from gongkai.publication.open_data.records import Record

router = Router(tags=["年度报告"])


class ReportChoice(BaseModel):
    """Which reports."""

    agency: str = Field("", description="机构代码", pattern=CODE)
    year: int | None = Field(None, description="年度", ge=2008, le=2200)


@router.get(
    "/reports",
    operation_id="listReports",
    summary="年度报告列表",
    description="已发布的政府信息公开工作年度报告，新的年度在前。",
    response=responses(Reports),
)
@knows(ReportChoice)
def reports(request: HttpRequest, chosen: Query[ReportChoice]) -> Reports:
    """Published reports."""
    rows = published_reports().defer("frozen")
    if chosen.agency:
        unknown = bad_parameter("agency", f"没有代码为“{chosen.agency}”的机构，见 /api/v1/agencies")
        rows = rows.filter(agency=_agency(chosen.agency, unknown))
    if chosen.year is not None:
        rows = rows.filter(fiscal_year=chosen.year)
    return Reports.model_validate({"items": [_record(row, origin(request)) for row in rows]})


@router.get(
    "/reports/{code}/{int:year}",
    operation_id="getReport",
    summary="一份年度报告",
    description="一份已发布的年度报告：各种格式的地址和全部数据，按公开的 annual-report 模式。",
    response=responses(ReportDetail, 404),
)
@knows()
def report(request: HttpRequest, code: str, year: int) -> ReportDetail:
    """One report with its data."""
    missing = not_found("没有发布这份年度报告")
    found = publication_of(_agency(code, missing), year) if year < 10_000 else None  # noqa: PLR2004 - last year of four digits
    if found is None:
        raise missing
    return ReportDetail.model_validate(_record(found, origin(request)) | {"report": published_report(found).as_json()})


def _agency(code: str, otherwise: Problem) -> Agency:
    try:
        return agency_by_code(code if re.fullmatch(CODE, code) else "")
    except Refused:
        raise otherwise from None


def _record(row: ReportPublication, base: str) -> Record:
    code, year = row.agency.code, row.fiscal_year
    return {
        "agency": {"code": code, "name": row.agency.name},
        "fiscal_year": year,
        "published_at": row.published_at,
        "url": report_url(base, code, year),
        "api_url": f"{base}/api/v1/reports/{code}/{year}",
        "files": {key: report_url(base, code, year, key) for key in FORMATS},
    }
