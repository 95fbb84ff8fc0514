"""HTML as content systems and office programs leave it."""

import re

import pytest
from published_samples import Cell, Sample, differences, html_table

from gongkai.annual.published.reader import read_report_bytes
from gongkai.law.figures import Missing

RECEIVED = "table3/received/"


def read(source):
    return read_report_bytes("页面.html", source.encode())


@pytest.mark.parametrize(
    "cell",
    [
        '<p align="center"><span style="font-size:14px"><strong>{}</strong></span></p>',
        '<font face="仿宋"><font size="4">{}</font></font>',
        "&nbsp;{}&nbsp;",
        '<p class="MsoNormal" style="mso-yfti-irow:0"><span lang="EN-US">{}<o:p></o:p></span></p>',
        "<!-- 99 -->{}<script>var a = 12;</script>",
        '{}<span style="display:none">99</span>',
        "<div><div><b></b>{}<br></div></div>",
        "\n\t\t{}\n\t\t",
    ],
)
def test_what_wraps_a_cell_changes_nothing(cell):
    sample = Sample("2019")
    assert differences(read(sample.html(cell)), sample.truth) == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("</td>", "").replace("</tr>", ""),
        lambda page: page.replace("<table>", "<table><tbody>").replace("</table>", "</tbody></table>"),
        lambda page: page.replace("<td", "<th").replace("</td>", "</th>"),
        lambda page: page.upper().replace("META CHARSET", "meta charset"),
        lambda page: page.replace("<table>", "<table><tr style='display:none'><td>1</td><td>2</td></tr>"),
        lambda page: page.replace("<table>", "<table><colgroup><col><col></colgroup><caption>表</caption>"),
        lambda page: page.replace("</table>", "<tr height=0><td></td><td></td></tr></table>"),
        lambda page: f"<!--[if gte mso 9]><xml><w:x>1</w:x></xml><![endif]-->{page}",
        lambda page: page.replace("<body>", "<body><div><table width='100%'><tr><td>导航</td><td>").replace(
            "</body>", "</td></tr></table></div></body>"
        ),
        lambda page: page.replace("<body>", "<body><table><tr><td><table><tr><td>").replace(
            "</body>", "</td></tr></table></td></tr></table></body>"
        ),
        lambda page: page.replace("<body>", "<body>" + "<div>" * 1500).replace("</body>", "</div>" * 1500 + "</body>"),
        lambda page: page.replace("\n", "") + " " * 1_000_000,
    ],
)  # fmt: skip
def test_no_dialect_of_html_moves_a_figure(change):
    sample = Sample("2019")
    reading = read(change(sample.html()))
    assert differences(reading, sample.truth) == {}
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
    assert reading.agency == "青山市人民政府"


def test_table_two_as_one_big_table_is_read():
    sample = Sample("2019")
    whole = [row for table in sample.table_two() for row in table]
    parts = "".join(map(html_table, [whole, sample.table_three(), sample.table_four()]))
    assert differences(read(parts), sample.truth) == {}


def test_all_tables_as_one_are_read():
    sample = Sample("2021")
    whole = [row for table in [*sample.table_two(), sample.table_three(), sample.table_four()] for row in table]
    assert differences(read(html_table(whole)), sample.truth) == {}


def test_rows_without_a_table_around_them_are_read():
    sample = Sample("2019")
    fragment = html_table(sample.table_three()).removeprefix("<table>").removesuffix("</table>")
    reading = read(fragment)
    three = {cell: value for cell, value in sample.truth.items() if cell.startswith("table3/")}
    assert differences(reading, three) == {}
    assert not reading.has_table("table2")


def test_a_blank_cell_is_blank_and_a_zero_is_zero():
    printed = {RECEIVED + "business": "&nbsp;", RECEIVED + "natural_person": "0", RECEIVED + "total": "/"}
    reading = read(Sample("2019", printed=printed).html())
    assert reading.value(RECEIVED + "business") is Missing.BLANK
    assert reading.value(RECEIVED + "natural_person") == 0
    assert reading.value(RECEIVED + "total") is Missing.NOT_APPLICABLE


def test_two_paragraphs_in_a_cell_are_not_one_number():
    reading = read(Sample("2019", printed={RECEIVED + "business": "<p>1</p><p>2</p>"}).html())
    assert reading.value(RECEIVED + "business") is Missing.UNREADABLE
    assert reading.raw[RECEIVED + "business"] == "1 2"


def test_an_unreadable_cell_keeps_its_place_and_text():
    sample = Sample("2019", printed={RECEIVED + "natural_person": "见附件", "table4/reconsideration/upheld": "见附件"})
    reading = read(sample.html())
    assert set(differences(reading, sample.truth)) == set(sample.printed)
    assert reading.raw == sample.printed


def test_a_missing_row_is_absent_and_the_others_stay():
    sample = Sample("2019")
    page = re.sub(r'<tr><td colspan="1" rowspan="1">2\.重复申请.*?</tr>', "", sample.html())
    reading = read(page)
    assert not reading.has_row("not_processed_repeat")
    assert all(cell.startswith("table3/not_processed_repeat/") for cell in differences(reading, sample.truth))


def test_columns_in_another_order_follow_their_headings():
    sample = Sample("2019")
    rows = sample.table_three()
    rows[2] = [rows[2][1], rows[2][0], *rows[2][2:]]
    rows[3:] = [[*row[:-7], row[-7], row[-5], row[-6], *row[-4:]] for row in rows[3:]]
    reading = read(html_table(rows))
    three = {cell: value for cell, value in sample.truth.items() if cell.startswith("table3/")}
    assert differences(reading, three) == {}


@pytest.mark.parametrize("lost", ["columns", "rows", "both"])
def test_lost_spans_do_not_shift_figures(lost):
    sample = Sample("2019")

    def without(cell):
        columns = 1 if lost in ("columns", "both") else cell.columns
        return Cell(cell.text, columns, 1 if lost in ("rows", "both") else cell.rows)

    rows = [[without(cell) for cell in row] for row in sample.table_three()]
    reading = read(html_table(rows) + html_table(sample.table_four()))
    three = {cell: value for cell, value in sample.truth.items() if cell.startswith("table3/")}
    assert differences(reading, three) == {}


def test_a_row_with_blank_cells_on_both_sides_is_not_shifted():
    sample = Sample("2019", printed={f"{RECEIVED}natural_person": "", f"{RECEIVED}total": ""})
    rows = [row if len(row) < 8 else [row[0], Cell(""), *row[1:]] for row in sample.table_three()[3:]]
    rows = [[Cell("一、本年新收政府信息公开申请数量"), Cell(""), *sample.table_three()[3][1:]], *rows[1:]]
    reading = read(html_table(rows))
    for column in ("business", "other_organisation"):
        value = reading.value(RECEIVED + column)
        assert value is Missing.UNREADABLE or value == sample.truth[RECEIVED + column]


def test_a_figure_in_a_merged_cell_is_not_given_to_the_covered_column():
    sample = Sample("2019")
    rows = sample.table_three()
    rows[3] = [rows[3][0], Cell("5", 2), *rows[3][3:]]
    reading = read(html_table(rows))
    assert reading.value(RECEIVED + "business") is Missing.UNREADABLE
    assert reading.raw[RECEIVED + "business"] == "5"
    assert reading.value(RECEIVED + "research_institution") == sample.truth[RECEIVED + "research_institution"]


def test_local_rows_and_typing_slips_are_tolerated():
    sample = Sample("2019")
    page = sample.html().replace("科研机构", "科研企业").replace("“三安全一稳定”", '"三安全一稳定"')
    page = page.replace("4.保护第三方合法权益", "4．保护第三方的合法权益").replace(
        "7.属于行政执法案卷", "⑦属于行政执法案卷（条例第十六条）"
    )
    extra = "<tr><td>其他主动公开文件</td><td>5</td><td>6</td><td>7</td></tr>"
    page = page.replace(
        '<tr><td colspan="1" rowspan="1">规范性文件', extra + '<tr><td colspan="1" rowspan="1">规范性文件'
    )
    assert differences(read(page), sample.truth) == {}


def test_wrong_headings_above_the_ninth_item_are_read_by_position():
    sample = Sample("2019")
    page = sample.html().replace("采购项目数量", "上一年项目数量").replace("采购总金额（单位：万元）", "本年增/减")
    reading = read(page)
    assert (
        reading.value("table2/article_20_9/政府集中采购/procurements")
        == sample.truth["table2/article_20_9/政府集中采购/procurements"]
    )


def test_headings_of_the_other_form_are_not_mistaken_for_those_of_this_one():
    new, old = Sample("2021"), Sample("2019")
    page = "".join(map(html_table, [old.table_two()[1], *new.table_two()[2:], new.table_three()]))
    reading = read(page)
    assert reading.form.key == "2021"
    value = reading.value("table2/article_20_5/行政许可/decisions")
    assert value == old.truth["table2/article_20_5/行政许可/decisions"]


def test_figures_that_this_form_does_not_ask_for_are_absent():
    new, old = Sample("2021"), Sample("2019")
    first = [row for row in old.table_two()[0] if row[0].text != "规范性文件"]
    page = "".join(map(html_table, [first, *new.table_two()[1:], new.table_three()]))
    reading = read(page)
    assert reading.form.key == "2021"
    assert not any(cell.startswith("table2/article_20_1/规章") for cell in reading.figures)
