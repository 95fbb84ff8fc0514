"""PDF: findings, visible text, and the file made anew."""

from collections.abc import Callable, Iterable, Iterator

import pikepdf
import pypdfium2

from gongkai.publication.shield.findings import Finding, Group, Rebuilt, Unacceptable, kinds
from gongkai.publication.shield.formats import pdf_bytes, pdf_rewrite
from gongkai.publication.shield.formats.pdf_catalogue import catalogue_findings
from gongkai.publication.shield.formats.pdf_objects import DAMAGED, object_findings, open_pdf, refuse_bombs
from gongkai.publication.shield.formats.pdf_pages import code_size, page_code_findings, refuse_explosions
from gongkai.publication.shield.formats.pdf_picture_copy import picture_copy
from gongkai.publication.shield.formats.pdf_text import page_findings

SUFFIX, MEDIA_TYPE = "pdf", "application/pdf"
MOST_PAGES = 400
MOST_CODE = 3 * 1024 * 1024
"""Bytes of code a page may have to be rewritten; beyond, a picture of it is quicker."""
PAINTED = frozenset(
    {
        *("pdf.invisible_text", "pdf.covered_text", "pdf.same_colour_text", "pdf.tiny_text", "pdf.off_page_text"),
        *("pdf.outside_cropbox", "pdf.clipped_text", "pdf.layer", "pdf.covered_image", "pdf.cropped_image"),
    }
)
"""Findings that only a picture of the page cures."""
BROKEN = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
)
REFUSED = "PDF 里的文字不能直接涂改；请在原文件中改好再导出，或上传 Word 文件"


def scan(content: bytes) -> Iterable[Finding]:
    """Everything found in the file's structure.

    Raises:
        Unacceptable: ``damaged``, ``encrypted``, ``bomb`` or ``too_complex``.
    """
    try:
        with open_pdf(content) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise Unacceptable("too_complex", f"PDF 超过{MOST_PAGES}页，无法逐页检查；请拆分后再上传")
            refuse_bombs(pdf)
            refuse_explosions(pdf)
            found = [*pdf_bytes.surroundings(content), *object_findings(pdf)]
            words = _words(content)
            found += catalogue_findings(pdf, words)
            for number, page in enumerate(pdf.pages, 1):
                found += page_code_findings(page, f"第{number}页", words)
        found += _painted(content)
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error
    return _once(found)


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """The text of each page, and what stands in form fields.

    Raises:
        Unacceptable: as :func:`scan`.
    """
    try:
        with open_pdf(content) as pdf:
            refuse_bombs(pdf)
            refuse_explosions(pdf)
            return [*_texts(content), *_fields(pdf)]
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """The file rewritten with only what its pages show; as pictures when something is hidden on a page.

    Args:
        content: the file.
        change: not possible for PDF.

    Raises:
        Unacceptable: ``cannot_mask`` when ``change`` is given; ``too_complex`` beyond the pages that
            can be painted; as :func:`scan`.
    """
    if change is not None:
        raise Unacceptable("cannot_mask", REFUSED)
    hidden = any(one.kind in PAINTED for one in scan(content))
    try:
        with open_pdf(content) as pdf:
            hidden = hidden or any(code_size(page) > MOST_CODE for page in pdf.pages)
        made = picture_copy(content) if hidden else pdf_rewrite.rewritten(content, _words(content))
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error
    return Rebuilt(made, SUFFIX, MEDIA_TYPE)


def _painted(content: bytes) -> Iterator[Finding]:
    document = pypdfium2.PdfDocument(content)
    try:
        for index in range(len(document)):
            page = document[index]
            yield from page_findings(page, f"第{index + 1}页")
            page.close()
    finally:
        document.close()


def _words(content: bytes) -> str:
    return pdf_rewrite.without_spaces("".join(text for _, text in _texts(content)))


def _texts(content: bytes) -> list[tuple[str, str]]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [
            (f"第{index + 1}页", document[index].get_textpage().get_text_bounded()) for index in range(len(document))
        ]
    finally:
        document.close()


def _fields(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(pdf.pages, 1):
        for one in page.obj.get("/Annots", pikepdf.Array()):
            written = isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") != "/Link"
            for key in ("/V", "/Contents") if written else ():
                value = one.get(key)
                if isinstance(value, pikepdf.String) and str(value).strip():
                    yield f"第{number}页 表单或批注", str(value)


def _once(found: list[Finding]) -> list[Finding]:
    """Each kind at each place once, what stops first."""
    seen = {(one.kind, one.where): one for one in reversed(found)}
    return sorted(seen.values(), key=lambda one: (one.severity, kinds()[one.kind].group != Group.HIDDEN, one.kind))
