"""Columns of import files and how a cell's text becomes a value."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

MOST_FEN = 10**16  # a hundred trillion yuan

Parse = Callable[[str], Any]


class BadCell(ValueError):
    """A cell that cannot be understood; the message says how to write it."""


@dataclass(frozen=True, slots=True)
class Column:
    """Identifier (accepted as heading too), Chinese heading, how to read a cell, whether it must be filled."""

    key: str
    heading: str
    parse: Parse
    required: bool = True


def text(value: str) -> str:
    """The text as it is."""
    return value


def whole_number(value: str) -> int:
    """A whole number.

    Raises:
        BadCell: anything else.
    """
    if not re.fullmatch(r"-?\d{1,9}", value):
        raise BadCell(f"“{value}”不是整数")
    return int(value)


def day(value: str) -> date:
    """A day: 2020-01-02, 2020/1/2, 2020.1.2, 2020年1月2日 or 20200102.

    Raises:
        BadCell: anything else, or a day that does not exist.
    """
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", value) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", value
    )
    try:
        return date(*map(int, found.groups()))  # type: ignore[union-attr]
    except (AttributeError, ValueError):
        raise BadCell(f"“{value}”不是日期，请写作 2020-01-02") from None


def yuan(value: str) -> int:
    """An amount in yuan with at most two decimals, as whole fen.

    Raises:
        BadCell: no amount, or parts of a fen.
    """
    try:
        fen = Decimal(value.replace(",", "").replace("，", "").removesuffix("元")) * 100
    except ArithmeticError:
        raise BadCell(f"“{value}”不是金额，请以元为单位填写数字") from None
    if not fen.is_finite() or abs(fen) > MOST_FEN:
        raise BadCell(f"“{value}”超出可填的金额")
    if fen != fen.to_integral_value():
        raise BadCell(f"“{value}”不足一分，金额最多两位小数")
    return int(fen)


def one_of(kinds: type[StrEnum]) -> Parse:
    """A reader of a closed list, by identifier or Chinese label."""
    known = {kind.value: kind for kind in kinds} | {kind.label: kind for kind in kinds}  # type: ignore[attr-defined]

    def parse(value: str) -> StrEnum:
        if value not in known:
            labels = "、".join(kind.label for kind in kinds)  # type: ignore[attr-defined]
            raise BadCell(f"“{value}”不在可选范围内，可选：{labels}")
        return known[value]

    return parse


def parts(value: str) -> list[str]:
    """Several texts in one cell, parted by ； or line breaks."""
    return [part.strip() for part in re.split(r"[；;\n]", value) if part.strip()]


def yes(value: str) -> bool:
    """是 or 否.

    Raises:
        BadCell: anything else.
    """
    if value not in ("是", "否"):
        raise BadCell(f"“{value}”请填“是”或“否”")
    return value == "是"
