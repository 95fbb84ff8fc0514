"""A published report as it was: its figures, words and findings kept as data, so that nothing later can change it."""

import hashlib
from copy import copy
from datetime import UTC
from decimal import Decimal
from typing import Any

from gongkai.annual.models import ReportPublication
from gongkai.annual.narrative import ChapterText
from gongkai.annual.report import Report
from gongkai.audit.log import canonical_json
from gongkai.base.rulebook import forms
from gongkai.law.figures import plain
from gongkai.law.findings import Finding, Level

PUBLISHED = "report.published"
"""The action under which the audit log keeps a publication's digest."""


def frozen(report: Report) -> dict[str, Any]:
    """The report as JSON data that :func:`thawed` understands."""
    return {
        "agency": report.agency.name,
        "as_of": report.as_of.astimezone(UTC).isoformat(),
        "form": report.form.key,
        "agencies": report.agencies,
        "figures": {cell: plain(value) for cell, value in report.figures.items()},
        "chapters": [[c.number, c.heading, list(c.paragraphs), [list(f) for f in c.figures]] for c in report.chapters],
        "findings": [finding.as_json() for finding in report.findings],
    }


def digest_of(data: dict[str, Any]) -> str:
    """The SHA-256 of a frozen report."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def thawed(publication: ReportPublication) -> Report:
    """The report that was published, under the name the agency had then."""
    data = publication.frozen
    agency = copy(publication.agency)
    agency.name = data["agency"]
    return Report(
        agency=agency,
        fiscal_year=publication.fiscal_year,
        form=forms()[data["form"]],
        as_of=publication.as_of,
        figures={cell: Decimal(n) if isinstance(n, str) else n for cell, n in data["figures"].items()},
        chapters=tuple(
            ChapterText(number, heading, tuple(paragraphs), tuple((name, value) for name, value in figures))
            for number, heading, paragraphs, figures in data["chapters"]
        ),
        findings=tuple(
            Finding(f["rule"], Level(f["level"]), f["where"], f["left"], f["right"], f["message"])
            for f in data["findings"]
        ),
        agencies=data["agencies"],
    )
