"""Questions about annual reports."""

from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from gongkai.annual.models import ReportPublication
from gongkai.annual.report import Report, build_report
from gongkai.organs.models import Agency


def published_reports() -> QuerySet[ReportPublication]:
    """Every published report, latest year first."""
    return ReportPublication.objects.select_related("agency").order_by("-fiscal_year", "agency__code")


def publication_of(agency: Agency, fiscal_year: int) -> ReportPublication | None:
    """The publication of a report, None while it is not public."""
    return published_reports().filter(agency=agency, fiscal_year=fiscal_year).first()


@lru_cache(maxsize=128)
def _published(agency_id: int, fiscal_year: int, as_of: datetime, digest: str) -> Report:  # noqa: ARG001 - part of the key
    return build_report(agency=Agency.objects.get(pk=agency_id), fiscal_year=fiscal_year, as_of=as_of)


def published_report(publication: ReportPublication) -> Report:
    """The report that was published, from the records as they were known then; kept in memory once computed."""
    return _published(publication.agency_id, publication.fiscal_year, publication.as_of, publication.digest)
