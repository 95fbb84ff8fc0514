"""The figures of one report: a value or a named kind of absence for every cell."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from gongkai.law.forms import TOTAL, Form


class Missing(StrEnum):
    """Why a cell holds no number; none of these is zero."""

    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"blank": "空白", "not_applicable": "不适用", "unreadable": "无法识别", "absent": "缺行"}[self.value]


Value = int | Decimal | Missing
Figures = Mapping[str, Value]
"""Cell name → value. A cell that is not in the mapping is ``Missing.ABSENT``."""


def value_of(figures: Figures, cell: str) -> Value:
    """The value of ``cell``."""
    return figures.get(cell, Missing.ABSENT)


def number_of(figures: Figures, cell: str) -> int | Decimal | None:
    """The number in ``cell``; None for every kind of absence."""
    value = value_of(figures, cell)
    return None if isinstance(value, Missing) else value


def plain(value: Value) -> int | str | None:
    """A value for JSON: whole numbers as they are, decimals as text, absence as null."""
    if isinstance(value, Missing):
        return None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else 0
    return value


def printed(value: Value, unit: str = "count") -> str:
    """A value as the tables print it: thousands separated in money, nothing for a blank."""
    if isinstance(value, Missing):
        return "/" if value is Missing.NOT_APPLICABLE else ""
    if unit == "wan_yuan":
        return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return str(plain(value))


def tables(form: Form, figures: Figures) -> dict[str, Any]:
    """The three tables in the shape of the published JSON: rows as lists in the form's column order."""
    table2: dict[str, dict[str, list[int | str | None]]] = {}
    for block in form.blocks:
        table2[block.key] = {
            row.label: [
                plain(value_of(figures, f"table2/{block.key}/{row.label}/{column.key}")) for column in block.columns
            ]
            for row in block.rows
        }
    table3 = {
        row.key: [plain(value_of(figures, f"table3/{row.key}/{c.key}")) for c in form.applicant_columns]
        for row in form.request_rows
    }
    table4 = [plain(value_of(figures, cell)) for cell in form.table4_cells]
    return {"table2": table2, "table3": table3, "table4": table4}


def with_sums(form: Form, counted: Mapping[str, int]) -> dict[str, int]:
    """Tables three and four complete: absent counts are 0, sums by row, by column and by block added.

    Args:
        form: the form to fill.
        counted: counts of records by cell, without any sum.
    """
    figures = {cell: counted.get(cell, 0) for cell in form.table3_cells + form.table4_cells}
    kinds = [column.key for column in form.applicant_columns if column.key != TOTAL]
    for kind in kinds:
        results = (figures[f"table3/{row.key}/{kind}"] for row in form.result_rows)
        figures[f"table3/concluded/{kind}"] = sum(results)
    for row in form.request_rows:
        figures[f"table3/{row.key}/{TOTAL}"] = sum(figures[f"table3/{row.key}/{kind}"] for kind in kinds)
    for cell in form.table4_cells:
        block, result = cell.split("/")[1:]
        if result == TOTAL:
            parts = [f"table4/{block}/{part}" for part in ("upheld", "corrected", "other", "pending")]
            figures[cell] = sum(figures[part] for part in parts)
    return figures
