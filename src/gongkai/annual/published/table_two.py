"""Reads table two: the items of art. 20 that an agency must count."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.annual.published.blocks import Line
from gongkai.annual.published.cells import is_blank, is_value
from gongkai.annual.published.labels import core, distance, squeezed, without_brackets
from gongkai.annual.published.lines import CORNER
from gongkai.annual.published.places import placed
from gongkai.base.rulebook import forms
from gongkai.law.figures import Value
from gongkai.law.forms import Block, Form, FormRow

OTHER_NAMES = {"规范性文件": "行政规范性文件", "行政规范性文件": "规范性文件"}
_ARTICLE = "第二十条第"
_LONGEST = 40


@dataclass
class _Context:
    """The heading rows above a row: from which table, what they print, where."""

    table: int = -2
    caption: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    corner_at: int = -1


def read_table_two(form: Form, lines: Iterable[Line]) -> Iterator[tuple[str, Value, str]]:
    """Cell name, value and printed text of every cell whose row is there; a row printed twice comes twice."""
    context = _Context()
    rows = {core(row.label): (block, row) for block in form.blocks for row in block.rows}
    for line in lines:
        if _is_heading(line, context):
            continue
        # A table may go on on the next page without its headings, but not further.
        if not 0 <= line.table - context.table <= 1:
            continue
        found = _row_of(line, rows)
        if found is None:
            continue
        label_at, block, row = found
        context.table = line.table
        yield from _cells(line, label_at, block, row, context)


def _is_heading(line: Line, context: _Context) -> bool:
    """Whether the row heads others; if so, ``context`` is set to it."""
    cells = [(place, text) for place, text in line.cells if not is_blank(text)]
    if any(core(text) == CORNER for _, text in cells):
        corner = next(place for place, text in cells if core(text) == CORNER)
        context.table, context.corner_at = line.table, corner
        context.headings = [(place, text) for place, text in line.cells if place > corner]
        while context.headings and is_blank(context.headings[-1][1]):
            context.headings.pop()
        return True
    captions = [text for _, text in cells if squeezed(text).startswith(_ARTICLE) and len(text) < _LONGEST]
    if captions and len(cells) == len(captions):
        context.table, context.caption, context.headings = line.table, captions[0], []
        return True
    return False


def _row_of(line: Line, rows: dict[str, tuple[Block, FormRow]]) -> tuple[int, Block, FormRow] | None:
    """The last of the leading cells that is a row's label."""
    found = None
    for place, text in line.cells:
        if text and is_value(text):
            break
        key = _label(text, rows) if len(text) <= _LONGEST else None
        if key is not None:
            found = (place, *rows[key])
    return found


def _label(text: str, rows: Iterable[str]) -> str | None:
    labels = list(rows)
    for printed in (core(text), without_brackets(text)):
        for name in (printed, OTHER_NAMES.get(printed, printed)):
            if name in labels:
                return name
    near = [label for label in labels if len(label) > len(CORNER) + 1 and distance(core(text), label, 1) <= 1]
    return near[0] if len(near) == 1 else None


def _cells(
    line: Line, label_at: int, block: Block, row: FormRow, context: _Context
) -> Iterator[tuple[str, Value, str]]:
    order = _order(block, [text for _, text in context.headings])
    places: list[int | None] = [place for place, _ in context.headings] or [None] * len(block.columns)
    if context.headings and context.corner_at != label_at:
        places = [None] * len(places)
    printed = placed(line, label_at, places)
    for column, index in zip(block.columns, order, strict=True):
        if index is None or index >= len(printed):
            continue
        heading = context.caption
        if index < len(context.headings):
            heading += context.headings[index][1]
        name = f"table2/{block.key}/{row.label}/{column.key}"
        yield (name, *printed[index].read(column.unit, heading))


def _order(block: Block, headings: Sequence[str]) -> list[int | None]:
    """For each column of the block the index of its heading; by position where the headings are not known ones.

    Headings of the same block in the other form mean other figures: columns without a heading are then not there.
    """
    names = [_heading(text) for text in headings]
    order = [names.index(own) if (own := _heading(column.label)) in names else None for column in block.columns]
    if None not in order:
        return order
    others = {
        _heading(column.label)
        for form in forms().values()
        for other in form.blocks
        if other.key == block.key
        for column in other.columns
    }
    known = {_heading(column.label) for column in block.columns}
    if any(name in others - known for name in names):
        return order
    return list(range(len(block.columns)))


def _heading(text: str) -> str:
    return without_brackets(text).removeprefix("本年")
