"""The ruled tables of a PDF page, also those that a page break has left open at the top or the bottom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.annual.published.blocks import Row, Table
from gongkai.annual.published.cells import is_value
from gongkai.annual.published.pdf_text import usual

MOST_EDGES = 6000
LINES_OF_A_TABLE = 3
NEAR = 2.0
SHORTEST_LINE = 4.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page; open where its lines run into the page break without a closing one."""

    table: Table
    box: Box
    open_top: bool
    open_bottom: bool

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.box[1]


def tables_of(page: Any) -> list[FoundTable]:
    """The tables of a page; none for a page of so many lines that it is a drawing."""
    if len(page.edges) > MOST_EDGES:
        return []
    ends = list(_open_ends(page))
    found = []
    for table in page.find_tables({"explicit_horizontal_lines": ends} if ends else {}):
        rows = tuple(tuple(None if text is None else usual(text) for text in row) for row in table.extract())
        # Editors rule invisible boxes around running text; a table of one column is no table.
        if any(sum(text is not None for text in row) > 1 for row in rows):
            top, bottom = (any(abs(table.bbox[side] - end["top"]) < NEAR for end in ends) for side in (1, 3))
            found.append(FoundTable(Table(rows), table.bbox, top, bottom))
    return found


def _open_ends(page: Any) -> Iterator[dict[str, Any]]:
    """Lines that are missing where several vertical lines end although no horizontal line is there."""
    across = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    down = [e for e in page.edges if e["orientation"] == "v" and e["bottom"] - e["top"] > SHORTEST_LINE]
    ends: dict[int, set[float]] = {}
    for edge in down:
        for side in ("top", "bottom"):
            ends.setdefault(round(edge[side]), set()).add(edge["x0"])
    for height, lines in sorted(ends.items()):
        crossed = any(edge["top"] < height - NEAR and edge["bottom"] > height + NEAR for edge in down)
        is_new = len({round(line) for line in lines}) >= LINES_OF_A_TABLE and not crossed
        if is_new and not any(abs(height - line) < NEAR for line in across):
            first, last = min(lines) - NEAR, max(lines) + NEAR
            place = {"x0": first, "x1": last, "width": last - first, "top": height, "bottom": height, "height": 0}
            yield {**place, "object_type": "rect_edge", "orientation": "h"}


def joined_rows(above: Table, below: Table) -> tuple[Table, Table] | None:
    """Both parts of a table that a page break parts inside a row, that row whole in the first; None without rows.

    A page on which no cell needs a column of the other page has it not: columns are matched from the right.
    """
    if not above.rows or not below.rows:
        return None
    width = max(len(above.rows[-1]), len(below.rows[0]))
    upper, lower = (((None,) * (width - len(part)) + part) for part in (above.rows[-1], below.rows[0]))
    row: Row = tuple(map(_joined, upper, lower))
    return Table((*above.rows[:-1], row)), Table(below.rows[1:])


def _joined(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return one or other or None
    # Figures in both parts are two figures, never one long one.
    return f"{one} {other}" if one and other and is_value(one) and is_value(other) else one + other
