from pathlib import Path

import pytest
import yaml

from gongkai.base import rulebook
from gongkai.law.forms import SUMMARY_ROWS, TOTAL, form_for_year
from gongkai.law.steps import RuleViolation

FACTS = Path(__file__).resolve().parents[3] / "shared" / "law"
FORMS = rulebook.forms()
NOT_A_GROUND = {"computed", "(格式自设)"}  # what the facts note where no provision gives the row

both_forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
beside = pytest.mark.skipif(not FACTS.exists(), reason="the facts are not beside the project")


def facts(form):
    return yaml.safe_load((FACTS / f"annual_report_{form.key}.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("key", "results", "rows", "table2", "cells"), [("2019", 19, 23, 22, 198), ("2021", 21, 25, 10, 200)]
)
def test_the_number_of_rows_and_cells(key, results, rows, table2, cells):
    form = FORMS[key]

    assert len(form.result_rows) == results
    assert len(form.request_rows) == rows
    assert len(form.table2_cells) == table2
    assert len(form.table3_cells) == rows * 7
    assert len(form.table4_cells) == 15
    assert len(set(form.cells)) == len(form.cells) == cells


@both_forms
def test_every_row_is_a_result_or_one_of_the_four_of_the_sum(form):
    assert [row.key for row in form.request_rows if not row.is_result] == list(SUMMARY_ROWS)


@beside
@both_forms
def test_the_labels_of_table_two_are_those_of_the_form_to_the_letter(form):
    stated = [(block["block"], block["columns"], block["rows"]) for block in facts(form)["table2"]]
    ours = [
        (block.heading, ["信息内容", *(column.label for column in block.columns)], [row.label for row in block.rows])
        for block in form.blocks
    ]

    assert ours == stated


@beside
@both_forms
def test_the_rows_of_table_three_are_those_of_the_form_to_the_letter(form):
    stated = [(row["key"], row["label"], row["parent"] or "") for row in facts(form)["table3"]["rows"]]

    assert [(row.key, row.label, row.parent_label) for row in form.request_rows] == stated


@beside
@both_forms
def test_the_grounds_of_the_rows_are_those_of_the_facts(form):
    stated = [row["legal_basis"] for row in facts(form)["table3"]["rows"]]

    assert [row.article for row in form.request_rows] == ["" if s in NOT_A_GROUND else s for s in stated]


@beside
@both_forms
def test_columns_corner_and_chapters_are_those_of_the_form_to_the_letter(form):
    stated = facts(form)
    columns = [(column["key"], column["label"], column["group"] or "") for column in stated["table3"]["columns"]]
    chapters = stated["chapters" if form.key == "2019" else "template_chapters"]

    assert [(c.key, c.label, c.group_label) for c in form.applicant_columns] == columns
    assert form.corner == stated["table3"]["corner"]
    assert list(form.chapters) == chapters
    assert {form.chapters[3], *form.chapter_aliases} == set(stated["chapter4_aliases"])
    assert form.source.number == stated["meta"]["no"]


@beside
@both_forms
def test_table_four_has_the_cells_of_the_form_in_its_order(form):
    stated = [cell.removeprefix("行政诉讼/").replace("/", " · ") for cell in facts(form)["table4"]["cells"]]

    assert [form.label_of(cell) for cell in form.table4_cells] == stated


@both_forms
def test_every_cell_has_a_label_and_no_two_cells_of_a_form_are_called_alike(form):
    labels = [form.label_of(cell) for cell in form.cells]

    assert all(" · " in label for label in labels)
    assert len(set(labels)) == len(labels)


def test_a_cell_is_named_by_table_row_and_column():
    form = FORMS["2021"]

    assert form.table2_cells[0] == "table2/article_20_1/规章/made"
    assert form.table3_cells[0] == "table3/received/natural_person"
    assert form.table3_cells[-1] == "table3/carried_out/total"
    assert form.table4_cells[-1] == "table4/litigation_after_reconsideration/total"
    assert form.cells == form.table2_cells + form.table3_cells + form.table4_cells
    assert form.label_of("table2/article_20_1/规章/made") == "第二十条第（一）项 · 规章 · 本年制发件数"
    assert form.label_of("table3/received/natural_person") == "一、本年新收政府信息公开申请数量 · 自然人"
    assert form.label_of("table4/reconsideration/upheld") == "行政复议 · 结果维持"


@pytest.mark.parametrize(
    "cell",
    ["", "received", "table3/received", "table3/received/nobody", "table3/other_handling/total", "table5/a/b"],
)
def test_an_unknown_cell_is_refused_with_an_example(cell):
    with pytest.raises(RuleViolation, match="例如 table3/received/natural_person") as refused:
        FORMS["2021"].label_of(cell)

    assert refused.value.code == "unknown_cell"


def test_the_three_kinds_of_other_handling_are_one_row_in_the_2019_form():
    others = ["other_supplement_lapsed", "other_fee_unpaid", "other_remaining"]

    assert [FORMS["2021"].row_for(row) for row in others] == others
    assert {FORMS["2019"].row_for(row) for row in others} == {"other_handling"}
    assert FORMS["2019"].row_for("disclosed") == "disclosed"


def test_money_and_signed_columns_are_marked_as_such():
    units = {
        key: {f"{b.key}/{c.key}": c.unit for b in form.blocks for c in b.columns if c.unit != "count"}
        for key, form in FORMS.items()
    }

    assert units == {
        "2019": {
            "article_20_5/items_change": "change",
            "article_20_6/items_change": "change",
            "article_20_8/items_change": "change",
            "article_20_9/procurement_amount": "wan_yuan",
        },
        "2021": {"article_20_8/fee_income": "wan_yuan"},
    }


@pytest.mark.parametrize(
    ("year", "key"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (2030, "2021")]
)
def test_the_form_of_a_fiscal_year(year, key):
    assert form_for_year(FORMS.values(), year).key == key
    assert rulebook.form_of(year) is FORMS[key]


def test_2018_has_no_uniform_form():
    with pytest.raises(RuleViolation, match="2018年度没有统一的年度报告格式") as refused:
        form_for_year(FORMS.values(), 2018)

    assert refused.value.code == "no_form"


@pytest.mark.parametrize("year", range(2019, 2031))
def test_every_year_has_exactly_one_form(year):
    fitting = [form for form in FORMS.values() if form.first_fiscal_year <= year <= (form.last_fiscal_year or 9999)]

    assert fitting == [form_for_year(FORMS.values(), year)]


@both_forms
def test_the_total_stands_in_the_last_column(form):
    assert [column.key for column in form.applicant_columns].index(TOTAL) == 6
    assert [bool(column.group_label) for column in form.applicant_columns] == [False, *[True] * 5, False]
