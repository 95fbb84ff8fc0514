"""Reads table three: the requests received, their results by kind of applicant, the ones carried over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual.published.blocks import Line
from gongkai.annual.published.cells import is_blank, is_number, is_value
from gongkai.annual.published.labels import core, matched
from gongkai.annual.published.places import after_label, below_headings, placed
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
    """Cell name, value and printed text of every cell whose row is there; a row printed twice comes twice."""
    rows = _rows(form, list(lines))
    tables: dict[int, list[_Found]] = {}
    for row in rows:
        tables.setdefault(row.line.table, []).append(row)
    for table in tables.values():
        layouts = [_columns(form, row) for row in table]
        # One row that does not stand below the headings shows that the headings stand elsewhere for all of them.
        aligned = all(
            below_headings(row.line, row.label_at, places) is not None
            for row, (_, places) in zip(table, layouts, strict=True)
        )
        displaced = _is_displaced(table, len(form.applicant_columns))
        for row, (names, places) in zip(table, layouts, strict=True):
            known = places if aligned else [None] * len(places)
            printed = placed(row.line, row.label_at, known, displaced=displaced)
            for name, cell in zip(names, printed, strict=True):
                yield (f"table3/{row.key}/{name}", *cell.read())


def _is_displaced(table: Sequence[_Found], wanted: int) -> bool:
    """Whether short rows lost a value to their label: every row is equally wide, and some are complete.

    Then nothing was lost at the end of the row, as pastes lose it.
    """
    complete = any(len(after_label(row.line, row.label_at)) == wanted for row in table)
    return complete and len({len(row.line.row) for row in table}) == 1


def _rows(form: Form, lines: Sequence[Line]) -> list[_Found]:
    labels = {core(row.label): row.key for row in form.request_rows}
    rows: dict[str, _Found] = {}
    again: list[_Found] = []
    header: _Header | None = None
    last_table, above = -2, ""
    for line in lines:
        if _is_header(line):
            header = _with_header(form, header, line)
            last_table, above = line.table, ""
            continue
        found = _row_of(line, labels, header, above, inside=0 <= line.table - last_table <= 1)
        if found is None:
            above = _begun_label(line, above, labels)
            continue
        last_table, above = line.table, line.row[found.label_at] or ""
        known = rows.get(found.key)
        # The first half of a broken label stands in a row without figures; the second half brings them.
        if known is None or (known.cut and all(map(is_blank, after_label(known.line, known.label_at)))):
            rows[found.key] = found
        elif _states_figures(after_label(line, found.label_at)):
            again.append(found)
    return [*rows.values(), *again]


def _states_figures(texts: Sequence[str]) -> bool:
    """Whether these are the figures of a row: numbers or blanks, some number among them."""
    return all(is_blank(text) or is_value(text) for text in texts) and any(map(is_number, texts))


def _begun_label(line: Line, above: str, labels: dict[str, str]) -> str:
    """The label that a row without figures begins or goes on with; "" for a row that does neither."""
    texts = [text for _, text in line.cells if not is_blank(text)]
    if len(texts) != 1:
        return ""
    whole = core(above + texts[0])
    return above + texts[0] if above and any(label.startswith(whole) for label in labels) else texts[0]


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


def _columns(form: Form, row: _Found) -> tuple[list[str], list[int | None]]:
    """The keys of the columns in printing order, and the place of each heading where all are known."""
    standard = [column.key for column in form.applicant_columns]
    header = row.header
    if header is None or row.line.spaced:
        return standard, [None] * len(standard)
    places = header.places
    order = sorted(places, key=lambda key: places[key])
    inner = sorted(order.index(key) for key in standard[1:-1] if key in places)
    # Lost spans mix the rows of a header: then the five kinds of organisations no longer stand side by side.
    together = inner == list(range(inner[0], inner[0] + len(standard) - 2)) if inner else False
    if set(places) == set(standard) and len(set(places.values())) == len(standard) and together:
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
