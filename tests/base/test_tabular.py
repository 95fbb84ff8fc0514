from datetime import date, datetime

import pytest
from openpyxl import Workbook

from gongkai.base.errors import Refused
from gongkai.base.tabular import read_rows


def rows(path):
    return [row for _, row in read_rows(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_offices_use(tmp_path, encoding):
    path = tmp_path / "f.csv"
    path.write_bytes("标题, 日期\n 㛃村公告 ,2020-01-02\n,\n".encode(encoding))

    assert rows(path) == [{"标题": "㛃村公告", "日期": "2020-01-02"}]


def test_a_line_break_inside_a_quoted_cell_is_part_of_the_cell(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text('标题,正文\n公告,"第一行\n第二行"\n', "utf-8")

    assert rows(path)[0]["正文"] == "第一行\n第二行"


def test_xlsx_numbers_and_dates_become_plain_text(tmp_path):
    book = Workbook()
    for row in (["名称", "数", "日", None], ["甲", 3.0, datetime(2020, 1, 2)], ["乙", 2.5, date(2020, 1, 3)]):  # noqa: DTZ001 - Excel's dates know no zone
        book.active.append(row)
    book.save(tmp_path / "f.xlsx")

    assert rows(tmp_path / "f.xlsx") == [
        {"名称": "甲", "数": "3", "日": "2020-01-02"},
        {"名称": "乙", "数": "2.5", "日": "2020-01-03"},
    ]


def test_json_lines(tmp_path):
    path = tmp_path / "f.jsonl"
    path.write_text('{"名称": "甲", "数": 3}\n\n{"名称": "乙"}\n', "utf-8")

    assert [n for n, _ in read_rows(path)] == [1, 3]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("f.csv", b"a,b\n1,2,3\n", "列数多于表头"),
        ("f.csv", b"\xff\xff\xff\x81", "编码"),
        ("f.xlsx", b"not a zip", "XLSX"),
        ("f.jsonl", b"{", "JSON"),
        ("f.jsonl", b"[1]", "JSON 对象"),
        ("f.xls", b"", "只支持"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(Refused, match=said):
        rows(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="找不到"):
        rows(tmp_path / "nothing.csv")
