"""The numbers in front of list paragraphs of a Word file, as text."""

from typing import Any

from gongkai.publication.shield.formats.docx_style import W

DIGITS = "〇一二三四五六七八九"
CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"}
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN += ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LEVELS = 9
TEN, HUNDRED, THOUSAND = 10, 100, 1000
LETTERS = 26


class Numbering:
    """Counts list paragraphs in the order they are asked for."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, Any] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if root is not None:
            self._abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.findall(f"{W}abstractNum")}
            for one in root.findall(f"{W}num"):
                self._list_of[one.get(f"{W}numId", "")] = _val(one.find(f"{W}abstractNumId"))

    def label(self, properties: Any) -> str:
        """The number of the next paragraph with these ``w:numPr``, or nothing."""
        name = "" if properties is None else self._list_of.get(_val(properties.find(f"{W}numId")), "")
        abstract = self._abstract.get(name)
        if abstract is None:
            return ""
        level = _whole(_val(properties.find(f"{W}ilvl")), 0)
        rows = {_whole(one.get(f"{W}ilvl", "0"), 0): one for one in abstract.findall(f"{W}lvl")}
        if level not in rows or not 0 <= level < LEVELS:
            return ""
        starts = [_whole(_val(rows[at].find(f"{W}start")), 1) if at in rows else 1 for at in range(LEVELS)]
        counts = self._counts.setdefault(name, [start - 1 for start in starts])
        for upper in range(level):
            counts[upper] = max(counts[upper], starts[upper])
        counts[level] += 1
        counts[level + 1 :] = [start - 1 for start in starts[level + 1 :]]
        pattern = _val(rows[level].find(f"{W}lvlText"))
        if _val(rows[level].find(f"{W}numFmt")) == "bullet":
            return "•"
        for at in range(level + 1):
            shown = written_number(counts[at], _val(rows[at].find(f"{W}numFmt")) if at in rows else "decimal")
            pattern = pattern.replace(f"%{at + 1}", shown)
        return pattern.strip()


def written_number(value: int, form: str) -> str:
    """A whole number as a list writes it (``decimal``, ``chineseCounting``, ``upperRoman`` …)."""
    if form in CHINESE:
        return _chinese(value)
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (value - 1) % LETTERS) * ((value - 1) // LETTERS + 1) if value > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(value).upper() if form == "upperRoman" else _roman(value)
    if form.startswith("decimalEnclosedCircle") and 0 < value <= len(CIRCLED):
        return CIRCLED[value - 1]
    return "" if form == "none" else str(value)


def _chinese(value: int) -> str:
    if not 0 < value < THOUSAND:
        return str(value)
    hundreds, rest = divmod(value, HUNDRED)
    tens, ones = divmod(rest, TEN)
    head = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        head += "零"
    return head + (DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    out = ""
    for size, sign in ROMAN:
        while value >= size and len(out) < THOUSAND:
            out += sign
            value -= size
    return out


def _val(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _whole(text: str, otherwise: int) -> int:
    try:
        return int(text)
    except ValueError:
        return otherwise
