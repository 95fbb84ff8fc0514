"""Puts the printed values of a row into the columns of the form; where that is doubtful, it says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.published.blocks import Line
from gongkai.annual.published.cells import is_blank, ordinary, read_cell
from gongkai.law.figures import Missing, Value


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in one place; ``doubt`` holds all figures of a row in which this place is not certain."""

    text: str
    doubt: str = ""

    def read(self, unit: str = "count", heading: str = "") -> tuple[Value, str]:
        """The value and, where the printing says more than the number, the printed text."""
        if not self.doubt:
            return read_cell(self.text, unit, heading)
        return Missing.UNREADABLE if self.text else Missing.BLANK, self.doubt


def after_label(line: Line, label_at: int) -> list[str]:
    """The texts of the cells after the label."""
    return [text for place, text in line.cells if place > label_at]


def placed(
    line: Line,
    label_at: int,
    columns: Sequence[int | None],
    *,
    displaced: bool = False,
) -> list[Printed]:
    """What stands in each of the columns.

    Args:
        line: the row.
        label_at: the place of its label; -1 for a row without one.
        columns: the place of each column's heading, None where it is not known.
        displaced: whether the row is as wide as complete rows although its label took the place of a value.
    """
    wanted = len(columns)
    texts = after_label(line, label_at)
    if all(is_blank(text) for text in texts):
        return [Printed("")] * wanted
    by_heading = below_headings(line, label_at, columns)
    if by_heading is not None:
        return by_heading
    if len(texts) >= wanted:
        return _without_padding(texts, wanted)
    if displaced:
        return _displaced(texts, wanted)
    if line.spaced or _is_merged(line, label_at):
        return _doubtful(texts, wanted)
    return [Printed(text) for text in texts] + [Printed("")] * (wanted - len(texts))


def _without_padding(texts: Sequence[str], wanted: int) -> list[Printed]:
    """A row of enough or too many cells: blank ones on one side are padding.

    With blank ones on both sides it cannot be told which of them are.
    """
    extra = len(texts) - wanted
    if not extra:
        return [Printed(text) for text in texts]
    leading = all(is_blank(text) for text in texts[:extra])
    trailing = all(is_blank(text) for text in texts[wanted:])
    if leading == trailing:
        return _doubtful(texts, wanted)
    return [Printed(text) for text in (texts[extra:] if leading else texts[:wanted])]


def _doubtful(texts: Sequence[str], wanted: int) -> list[Printed]:
    row = " ".join(texts).strip()
    return [Printed(row, row)] * wanted


def below_headings(line: Line, label_at: int, columns: Sequence[int | None]) -> list[Printed] | None:
    """Each column's cell right below its heading; None where the row is not laid out as its header is."""
    if line.spaced:
        return None
    known = [column for column in columns if column is not None]
    if len(known) != len(columns) or len(set(known)) != len(known) or min(known) <= label_at:
        return None
    outside = [text for place, text in line.cells if place > label_at and place not in known]
    if not all(is_blank(text) for text in outside):
        return None
    return [_at(line, label_at, place) for place in known]


def _is_merged(line: Line, label_at: int) -> bool:
    """Whether merged cells stand among the figures."""
    first = next((place for place, _ in line.cells if place > label_at), len(line.row))
    return None in line.row[first:]


def _at(line: Line, label_at: int, place: int) -> Printed:
    """What stands at a place; a figure in a merged cell that also covers this place may belong to either."""
    text = line.row[place] if place < len(line.row) else ""
    if text is not None:
        return Printed(text)
    before = [content for other, content in line.cells if label_at < other < place]
    return Printed(before[-1], before[-1]) if before and not is_blank(before[-1]) else Printed("")


def _displaced(texts: Sequence[str], wanted: int) -> list[Printed]:
    """A row whose label stands in a value's place: first and last value are certain, one between them is lost.

    Between them, where all that is printed is zero (or nothing), every figure stated is a zero that is printed and
    the lost one is left blank; otherwise none of them can be placed.
    """
    if len(texts) < 2:  # noqa: PLR2004 - a first and a last
        return _doubtful(texts, wanted)
    first, *between, last = texts
    row = " ".join(texts)
    alike = {ordinary(text) for text in between}
    if alike <= {"0"} or alike <= {""}:
        middle = [Printed(text) for text in between] + [Printed("", row)] * (wanted - len(texts))
    else:
        middle = [Printed(row, row)] * (wanted - 2)
    return [Printed(first), *middle, Printed(last)]
