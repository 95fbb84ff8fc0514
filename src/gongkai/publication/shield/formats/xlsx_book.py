"""A workbook as it stands in its parts: sheets, cells, and which of them a reader sees."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from gongkai.publication.shield.container import Container, Relation, open_container
from gongkai.publication.shield.findings import Unacceptable
from gongkai.publication.shield.formats.xlsx_style import TINY, WHITE, Styles, near

ROW_GAP, COLUMN_GAP = 100, 30
"""So many empty rows or columns before a cell, and nobody scrolls there."""
LOW_ROW, NARROW_COLUMN = 2.0, 0.5
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_CELLS = 2_000_000
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
YES = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of rich text; ``unseen`` when its own font hides it."""

    text: str
    unseen: bool


@dataclass(slots=True)
class Cell:
    """A cell that holds something."""

    row: int
    column: int
    style: int
    runs: tuple[Run, ...]
    value: float | bool | str
    formula: str | None
    unseen_because: str | None = None
    """The kind of finding when a reader does not see the cell."""

    @property
    def text(self) -> str:
        """The value as a person would type it."""
        return self.value if isinstance(self.value, str) else plain_number(self.value)

    @property
    def seen_value(self) -> float | bool | str:
        """The value without the pieces of rich text that are not seen."""
        return "".join(run.text for run in self.runs if not run.unseen) if self.runs else self.value


@dataclass(slots=True)
class Sheet:
    """A worksheet that is in the workbook's list."""

    name: str
    state: str
    part: str
    root: Any
    cells: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    shown_rows: set[int] = field(default_factory=set)
    rows_hidden: bool = False
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    covered: set[tuple[int, int]] = field(default_factory=set)

    def hidden_row(self, row: int) -> bool:
        """Whether a row is hidden or too low to see."""
        return row in self.hidden_rows or (self.rows_hidden and row not in self.shown_rows)

    def hidden_column(self, column: int) -> bool:
        """Whether a column is hidden or too narrow to see."""
        return any(low <= column <= high for low, high in self.hidden_columns)

    def place(self, cell: Cell) -> str:
        """Where a cell is, in words."""
        return f"工作表“{self.name}”{letters(cell.column)}{cell.row}"


class Book:
    """A workbook read part by part."""

    def __init__(self, content: bytes) -> None:
        self.container: Container = open_container(content)
        main = [row for row in self.container.relations("") if row.kind == "officeDocument"]
        self.part = main[0].target if main else "xl/workbook.xml"
        self.root = self.container.xml(self.part)
        if self.root is None:
            raise Unacceptable("damaged", "表格文件缺少工作簿，无法读取；请用 Excel 或 WPS 打开后另存再上传")
        self.relations: list[Relation] = self.container.relations(self.part)
        self.styles = Styles(self.container, self._target("styles"), self._target("theme"))
        self.used_strings: set[int] = set()

    @cached_property
    def strings(self) -> list[tuple[Run, ...]]:
        """The shared strings."""
        root = self.container.xml(self._target("sharedStrings"))
        return [] if root is None else [self._runs(row) for row in root.iterfind("{*}si")]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The worksheets in the order of the workbook."""
        targets = {row.id: row for row in self.relations}
        found = []
        for row in self.root.iterfind("{*}sheets/{*}sheet"):
            link = next((value for key, value in row.attrib.items() if key.endswith("}id")), "")
            relation = targets.get(link)
            root = self.container.xml(relation.target) if relation and relation.kind == "worksheet" else None
            if relation and root is not None:
                sheet = Sheet(row.get("name") or "", row.get("state") or "visible", relation.target, root)
                self._read(sheet)
                found.append(sheet)
        return found

    @property
    def shown(self) -> list[Sheet]:
        """The worksheets that are not hidden."""
        return [sheet for sheet in self.sheets if sheet.state == "visible"]

    def seen(self, sheet: Sheet) -> Iterator[Cell]:
        """The cells of a sheet that a reader sees, in reading order."""
        for cell in sheet.cells:
            if cell.unseen_because is None and cell.seen_value != "":
                yield cell

    def _unseen_because(self, sheet: Sheet, cell: Cell) -> str | None:
        if sheet.hidden_column(cell.column):
            return "xlsx.hidden_column"
        if sheet.hidden_row(cell.row):
            return "xlsx.hidden_row"
        if (cell.row, cell.column) in sheet.covered:
            return "xlsx.under_merged"
        style = self.styles.of(cell.style)
        return None if style is None else self.styles.hides(style, cell.value)

    def _target(self, kind: str) -> str:
        return next((row.target for row in self.relations if row.kind == kind and not row.external), "")

    def _runs(self, row: Any) -> tuple[Run, ...]:
        pieces = []
        for piece in row:
            tag = piece.tag.rpartition("}")[2] if isinstance(piece.tag, str) else ""
            if tag == "t":
                pieces.append(Run(piece.text or "", unseen=False))
            elif tag == "r":
                text = "".join(part.text or "" for part in piece.iterfind("{*}t"))
                look = piece.find("{*}rPr")
                font = None if look is None else self.styles.font(look)
                pieces.append(Run(text, unseen=bool(font) and (near(font.colour, WHITE) or font.size < TINY)))
        return tuple(pieces)

    def _read(self, sheet: Sheet) -> None:
        _layout(sheet)
        last_row = 0
        for row in sheet.root.iterfind("{*}sheetData/{*}row"):
            number = last_row = int(row.get("r") or last_row + 1)
            hidden = row.get("hidden") in YES or float(row.get("ht") or 99) < LOW_ROW
            (sheet.hidden_rows if hidden else sheet.shown_rows).add(number)
            last_column = 0
            for part in row.iterfind("{*}c"):
                found = ADDRESS.fullmatch(part.get("r") or "")
                last_column = column_number(found[1]) if found else last_column + 1
                cell = self._cell(number, last_column, part)
                if cell:
                    sheet.cells.append(cell)
        if len(sheet.cells) > MOST_CELLS:
            raise Unacceptable("too_complex", "表格超过二百万个单元格；请拆分后再上传")
        _place(sheet)
        for cell in sheet.cells:
            cell.unseen_because = self._unseen_because(sheet, cell)
        _mark_far(sheet)

    def _cell(self, row: int, column: int, part: Any) -> Cell | None:
        kind = part.get("t") or "n"
        value, formula = part.find("{*}v"), part.find("{*}f")
        raw = (value.text or "") if value is not None else ""
        runs: tuple[Run, ...] = ()
        if kind == "inlineStr":
            inline = part.find("{*}is")
            runs = () if inline is None else self._runs(inline)
        elif kind == "s" and raw.strip().isdigit() and int(raw) < len(self.strings):
            self.used_strings.add(int(raw))
            runs = self.strings[int(raw)]
        held: float | bool | str = "".join(run.text for run in runs) if runs else "" if kind == "s" else raw
        if kind == "b":
            held = raw.strip() in YES
        elif kind == "n" and raw:
            held = _number(raw)
        if held == "" and formula is None:
            return None
        return Cell(row, column, int(part.get("s") or 0), runs, held, None if formula is None else formula.text or "")


@lru_cache(maxsize=1)
def book_of(content: bytes) -> Book:
    """The workbook in the bytes of a file; the last one is kept, as it is asked for several times in a row."""
    return Book(content)


def _layout(sheet: Sheet) -> None:
    shape = sheet.root.find("{*}sheetFormatPr")
    sheet.rows_hidden = shape is not None and shape.get("zeroHeight") in YES
    for row in sheet.root.iterfind("{*}cols/{*}col"):
        low, high = int(row.get("min") or 1), int(row.get("max") or 1)
        width = float(row.get("width") or 9)
        if row.get("hidden") in YES or width < NARROW_COLUMN:
            sheet.hidden_columns.append((low, high))
        else:
            sheet.widths.append((low, min(high, LAST_COLUMN), width))
    for row in sheet.root.iterfind("{*}mergeCells/{*}mergeCell"):
        area = area_of(row.get("ref") or "")
        if area:
            sheet.merges.append(area)


def _place(sheet: Sheet) -> None:
    """Move the value of a merged area to its first seen cell, as the screen does; mark what lies under it."""
    anchors = {(top, left): (top, left, bottom, right) for top, left, bottom, right in sheet.merges}
    if not anchors:
        return
    areas = [area for area in sheet.merges if (area[2] - area[0], area[3] - area[1]) != (0, 0)]
    by_row: dict[int, list[tuple[int, int, int, int]]] = {}
    for area in areas:
        for row in range(area[0], min(area[2], area[0] + 20_000) + 1):
            by_row.setdefault(row, []).append(area)
    for cell in sheet.cells:
        area = anchors.get((cell.row, cell.column))
        if area is None:
            if any(left <= cell.column <= right for _, left, _, right in by_row.get(cell.row, ())):
                sheet.covered.add((cell.row, cell.column))
            continue
        rows = (row for row in range(area[0], area[2] + 1) if not sheet.hidden_row(row))
        columns = (column for column in range(area[1], area[3] + 1) if not sheet.hidden_column(column))
        row, column = next(rows, None), next(columns, None)
        if row and column:
            cell.row, cell.column = row, column


def _mark_far(sheet: Sheet) -> None:
    shown = [cell for cell in sheet.cells if cell.unseen_because is None]
    for which, gap in (("row", ROW_GAP), ("column", COLUMN_GAP)):
        count: dict[int, int] = {}
        for cell in shown:
            count[getattr(cell, which)] = count.get(getattr(cell, which), 0) + 1
        groups = _groups(sorted(count), gap)
        if len(groups) > 1:
            kept = set(max(groups, key=lambda group: sum(count[number] for number in group)))
            for cell in shown:
                if getattr(cell, which) not in kept:
                    cell.unseen_because = "xlsx.far_cell"


def _groups(numbers: Iterable[int], gap: int) -> list[list[int]]:
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] <= gap:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def column_number(name: str) -> int:
    """The number of a column: 1 for ``A``."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def letters(number: int) -> str:
    """The name of a column: ``A`` for 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right of ``B2:C3``."""
    found = ADDRESS.findall(reference)
    if len(found) != 2:  # noqa: PLR2004 - two corners
        return None
    (left, top), (right, bottom) = found
    return int(top), column_number(left), int(bottom), column_number(right)


def plain_number(value: float) -> str:
    """A number without exponent or trailing zero; a truth value as the screen shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)  # noqa: PLR2004 - longer ones are no identifiers


def _number(raw: str) -> float | str:
    try:
        value = float(raw)
    except ValueError:
        return raw
    return value if value - value == 0 else raw
