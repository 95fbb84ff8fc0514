"""Whatever the bytes: a reading or a refusal, and no cell outside the form."""

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published_samples import Sample

from gongkai.annual.published import NotAReport, ReportReading
from gongkai.annual.published.reader import read_report_bytes
from gongkai.law.figures import Missing

MARKS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", '<td colspan="9999999">', '<td rowspan="0">', "<p>"]
PARTERS = ["\t", "\n", "|", "   ", "&nbsp;", "<!--", "-->", "<pre>", "12", "-", "/", "1,2,3", "９９"]
TITLES = ["2020年政府信息公开工作年度报告", "一、总体情况", "第二十条第（一）项", "信息内容", "本年新制作数量", "规章"]
COLUMNS = ["自然人", "商业企业", "总计", "其他", "结果维持", "结果纠正", "尚未审结", "行政复议"]
ROWS = ["一、本年新收政府信息公开申请数量", "（六）其他处理", "（七）总计", "四、结转下年度继续办理"]
PIECES = MARKS + PARTERS + TITLES + COLUMNS + ROWS
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def attempt(content):
    try:
        return read_report_bytes("文件", content), None
    except NotAReport as refusal:
        return None, refusal


def check(content, *, is_text=False):
    reading, refusal = attempt(content)
    if refusal is not None:
        # In text there is nothing to be damaged: such a refusal would hide a fault of the reader.
        assert not is_text or "损坏" not in str(refusal), refusal.__cause__
        return
    assert isinstance(reading, ReportReading)
    assert set(reading.figures) <= set(reading.form.cells)
    assert Missing.ABSENT not in reading.figures.values()
    assert set(reading.raw) <= set(reading.figures)
    numbers = [chapter.number for chapter in reading.chapters]
    assert len(numbers) == len(set(numbers))


@cache
def originals():
    sample = Sample("2019")
    return {"html": sample.html().encode(), "text": sample.text().encode(), "docx": sample.docx(), "pdf": sample.pdf()}


@SETTINGS
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_random_bytes_are_refused_and_nothing_else(content, start):
    check(start + content)


@SETTINGS
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_random_structure_is_read_or_refused(pieces):
    check("".join(pieces).encode(), is_text=True)


@pytest.mark.parametrize(("kind", "rounds"), [("html", 30), ("text", 40), ("docx", 40), ("pdf", 12)])
def test_damaged_reports_are_read_or_refused(kind, rounds):
    original = originals()[kind]
    chance = random.Random(kind)
    for _ in range(rounds):
        content = bytearray(original)
        for _ in range(chance.choice([1, 5, 40])):
            place = chance.randrange(len(content))
            action = chance.randrange(3)
            if action == 0:
                content[place] = chance.randrange(256)
            elif action == 1:
                del content[place : place + chance.randrange(1, 50)]
            else:
                content[place:place] = content[: chance.randrange(1, 80)]
        check(bytes(content), is_text=kind in ("html", "text"))
