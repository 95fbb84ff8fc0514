"""The tables as the statutory form prints them: cells with spans, for every kind of output alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.law.figures import Figures, printed, value_of
from gongkai.law.forms import DISPUTE_BLOCKS, DISPUTE_RESULTS, TOTAL, Form, RequestRow

RESULTS_HEADING = "三、本年度办理结果"
GROUP_HEADING = "法人或其他组织"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell; ``cell`` names the figure it shows, empty for a label."""

    text: str
    columns: int = 1
    rows: int = 1
    cell: str = ""
    header: bool = False


@dataclass(slots=True)
class PrintedTable:
    """A table as rows of printed cells; a cell that spans rows stands only in its first."""

    caption: str
    width: int
    rows: list[list[PrintedCell]] = field(default_factory=list)


def table_two(form: Form, figures: Figures) -> PrintedTable:
    """Table two: one band per item of art. 20."""
    width = max(len(block.columns) for block in form.blocks) + 1
    table = PrintedTable("主动公开政府信息情况", width)
    for block in form.blocks:
        spans = _spread(width, len(block.columns) + 1)
        table.rows.append([_head(block.heading, columns=width)])
        labels = ["信息内容", *(column.label + column.unit_note for column in block.columns)]
        table.rows.append([_head(label, columns=span) for label, span in zip(labels, spans, strict=True)])
        for row in block.rows:
            cells = [_head(row.label, columns=spans[0])]
            for column, span in zip(block.columns, spans[1:], strict=True):
                name = f"table2/{block.key}/{row.label}/{column.key}"
                cells.append(PrintedCell(printed(value_of(figures, name), column.unit), span, cell=name))
            table.rows.append(cells)
    return table


def table_three(form: Form, figures: Figures) -> PrintedTable:
    """Table three: three columns of labels, seven of figures."""
    table = PrintedTable("收到和处理政府信息公开申请情况", 10)
    columns = form.applicant_columns
    grouped = sum(bool(column.group_label) for column in columns)
    table.rows.append([_head(form.corner, columns=3, rows=3), _head("申请人情况", columns=len(columns))])
    second = [
        _head(columns[0].label, rows=2),
        _head(GROUP_HEADING, columns=grouped),
        _head(columns[-1].label, rows=2),
    ]
    table.rows += [second, [_head(column.label) for column in columns if column.group_label]]
    for row in form.request_rows:
        values = []
        for column in columns:
            name = f"table3/{row.key}/{column.key}"
            values.append(PrintedCell(printed(value_of(figures, name)), cell=name))
        table.rows.append([*_row_labels(form, row), *values])
    return table


def table_four(form: Form, figures: Figures) -> PrintedTable:
    """Table four: three blocks of five results in one row."""
    table = PrintedTable("政府信息公开行政复议、行政诉讼情况", 15)
    first, *suits = DISPUTE_BLOCKS.values()
    size = len(DISPUTE_RESULTS)
    table.rows.append([_head(first, columns=size, rows=2), _head("行政诉讼", columns=size * len(suits))])
    table.rows.append([_head(label, columns=size) for label in suits])
    table.rows.append([_head(label) for _ in DISPUTE_BLOCKS for label in DISPUTE_RESULTS.values()])
    table.rows.append([PrintedCell(printed(value_of(figures, name)), cell=name) for name in form.table4_cells])
    return table


def all_tables(form: Form, figures: Figures) -> dict[int, PrintedTable]:
    """The tables by the number of the chapter they stand in."""
    return {2: table_two(form, figures), 3: table_three(form, figures), 4: table_four(form, figures)}


def _row_labels(form: Form, row: RequestRow) -> Iterator[PrintedCell]:
    """The labels left of a row's figures; a group's label stands in its first row and spans the others."""
    if not row.parent_label:
        yield _head(row.label, columns=3)
        return
    handled = [other for other in form.request_rows if other.parent_label]
    if row is handled[0]:
        yield _head(RESULTS_HEADING, rows=len(handled))
    if row.parent_label == RESULTS_HEADING:
        yield _head(row.label, columns=2)
        return
    siblings = [other for other in handled if other.parent_label == row.parent_label]
    if row is siblings[0]:
        yield _head(row.parent_label, rows=len(siblings))
    yield _head(row.label)


def _spread(width: int, cells: int) -> list[int]:
    """Spans of ``cells`` cells over ``width`` columns, the spare ones going to the last."""
    return [1] * (cells - 1) + [width - cells + 1]


def _head(text: str, *, columns: int = 1, rows: int = 1) -> PrintedCell:
    return PrintedCell(text, columns, rows, header=True)


__all__ = ["TOTAL", "PrintedCell", "PrintedTable", "all_tables", "table_four", "table_three", "table_two"]
