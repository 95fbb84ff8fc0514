"""Reads one printed cell: a number, or the named reason why there is none; it never guesses."""

import re
from decimal import Decimal

from gongkai.law.figures import Missing, Value

MOST_DIGITS = 15
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_ORDINARY = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_ORDINARY.update(dict.fromkeys((0x2212, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2500, 0xFE63), 0x2D))
_NOT_APPLICABLE = re.compile(r"^(?:-+|/+|\\+|无|不适用|[Nn]/?[Aa]\.?|无此项|不涉及)$")
_NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_COUNT = re.compile(rf"^(?P<sign>[+-]?){_NUMBER}(?P<unit>件|项|个|条|份|次|宗|起|部|人)?$")
_CHANGE = re.compile(rf"^(?P<sign>[+-]|增加?|新增|减少?|↑|↓|持平)?{_NUMBER}(?P<unit>件|项|个|条|份|次|宗|起|部|人)?$")
_MONEY = re.compile(rf"^(?P<sign>[+-]?)(?:人民币|[¥￥])?{_NUMBER}(?P<unit>[百千万亿]*元整?)?$")
_UNIT = re.compile(r"(?<![百千万亿])([百千万亿]{0,4})元")
_LESS = {"-", "减", "减少", "↓"}
_WAN = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


def ordinary(text: str) -> str:
    """``text`` trimmed, digits, signs and punctuation in ordinary width, invisible characters gone."""
    return _INVISIBLE.sub("", text).strip().translate(_ORDINARY).strip()


def is_blank(text: str) -> bool:
    """Whether nothing is printed."""
    return not ordinary(text)


def is_value(text: str) -> bool:
    """Whether a cell can stand among the figures: blank, a mark of absence, or a number with or without unit."""
    plain = ordinary(text).replace(" ", "")
    if not plain or _NOT_APPLICABLE.match(plain):
        return True
    return any(pattern.match(plain) for pattern in (_COUNT, _MONEY)) or _CHANGE.match(plain) is not None


def is_number(text: str) -> bool:
    """Whether a cell prints a plain number."""
    return _COUNT.match(ordinary(text)) is not None


def read_cell(text: str, unit: str, heading: str = "") -> tuple[Value, str]:
    """The value of a cell and, where the printing says more than the number, its printed text.

    Args:
        text: what is printed.
        unit: ``count``, ``change`` or ``wan_yuan``.
        heading: what the column's heading prints, for the unit of money.
    """
    plain, printed = ordinary(text), " ".join(text.split())
    if not plain:
        return Missing.BLANK, ""
    if _NOT_APPLICABLE.match(plain):
        return Missing.NOT_APPLICABLE, ""
    if unit == "wan_yuan":
        return _money(plain, printed, heading)
    found = (_CHANGE if unit == "change" else _COUNT).match(plain)
    number = "" if found is None else found["number"].replace(",", "")
    if found is None or not number.isdigit() or len(number) > MOST_DIGITS or found["sign"] == "持平":
        return Missing.UNREADABLE, printed
    value = -int(number) if found["sign"] in _LESS else int(number)
    return value, printed if found["unit"] or (found["sign"] or "+") not in "+-" else ""


def _money(plain: str, printed: str, heading: str) -> tuple[Value, str]:
    found = _MONEY.match(plain)
    number = "" if found is None else found["number"].replace(",", "")
    if found is None or len(number) > MOST_DIGITS + 6:
        return Missing.UNREADABLE, printed
    amount = Decimal(number) * (-1 if found["sign"] == "-" else 1)
    stated = _UNIT.search(found["unit"] or "") or _UNIT.search(ordinary(heading))
    if stated is None:
        return _whole(amount), printed if amount else ""
    if stated[1] not in _WAN:
        return Missing.UNREADABLE, printed
    return _whole(amount * _WAN[stated[1]] / 10**4), printed if found["unit"] or stated[1] != "万" else ""


def _whole(amount: Decimal) -> int | Decimal:
    return int(amount) if amount == amount.to_integral_value() else amount
