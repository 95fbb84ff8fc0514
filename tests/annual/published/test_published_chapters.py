"""Chapters, title, agency and year."""

import pytest
from published_samples import Sample

from gongkai.annual.published.reader import read_report_bytes

TABLE = "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t11\t2\t38\n"


def read(text):
    return read_report_bytes("年报.txt", (text + "\n" + TABLE).encode())


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("洛阳市伊滨经开区人民政府 2020 年政府信息公开工作 年度报告", "洛阳市伊滨经开区人民政府", 2020),
        ("淮安市人民政府\n2024 年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("青山县\n2021年\n政府信息公开工作年度报告", "青山县", 2021),
        ("青山县财政局2022年度政府信息公开工作年度报告", "青山县财政局", 2022),
        ("2022年青山县财政局政府信息公开工作年度报告", "青山县财政局", 2022),
        ("青山县财政局关于印发《青山县财政局2022年政府信息公开工作年度报告》的通知", "青山县财政局", 2022),
        ("关于《青山县财政局2022年政府信息公开年度报告》", "青山县财政局", 2022),
        ("青山县人民政府二〇二一年政府信息公开年报", "青山县人民政府", 2021),
        ("青山县政务公开办公室2020年政府信息公开工作年度报告", "青山县政务公开办公室", 2020),
        ("青山县财政局政府信息公开工作年度报告（2023年度）", "青山县财政局", 2023),
        ("**青山县２０２３年政府信息公开工作年度报告**", "青山县", 2023),
        ("政府信息公开工作年度报告", "", None),
    ],
)
def test_agency_and_year_come_from_the_title(title, agency, year):
    reading = read(title)
    assert (reading.agency, reading.fiscal_year) == (agency, year)


def test_the_year_comes_from_the_stated_period_where_the_title_has_none():
    text = "青山县政府信息公开工作年度报告\n本报告统计期限为2022年1月1日至2022年12月31日，2023年1月发布。"
    assert read(text).fiscal_year == 2022


def test_the_year_comes_from_the_first_chapter_last():
    text = "青山县政府信息公开工作年度报告\n一、总体情况\n2021年，我县扎实推进。\n二、主动公开政府信息情况"
    assert read(text).fiscal_year == 2021


def test_a_page_title_gives_the_agency_where_the_text_has_none():
    sample = Sample("2019", title="2020年年报")
    page = sample.html().replace("<title>2020年年报_", "<title>青山市民政局2020年政府信息公开工作年度报告_")
    reading = read_report_bytes("a.html", page.encode())
    assert (reading.agency, reading.fiscal_year) == ("青山市民政局", 2020)


def test_rows_that_begin_like_chapters_are_none():
    text = Sample("2019").text("    ")
    reading = read_report_bytes("a.txt", text.encode())
    assert [chapter.heading for chapter in reading.chapters] == list(Sample("2019").form.chapters)


def test_rows_in_running_text_are_no_chapters():
    rows = "一、本年新收政府信息公开申请数量\n12\n四、结转下年度继续办理\n0"
    text = f"一、总体情况\n好。\n{rows}\n二、主动公开政府信息情况\n无"
    assert [chapter.number for chapter in read(text).chapters] == [1, 2]


def test_a_table_of_contents_is_not_the_chapters():
    form = Sample("2019").form
    contents = "目录\n" + "\n".join(form.chapters)
    body = "\n".join(f"{name}\n第{number}章的内容。" for number, name in enumerate(form.chapters, 1))
    reading = read(f"{contents}\n{body}")
    assert [chapter.text for chapter in reading.chapters][:5] == [f"第{number}章的内容。" for number in range(1, 6)]


def test_other_names_of_the_chapters_are_known():
    text = """一、总体情况。2020年，我县工作平稳。
二、行政机关主动公开政府信息情况
三、行政机关收到和处理政府信息公开申请情况
四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
五、政府信息公开工作存在的主要问题及改进情况
六、其他需要报告的事项：无。"""
    reading = read(text)
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
    assert reading.chapter_text(1) == "2020年，我县工作平稳。"
    assert reading.chapters[0].heading == "一、总体情况"
    assert reading.chapter_text(6).startswith("无")


def test_chapters_numbered_in_brackets_are_known_where_no_others_are():
    names = [name[2:] for name in Sample("2019").form.chapters]
    text = "\n".join(f"（{'一二三四五六'[index]}）{name}\n内容。" for index, name in enumerate(names))
    assert [chapter.number for chapter in read(text).chapters] == [1, 2, 3, 4, 5, 6]


def test_sections_of_the_first_chapter_are_no_chapters():
    sections = "（一）主动公开情况\n甲。\n（二）主动公开政府信息情况\n乙。"
    text = f"一、总体情况\n{sections}\n二、主动公开政府信息情况\n丙。\n三、收到和处理政府信息公开申请情况"
    reading = read(text)
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3]
    assert "乙。" in reading.chapter_text(1)


def test_a_chapter_with_a_wrong_number_is_known_by_its_name():
    text = "三、收到和处理政府信息公开申请情况\n甲。\n四、存在的主要问题及改进情况\n乙。"
    text += "\n五、其他需要报告的事项\n丙。"
    reading = read(text)
    assert [(chapter.number, chapter.heading[0]) for chapter in reading.chapters] == [(3, "三"), (5, "四"), (6, "五")]


def test_the_foot_of_a_page_does_not_belong_to_the_last_chapter():
    text = "五、存在的主要问题及改进情况\n甲。\n六、其他需要报告的事项\n无"
    text += "\n打印本页 关闭窗口\n主办单位：青山市人民政府 京ICP备1号"
    assert read(text).chapter_text(6).startswith("无")
    assert "主办单位" not in read(text).chapter_text(6)
