"""The report as one HTML file that needs nothing else: for printing, and for the PDF."""

from importlib.resources import files

from django.template.loader import render_to_string

from gongkai.annual.report import Report
from gongkai.law.layout import all_tables


def render_html(report: Report) -> bytes:
    """A complete HTML document with its style inside."""
    style = files("gongkai.annual").joinpath("templates/annual/print.css").read_text("utf-8")
    printed = all_tables(report.form, report.figures)
    parts = [(chapter, printed.get(chapter.number)) for chapter in report.chapters]
    return render_to_string("annual/report.html", {"report": report, "style": style, "parts": parts}).encode()
