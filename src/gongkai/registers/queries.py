"""Questions to the registers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.base.recorded import known_at
from gongkai.registers.models import Decision, FeeIncome, OfAgency, Procurement
from gongkai.registers.services.enter import MODELS, Register

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """A power or fee item as the report sees it."""

    row_id: int
    agency_id: int
    kind: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DatedRecord:
    """A decision, a charge or a procurement as the report sees it; ``amount_fen`` 0 for a decision."""

    row_id: int
    agency_id: int
    kind: str
    on: date
    amount_fen: int


def item_records(*, register: Register, agency_ids: Sequence[int], as_of: datetime) -> Iterator[ItemRecord]:
    """Every power item, or fee item (kind ``fee``), of the agencies."""
    rows = _known(MODELS[register], agency_ids, as_of)
    if register is Register.POWER_ITEMS:
        columns = rows.values_list("id", "agency_id", "kind", "valid_from", "valid_to")
        yield from (ItemRecord(*row) for row in columns.iterator(CHUNK))
        return
    for pk, agency_id, start, end in rows.values_list("id", "agency_id", "valid_from", "valid_to").iterator(CHUNK):
        yield ItemRecord(pk, agency_id, "fee", start, end)


def dated_records(
    *, register: Register, agency_ids: Sequence[int], year: int, as_of: datetime
) -> Iterator[DatedRecord]:
    """The decisions, charges or procurements of one calendar year."""
    first, next_year = date(year, 1, 1), date(year + 1, 1, 1)
    if register is Register.DECISIONS:
        rows = _known(Decision, agency_ids, as_of).filter(decided_on__gte=first, decided_on__lt=next_year)
        for pk, agency_id, kind, day in rows.values_list("id", "agency_id", "kind", "decided_on").iterator(CHUNK):
            yield DatedRecord(pk, agency_id, kind, day, 0)
        return
    model, field, kind = {
        Register.FEE_INCOME: (FeeIncome, "collected_on", "fee"),
        Register.PROCUREMENTS: (Procurement, "contracted_on", "procurement"),
    }[register]
    rows = _known(model, agency_ids, as_of).filter(**{f"{field}__gte": first, f"{field}__lt": next_year})
    for pk, agency_id, day, amount in rows.values_list("id", "agency_id", field, "amount_fen").iterator(CHUNK):
        yield DatedRecord(pk, agency_id, kind, day, amount)


def rows_by_id(register: Register, ids: Iterable[int]) -> dict[int, OfAgency]:
    """The rows of a register with these ids."""
    return MODELS[register]._default_manager.in_bulk(list(ids))


def _known(model: type[OfAgency], agency_ids: Sequence[int], as_of: datetime):  # noqa: ANN202 - a QuerySet of model
    return model._default_manager.filter(known_at(as_of), agency_id__in=agency_ids).order_by("id")
