"""The current list as a table file: CSV and XLSX, the first ten thousand rows."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gongkai.base.tabular import harmless
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.portal.answers import public
from gongkai.portal.context import frame_of
from gongkai.portal.filters import read
from gongkai.portal.places import origin
from gongkai.publication.kinds import Genre, Validity
from gongkai.publication.queries import filtered

MOST_ROWS = 10_000
HEADINGS = (
    *("标题", "发布机构", "发文字号", "索引号", "栏目", "主题分类", "文件类型", "成文日期", "发布日期", "施行日期"),
    *("失效/废止日期", "有效性", "网址"),
)
COLUMNS = (
    *("title", "agency__name", "document_number", "index_number", "category", "subject", "genre", "made_on"),
    *("published_on", "effective_on", "abolished_on", "validity", "public_id"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@public
def export(request: HttpRequest, format_key: str) -> HttpResponse:
    """The rows of the list, newest first."""
    if format_key not in ("csv", "xlsx"):
        raise Http404
    rows = [list(HEADINGS), *_rows(request)]
    if format_key == "csv":
        response = HttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(_xlsx(rows), content_type=XLSX)
    name = content_disposition_header(as_attachment=True, filename=f"主动公开信息目录.{format_key}")
    response["Content-Disposition"] = name or ""
    return response


def _rows(request: HttpRequest) -> Iterator[list[str]]:
    vocabularies = all_vocabularies()
    statutory, subjects = vocabularies[VocabularyKey.STATUTORY], vocabularies[VocabularyKey.SUBJECT]
    chosen = read(request, vocabularies, normative_only=request.GET.get("normative") == "1")
    genres = {genre.value: genre.label for genre in Genre}
    validities = {validity.value: validity.label for validity in Validity}
    start = f"{origin(request, frame_of(request)[1])}/p/"
    for row in islice(filtered(chosen.filter).values_list(*COLUMNS).iterator(2000), MOST_ROWS):
        texts = ["" if value is None else str(value) for value in row]
        texts[4], texts[5] = statutory.path(texts[4]), subjects.path(texts[5])
        texts[6], texts[11], texts[12] = genres[texts[6]], validities[texts[11]], f"{start}{texts[12]}/"
        yield texts


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def _xlsx(rows: list[list[str]]) -> bytes:
    """A workbook in which every text is a text, also one that looks like a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("目录")
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
