"""Rules on the numbers of one report: R1 to R4 and R7.

R1 is printed on the form; the others are derived from it (see docs/reference/reconciliation.md). A blank is not
zero: a sum with blanks in it is never an error by itself, only where the numbers that are there already exceed it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.law.figures import Missing, number_of
from gongkai.law.findings import Finding, Level
from gongkai.law.forms import DISPUTE_BLOCKS, TOTAL
from gongkai.law.reading import ReportReading

Number = int | Decimal
TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}


def r1_received_equals_handled(report: ReportReading) -> Iterator[Finding]:
    """R1: 新收 + 上年结转 = 总计 + 结转下年, in each of the seven columns."""
    for column in report.form.applicant_columns:
        where = f"table3/{column.key}"
        new, carried_in = (
            number_of(report.figures, f"table3/{row}/{column.key}") for row in ("received", "carried_in")
        )
        left = (new or 0) + (carried_in or 0)
        if not report.has_row("concluded"):
            yield from _r1_cut_off(report, column.key, column.label, left)
            continue
        concluded, carried_out = (
            number_of(report.figures, f"table3/{row}/{column.key}") for row in ("concluded", "carried_out")
        )
        right = (concluded or 0) + (carried_out or 0)
        if left == right:
            continue
        left_known, right_known = None not in (new, carried_in), None not in (concluded, carried_out)
        contradicts = (left_known and (right_known or right > left)) or (right_known and left > right)
        note = "" if left_known and right_known else "（有空白格，空白不按0认定）"
        text = f"“{column.label}”列：新收{_n(new)}＋上年结转{_n(carried_in)}＝{left}，"
        text += f"总计{_n(concluded)}＋结转下年{_n(carried_out)}＝{right}，不相等{note}"
        yield Finding("R1", Level.ERROR if contradicts else Level.WARNING, where, left, right, text)


def _r1_cut_off(report: ReportReading, key: str, label: str, left: Number) -> Iterator[Finding]:
    """What can still be said where the row 总计 is not there."""
    results = [number_of(report.figures, f"table3/{row.key}/{key}") for row in report.form.result_rows]
    seen = [value for value in results if value is not None]
    right = sum(seen)
    where = f"table3/{key}"
    if right > left:
        text = f"“{label}”列：新收与上年结转合计{left}，可见的办理结果合计已达{right}"
        yield Finding("R1", Level.ERROR, where, left, right, text)
    elif seen and left:
        text = f"“{label}”列：新收与上年结转合计{left}，可见的办理结果合计{right}，"
        text += "就可见部分未见矛盾；缺总计行，无法完整核对"
        yield Finding("R1", Level.INFO, where, left, right, text)


def r2_concluded_equals_results(report: ReportReading) -> Iterator[Finding]:
    """R2: the row 总计 = the sum of all results, in each column."""
    for column in report.form.applicant_columns:
        total = number_of(report.figures, f"table3/concluded/{column.key}")
        if total is None:
            continue
        parts = [number_of(report.figures, f"table3/{row.key}/{column.key}") for row in report.form.result_rows]
        name = f"“{column.label}”列的（七）总计"
        yield from _sum_finding("R2", f"table3/{column.key}", name, total, parts)


def r3_total_column(report: ReportReading) -> Iterator[Finding]:
    """R3: the column 总计 = the sum of the six kinds of applicant, in each row."""
    blank = []
    for row in report.form.request_rows:
        cells = [f"table3/{row.key}/{column.key}" for column in report.form.applicant_columns]
        *kinds, total = (number_of(report.figures, cell) for cell in cells)
        name = f"“{row.label}”行的总计"
        if total is not None:
            yield from _sum_finding("R3", f"table3/{row.key}", name, total, kinds)
        elif any(kinds) and report.value(cells[-1]) is Missing.BLANK:
            blank.append(row)
    if blank:
        names = "、".join(row.label for row in blank[:3]) + ("等" if len(blank) > 3 else "")  # noqa: PLR2004
        text = f"表三有{len(blank)}行填有数字而总计栏空白（{names}）；空白不等于0，也不作不符处理"
        yield Finding("R3", Level.WARNING, f"table3/{blank[0].key}/{TOTAL}", None, None, text)


def r4_dispute_totals(report: ReportReading) -> Iterator[Finding]:
    """R4: 总计 = 维持 + 纠正 + 其他 + 尚未审结, in each block of table four."""
    for block, label in DISPUTE_BLOCKS.items():
        results = ("upheld", "corrected", "other", "pending")
        parts = [number_of(report.figures, f"table4/{block}/{result}") for result in results]
        total = number_of(report.figures, f"table4/{block}/{TOTAL}")
        if total is not None:
            yield from _sum_finding("R4", f"table4/{block}", f"“{label}”的总计", total, parts)
        elif any(parts):
            text = f"“{label}”填有数字而总计空白"
            yield Finding("R4", Level.WARNING, f"table4/{block}/{TOTAL}", None, None, text)


def r7_values(report: ReportReading) -> Iterator[Finding]:
    """R7: counts are whole and not negative; blanks and unreadable cells are named, never taken for zero."""
    units = {
        f"table2/{block.key}/{row.label}/{column.key}": column.unit
        for block in report.form.blocks
        for row in block.rows
        for column in block.columns
    }
    for cell, value in report.figures.items():
        label, unit = report.form.label_of(cell), units.get(cell, "count")
        if value is Missing.UNREADABLE:
            printed = report.raw.get(cell, "")
            yield Finding("R7", Level.WARNING, cell, printed, None, f"{label}：“{printed}”无法识别为数字")
        elif isinstance(value, Missing):
            continue
        elif value < 0 and unit != "change":
            yield Finding("R7", Level.ERROR, cell, value, 0, f"{label}：{value}，不能为负")
        elif isinstance(value, Decimal) and unit != "wan_yuan":
            yield Finding("R7", Level.ERROR, cell, value, None, f"{label}：{value}，数量须为整数")
    for table, name in TABLES.items():
        cells = [cell for cell in report.figures if cell.startswith(table)]
        blanks = [cell for cell in cells if report.figures[cell] in (Missing.BLANK, Missing.NOT_APPLICABLE)]
        if blanks:
            text = f"{name}有{len(blanks)}格空白或以“/”“-”代替；空白不等于0，没有的应填0"
            yield Finding("R7", Level.WARNING, blanks[0], None, None, text)


def _sum_finding(rule: str, where: str, name: str, total: Number, parts: Sequence[Number | None]) -> Iterator[Finding]:
    """A total against its parts: exact where all are there, else only what the ones there can prove."""
    known = [part for part in parts if part is not None]
    added = sum(known)
    if added == total or not known:
        return
    if len(known) == len(parts) or added > total:
        yield Finding(rule, Level.ERROR, where, total, added, f"{name}为{total}，各项之和为{added}")
    else:
        text = f"{name}为{total}，已填各项之和为{added}，另有{len(parts) - len(known)}格未填，无法核对"
        yield Finding(rule, Level.WARNING, where, total, added, text)


def _n(value: Number | None) -> str:
    return "（空白）" if value is None else str(value)
