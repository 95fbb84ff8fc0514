"""What every kind of document becomes before anything is recognised in it: paragraphs and tables, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_LINES = 30_000
MOST_COLUMNS = 64
MOST_ROWS = 5000
MOST_CELLS = 200_000


class TooLong(ValueError):
    """The document is longer than any report; nothing of it is read rather than a part."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph of running text."""

    text: str


Row = tuple[str | None, ...]
"""A row of a table; None where a merged cell that begins further left or above covers the place."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid. ``spaced``: cells were parted by spaces, so an empty cell has left no trace."""

    rows: tuple[Row, ...]
    spaced: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document in reading order; ``titles`` are titles stated outside the text (page title, metadata)."""

    blocks: tuple[Block, ...]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell as HTML states it."""

    text: str
    columns: int = 1
    rows: int = 1


def grid(lines: Iterable[Sequence[SpannedCell]]) -> tuple[Row, ...]:
    """The rows of a table with merged cells laid out: the text at the first place, None at the covered ones.

    Raises:
        TooLong: for a table larger than any report's.
    """
    finished: list[Row] = []
    covered: dict[int, int] = {}
    total = 0
    for cells in lines:
        if len(finished) >= MOST_ROWS or total >= MOST_CELLS:
            raise TooLong
        row = _laid_out(cells, covered)
        total += len(row)
        finished.append(row)
    return tuple(finished)


def _laid_out(cells: Sequence[SpannedCell], covered: dict[int, int]) -> Row:
    """One row; ``covered`` holds how many further rows each column stays covered and is moved on by one row."""
    places: dict[int, str | None] = {}
    below: dict[int, int] = {}
    column = 0
    for cell in cells:
        while column in covered:
            column += 1
        for offset in range(min(max(cell.columns, 1), MOST_COLUMNS)):
            places[column + offset] = None if offset else cell.text
            if cell.rows > 1:
                below[column + offset] = cell.rows - 1
        column += min(max(cell.columns, 1), MOST_COLUMNS)
        if column > MOST_COLUMNS * 4:
            break
    width = max([*places, *covered], default=-1) + 1
    for place in list(covered):
        covered[place] -= 1
        if covered[place] <= 0:
            del covered[place]
    covered.update(below)
    return tuple(places.get(place) for place in range(width))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one table, with its place; what is recognised row by row works on these."""

    row: Row
    table: int
    spaced: bool

    @property
    def cells(self) -> list[tuple[int, str]]:
        """The cells that begin in this row: place and text."""
        return [(place, text) for place, text in enumerate(self.row) if text is not None]


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every row of every table in order."""
    tables = (block for block in blocks if isinstance(block, Table))
    for number, table in enumerate(tables):
        for row in table.rows:
            yield Line(row, number, table.spaced)
