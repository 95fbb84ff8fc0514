"""The standard text of a rule or normative document as a file: title, number and body as official papers are laid out.

Rendered once for each state and kept by its content; what a file was made from is always still there.
"""

import html as entities
import re
from collections.abc import Callable
from importlib.resources import files as resources
from threading import Lock

from django.conf import settings
from django.core.cache import cache

from gongkai.base import files
from gongkai.base.errors import Refused
from gongkai.publication.models import Document, PublicFile
from gongkai.publication.richtext.sanitise import sanitise
from gongkai.publication.standard_word import word_file

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
YEAR_SECONDS = 365 * 24 * 3600
WAIT_SECONDS = 20
MISSING = "PDF 导出需要系统组件 Pango，本机没有安装；请改为下载 Word 格式"
BUSY = "正在为其他读者生成文件，请稍候片刻再试，或改为下载 Word 格式"
_PICTURE = re.compile(r'<img[^>]* src="attachment:([0-9a-f]{64})"[^>]*>')
_ONE_AT_A_TIME = Lock()  # a PDF takes some hundred megabytes while it is made


def standard_text(document: Document, format_key: str) -> bytes:
    """The bytes of the standard text; ``format_key`` is one of ``FORMATS``.

    Args:
        document: a public state with its body; the caller has looked at its standing.
        format_key: docx or pdf.

    Raises:
        Refused: ``no_pdf`` where the system cannot make PDFs, ``busy`` while it makes others.

    Source: 公开规章和行政规范性文件应当提供统一文本 (website guidance of 2019; layout after GB/T 9704-2012).
    """
    key = f"standard-text:{document.public_id}:{document.version}:{document.body_id[:16]}:{format_key}"
    digest = cache.get(key)
    if digest:
        try:
            return files.get(digest)
        except OSError:
            pass  # lost or damaged: it is made again
    content = _MAKERS[format_key](document)
    cache.set(key, files.put(content), YEAR_SECONDS)
    return content


def _with_public_pictures(document: Document) -> tuple[str, frozenset[str]]:
    """The body without pictures that are not public, and the digests of those that are."""
    html = sanitise(document.body.html)
    known = PublicFile.objects.filter(public_id=document.public_id, retired_at=None, media_type__startswith="image/")
    digests = frozenset(known.values_list("digest", flat=True)) if "<img" in html else frozenset()
    return _PICTURE.sub(lambda found: found[0] if found[1] in digests else "", html), digests


def _word(document: Document) -> bytes:
    html, _ = _with_public_pictures(document)
    return word_file(document.title, document.document_number, document.agency.name, html)


def _pdf(document: Document) -> bytes:
    """A tagged A4 PDF that fetches nothing.

    Raises:
        Refused: the system lacks Pango, or is busy.
    """
    try:
        # Loading WeasyPrint loads Pango; where that is not installed everything else must still work.
        from weasyprint import HTML  # noqa: PLC0415
    except OSError:
        raise Refused("no_pdf", MISSING) from None
    html, digests = _with_public_pictures(document)
    if not _ONE_AT_A_TIME.acquire(timeout=WAIT_SECONDS):
        raise Refused("busy", BUSY)
    try:
        page = HTML(string=_page(document, html), base_url=None, url_fetcher=_fetcher(digests))
        identifier = f"{settings.INSTALLATION_ID}-{document.public_id}-{document.version}".encode()
        return page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    finally:
        _ONE_AT_A_TIME.release()


def _page(document: Document, html: str) -> str:
    style = resources("gongkai.publication").joinpath("data/standard_text.css").read_text("utf-8")
    title, number = entities.escape(document.title), entities.escape(document.document_number)
    heading = f'<p class="number">{number}</p>' if number else ""
    return (
        f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body><h1>{title}</h1>{heading}{html}</body></html>"
    )


def _fetcher(digests: frozenset[str]) -> Callable[..., dict[str, object]]:
    def fetch(url: str, *_: object, **__: object) -> dict[str, object]:
        """A public picture of the document; nothing else, from nowhere else."""
        digest = url.removeprefix("attachment:")
        if digest not in digests:
            raise ValueError(url)
        return {"string": files.get(digest)}

    return fetch


_MAKERS: dict[str, Callable[[Document], bytes]] = {"docx": _word, "pdf": _pdf}
