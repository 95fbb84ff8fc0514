"""The records behind a cell, as a person can recognise them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gongkai.annual.contributions import Contribution, contributions
from gongkai.annual.narrative import LABELS
from gongkai.annual.report import base_cells, scope_of
from gongkai.cases import queries as cases
from gongkai.catalogue import queries as catalogue
from gongkai.law.figures import plain
from gongkai.law.steps import RuleViolation
from gongkai.newmedia import queries as newmedia
from gongkai.organs.models import Agency
from gongkai.organs.queries import all_agencies
from gongkai.publication import queries as publication
from gongkai.registers import queries as registers
from gongkai.registers.services.enter import Register

KIND_LABELS = {
    "document": "文件",
    "case": "申请",
    "dispute": "争议",
    "media_account": "新媒体账号",
    "directory": "标准目录",
    Register.POWER_ITEMS.value: "权力事项",
    Register.FEE_ITEMS.value: "收费项目",
    Register.DECISIONS.value: "处理决定",
    Register.FEE_INCOME.value: "收费记录",
    Register.PROCUREMENTS.value: "采购项目",
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record behind a cell: kind, id, title, agency and what it adds."""

    kind: str
    record_id: int
    title: str
    agency: str
    amount: int | Decimal

    @property
    def kind_label(self) -> str:
        """The Chinese name of the kind."""
        return KIND_LABELS[self.kind]

    def as_json(self) -> dict[str, object]:
        """The line in the shape of the published JSON."""
        return {
            "kind": self.kind,
            "id": self.record_id,
            "title": self.title,
            "agency": self.agency,
            "amount": plain(self.amount),
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cell, its label, its value and the records behind it."""

    cell: str
    label: str
    value: int | Decimal
    records: tuple[RecordLine, ...]


def explain(
    *, agency: Agency, fiscal_year: int, cell: str, as_of: datetime, own_office_only: bool = False
) -> Explanation:
    """The records behind ``cell``; their amounts add up to its value.

    Raises:
        RuleViolation: ``unknown_cell``, or ``no_form`` for the year.
    """
    scope = scope_of(agency=agency, fiscal_year=fiscal_year, as_of=as_of, own_office_only=own_office_only)
    if cell.startswith("narrative/") and cell not in LABELS:
        raise RuleViolation("unknown_cell", f"没有“{cell}”这一项；可用：{'、'.join(LABELS)}")
    wanted = base_cells(scope.form, cell)
    found = [item for item in contributions(scope) if item.cell in wanted]
    label = LABELS.get(cell) or scope.form.label_of(cell)
    total = sum((item.amount for item in found), 0)
    return Explanation(cell, label, total, tuple(_lines(found)))


def _lines(items: list[Contribution]) -> Iterable[RecordLine]:
    names = dict(all_agencies().values_list("id", "name"))
    titles = {kind: _titles(kind, {i.record_id for i in items if i.record_kind == kind}) for kind in KIND_LABELS}
    for item in items:
        title = titles[item.record_kind][item.record_id]
        yield RecordLine(item.record_kind, item.record_id, title, names[item.agency_id], item.amount)


def _titles(kind: str, ids: set[int]) -> dict[int, str]:
    """What to call each record of a kind."""
    if not ids:
        return {}
    lookups: dict[str, Callable[[Iterable[int]], dict]] = {
        "document": publication.documents_by_id,
        "case": cases.cases_by_id,
        "dispute": cases.disputes_by_id,
        "media_account": newmedia.accounts_by_id,
        "directory": catalogue.directories_by_id,
    }
    if kind in lookups:
        return {pk: str(row) for pk, row in lookups[kind](ids).items()}
    return {pk: str(row) for pk, row in registers.rows_by_id(Register(kind), ids).items()}
