"""Reads a published annual report from a file of any kind into what it says, and nothing more."""

from gongkai.annual.published.blocks import Document, Paragraph, TooLong, lines_of
from gongkai.annual.published.chapters import chapters_of, running_text
from gongkai.annual.published.docx_source import read_docx
from gongkai.annual.published.evidence import form_by_labels
from gongkai.annual.published.headings import heading_of
from gongkai.annual.published.html_source import read_html
from gongkai.annual.published.kinds import Kind, decode, is_html, kind_of
from gongkai.annual.published.lines import blocks_from
from gongkai.annual.published.pdf_source import read_pdf
from gongkai.annual.published.table_four import read_table_four
from gongkai.annual.published.table_three import read_table_three
from gongkai.annual.published.table_two import read_table_two
from gongkai.annual.published.titles import agency_and_year, year_of_text
from gongkai.base.rulebook import form_of
from gongkai.law.figures import Missing, Value
from gongkai.law.forms import Form
from gongkai.law.reading import Chapter, NotAReport, ReportReading
from gongkai.law.steps import RuleViolation

CHAPTERS_OF_A_REPORT = 2
LINES_BEFORE_TEXT = 60


def read_report_bytes(name: str, content: bytes) -> ReportReading:
    """The report in the bytes of a file called ``name``; its kind is told from the bytes alone.

    Raises:
        NotAReport: for bytes that hold no annual report.
    """
    try:
        return _reading(name, _document(name, content))
    except NotAReport:
        raise
    except TooLong as error:
        raise NotAReport(f"“{name}”内容过长，不像一份年度报告") from error
    except Exception as error:
        # Parsers of four formats meet arbitrary bytes here; whatever they raise, the file is no readable report.
        raise NotAReport(f"“{name}”已损坏或结构异常，读不出年度报告") from error


def _document(name: str, content: bytes) -> Document:
    kind = kind_of(name, content)
    if kind is Kind.PDF:
        return read_pdf(name, content)
    if kind is Kind.DOCX:
        return read_docx(content)
    text = decode(content)
    return read_html(text) if is_html(text) else Document(blocks_from([text]))


def _reading(name: str, document: Document) -> ReportReading:
    chapters = chapters_of(document.blocks)
    agency, fiscal_year, has_title = agency_and_year(_opening(document), document.titles)
    text = running_text(document.blocks)
    if fiscal_year is None:
        first = next((chapter.text for chapter in chapters if chapter.number == 1), "")
        fiscal_year = year_of_text(text, first)
    form = _form(name, document, chapters, fiscal_year)
    figures: dict[str, Value] = {}
    raw: dict[str, str] = {}
    lines = list(lines_of(document.blocks))
    for found in (read_table_two(form, lines), read_table_three(form, lines), read_table_four(document.blocks)):
        for cell, value, printed in found:
            _note(figures, raw, cell, value, printed)
    if not (has_title or figures or len(chapters) >= CHAPTERS_OF_A_REPORT):
        raise NotAReport(f"“{name}”里没有年度报告的标题、章节或统计表")
    return ReportReading(form, agency, fiscal_year, chapters, figures, raw, text)


def _note(figures: dict[str, Value], raw: dict[str, str], cell: str, value: Value, printed: str) -> None:
    """Take in a cell; one that the file prints twice with different figures is not readable as either."""
    if cell not in figures:
        figures[cell] = value
        if printed:
            raw[cell] = printed
        return
    known = figures[cell]
    if known != value and not isinstance(known, Missing) and not isinstance(value, Missing):
        figures[cell] = Missing.UNREADABLE
        raw[cell] = f"{known}；{value}（文中出现两次，数值不同）"


def _opening(document: Document) -> list[str]:
    """The running text before the first chapter with text: where a title stands."""
    paragraphs = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return [text for text in paragraphs[:LINES_BEFORE_TEXT] if heading_of(text) is None]


def _form(name: str, document: Document, chapters: tuple[Chapter, ...], fiscal_year: int | None) -> Form:
    """The form by its labels; a report whose tables say nothing (or has none) is on the form of its year."""
    found = form_by_labels(lines_of(document.blocks))
    if found is not None:
        return found
    if len(chapters) >= CHAPTERS_OF_A_REPORT and fiscal_year is not None:
        try:
            return form_of(fiscal_year)
        except RuleViolation as error:
            raise NotAReport(f"“{name}”是{fiscal_year}年度的报告，当时还没有统一格式") from error
    raise NotAReport(f"“{name}”里找不到政府信息公开工作年度报告的统计表，看不出用的是哪一版格式")
