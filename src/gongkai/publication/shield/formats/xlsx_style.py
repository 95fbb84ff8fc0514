"""Which cell styles of a workbook hide what the cell holds."""

import colorsys
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from gongkai.publication.shield.container import Container

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
NEAR = 20
"""Two colours that differ by less in each channel cannot be told apart in print."""
TINY = 4.0
THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
INDEXED = {1: WHITE, 9: WHITE, 65: WHITE, 0: BLACK, 8: BLACK, 64: BLACK}
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
BRACKET = re.compile(r"\[[^\]]*\]")
CONDITION = re.compile(r"\[[<>=]")
PLACEHOLDER = re.compile(r"[0#?@]|general|[ymdhse]|G/通用格式", re.IGNORECASE)
HARMLESS_BRACKET = re.compile(
    r"\[(\$[^\]\w]{0,3}[A-Za-z]{0,3}-?[0-9A-Fa-f]*|[<>=]+-?[\d.]+|[hms]+|[A-Za-z]{3,7}\d*|DBNum\d)\]"
)
MOST_FORMAT = 80
MOST_LITERAL = 2
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Font:
    """What matters of a font."""

    colour: Colour | None
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Style:
    """One cell format of the workbook."""

    font: Font
    fill: Colour | None
    number_format: str
    border: bool
    wrap: bool
    horizontal: str | None


class Styles:
    """The cell formats of a workbook and what they hide."""

    def __init__(self, container: Container, part: str = "xl/styles.xml", theme: str = "xl/theme/theme1.xml") -> None:
        self._root = container.xml(part)
        self._theme = container.xml(theme)

    @cached_property
    def all(self) -> list[Style]:
        """The cell formats in their order."""
        if self._root is None:
            return []
        fonts = [self.font(row) for row in self._root.iterfind("{*}fonts/{*}font")]
        fills = [self.fill(row) for row in self._root.iterfind("{*}fills/{*}fill")]
        formats = {
            row.get("numFmtId"): row.get("formatCode") or "" for row in self._root.iterfind("{*}numFmts/{*}numFmt")
        }
        plain = Font(None, 11.0, bold=False)
        found = []
        for row in self._root.iterfind("{*}cellXfs/{*}xf"):
            font, fill = int(row.get("fontId") or 0), int(row.get("fillId") or 0)
            alignment = row.find("{*}alignment")
            number = row.get("numFmtId") or "0"
            found.append(
                Style(
                    font=fonts[font] if font < len(fonts) else plain,
                    fill=fills[fill] if fill < len(fills) else WHITE,
                    number_format=formats.get(number) or BUILT_IN.get(int(number), "General"),
                    border=(row.get("borderId") or "0") != "0",
                    wrap=alignment is not None and alignment.get("wrapText") in ("1", "true"),
                    horizontal=None if alignment is None else alignment.get("horizontal"),
                )
            )
        return found

    def of(self, number: int) -> Style | None:
        """The cell format with this number."""
        return self.all[number] if 0 <= number < len(self.all) else None

    def font(self, row: Any) -> Font:
        """A ``font`` or ``rPr`` element."""
        size, bold = row.find("{*}sz"), row.find("{*}b")
        return Font(
            colour=self._colour(row.find("{*}color")),
            size=float(size.get("val") or 11) if size is not None else 11.0,
            bold=bold is not None and bold.get("val") not in ("0", "false"),
        )

    def fill(self, row: Any) -> Colour | None:
        """The colour behind the text; None where it cannot be told."""
        pattern = row.find("{*}patternFill")
        if pattern is None:
            return None
        kind = pattern.get("patternType") or "none"
        if kind == "none":
            return WHITE
        return (self._colour(pattern.find("{*}fgColor")) or WHITE) if kind == "solid" else None

    @cached_property
    def hiding_conditions(self) -> list[int]:
        """The numbers of the conditional formats that make text white, tiny or empty."""
        rows = [] if self._root is None else self._root.iterfind("{*}dxfs/{*}dxf")
        hiding = []
        for number, row in enumerate(rows):
            font, fill, code = row.find("{*}font"), row.find("{*}fill"), row.find("{*}numFmt")
            behind = WHITE
            if fill is not None:
                pattern = fill.find("{*}patternFill")
                behind = self._colour(None if pattern is None else pattern.find("{*}bgColor")) or WHITE
            if (font is not None and near(self.font(font).colour, behind)) or (
                code is not None and format_hides(code.get("formatCode") or "", 1)
            ):
                hiding.append(number)
        return hiding

    def hides(self, style: Style, value: float | str) -> str | None:
        """The kind of finding when a cell of this format does not show its value."""
        sign = "text" if isinstance(value, str) else (value > 0) - (value < 0)
        return _hides(style, sign)

    def _colour(self, row: Any) -> Colour | None:
        if row is None:
            return None
        if row.get("rgb"):
            return _hex(row.get("rgb"))
        if row.get("theme"):
            return _tinted(self._theme_colour(int(row.get("theme"))), float(row.get("tint") or 0))
        if row.get("indexed"):
            return INDEXED.get(int(row.get("indexed")))
        return None

    def _theme_colour(self, number: int) -> Colour | None:
        if number >= len(THEME_ORDER):
            return None
        fallback = {0: WHITE, 1: BLACK}.get(number)
        row = None if self._theme is None else self._theme.find(f".//{{*}}clrScheme/{{*}}{THEME_ORDER[number]}")
        if row is None or not len(row):
            return fallback
        return _hex(row[0].get("lastClr") or row[0].get("val") or "") or fallback


def near(one: Colour | None, other: Colour | None) -> bool:
    """Whether two known colours cannot be told apart."""
    return one is not None and other is not None and all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def format_hides(code: str, sign: int | str) -> bool:
    """Whether a number format shows nothing of a text, or of a number of this sign, as ``;;;`` does."""
    parts = SECTIONS.split(code)
    if isinstance(sign, str):
        if len(parts) < len("+-0@"):
            return False
        part = parts[3]
    elif sign == 0 or CONDITION.search(code):
        return False
    else:
        part = parts[1] if sign < 0 and len(parts) > 1 else parts[0]
    return bool(code) and not PLACEHOLDER.search(BRACKET.sub("", LITERAL.sub("", part)))


@lru_cache(maxsize=4096)
def _hides(style: Style, sign: int | str) -> str | None:
    if near(style.font.colour, style.fill):
        return "xlsx.unseen_colour"
    if style.font.size < TINY:
        return "xlsx.tiny_text"
    return "xlsx.hiding_format" if format_hides(style.number_format, sign) else None


def safe_format(code: str) -> str:
    """The number format when it can carry no words of its own, else the general one."""
    literals = [match[1] or match[2] or "" for match in LITERAL.finditer(code)]
    escaped = sum(bool(match[2]) for match in LITERAL.finditer(code))
    brackets = BRACKET.findall(code)
    short = all(len(word) <= MOST_LITERAL for word in literals) and escaped <= 2 * MOST_LITERAL
    rest = re.sub(r"[^A-Za-z一-鿿]", "", BRACKET.sub("", LITERAL.sub("", code)))
    known = re.fullmatch(r"(?i)(general|G通用格式|[ymdhsea年月日时分秒上下午元万ap]*)", rest)
    if len(code) > MOST_FORMAT or not short or not known or not all(map(HARMLESS_BRACKET.fullmatch, brackets)):
        return "General"
    return code or "General"


def _hex(text: str) -> Colour | None:
    return (
        (int(text[-6:-4], 16), int(text[-4:-2], 16), int(text[-2:], 16))
        if re.fullmatch(r"[0-9A-Fa-f]{6,8}", text)
        else None
    )


def _tinted(colour: Colour | None, tint: float) -> Colour | None:
    if colour is None or not tint:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full)
    return round(red * 255), round(green * 255), round(blue * 255)


BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    27: "yyyy年m月",
    31: "yyyy年m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
