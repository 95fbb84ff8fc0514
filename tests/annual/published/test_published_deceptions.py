"""Files built to hide a wrong table behind a right one, or to keep a parser busy."""

import io
import time
import zipfile
import zlib

import docx
import pytest
from docx.oxml import OxmlElement

from gongkai.annual.checking import check_upload
from gongkai.annual.published import NotAReport, read_bytes
from gongkai.annual.published.confined import as_json, from_json
from gongkai.annual.published.reader import read_report_bytes
from gongkai.annual.render.as_html import render_html
from gongkai.annual.report import build_report

CELL = "table3/received/natural_person"


@pytest.fixture
def right(district):
    """Our own report of the demonstration district as HTML, and its table three."""
    from cast import NOW  # noqa: PLC0415 - the cast needs the database

    page = render_html(build_report(agency=district, fiscal_year=2020, as_of=NOW.replace(day=25))).decode()
    start = page.index('<table class="t3"')
    return page, page[start : page.index("</table>", start) + len("</table>")]


pytestmark = pytest.mark.django_db


def wrong(table):
    return table.replace(f'<td data-cell="{CELL}">12</td>', f'<td data-cell="{CELL}">99</td>')


def test_the_page_itself_passes_and_the_wrong_table_fails(right):
    page, table = right

    assert check_upload("r.html", page.encode()).verdict == "pass"
    assert check_upload("r.html", page.replace(table, wrong(table)).encode()).verdict == "fail"


@pytest.mark.parametrize(
    "frame",
    [
        "{right}{wrong}",
        "{wrong}{right}",
        "<details><summary>x</summary>{right}</details>{wrong}",
        '<div style="color:#fff">{right}</div>{wrong}',
    ],
)
def test_a_table_printed_twice_with_other_figures_never_passes(right, frame):
    page, table = right
    doubled = page.replace(table, frame.format(right=table, wrong=wrong(table)))
    checked = check_upload("r.html", doubled.encode())

    assert checked.verdict in ("warn", "fail")
    assert checked.missing[CELL] == "unreadable"
    assert "两次" in checked.reading.raw[CELL]


@pytest.mark.parametrize(
    "hidden",
    [
        '<style>.h{{display:none}}</style><div class="h">{}</div>',
        '<div style="opacity:0">{}</div>',
        '<div style="font-size:0px;">{}</div>',
        "<dialog>{}</dialog>",
        "<div hidden>{}</div>",
    ],
)
def test_a_hidden_right_table_does_not_cover_the_wrong_one_that_is_seen(right, hidden):
    page, table = right
    covered = page.replace(table, hidden.format(table) + wrong(table))

    assert check_upload("r.html", covered.encode()).verdict == "fail"


def test_two_reports_in_one_file_never_pass(right):
    page, table = right
    both = page + page.replace(table, wrong(table))

    assert check_upload("r.html", both.encode()).verdict != "pass"


@pytest.mark.parametrize(
    ("printed", "value"),
    [("<del>5</del>12", 12), ("<s>5</s>12", 12), ('1<span style="font-size:0">2</span>', 1), ("12<sup>1</sup>", None)],
)
def test_struck_hidden_and_raised_digits_are_not_digits_of_the_figure(right, printed, value):
    page, _ = right
    marked = page.replace(f'<td data-cell="{CELL}">12</td>', f"<td>{printed}</td>")
    checked = check_upload("r.html", marked.encode())

    assert checked.as_json()["table3"]["received"][0] == value


def test_struck_words_and_hidden_rows_of_a_word_document_are_not_read():
    document = docx.Document()
    document.add_paragraph("青山市人民政府2020年政府信息公开工作年度报告")
    table = document.add_table(rows=3, cols=4)
    lines = [
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政许可", "9", "9", "9"),
        ("行政许可", "1", "2", "3"),
    ]
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    struck = table.rows[2].cells[1].paragraphs[0].add_run("5")
    struck.font.strike = True
    document.add_paragraph("第二十条第（五）项")
    stored = io.BytesIO()
    document.save(stored)
    reading = read_report_bytes("r.docx", stored.getvalue())

    assert reading.figures["table2/article_20_5/行政许可/items_before"] == 1


def bomb_of_word():
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 300_000_000)
    content = stored.getvalue()
    size = (300_000_000).to_bytes(4, "little")
    return content.replace(size, (1000).to_bytes(4, "little"))


def bomb_of_pdf():
    twice = zlib.compress(zlib.compress(b"q Q " * 50_000_000))
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length "
        + str(len(twice)).encode()
        + b">>stream\n"
        + twice
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


@pytest.mark.parametrize("make", [bomb_of_word, bomb_of_pdf])
def test_a_bomb_is_refused_in_bounded_time_and_memory(make):
    content = make()
    start = time.monotonic()

    assert len(content) < 1_000_000
    with pytest.raises(NotAReport):
        read_bytes("bomb", content)
    assert time.monotonic() - start < 45


def test_a_line_of_stars_takes_no_time(right):
    page, _ = right
    starred = page.replace("</body>", f"<p>说明x{'*' * 200_000}x</p><p>{'X' * 200_000}</p></body>")
    start = time.monotonic()
    checked = check_upload("r.html", starred.encode())

    assert time.monotonic() - start < 10
    assert checked.verdict == "pass"


def test_a_number_without_end_in_the_words_does_not_stop_the_check(right):
    page, _ = right
    page = page.replace("（二）依申请公开。", f"（二）依申请公开。新收申请{'9' * 5000}件。")

    assert check_upload("r.html", page.encode()).verdict in ("pass", "warn")


def test_what_the_confined_process_says_is_the_reading(right):
    page, _ = right
    reading = read_report_bytes("r.html", page.encode())

    assert from_json(as_json(reading)) == reading == read_bytes("r.html", page.encode())
