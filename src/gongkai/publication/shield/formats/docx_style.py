"""How a piece of Word text looks once styles are resolved: hidden, how large, which colour on which ground."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
OFF = {"0", "false", "off", "none"}
DEEPEST = 20
SMALLEST = 4
"""Half points: text of two points and less is not read."""
NEAR = 24
NARROWEST = 10
"""Per cent of a letter's width; narrower letters are not read."""
WHITE = (255, 255, 255)
HIGHLIGHTS = {
    "black": (0, 0, 0),
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "green": (0, 255, 0),
    "magenta": (255, 0, 255),
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "white": WHITE,
    "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0),
    "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by identifier, its defaults and the colour of its sheets."""

    by_id: dict[str, Any]
    default_run: Any
    default_paragraph: str
    sheet: Colour


def styles_of(root: Any, document: Any) -> Styles:
    """The styles, from the roots of ``styles.xml`` (or None) and ``document.xml``."""
    rows = [] if root is None else root.findall(f"{W}style")
    defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    paragraph = next(
        (one.get(f"{W}styleId", "") for one in rows if one.get(f"{W}type") == "paragraph" and _default(one)), ""
    )
    background = document.find(f"{W}background")
    sheet = colour(background.get(f"{W}color")) if background is not None else None
    return Styles({one.get(f"{W}styleId", ""): one for one in rows}, defaults, paragraph, sheet or WHITE)


def _default(style: Any) -> bool:
    return style.get(f"{W}default", "0") not in OFF


def colour(value: str | None) -> Colour | None:
    """Red, green, blue of ``RRGGBB``; None for automatic or unknown."""
    try:
        return (
            (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16))
            if value and len(value) == len("RRGGBB")
            else None
        )
    except ValueError:
        return None


def near(one: Colour, other: Colour) -> bool:
    """Whether the eye cannot tell two colours apart."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def is_on(element: Any) -> bool:
    """Whether a switch such as ``w:vanish`` is there and on."""
    return element is not None and element.get(f"{W}val", "1") not in OFF


class Look:
    """Answers about the runs of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._of_style: dict[tuple[str, str], Any] = {}

    def hidden(self, run: Any) -> bool:
        """Whether a run is set not to be shown."""
        return any(is_on(self.of(run, tag)) for tag in ("vanish", "webHidden", "specVanish"))

    def tiny(self, run: Any) -> bool:
        """Whether a run is too small or too narrow to be read."""
        size, width = self.of(run, "sz"), self.of(run, "w")
        return _number(size, SMALLEST + 1) <= SMALLEST or _number(width, 100) < NARROWEST

    def unseen_colour(self, run: Any) -> bool:
        """Whether a run has the colour of what is behind it."""
        row = self.of(run, "color")
        ink = colour(row.get(f"{W}val")) if row is not None else None
        ground = self._ground(run) if ink else None
        return bool(ink and ground and near(ink, ground))

    def of(self, run: Any, tag: str) -> Any:
        """The element of a run property, from the run, its style, its paragraph's style or the defaults."""
        own = run.find(f"{W}rPr/{W}{tag}")
        if own is not None:
            return own
        paragraph = next(run.iterancestors(f"{W}p"), None)
        names = [_val(run.find(f"{W}rPr/{W}rStyle"))]
        if paragraph is not None:
            names.append(_val(paragraph.find(f"{W}pPr/{W}pStyle")) or self._styles.default_paragraph)
        for name in names:
            found = self._in_style(name, tag)
            if found is not None:
                return found
        defaults = self._styles.default_run
        return None if defaults is None else defaults.find(f"{W}{tag}")

    def of_paragraph(self, paragraph: Any, tag: str) -> Any:
        """The element of a paragraph property from the paragraph's style."""
        name = _val(paragraph.find(f"{W}pPr/{W}pStyle")) or self._styles.default_paragraph
        return self._in_style(name, tag, "pPr")

    def _in_style(self, name: str, tag: str, part: str = "rPr") -> Any:
        key = (name, f"{part}/{tag}")
        if key not in self._of_style:
            found, at = None, name
            for _ in range(DEEPEST):
                style = self._styles.by_id.get(at)
                found = None if style is None else style.find(f"{W}{part}/{W}{tag}")
                if found is not None or style is None:
                    break
                at = _val(style.find(f"{W}basedOn"))
            self._of_style[key] = found
        return self._of_style[key]

    def _ground(self, run: Any) -> Colour | None:
        """The colour behind a run; None where it cannot be told."""
        for ground in self._grounds(run):
            if ground is not None:
                return ground if ground != (-1, -1, -1) else None
        return self._styles.sheet

    def _grounds(self, run: Any) -> Iterator[Colour | None]:
        highlight = self.of(run, "highlight")
        if highlight is not None:
            yield HIGHLIGHTS.get(_val(highlight))
        yield _fill(self.of(run, "shd"))
        for outer in run.iterancestors():
            if outer.tag == f"{W}p":
                yield _fill(outer.find(f"{W}pPr/{W}shd"))
                yield _fill(self._in_style(_val(outer.find(f"{W}pPr/{W}pStyle")), "shd", "pPr"))
            elif outer.tag == f"{W}tc":
                yield _fill(outer.find(f"{W}tcPr/{W}shd"))
            elif outer.tag == f"{W}tbl":
                yield _fill(outer.find(f"{W}tblPr/{W}shd"))
                style = self._styles.by_id.get(_val(outer.find(f"{W}tblPr/{W}tblStyle")))
                if style is not None and next(style.iter(f"{W}shd"), None) is not None:
                    yield (-1, -1, -1)
            elif outer.tag.endswith(("}wsp", "}shape", "}rect", "}roundrect")):
                yield _of_shape(outer)


def _of_shape(shape: Any) -> Colour | None:
    properties = shape.find(f"{WPS}spPr")
    if properties is None:
        filled = shape.get("filled") not in {"f", "false"}
        return colour((shape.get("fillcolor") or "").lstrip("#")[:6]) or ((-1, -1, -1) if filled else None)
    solid = properties.find(f"{A}solidFill/{A}srgbClr")
    if solid is not None:
        return colour(solid.get("val"))
    return None if properties.find(f"{A}noFill") is not None else (-1, -1, -1)


def _fill(shade: Any) -> Colour | None:
    return None if shade is None else colour(shade.get(f"{W}fill"))


def _val(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _number(element: Any, otherwise: int) -> float:
    try:
        return float(_val(element) or otherwise)
    except ValueError:
        return otherwise
