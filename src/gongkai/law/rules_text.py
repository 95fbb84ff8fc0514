"""Rules on the words of one report: R6 and R8 to R11, R13."""

import re
from collections.abc import Iterator

from gongkai.law.figures import number_of
from gongkai.law.findings import Finding, Level
from gongkai.law.forms import TOTAL
from gongkai.law.reading import ReportReading

RECONSIDERATION_FIRST_YEAR = 2024
NEW_FORM_YEAR = 2021

# What a sentence calls a figure, and the cells it may mean: any one of them agreeing is enough.
_CLAIMS: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...] = (
    ("新收申请", r"新收(?:到)?(?:各类)?(?:政府信息公开)?申请[共]?(\d{1,15})[件个宗份]", (("received",),)),
    (
        "收到（受理、收办）申请",
        r"(?:(?<!新)收到|受理|收办|共收)(?:各类)?(?:政府信息公开)?(?:依)?申请(?:公开)?[^，。；0-9]{0,6}?(\d{1,15})[件个宗份]",
        (("received",), ("received", "carried_in")),
    ),
    ("上年结转", r"上年度?结转(?:的)?(?:申请)?(\d{1,15})[件个宗份]", (("carried_in",),)),
    ("结转下年", r"结转(?:至)?下(?:一)?年度?(?:继续办理)?(?:的)?(?:申请)?(\d{1,15})[件个宗份]", (("carried_out",),)),
    ("办结", r"(?<!已)办结(?:政府信息公开)?(?:申请)?(\d{1,15})[件个宗份]", (("concluded",),)),
    (
        "办理依申请公开",
        r"共?办理依申请公开(?:事项|申请)?(\d{1,15})[件个宗份]",
        (("concluded",), ("received", "carried_in"), ("received",)),
    ),
)
_RESIDUE = (
    (r"信息[ \u3000]{2,40}条", "留有未填的空格"),
    (r"(?<![Xx×])[Xx×]{2,20}(?:年|件|条|机关|单位)", "留有未替换的占位符"),
    (r"（尚未填写）", "留有没有填写的部分"),
    (r"（(?:此处|请)?填写[^）]{0,20}）", "留有填写说明"),
)
_PERIOD = re.compile(r"(\d{4})[年.]0?1[月.]0?1日?起?[至到—–~～－-]{1,2}(?:(\d{4})[年.])?12[月.]31日?")
_NATIONAL = re.compile(r"^(?:国家|国务院|中华人民共和国)")
_BELOW_CITY = re.compile(
    r"(?:镇|乡|街道办事处|街道|(?<!自治)(?<!行政)区|县|旗|村民委员会|居民委员会)(?:人民政府)?(?:办公室)?$"
)
_LOCAL_DEPARTMENT = re.compile(r"(?:省|自治区|市|州|盟|县|区|旗|镇|乡).*(?:局|厅|委员会|委|办公室|中心|大队|支队)$")
_OFFICE_OF_GOVERNMENT = re.compile(r"人民政府办公[厅室]$")


def r6_narrative(report: ReportReading) -> Iterator[Finding]:
    """R6: what chapter one says of the requests agrees with table three."""
    text = re.sub(r"\s|(?<=\d)[,，](?=\d{3})", "", report.chapter_text(1))
    for name, pattern, readings in _CLAIMS:
        claimed = [int(number) for number in re.findall(pattern, text)]
        possible = [value for rows in readings if (value := _sum_of(report, rows)) is not None]
        if claimed and possible and not set(claimed) & set(possible):
            said = "、".join(map(str, claimed))
            message = f"总体情况所述{name}{said}，与表三的{possible[0]}不一致"
            yield Finding("R6", Level.WARNING, f"table3/{readings[0][0]}/{TOTAL}", claimed[0], possible[0], message)


def _sum_of(report: ReportReading, rows: tuple[str, ...]) -> int | None:
    values = [number_of(report.figures, f"table3/{row}/{TOTAL}") for row in rows]
    known = [int(value) for value in values if value is not None]
    return sum(known) if len(known) == len(rows) else None


def lacks_rule_making_power(name: str) -> bool:
    """Whether the name alone shows a body that cannot make 规章; where it does not show, no is answered.

    State Council departments, provincial governments and those of cities with districts can; departments of local
    governments, counties, districts and townships cannot. A county-level city is not told by its name.

    Source: Legislation Law, from memory; the faults seen in published reports.
    """
    if _NATIONAL.search(name):
        return False
    department = _LOCAL_DEPARTMENT.search(name) and not _OFFICE_OF_GOVERNMENT.search(name)
    return bool(_BELOW_CITY.search(name) or department)


def r8_authority(report: ReportReading) -> Iterator[Finding]:
    """R8: a body without the power to make 规章 reports none."""
    name = report.agency
    if not lacks_rule_making_power(name):
        return
    for column in report.form.blocks[0].columns:
        cell = f"table2/article_20_1/规章/{column.key}"
        value = number_of(report.figures, cell)
        if value:
            text = f"{name}没有规章制定权，“规章·{column.label}”应为0，填报{value}"
            yield Finding("R8", Level.ERROR, cell, value, 0, text)


def r9_completeness(report: ReportReading) -> Iterator[Finding]:
    """R9: six chapters in order, every table there and table three not cut off."""
    found = [chapter.number for chapter in report.chapters]
    for number, heading in enumerate(report.form.chapters, start=1):
        if number not in found:
            yield Finding("R9", Level.ERROR, f"chapter/{number}", None, heading, f"缺少“{heading}”")
    if found != sorted(found):
        order = "、".join(map(str, found))
        yield Finding("R9", Level.ERROR, "chapter", order, None, f"各部分顺序不符合格式：{order}")
    for table, name in (("table2", "表二"), ("table3", "表三"), ("table4", "表四")):
        if not report.has_table(table):
            yield Finding("R9", Level.ERROR, table, None, None, f"没有找到{name}")
    yield from _cut_off(report)


def _cut_off(report: ReportReading) -> Iterator[Finding]:
    rows = report.form.request_rows
    there = [report.has_row(row.key) for row in rows]
    if not any(there) or all(there):
        return
    last = max(index for index, found in enumerate(there) if found)
    missing = [row for row, found in zip(rows, there, strict=True) if not found]
    if all(there[: last + 1]):
        text = f"表三在“{rows[last].label}”之后中断，缺{len(missing)}行"
    else:
        text = f"表三缺{len(missing)}行：" + "、".join(row.label for row in missing)
    yield Finding("R9", Level.ERROR, f"table3/{missing[0].key}", len(rows) - len(missing), len(rows), text)


def r10_period(report: ReportReading) -> Iterator[Finding]:
    """R10: the period stated is the calendar year of the report."""
    if report.fiscal_year is None:
        yield Finding("R10", Level.WARNING, "title", None, None, "没有找到报告年度")
        return
    for first, last in _PERIOD.findall(re.sub(r"\s", "", report.text)):
        if int(first) != report.fiscal_year or (last and int(last) != report.fiscal_year):
            stated = f"{first}年至{last or first}年"
            text = f"统计期限写作{stated}，与报告年度{report.fiscal_year}不一致"
            yield Finding("R10", Level.WARNING, "chapter/1", stated, report.fiscal_year, text)


def r11_residue(report: ReportReading) -> Iterator[Finding]:
    """R11: nothing of the template is left, and the form cited is the one of the year."""
    for pattern, what in _RESIDUE:
        match = re.search(pattern, report.text)
        if match:
            yield Finding("R11", Level.WARNING, "text", match.group(), None, f"{what}：“{match.group()}”")
    if report.fiscal_year is None:
        return
    wrong = "〔2019〕60号" if report.fiscal_year >= NEW_FORM_YEAR else "〔2021〕30号"
    if wrong in report.text:
        text = f"{report.fiscal_year}年度报告引用了不适用的格式文件{wrong}"
        yield Finding("R11", Level.WARNING, "text", wrong, None, text)
    if (report.form.key == "2021") != (report.fiscal_year >= NEW_FORM_YEAR):
        text = f"{report.fiscal_year}年度应使用{'2021' if report.fiscal_year >= NEW_FORM_YEAR else '2019'}年格式，"
        text += f"本报告用的是{report.form.key}年格式"
        yield Finding("R11", Level.WARNING, "form", report.form.key, None, text)


def r13_reconsideration_first(report: ReportReading) -> Iterator[Finding]:
    """R13: since 2024 a refusal cannot be sued over directly; direct suits should concern other replies."""
    direct = number_of(report.figures, f"table4/litigation_direct/{TOTAL}")
    if report.fiscal_year and report.fiscal_year >= RECONSIDERATION_FIRST_YEAR and direct:
        text = f"未经复议直接起诉{direct}件：2024年起不予公开决定须先复议，请核对是否均属无法提供、不予处理或不作为"
        yield Finding("R13", Level.INFO, "table4/litigation_direct", direct, None, text)
