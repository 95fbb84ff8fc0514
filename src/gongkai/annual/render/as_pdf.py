"""The report as an A4 PDF with tagged structure (PDF/UA), by WeasyPrint."""

from django.conf import settings

from gongkai.annual.render.as_html import render_html
from gongkai.annual.report import Report
from gongkai.base.errors import Refused

MISSING = "PDF 导出需要系统组件 Pango：请执行 make setup，或改用 Word、Excel、网页格式"


def render_pdf(report: Report) -> bytes:
    """The PDF's bytes, the same for the same report.

    Raises:
        Refused: ``no_pdf`` where the system lacks Pango.
    """
    try:
        # Loading WeasyPrint loads Pango; where that is not installed everything else must still work.
        from weasyprint import HTML  # noqa: PLC0415
    except OSError:
        raise Refused("no_pdf", MISSING) from None
    document = HTML(string=render_html(report).decode(), base_url=None, url_fetcher=_refuse)
    identifier = f"{settings.INSTALLATION_ID}-{report.agency.code}-{report.fiscal_year}".encode()
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)


def _refuse(url: str, *_: object, **__: object) -> dict:
    """A report refers to nothing outside itself."""
    raise ValueError(url)
