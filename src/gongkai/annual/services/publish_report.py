"""Make a year's report public."""

from datetime import datetime

from django.db import transaction

from gongkai.annual.freeze import PUBLISHED, digest_of, frozen
from gongkai.annual.models import ReportPublication
from gongkai.annual.report import Report, build_report
from gongkai.audit import log
from gongkai.audit.checkpoints import ask_for_checkpoint
from gongkai.base import outbox
from gongkai.base.clock import day_of
from gongkai.base.errors import Refused
from gongkai.law.findings import Verdict
from gongkai.organs.models import Agency


def publish_report(
    *, actor: str, now: datetime, agency: Agency, fiscal_year: int, as_of: datetime | None = None
) -> ReportPublication:
    """The publication; its report is kept as it is, from the records known at ``as_of`` (default: ``now``).

    1. Build the report, outside the transaction for it may take long, and refuse one that does not reconcile.
    2. Keep its figures and words, with their digest.
    3. Leave work in the outbox: rendering, checkpoint.

    Raises:
        Refused: already published, the year is not over, or a check failed.

    Source: Regulation art. 49.
    """
    moment = as_of or now
    if moment > now:
        raise Refused("as_of_ahead", "数据截至的时刻不能晚于现在")
    if day_of(moment).year <= fiscal_year:
        raise Refused("year_not_over", f"{fiscal_year}年度尚未结束，不能发布年度报告")
    if ReportPublication.objects.filter(agency=agency, fiscal_year=fiscal_year).exists():
        raise Refused("already_published", f"{agency.name}{fiscal_year}年度报告已经发布")
    report = build_report(agency=agency, fiscal_year=fiscal_year, as_of=moment)
    if report.verdict is Verdict.FAIL:
        reasons = "；".join(finding.message for finding in report.findings if finding.level == "error")
        raise Refused("does_not_reconcile", f"报告未通过核对，不能发布：{reasons}")
    return _keep(actor, now, report)


@transaction.atomic
def _keep(actor: str, now: datetime, report: Report) -> ReportPublication:
    """The kept report; whoever was first keeps it."""
    agency, fiscal_year, data = report.agency, report.fiscal_year, frozen(report)
    publication, made = ReportPublication.objects.get_or_create(
        agency=agency,
        fiscal_year=fiscal_year,
        defaults={"as_of": report.as_of, "published_at": now, "digest": digest_of(data), "frozen": data},
    )
    if not made:
        raise Refused("already_published", f"{agency.name}{fiscal_year}年度报告已经发布")
    outbox.enqueue(
        kind="annual.render", key=f"render:{publication.pk}", payload={"publication": publication.pk}, now=now
    )
    ask_for_checkpoint(now=now)
    log.append(
        actor=actor,
        action=PUBLISHED,
        object_type="report",
        object_id=f"{agency.code}-{fiscal_year}",
        agency=agency.code,
        now=now,
        detail={"digest": publication.digest, "as_of": report.as_of.isoformat()},
    )
    return publication
