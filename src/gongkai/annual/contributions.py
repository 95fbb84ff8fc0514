"""What every record adds to which cell of a year's report: the one source of figures and of what lies behind them.

Cells are those of the year's form; sums are added afterwards. Amounts are counts, or 万元 in the money cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings

from gongkai.base.rulebook import clock_policy, current_calendar
from gongkai.cases import queries as cases
from gongkai.catalogue import queries as catalogue
from gongkai.law.forms import Form
from gongkai.law.reply_clock import ClockSuspended, reply_deadline
from gongkai.law.steps import RuleViolation
from gongkai.law.tabulation import case_rows, dispute_cell
from gongkai.newmedia import queries as newmedia
from gongkai.publication import queries as publication
from gongkai.registers import queries as registers
from gongkai.registers.services.enter import Register

FEN_PER_WAN_YUAN = Decimal(1_000_000)


class Contribution(NamedTuple):
    """A record (kind and row id, of an agency) and what it adds to a cell."""

    cell: str
    amount: int | Decimal
    record_kind: str
    record_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records, of which year, as they were known when."""

    agency_ids: Sequence[int]
    fiscal_year: int
    form: Form
    as_of: datetime

    @property
    def first_day(self) -> date:
        """1 January of the year."""
        return date(self.fiscal_year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December of the year."""
        return date(self.fiscal_year, 12, 31)

    def has(self, day: date | None) -> bool:
        """Whether ``day`` lies in the year."""
        return day is not None and day.year == self.fiscal_year


def contributions(scope: Scope) -> Iterator[Contribution]:
    """Everything every record adds to the tables and to the figures of the narrative (``narrative/…``)."""
    yield from of_documents(scope)
    yield from of_registers(scope)
    yield from of_cases(scope)
    yield from of_disputes(scope)
    yield from of_new_media(scope)
    yield from of_directories(scope)


def of_documents(scope: Scope) -> Iterator[Contribution]:
    """Documents: art. 20 item 1 and the counts of what was published."""
    labels = {row.key: row.label for row in scope.form.blocks[0].rows}
    columns = {column.key for column in scope.form.blocks[0].columns}
    records = publication.document_records(
        agency_ids=scope.agency_ids, published_until=scope.last_day, as_of=scope.as_of
    )
    for record in records:
        if scope.has(record.published_on):
            cell = f"narrative/proactive_{record.kind}"
            yield Contribution(cell, 1, "document", record.document_id, record.agency_id)
        if record.genre not in labels:
            continue
        ended = record.abolished_on is not None and record.abolished_on <= scope.last_day
        counted = {
            "made": scope.has(record.made_on),
            "newly_published": scope.has(record.published_on),
            "published_stock": True,
            "abolished": scope.has(record.abolished_on),
            "in_force": not ended,
        }
        for column, counts in counted.items():
            if counts and column in columns:
                cell = f"table2/article_20_1/{labels[record.genre]}/{column}"
                yield Contribution(cell, 1, "document", record.document_id, record.agency_id)


def of_registers(scope: Scope) -> Iterator[Contribution]:
    """Power and fee items, decisions, charges, procurement: art. 20 items 5, 6, 8, 9."""
    for register in (Register.POWER_ITEMS, Register.FEE_ITEMS):
        for item in registers.item_records(register=register, agency_ids=scope.agency_ids, as_of=scope.as_of):
            existed = item.valid_from < scope.first_day and (item.valid_to is None or item.valid_to >= scope.first_day)
            changes = int(scope.has(item.valid_from)) - int(scope.has(item.valid_to))
            for column, amount in (("items_before", int(existed)), ("items_change", changes)):
                for cell in _cells(scope.form, item.kind, column) if amount else ():
                    yield Contribution(cell, amount, register.value, item.row_id, item.agency_id)
    counted = {
        Register.DECISIONS: ("decisions",),
        Register.FEE_INCOME: ("fee_income",),
        Register.PROCUREMENTS: ("procurements", "procurement_amount"),
    }
    for register, columns in counted.items():
        dated = registers.dated_records(
            register=register, agency_ids=scope.agency_ids, year=scope.fiscal_year, as_of=scope.as_of
        )
        for row in dated:
            for column in columns:
                money = column in ("fee_income", "procurement_amount")
                amount = Decimal(row.amount_fen) / FEN_PER_WAN_YUAN if money else 1
                for cell in _cells(scope.form, row.kind, column):
                    yield Contribution(cell, amount, register.value, row.row_id, row.agency_id)


def _cells(form: Form, kind: str, column: str) -> Iterator[str]:
    """The cells of table two for a kind of record and a column; none where the form does not ask."""
    for block in form.blocks:
        if column in {c.key for c in block.columns}:
            yield from (f"table2/{block.key}/{row.label}/{column}" for row in block.rows if row.key == kind)


def of_cases(scope: Scope) -> Iterator[Contribution]:
    """Requests: table three, and the replies of the year that came late."""
    records = cases.case_records(agency_ids=scope.agency_ids, received_until=scope.last_day, as_of=scope.as_of)
    for record in records:
        kind = record.outline.applicant_kind
        for row in case_rows(record.outline, scope.fiscal_year):
            cell = f"table3/{scope.form.row_for(row)}/{kind}"
            yield Contribution(cell, 1, "case", record.case_id, record.agency_id)
        if scope.has(record.outline.concluded_on):
            name = "narrative/requests_late" if _is_late(record) else "narrative/requests_in_time"
            yield Contribution(name, 1, "case", record.case_id, record.agency_id)


def _is_late(record: cases.CaseRecord) -> bool:
    """Whether the reply was served after its last day; where the facts cannot tell, it is not called late."""
    concluded_on = record.outline.concluded_on
    try:
        due_on = reply_deadline(
            received_on=record.outline.received_on,
            facts=(fact for fact in record.facts if concluded_on is None or fact.on <= concluded_on),
            calendar=current_calendar(),
            policy=clock_policy(),
        ).due_on
    except (ClockSuspended, RuleViolation):
        return False
    return concluded_on is not None and concluded_on > due_on


def of_disputes(scope: Scope) -> Iterator[Contribution]:
    """Reconsideration and litigation: table four."""
    again = settings.LAW.pending_dispute_counts_again
    records = cases.dispute_records(agency_ids=scope.agency_ids, filed_until=scope.last_day, as_of=scope.as_of)
    for record in records:
        cell = dispute_cell(record.outline, scope.fiscal_year, pending_counts_again=again)
        if cell is not None:
            yield Contribution(cell, 1, "dispute", record.dispute_id, record.agency_id)


def of_new_media(scope: Scope) -> Iterator[Contribution]:
    """Accounts closed and cancelled, or rectified, in the year: figures of the narrative."""
    years = newmedia.account_years(agency_ids=scope.agency_ids, year=scope.fiscal_year, as_of=scope.as_of)
    for account in years:
        if {"closed", "cancelled"} <= account.kinds:
            cell = "narrative/new_media_closed_and_cancelled"
            yield Contribution(cell, 1, "media_account", account.account_id, account.agency_id)
        if "rectified" in account.kinds:
            cell = "narrative/new_media_rectified"
            yield Contribution(cell, 1, "media_account", account.account_id, account.agency_id)


def of_directories(scope: Scope) -> Iterator[Contribution]:
    """Standard directories in force at the end of the year: figures of the narrative."""
    records = catalogue.directory_records(
        agency_ids=scope.agency_ids, published_until=scope.last_day, as_of=scope.as_of
    )
    for record in records:
        name = "township_directories" if record.of_township else "standard_directory_areas"
        yield Contribution(f"narrative/{name}", 1, "directory", record.directory_id, record.agency_id)
