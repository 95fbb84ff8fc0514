"""The records behind a cell, as a person can recognise them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import DateField, DateTimeField

from gongkai.annual.contributions import Contribution, Scope, contributions
from gongkai.annual.narrative import LABELS
from gongkai.annual.report import base_cells, scope_of
from gongkai.cases import queries as cases
from gongkai.catalogue import queries as catalogue
from gongkai.law.figures import plain
from gongkai.law.forms import Form
from gongkai.law.steps import RuleViolation
from gongkai.law.tabulation import CaseOutline
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
    """A record behind a cell: kind, id, title, what else helps to recognise it, agency and what it adds.

    ``public_id`` is set for a document, which has a public page.
    """

    kind: str
    record_id: int
    title: str
    note: str
    agency: str
    amount: int | Decimal
    public_id: str = ""

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
            "note": self.note,
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
    return Explanation(cell, label, total, tuple(_lines(found, scope)))


def _lines(items: list[Contribution], scope: Scope) -> Iterable[RecordLine]:
    names = dict(all_agencies().values_list("id", "name"))
    ids = {kind: {i.record_id for i in items if i.record_kind == kind} for kind in KIND_LABELS}
    rows = {kind: _rows(kind, wanted) for kind, wanted in ids.items()}
    outlines = cases.outlines_of(ids["case"], as_of=scope.as_of)
    labels = {row.key: row.label for row in scope.form.request_rows}
    for kind, record_id, agency, amount in ((i.record_kind, i.record_id, i.agency_id, i.amount) for i in items):
        row = rows[kind][record_id]
        note = _case_note(outlines[record_id], scope.form, labels) if kind == "case" else _note(row)
        yield RecordLine(kind, record_id, str(row), note, names[agency], amount, getattr(row, "public_id", ""))


def _case_note(outline: CaseOutline, form: Form, labels: dict[str, str]) -> str:
    """When the request was received and how it ended."""
    if outline.concluded_on is None or outline.result_row is None:
        return f"{outline.received_on}收到，尚未办结"
    return f"{outline.received_on}收到，{outline.concluded_on}办结：{labels[form.row_for(outline.result_row)]}"


def _note(row: Any) -> str:
    """The dates and the amount of a row, by the names its model gives them."""
    parts = []
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, DateField) and not isinstance(field, DateTimeField) and value is not None:
            parts.append(f"{field.verbose_name}{value}")
        elif field.attname == "amount_fen":
            parts.append(f"金额{Decimal(value) / 100:,.2f}元")
    return "，".join(parts)


def _rows(kind: str, ids: set[int]) -> dict[int, Any]:
    """The rows of a kind by id."""
    if not ids:
        return {}
    lookups: dict[str, Callable[[Iterable[int]], dict[int, Any]]] = {
        "document": publication.documents_by_id,
        "case": cases.cases_by_id,
        "dispute": cases.disputes_by_id,
        "media_account": newmedia.accounts_by_id,
        "directory": catalogue.directories_by_id,
    }
    if kind in lookups:
        return lookups[kind](ids)
    return dict(registers.rows_by_id(Register(kind), ids))
