"""Questions about annual reports."""

import json
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.annual.freeze import PUBLISHED, digest_of, frozen, thawed
from gongkai.annual.models import ReportPublication
from gongkai.annual.report import Report, build_report
from gongkai.audit.queries import history_of
from gongkai.organs.models import Agency


def published_reports() -> QuerySet[ReportPublication]:
    """Every published report, latest year first."""
    return ReportPublication.objects.select_related("agency").order_by("-fiscal_year", "agency__code")


def publication_of(agency: Agency, fiscal_year: int) -> ReportPublication | None:
    """The publication of a report, None while it is not public."""
    return published_reports().filter(agency=agency, fiscal_year=fiscal_year).first()


def published_report(publication: ReportPublication) -> Report:
    """The report as it was published."""
    return thawed(publication)


@dataclass(frozen=True, slots=True)
class Recomputation:
    """A published report against the records it was made from; ``differing`` names the cells that no longer agree."""

    publication: ReportPublication
    kept_intact: bool
    differing: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the kept report is unchanged and the records still give it."""
        return self.kept_intact and not self.differing


def recompute(publication: ReportPublication) -> Recomputation:
    """Build the report again from the records as they were known then, and compare it with the kept one."""
    again = build_report(agency=publication.agency, fiscal_year=publication.fiscal_year, as_of=publication.as_of)
    kept, now = publication.frozen, frozen(again)
    cells = sorted(set(kept["figures"]) | set(now["figures"]))
    differing = [cell for cell in cells if kept["figures"].get(cell, 0) != now["figures"].get(cell, 0)]
    parts = sorted((set(kept) | set(now)) - {"figures"})
    differing += [part for part in parts if kept.get(part) != now.get(part)]
    return Recomputation(publication, digest_of(kept) == _digest_on_record(publication), tuple(differing))


def _digest_on_record(publication: ReportPublication) -> str | None:
    """The digest in the audit log, which cannot be changed together with the publication's own row."""
    events = history_of("report", f"{publication.agency.code}-{publication.fiscal_year}")
    digests = [json.loads(event.canonical)["detail"]["digest"] for event in events if event.action == PUBLISHED]
    return digests[-1] if digests else None
