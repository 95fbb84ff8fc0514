"""The three real files, cell by cell against what a person reads in them."""

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.annual.published import read_file
from gongkai.law.figures import Missing

SHARED = Path(__file__).resolve().parents[4] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the real reports are not here")

BLANK = Missing.BLANK
ABSENT = Missing.ABSENT

SHANGHAI_THREE = """
821 35 _ _ 2 1 859
18 _ _ _ _ _ 18
258 12 _ _ 1 1 _
3 _ _ _ _ _ _
14 _ _ _ _ _ _
_ _ _ _ _ _ _
_ _ _ _ _ _ _
_ _ _ _ _ _ _
5 _ _ _ _ _ _
3 1 _ _ _ _ _
_ _ _ _ _ _ _
10 2 _ _ _ _ _
252 12 _ _ 1 _ _
44 3 _ _ _ _ _
25 _ _ _ _ _ _
148 1 _ _ _ _ _
5 4 _ _ _ _ _
_ _ _ _ _ _ _
_ _ _ _ _ _ _
_ _ _ _ _ _ _
_ _ _ _ _ _ _
767 35 _ _ 2 1 805
72 _ _ _ _ _ 72
"""
SHANGHAI_TWO = "13 13 524 60 60 368 0 0 0 0 0 0 0 0 0 0 0 0 0 0 6 25.1"
SHANGHAI_FOUR = "5 _ _ 2 7 8 _ _ 1 9 _ _ _ _ _"
HUAIAN_THREE = """
3001 53 0 0 61 4 3119
34 0 0 0 0 0 34
1288 21 0 0 50 3 1362
447 7 0 0 0 0 454
2 0 0 0 0 0 2
30 1 0 0 0 0 31
5 0 0 0 0 0 5
6 0 0 0 0 0 6
7 1 0 0 0 0 8
12 0 0 0 0 0 12
9 0 0 0 0 0 9
105 0 0 0 0 0 105
746 12 0 0 10 1 769
11 0 0 0 0 0 11
1 0 0 0 0 0 1
56 6 0 0 0 0 62
25 0 0 0 0 0 25
0 0 0 0 0 0 0
0 0 0 0 0 0 0
1 0 0 0 0 0 1
67 3 0 0 1 0 71
6 0 0 0 0 0 6
108 2 0 0 0 0 110
2932 53 0 0 61 4 3050
103 0 0 0 0 0 103
"""
HUAIAN_TWO = "1 0 11 8 26 66 447228 3985758 88283 96171.6"
HUAIAN_FOUR = "72 64 178 37 351 13 4 8 1 26 12 1 1 6 20"
SEED_TWO = "0 0 0 0 0 0 11 2 38 0 0 0 2 6 6 0 0 0 0 0 5 2157.936"


def values(text):
    return [BLANK if word == "_" else Decimal(word) if "." in word else int(word) for word in text.split()]


def read(reading, cells):
    return [reading.value(cell) for cell in cells]


@pytest.mark.parametrize("name", ["shanghai-office-2019.html", "shanghai-office-2019.txt"])
def test_every_cell_of_the_shanghai_report_is_read_blanks_as_blanks(name):
    reading = read_file(SHARED / "reports" / name)
    form = reading.form
    assert form.key == "2019"
    assert read(reading, form.table3_cells) == values(SHANGHAI_THREE)
    assert read(reading, form.table2_cells) == values(SHANGHAI_TWO)
    assert read(reading, form.table4_cells) == values(SHANGHAI_FOUR)
    assert reading.raw == {"table2/article_20_9/政府集中采购/procurement_amount": "251000元"}
    assert (reading.agency, reading.fiscal_year) == ("上海市人民政府办公厅", 2019)
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
    assert "新收政府信息公开申请859件" in reading.chapter_text(1)


def test_every_cell_of_the_huaian_pdf_is_read_over_page_breaks():
    reading = read_file(SHARED / "reports" / "huaian-2024.pdf")
    form = reading.form
    assert form.key == "2021"
    assert read(reading, form.table3_cells) == values(HUAIAN_THREE)
    assert read(reading, form.table2_cells) == values(HUAIAN_TWO)
    assert read(reading, form.table4_cells) == values(HUAIAN_FOUR)
    assert (reading.agency, reading.fiscal_year) == ("淮安市人民政府", 2024)
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
    assert reading.chapter_text(6).endswith("全年收取政府信息公开信息处理费 3940 元。")
    assert "组织召开了“春节前后服务企业用工和促进返乡人员就业创业专项活动”" in reading.chapter_text(1)
    assert "主要表现在：一是政策解读质量仍需提升" in reading.chapter_text(5)


def test_the_seed_is_read_as_printed_and_what_was_cut_off_stays_absent():
    reading = read_file(SHARED / "seed" / "report-2020.txt")
    form = reading.form
    assert form.key == "2019"
    assert (reading.agency, reading.fiscal_year) == ("洛阳市伊滨经开区人民政府", 2020)
    assert read(reading, form.table2_cells) == values(SEED_TWO)
    rows = {
        row.key: read(reading, [f"table3/{row.key}/{c.key}" for c in form.applicant_columns])
        for row in form.request_rows
    }
    assert rows["received"] == [12, 0, 0, 0, 0, 0, 12]
    assert rows["carried_in"] == [1, 0, 0, 0, 0, 0, 1]
    # Six figures for seven columns are printed here: the lost one is not made up.
    assert rows["disclosed"] == [13, 0, 0, 0, 0, BLANK, 13]
    assert rows["partly_disclosed"] == [0, 0, 0, 0, 0, BLANK, 0]
    assert reading.raw["table3/disclosed/other_organisation"] == "13 0 0 0 0 13"
    later = [key for key in rows if key not in ("received", "carried_in", "disclosed", "partly_disclosed")]
    assert all(set(rows[key]) == {ABSENT} for key in later)
    assert not reading.has_row("carried_out")
    assert not reading.has_table("table4")
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 5, 6]
    assert reading.chapter_text(1).startswith("2020 年，在市委市政府的正确领导")
    assert reading.chapter_text(6) == "无"


def test_a_figure_of_the_seed_does_not_move_when_its_tabs_become_spaces_or_bars():
    text = (SHARED / "seed" / "report-2020.txt").read_text("utf-8")
    original = read_file(SHARED / "seed" / "report-2020.txt")
    from gongkai.annual.published.reader import read_report_bytes  # noqa: PLC0415

    for separator in ("    ", " | ", "|"):
        other = read_report_bytes("seed", text.replace("\t", separator).encode())
        assert dict(other.figures) == dict(original.figures)
        assert other.chapters == original.chapters
