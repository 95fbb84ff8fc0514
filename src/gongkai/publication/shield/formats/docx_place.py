"""Whether a shape or a row of a table in a Word file is where a reader can see it."""

import re
from typing import Any

from gongkai.publication.shield.formats.docx_style import W

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
FARTHEST = 22_000_000
"""EMU: no sheet up to A1 is wider."""
FAR_BACK = -1_800_000
FAR_POINTS = 2000
FLAT = 20
"""Twentieths of a point: one point."""


def is_unseen_shape(drawing: Any) -> bool:
    """Whether a drawing is hidden or lies off the sheet."""
    for one in drawing.iter(f"{WP}docPr"):
        if one.get("hidden") in {"1", "true"}:
            return True
    if any(is_far(one.text) for one in drawing.iter(f"{WP}posOffset")):
        return True
    return any(
        hides(one.get("style", "")) for one in drawing.iter() if isinstance(one.tag, str) and "style" in one.attrib
    )


def is_far(offset: str | None) -> bool:
    """Whether an offset in EMU leads off every sheet."""
    return not FAR_BACK < number(offset, 0) < FARTHEST


def hides(style: str) -> bool:
    """Whether the style of an old shape (VML) hides it or puts it off the sheet."""
    rules = rules_of(style)
    return rules.get("visibility") == "hidden" or rules.get("display") == "none" or is_off_sheet(rules)


def rules_of(style: str) -> dict[str, str]:
    """The declarations of a style attribute."""
    pairs = [rule.strip().split(":", 1) for rule in style.split(";") if ":" in rule]
    return {name.strip(): value.strip() for name, value in pairs}


def is_off_sheet(rules: dict[str, str]) -> bool:
    """Whether declared positions in points lead off every sheet."""
    for side in ("left", "top", "margin-left", "margin-top"):
        found = re.fullmatch(r"(-?[\d.]+)(pt|)", rules.get(side, ""))
        if found and found[2] and not -FAR_POINTS / 4 < number(found[1], 0) < FAR_POINTS:
            return True
    return False


def is_unseen_row(row: Any) -> bool:
    """Whether a row of a table is hidden or has no height."""
    height = row.find(f"{W}trPr/{W}trHeight")
    exact = height is not None and height.get(f"{W}hRule") == "exact"
    return row.find(f"{W}trPr/{W}hidden") is not None or (exact and number(height.get(f"{W}val"), 100) <= FLAT)


def number(text: str | None, otherwise: float) -> float:
    """A number in an attribute, or ``otherwise``."""
    try:
        return float((text or "").strip().rstrip("%") or otherwise)
    except ValueError:
        return otherwise
