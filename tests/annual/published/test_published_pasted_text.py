"""Pasted text: broken labels, lost cells, figures that cannot be placed."""

import random
import re

import pytest
from published_samples import Sample, differences

from gongkai.annual.published.reader import read_report_bytes
from gongkai.law.figures import Missing


def read(text):
    return read_report_bytes("年报.txt", text.encode())


def row(reading, key):
    return [reading.value(f"table3/{key}/{column.key}") for column in reading.form.applicant_columns]


def test_a_label_broken_by_a_line_break_is_put_together():
    sample = Sample("2021")
    text = sample.text()
    text = text.replace("（区分处理的，只计这一情形", "（区分处理的，\n只计这一情形")
    text = text.replace("5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关\n确认或重新出具已获取信息")
    text = text.replace("逾期不补正、行政机关", "逾期不补正、\n行政机关")
    assert differences(read(text), sample.truth) == {}


def test_a_label_whose_end_follows_its_figures_is_found():
    sample = Sample("2019")
    text = re.sub(
        r"（二）部分公开（(\S+?)，只计这一情形，不计其他情形）(\t[^\n]*)",
        r"（二）部分公开（\1，\2\n只计这一情形，不计其他情形）",
        sample.text(),
    )
    assert "（区分处理的，\t" in text
    assert differences(read(text), sample.truth) == {}


def test_an_empty_line_after_every_row_changes_nothing():
    sample = Sample("2019")
    assert differences(read(sample.text().replace("\n", "\n\n")), sample.truth) == {}


def test_windows_line_ends_and_trailing_spaces_change_nothing():
    sample = Sample("2019")
    assert differences(read(sample.text().replace("\n", "  \r\n")), sample.truth) == {}


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_figures_parted_by_single_spaces_are_read_where_all_are_there(key):
    sample = Sample(key)
    assert differences(read(sample.text(" ")), sample.truth) == {}


def test_a_row_of_spaces_with_too_few_figures_is_unreadable_and_not_shifted():
    printed = {"table3/received/business": "", "table3/received/research_institution": ""}
    reading = read(Sample("2019", printed=printed).text("   "))
    assert set(row(reading, "received")) == {Missing.UNREADABLE}
    assert reading.raw["table3/received/natural_person"].split()[0] == str(
        Sample().truth["table3/received/natural_person"]
    )


def test_trailing_blanks_that_a_paste_lost_are_blank():
    printed = {f"table3/disclosed/{key}": "" for key in ("legal_service_institution", "other_organisation", "total")}
    printed |= {
        f"table4/litigation_after_reconsideration/{key}": ""
        for key in ("upheld", "corrected", "other", "pending", "total")
    }
    sample = Sample("2019", printed=printed)
    reading = read(sample.text(strip=True))
    assert set(differences(reading, sample.truth)) == set(printed)
    assert all(reading.value(cell) is Missing.BLANK for cell in printed)


def test_a_displaced_label_never_moves_the_total_into_another_column():
    lines = (
        "青山区2020年政府信息公开工作年度报告",
        "(勾稽关系)\t申请人情况\t\t\t\t\t\t总计",
        "\t自然人\t法人或其他组织\t\t\t\t\t",
        "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
        "一、本年新收政府信息公开申请数量\t12\t3\t0\t0\t0\t0\t15",
        "三、\t(一) 予以公开\t13\t2\t0\t0\t0\t15",
        "本年\t(二) 部分公开\t0\t0\t0\t0\t0\t0",
        "\t(六) 其他处理\t0\t0\t0\t0\t0\t0",
    )
    text = "\n".join(lines)
    reading = read(text)
    assert reading.form.key == "2019"
    assert row(reading, "received") == [12, 3, 0, 0, 0, 0, 15]
    assert row(reading, "disclosed") == [13, *[Missing.UNREADABLE] * 5, 15]
    assert row(reading, "partly_disclosed") == [0, 0, 0, 0, 0, Missing.BLANK, 0]


def test_a_text_cut_off_anywhere_states_no_wrong_figure():
    sample = Sample("2019")
    text = sample.text()
    start = text.index("一、本年新收")
    for end in range(start, len(text), 37):
        reading = read(text[:end])
        wrong = {
            cell for cell, (value, _) in differences(reading, sample.truth).items() if not isinstance(value, Missing)
        }
        cut = text[:end].split("\n")[-1].split("\t")[-1]
        assert len(wrong) <= 1, (end, cut, wrong)
        assert all(str(sample.truth[cell]).startswith(cut) for cell in wrong)


@pytest.mark.parametrize("key", ["2019", "2021"])
@pytest.mark.parametrize("separator", ["\t", "|", "   ", " "])
@pytest.mark.parametrize("seed", range(6))
def test_blanks_anywhere_never_move_a_figure(key, separator, seed):
    chance = random.Random(seed)
    blank = {cell: "" for cell in Sample(key).form.cells if chance.random() < chance.choice([0.05, 0.5, 0.9])}
    sample = Sample(key, printed=blank)
    reading = read(sample.text(separator))
    for cell, value in sample.truth.items():
        found = reading.value(cell)
        assert isinstance(found, Missing) or (found == value and cell not in blank)
        if separator in "\t|":
            assert found is Missing.BLANK if cell in blank else found == value
