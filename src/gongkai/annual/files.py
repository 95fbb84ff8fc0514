"""The files of published reports: rendered once, kept by content, rendered again where one is lost or damaged."""

from django.core.cache import cache

from gongkai.annual.models import ReportPublication
from gongkai.annual.queries import published_report
from gongkai.annual.render import FORMATS
from gongkai.base import files
from gongkai.base.errors import Refused

YEAR_SECONDS = 365 * 24 * 3600


def _key(publication: ReportPublication, format_key: str) -> str:
    return f"report-file:{publication.pk}:{publication.digest[:16]}:{format_key}"


def published_file(publication: ReportPublication, format_key: str) -> bytes:
    """The bytes of a published report in one format.

    Raises:
        Refused: ``no_pdf`` where the system cannot make PDFs.
    """
    digest = cache.get(_key(publication, format_key))
    if digest:
        try:
            return files.get(digest)
        except OSError:
            pass  # lost or damaged: what it was made from is still there
    content = FORMATS[format_key].render(published_report(publication))
    cache.set(_key(publication, format_key), files.put(content), YEAR_SECONDS)
    return content


def keep_rendered(publication: ReportPublication) -> None:
    """Render every format ahead of the first download; a format the system cannot make is left out."""
    for format_key in FORMATS:
        try:
            published_file(publication, format_key)
        except Refused:
            continue
