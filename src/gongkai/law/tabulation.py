"""Which cells of tables three and four one case, or one dispute, counts in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.disputes import DisputeKind, DisputeResult


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """What of a case table three asks: ``concluded_on`` and ``result_row`` (2021 form) are None while it is open.

    Raises:
        ValueError: concluded without a row or before receipt; such a case would be received and never leave.
    """

    applicant_kind: str
    received_on: date
    concluded_on: date | None = None
    result_row: str | None = None

    def __post_init__(self) -> None:
        if (self.concluded_on is None) != (self.result_row is None):
            raise ValueError("办结日期与办理结果须同时具备")
        if self.concluded_on is not None and self.concluded_on < self.received_on:
            raise ValueError(f"办结日期{self.concluded_on}早于收到日期{self.received_on}")


def case_rows(outline: CaseOutline, fiscal_year: int) -> Iterator[str]:
    """The rows (2021 form) in which the case counts once for the year.

    Received in the year; carried in: received before and open on 1 January; a result row: concluded in the year;
    carried out: still open at the end of 31 December, whatever its clock does.

    Source: labels of the form; 国办公开办函〔2021〕30号.
    """
    first, last = date(fiscal_year, 1, 1), date(fiscal_year, 12, 31)
    if outline.received_on > last:
        return
    concluded_on = outline.concluded_on
    if outline.received_on >= first:
        yield "received"
    elif concluded_on is None or concluded_on >= first:
        yield "carried_in"
    if concluded_on is None or concluded_on > last:
        yield "carried_out"
    elif concluded_on >= first and outline.result_row:
        yield outline.result_row


@dataclass(frozen=True, slots=True)
class DisputeOutline:
    """What of a dispute table four asks."""

    kind: DisputeKind
    filed_on: date
    concluded_on: date | None = None
    result: DisputeResult | None = None


def dispute_cell(outline: DisputeOutline, fiscal_year: int, *, pending_counts_again: bool = True) -> str | None:
    """The cell of table four in which the dispute counts for the year; None where in none.

    Args:
        outline: the dispute.
        fiscal_year: the year.
        pending_counts_again: whether one left pending last year counts again in the year it is decided; no source
            seen says so or not, table four has no row for what is carried over [derived].
    """
    first, last = date(fiscal_year, 1, 1), date(fiscal_year, 12, 31)
    if outline.filed_on > last:
        return None
    if outline.concluded_on is None or outline.concluded_on > last:
        return f"table4/{outline.kind.value}/pending"
    if outline.concluded_on < first or outline.result is None:
        return None
    if outline.filed_on < first and not pending_counts_again:
        return None
    return f"table4/{outline.kind.value}/{outline.result.value}"
