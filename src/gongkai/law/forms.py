"""The statutory forms of the annual report as data: chapters, three tables, row and column keys.

A cell has one name everywhere (figures, records behind it, checks, files):
``table2/<block>/<row label>/<column key>``, ``table3/<row key>/<column key>``, ``table4/<block>/<result>``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.law.source import Source
from gongkai.law.steps import RuleViolation

TOTAL = "total"
DISPUTE_BLOCKS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
DISPUTE_RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    TOTAL: "总计",
}
LATEST_YEAR = 9998  # the last year whose following New Year's Day can be written
SUMMARY_ROWS = ("received", "carried_in", "concluded", "carried_out")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of table two: ``unit`` is ``count``, ``change`` (signed) or ``wan_yuan``."""

    key: str
    label: str
    unit: str = "count"
    unit_note: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of table two."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """One item of art. 20 in table two."""

    key: str
    heading: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class ApplicantColumn:
    """A column of table three."""

    key: str
    label: str
    group_label: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A row of table three; ``article`` is its ground, empty where the form itself made it."""

    key: str
    label: str
    parent_label: str
    article: str

    @property
    def is_result(self) -> bool:
        """Whether the row counts concluded requests of one kind (neither sum nor stock)."""
        return self.key not in SUMMARY_ROWS


@dataclass(frozen=True)
class Form:
    """One edition of the form; ``last_fiscal_year`` 0 means still in use."""

    key: str
    title: str
    source: Source
    first_fiscal_year: int
    last_fiscal_year: int
    corner: str
    chapters: tuple[str, ...]
    chapter_aliases: tuple[str, ...]
    blocks: tuple[Block, ...]
    applicant_columns: tuple[ApplicantColumn, ...]
    request_rows: tuple[RequestRow, ...]

    @cached_property
    def table2_cells(self) -> tuple[str, ...]:
        """The names of table two's cells, in printing order."""
        return tuple(
            f"table2/{block.key}/{row.label}/{column.key}"
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )

    @cached_property
    def table3_cells(self) -> tuple[str, ...]:
        """The names of table three's cells, in printing order."""
        return tuple(f"table3/{r.key}/{c.key}" for r in self.request_rows for c in self.applicant_columns)

    @cached_property
    def table4_cells(self) -> tuple[str, ...]:
        """The fifteen names of table four, in printing order."""
        return tuple(f"table4/{block}/{result}" for block in DISPUTE_BLOCKS for result in DISPUTE_RESULTS)

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells."""
        return self.table2_cells + self.table3_cells + self.table4_cells

    @property
    def result_rows(self) -> tuple[RequestRow, ...]:
        """The rows of results: nineteen in the 2019 form, twenty-one in the 2021 form."""
        return tuple(row for row in self.request_rows if row.is_result)

    def row_for(self, result_row: str) -> str:
        """The row of this form for a row of the 2021 form (2019 does not divide 其他处理).

        Raises:
            KeyError: no such row in either form.
        """
        return self._rows[result_row]

    @cached_property
    def _rows(self) -> dict[str, str]:
        own = {row.key: row.key for row in self.request_rows}
        undivided = ("other_supplement_lapsed", "other_fee_unpaid", "other_remaining")
        return own | dict.fromkeys(undivided, "other_handling") if "other_handling" in own else own

    def label_of(self, cell: str) -> str:
        """A cell's Chinese name, e.g. 本年新收政府信息公开申请数量 · 自然人.

        Raises:
            RuleViolation: ``unknown_cell``.
        """
        if cell not in self._labels:
            raise RuleViolation("unknown_cell", f"本格式没有“{cell}”这一格；例如 table3/received/natural_person")
        return " · ".join(self._labels[cell])

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    name = f"table2/{block.key}/{row.label}/{column.key}"
                    found[name] = (block.heading, row.label, column.label)
        for request_row in self.request_rows:
            for applicant in self.applicant_columns:
                found[f"table3/{request_row.key}/{applicant.key}"] = (request_row.label, applicant.label)
        for block_key, block_label in DISPUTE_BLOCKS.items():
            for result, result_label in DISPUTE_RESULTS.items():
                found[f"table4/{block_key}/{result}"] = (block_label, result_label)
        return found


def form_from_mapping(data: Mapping[str, Any]) -> Form:
    """The form that a data file states (see ``law/data/report_2019.toml``)."""
    return Form(
        key=data["key"],
        title=data["title"],
        source=Source(data["instrument"], data["number"]),
        first_fiscal_year=data["first_fiscal_year"],
        last_fiscal_year=data["last_fiscal_year"],
        corner=data["corner"],
        chapters=tuple(data["chapters"]),
        chapter_aliases=tuple(data["chapter_aliases"]),
        blocks=tuple(
            Block(
                block["key"],
                block["heading"],
                tuple(FormColumn(**column) for column in block["columns"]),
                tuple(FormRow(**row) for row in block["rows"]),
            )
            for block in data["block"]
        ),
        applicant_columns=tuple(ApplicantColumn(**column) for column in data["applicant_column"]),
        request_rows=tuple(RequestRow(**row) for row in data["request_row"]),
    )


def form_for_year(forms: Iterable[Form], fiscal_year: int) -> Form:
    """The form a fiscal year is reported on.

    Raises:
        RuleViolation: ``no_form`` for a year before the first form, or beyond 9998.
    """
    for form in forms:
        if form.first_fiscal_year <= fiscal_year <= LATEST_YEAR and (
            not form.last_fiscal_year or fiscal_year <= form.last_fiscal_year
        ):
            return form
    raise RuleViolation("no_form", f"{fiscal_year}年度没有统一的年度报告格式（自2019年度起有）")
