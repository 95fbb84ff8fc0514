"""Published annual reports of any agency, read from HTML, Word, PDF or pasted text."""

from gongkai.annual.published.reader import read_report, read_report_bytes
from gongkai.law.reading import NotAReport, ReportReading

__all__ = ["NotAReport", "ReportReading", "read_report", "read_report_bytes"]
