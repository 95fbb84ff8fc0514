"""Published annual reports of any agency, read from HTML, Word, PDF or pasted text.

``read_file`` and ``read_bytes`` read in a confined process; the parsers (``reader``) are loaded only there.
"""

from gongkai.annual.published.confined import read_bytes, read_file
from gongkai.law.reading import NotAReport, ReportReading

__all__ = ["NotAReport", "ReportReading", "read_bytes", "read_file"]
