"""The slides of a PowerPoint file: which are shown, where their shapes lie, which of them can be seen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pptx
from lxml import etree
from pptx.exc import PythonPptxError

from gongkai.publication.shield.container import Container, open_container
from gongkai.publication.shield.findings import Unacceptable

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DEEPEST_GROUP = 10
BROKEN = (
    *(PythonPptxError, KeyError, ValueError, TypeError, AttributeError),
    *(IndexError, etree.LxmlError, OSError, RuntimeError),
)
DAMAGED = "演示文稿结构损坏，无法读取；请用办公软件打开后另存再上传"
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape and its box on the slide in EMU: left, top, right, bottom."""

    shape: Any
    box: Box


@dataclass(slots=True)
class Deck:
    """An opened presentation with its container."""

    container: Container
    presentation: Any

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a slide in EMU."""
        return int(self.presentation.slide_width or 9144000), int(self.presentation.slide_height or 6858000)

    def slides(self) -> list[tuple[int, Any]]:
        """The slides that are shown, numbered as the author sees them."""
        return [(number, one) for number, one in enumerate(self.presentation.slides, 1) if is_shown(one)]


def open_deck(content: bytes) -> Deck:
    """The opened file.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    container = open_container(content)
    for name in container.names:
        if name.endswith((".xml", ".rels")):
            container.xml(name)
    try:
        deck = Deck(container, pptx.Presentation(io.BytesIO(content)))
        deck.slides()
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error
    return deck


def is_shown(slide: Any) -> bool:
    """Whether a slide is shown when presenting."""
    return slide.element.get("show", "1") not in {"0", "false"}


def placed(shapes: Any, move: tuple[float, float, float, float] = (1, 1, 0, 0), depth: int = 0) -> Iterator[Placed]:
    """The shapes of a slide in the order of painting, groups opened."""
    for shape in shapes:
        if is_hidden(shape):
            continue
        if shape.element.tag == f"{P}grpSp" and depth < DEEPEST_GROUP:
            yield from placed(shape.shapes, _inner(shape, move), depth + 1)
        else:
            yield Placed(shape, _box(shape, move))


def is_hidden(shape: Any) -> bool:
    """Whether a shape is set not to be shown."""
    row = next(shape.element.iter(f"{P}cNvPr"), None)
    return row is not None and row.get("hidden") in {"1", "true"}


def is_outside(box: Box, size: tuple[int, int]) -> bool:
    """Whether a box lies wholly off the slide."""
    return box[2] <= 0 or box[3] <= 0 or box[0] >= size[0] or box[1] >= size[1]


def _box(shape: Any, move: tuple[float, float, float, float]) -> Box:
    wide, high, right, down = move
    left, top = int(shape.left or 0), int(shape.top or 0)
    width, height = int(shape.width or 0), int(shape.height or 0)
    at = (left * wide + right, top * high + down)
    return int(at[0]), int(at[1]), int(at[0] + width * wide), int(at[1] + height * high)


def _inner(group: Any, move: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    frame = group.element.find(f"{P}grpSpPr/{A}xfrm")
    rows = {} if frame is None else {etree.QName(one).localname: one for one in frame}
    if not {"off", "ext", "chOff", "chExt"} <= set(rows):
        return move
    wide = _whole(rows["ext"], "cx") / max(_whole(rows["chExt"], "cx"), 1)
    high = _whole(rows["ext"], "cy") / max(_whole(rows["chExt"], "cy"), 1)
    right = _whole(rows["off"], "x") - _whole(rows["chOff"], "x") * wide
    down = _whole(rows["off"], "y") - _whole(rows["chOff"], "y") * high
    return move[0] * wide, move[1] * high, move[0] * right + move[2], move[1] * down + move[3]


def _whole(element: Any, key: str) -> int:
    return int(element.get(key, "0"))
