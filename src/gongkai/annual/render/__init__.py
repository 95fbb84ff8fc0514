"""The report as files: JSON, HTML, DOCX, PDF, XLSX. The same report always gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.annual.render.as_docx import render_docx
from gongkai.annual.render.as_html import render_html
from gongkai.annual.render.as_json import render_json
from gongkai.annual.render.as_pdf import render_pdf
from gongkai.annual.render.as_xlsx import render_xlsx
from gongkai.annual.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file a report can be had as."""

    key: str
    label: str
    content_type: str
    render: Callable[[Report], bytes]


FORMATS = {
    f.key: f
    for f in (
        Format("pdf", "PDF", "application/pdf", render_pdf),
        Format("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx),
        Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
        Format("html", "网页", "text/html; charset=utf-8", render_html),
        Format("json", "JSON", "application/json; charset=utf-8", render_json),
    )
}
