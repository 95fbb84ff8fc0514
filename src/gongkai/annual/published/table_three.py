"""Reads table three: the requests received, their results by kind of applicant, the ones carried over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual.published.blocks import Line
from gongkai.annual.published.cells import is_blank, is_value
from gongkai.annual.published.labels import core, matched
from gongkai.annual.published.places import after_label, placed
from gongkai.law.figures import Value
from gongkai.law.forms import TOTAL, Form

GROUPS = ("申请人情况", "法人或其他组织")
TYPING_SLIPS = {"科研企业": "科研机构", "社会公益机构": "社会公益组织", "法律服务组织": "法律服务机构"}
LABELS_OF_A_HEADER = 2
_SHORT_LABELS = frozenset(("总计", "其他", "其他处理"))


@dataclass
class _Header:
    """Where the columns stand, as the rows of a table's header say."""

    table: int
    places: dict[str, int]


@dataclass(frozen=True)
class _Found:
    """A row of the table as printed; ``cut``: its label was not whole."""

    key: str
    line: Line
    label_at: int
    cut: bool
    header: _Header | None


def read_table_three(form: Form, lines: Iterable[Line]) -> Iterator[tuple[str, Value, str]]:
    """Cell name, value and printed text of every cell whose row is there; of a row printed twice, the first."""
    rows = _rows(form, list(lines))
    widths: dict[int, set[int]] = {}
    wanted = len(form.applicant_columns)
    for row in rows.values():
        widths.setdefault(row.line.table, set()).add(len(row.line.row))
    for key, row in rows.items():
        alike = [other for other in rows.values() if other.line.table == row.line.table]
        # Every row equally wide, some complete: nothing was lost at the end, so a label took a value's place.
        complete = any(len(after_label(other.line, other.label_at)) == wanted for other in alike)
        displaced = complete and len(widths[row.line.table]) == 1
        names, places = _columns(form, row)
        printed = placed(row.line, row.label_at, places, displaced=displaced)
        for name, cell in zip(names, printed, strict=True):
            yield (f"table3/{key}/{name}", *cell.read())


def _rows(form: Form, lines: Sequence[Line]) -> dict[str, _Found]:
    labels = {core(row.label): row.key for row in form.request_rows}
    rows: dict[str, _Found] = {}
    header: _Header | None = None
    last_table = -2
    above: tuple[str, _Found | None] = ("", None)
    for line in lines:
        if _is_header(line):
            header = _with_header(form, header, line)
            last_table, above = line.table, ("", None)
            continue
        inside = 0 <= line.table - last_table <= 1
        found = _row_of(line, labels, header, above[0], inside=inside)
        if found is None:
            above = _go_on(line, above, rows, labels)
            continue
        last_table = line.table
        rows.setdefault(found.key, found)
        above = (line.row[found.label_at] or "", found)
    return rows


def _is_header(line: Line) -> bool:
    names = {core(text) for _, text in line.cells}
    known = {"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", *GROUPS, *TYPING_SLIPS}
    return len(names & known) >= LABELS_OF_A_HEADER or "申请人情况" in names


def _with_header(form: Form, header: _Header | None, line: Line) -> _Header:
    """The header of the row's table with what this row adds to it."""
    if header is None or header.table != line.table:
        header = _Header(line.table, {})
    keys = {core(column.label): column.key for column in form.applicant_columns}
    for place, text in line.cells:
        name = TYPING_SLIPS.get(core(text), core(text))
        if name in keys:
            header.places.setdefault(keys[name], place)
    return header


def _row_of(line: Line, labels: dict[str, str], header: _Header | None, above: str, *, inside: bool) -> _Found | None:
    """The row that a line is: the last of the cells before the first figure that prints a label."""
    leading = []
    for place, text in line.cells:
        if not is_blank(text) and is_value(text):
            break
        if not is_blank(text):
            leading.append((place, text))
    for place, text in reversed(leading):
        # A label broken over two rows of a paste is whole only together with its first half.
        key = matched(text, labels)
        whole = core(text) in labels
        if key is None and above and inside:
            key, whole = labels.get(core(above + text)), True
        if key is None or (core(text) in _SHORT_LABELS and not inside):
            continue
        if len(line.cells) > 1:
            return _Found(key, line, place, not whole, header)
    return None


def _go_on(
    line: Line, above: tuple[str, _Found | None], rows: dict[str, _Found], labels: dict[str, str]
) -> tuple[str, _Found | None]:
    """A row without a label of its own may end the label above it, and bring the figures that row has not."""
    label, started = above
    text = next((content for _, content in reversed(line.cells) if not is_value(content)), "")
    if not text:
        return above
    if started is not None and started.cut and labels.get(core(label + text)) == started.key:
        place = next(place for place, content in line.cells if content == text)
        has_none = all(is_blank(content) for content in after_label(started.line, started.label_at))
        if has_none and any(not is_blank(content) for content in after_label(line, place)):
            rows[started.key] = _Found(started.key, line, place, cut=False, header=started.header)
        return "", None
    return (text, None) if len(line.cells) == 1 else ("", None)


def _columns(form: Form, row: _Found) -> tuple[list[str], list[int | None]]:
    """The keys of the columns in printing order, and the place of each heading where all are known."""
    standard = [column.key for column in form.applicant_columns]
    header = row.header
    if header is None or row.line.spaced:
        return standard, [None] * len(standard)
    places = header.places
    if set(places) == set(standard):
        order = sorted(standard, key=lambda key: places[key])
        known: list[int | None] = [places[key] for key in order]
    else:
        order = standard
        first, last = places.get(standard[0]), places.get(TOTAL)
        consecutive = first is not None and last is not None and last - first == len(standard) - 1
        known = [first + offset if consecutive and first is not None else None for offset in range(len(standard))]
    same_layout = header.table == row.line.table or max((p for p in known if p is not None), default=-1) == (
        len(row.line.row) - 1
    )
    return order, known if same_layout else [None] * len(standard)
