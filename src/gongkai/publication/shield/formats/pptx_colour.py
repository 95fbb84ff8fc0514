"""Whether text on a slide differs from what is behind it."""

from typing import Any

from gongkai.publication.shield.formats.docx_style import WHITE, Colour, colour, near
from gongkai.publication.shield.formats.pptx_deck import A, P, Placed

LIGHT = {"bg1", "lt1"}
SMALLEST = 200
"""Hundredths of a point: text of two points and less is not read."""
NO_FILL = "none"
UNKNOWN = "unknown"


def is_tiny(run: Any) -> bool:
    """Whether a run is too small to be read."""
    size = _properties(run).get("sz", "1800")
    return size.isdigit() and int(size) <= SMALLEST


def is_unseen(run: Any, shape: Placed, below: list[Placed], slide: Any) -> bool:
    """Whether a run has the colour of what lies behind it; False where that cannot be told."""
    row = run.find(f"{A}rPr")
    ink = None if row is None else _solid(row)
    if row is not None and row.find(f"{A}noFill") is not None:
        return True
    if not isinstance(ink, tuple):
        return False
    ground = _ground(run, shape, below, slide)
    return isinstance(ground, tuple) and near(ink, ground)


def fill_of(shape: Any) -> Colour | str:
    """The fill of a shape: a colour, ``none`` or ``unknown``."""
    properties = shape.element.find(f"{P}spPr")
    if properties is None or shape.element.tag == f"{P}pic":
        return UNKNOWN
    if properties.find(f"{A}noFill") is not None:
        return NO_FILL
    solid = _solid(properties)
    if solid is not None:
        return solid
    if any(properties.find(f"{A}{tag}") is not None for tag in ("gradFill", "blipFill", "pattFill", "grpFill")):
        return UNKNOWN
    return NO_FILL if shape.element.find(f"{P}style") is None else UNKNOWN


def covers(other: Placed, one: Placed) -> bool:
    """Whether a later shape lies over the whole of an earlier one that is no picture."""
    if one.shape.element.tag == f"{P}pic" or one.box[2] <= one.box[0]:
        return False
    inside = other.box[0] <= one.box[0] and other.box[1] <= one.box[1]
    inside = inside and other.box[2] >= one.box[2] and other.box[3] >= one.box[3]
    picture = other.shape.element.tag == f"{P}pic"
    return inside and (picture or fill_of(other.shape) not in {NO_FILL, UNKNOWN})


def _ground(run: Any, shape: Placed, below: list[Placed], slide: Any) -> Colour | str:
    cell = next(run.iterancestors(f"{A}tc"), None)
    if cell is not None:
        properties = cell.find(f"{A}tcPr")
        solid = None if properties is None else _solid(properties)
        return solid if solid is not None else UNKNOWN
    own = fill_of(shape.shape)
    if own != NO_FILL:
        return own
    if any(_touches(one, shape) and fill_of(one.shape) != NO_FILL for one in below):
        return UNKNOWN
    return _sheet(slide)


def _sheet(slide: Any) -> Colour | str:
    layout = slide.slide_layout
    if _paints(layout) or _paints(layout.slide_master):
        return UNKNOWN
    for holder in (slide, layout, layout.slide_master):
        background = holder.element.find(f"{P}cSld/{P}bg")
        if background is None:
            continue
        properties = background.find(f"{P}bgPr")
        if properties is not None:
            solid = _solid(properties)
            return solid if solid is not None else UNKNOWN
        scheme = background.find(f"{P}bgRef/{A}schemeClr")
        return WHITE if scheme is not None and scheme.get("val") in LIGHT else UNKNOWN
    return WHITE


def _paints(layout: Any) -> bool:
    return any(not one.is_placeholder and fill_of(one) != NO_FILL for one in layout.shapes)


def _touches(one: Placed, other: Placed) -> bool:
    a, b = one.box, other.box
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _solid(properties: Any) -> Colour | str | None:
    fill = properties.find(f"{A}solidFill")
    if fill is None:
        return None
    row = fill.find(f"{A}srgbClr")
    if row is not None:
        return colour(row.get("val")) or UNKNOWN
    scheme = fill.find(f"{A}schemeClr")
    return WHITE if scheme is not None and scheme.get("val") in LIGHT and not len(scheme) else UNKNOWN


def _properties(run: Any) -> Any:
    row = run.find(f"{A}rPr")
    return {} if row is None else row.attrib
