"""The numbers Word writes before paragraphs and keeps out of their text: 一、 （二） 3. ①."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CIRCLED_ZERO = ord("①") - 1
_CIRCLED_LAST = 20
_ALPHABET = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_COUNTED = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"}
_COUNTED |= {"taiwaneseCountingThousand", "koreanCounting", "ideographDigital", "japaneseDigitalTenThousand"}
_BY_DIGIT = {"ideographDigital", "japaneseDigitalTenThousand"}


def child(element: Any, *path: str) -> Any:
    """The first descendant along a path of local names of WordprocessingML, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any, name: str = "val", default: str = "") -> str:
    """An attribute of WordprocessingML; the default also when there is no element."""
    return default if element is None else element.get(W + name, default)


def _chinese(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    text = ""
    for count, unit in ((thousands, "千"), (hundreds, "百"), (tens, "十"), (ones, "")):
        if count:
            text += ("零" if text.endswith("*") else "") + _DIGITS[count] + unit
        elif text and not text.endswith("*"):
            text += "*"
        text = text.replace("*零", "零")
    text = text.rstrip("*")
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def formatted(number: int, kind: str) -> str:
    """A number as one of Word's formats shows it; unknown formats as digits."""
    if kind in _BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if kind in _COUNTED:
        return _chinese(number)
    if kind.startswith("decimalEnclosedCircle") and 0 < number <= _CIRCLED_LAST:
        return chr(_CIRCLED_ZERO + number)
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    return f"{number:02d}" if kind == "decimalZero" else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int
    plain: bool  # numbers of higher levels are shown as digits (第1.2条)


class Numbering:
    """Counts through a document, paragraph by paragraph."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._family: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        families = {value(found, "abstractNumId"): found for found in root.iter(W + "abstractNum")}
        for number in root.iter(W + "num"):
            key, family = value(number, "numId"), value(child(number, "abstractNumId"))
            if family not in families:
                continue
            levels = {int(value(lvl, "ilvl", "0")): lvl for lvl in families[family].iter(W + "lvl")}
            self._family[key] = family
            self._levels[key] = {at: self._level(lvl) for at, lvl in levels.items()}
            for override in number.iter(W + "lvlOverride"):
                self._override(key, override)

    @staticmethod
    def _level(element: Any) -> _Level:
        return _Level(
            value(child(element, "numFmt"), default="decimal"),
            value(child(element, "lvlText")),
            int(value(child(element, "start"), default="1")),
            child(element, "isLgl") is not None,
        )

    def _override(self, key: str, element: Any) -> None:
        at = int(value(element, "ilvl", "0"))
        if (whole := child(element, "lvl")) is not None:
            self._levels[key][at] = self._level(whole)
        elif (start := child(element, "startOverride")) is not None and at in self._levels[key]:
            old = self._levels[key][at]
            self._levels[key][at] = _Level(old.kind, old.text, int(value(start, default="1")), old.plain)
        self._family[key] = f"{self._family[key]}/{key}"  # what starts anew counts on its own

    def label(self, key: str, at: int) -> tuple[str, bool]:
        """What stands before the next paragraph of this list and level, and whether it is a bullet."""
        level = self._levels.get(key, {}).get(at)
        if level is None or level.kind == "none":
            return "", False
        if level.kind == "bullet":
            return "•", True
        counts = self._counts[self._family[key]]
        counts[at] = counts.get(at, level.start - 1) + 1
        for lower in [other for other in counts if other > at]:
            del counts[lower]

        def shown(found: re.Match[str]) -> str:
            which = int(found[1]) - 1
            its = self._levels[key].get(which, level)
            number = counts.get(which, its.start)
            return str(number) if level.plain and which != at else formatted(number, its.kind)

        return re.sub(r"%([1-9])", shown, level.text), False
