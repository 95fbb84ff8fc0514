"""Every cell of both forms arrives from every kind of document."""

import pytest
from published_samples import Sample, differences

from gongkai.annual.published.reader import read_report_bytes

FORMS = ["2019", "2021"]
FORMATS = {
    "html": lambda sample: sample.html().encode(),
    "tabs": lambda sample: sample.text().encode(),
    "tabs with the trailing ones lost": lambda sample: sample.text(strip=True).encode(),
    "spaces": lambda sample: sample.text("   ").encode(),
    "bars": lambda sample: sample.text("|").encode(),
    "word": lambda sample: sample.docx(),
    "pdf": lambda sample: sample.pdf(),
    "pdf with large print": lambda sample: sample.pdf("td{padding:6pt}"),
}


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_cell_arrives_in_its_place(key, kind):
    sample = Sample(key)
    reading = read_report_bytes("年报", FORMATS[kind](sample))
    assert differences(reading, sample.truth) == {}
    assert reading.form.key == key
    assert (reading.agency, reading.fiscal_year) == ("青山市人民政府", 2020)
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
    assert reading.chapter_text(5) == "公开的时效性有待进一步提高。"
    assert reading.chapter_text(2) == ""
    assert reading.raw == {}


@pytest.mark.parametrize("key", FORMS)
def test_a_pdf_without_lines_never_yields_a_figure_in_a_wrong_place(key):
    sample = Sample(key)
    reading = read_report_bytes("年报", sample.pdf("td{border:0 !important}"))
    wrong = {cell: pair for cell, pair in differences(reading, sample.truth).items() if isinstance(pair[0], int)}
    assert wrong == {}


def test_a_markdown_table_is_read():
    sample = Sample("2019")
    lines = []
    for line in sample.text("|").split("\n"):
        lines.append(
            f"| {line.replace('|', ' | ')} |"
            if "|" in line
            else f"## {line}"
            if line[:2] in "一、二、三、四、五、六、" and line
            else line
        )
        if "|" in line and line.startswith(("第二十条", "（本列数据", "行政复议|")):
            lines.append("|" + "---|" * (line.count("|") + 1))
    reading = read_report_bytes("年报.md", "\n".join(lines).encode())
    assert differences(reading, sample.truth) == {}
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
