from collections import Counter

import pytest

from gongkai.law.figures import Missing, printed
from gongkai.law.layout import PrintedCell, PrintedTable, all_tables
from law.passing_report import FORMS, passing_figures

both_forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def squares(table):
    """How many printed cells cover each square of the table."""
    covered = Counter()
    for top, row in enumerate(table.rows):
        left = 0
        for cell in row:
            while covered[top, left]:
                left += 1
            covered.update((top + down, left + right) for down in range(cell.rows) for right in range(cell.columns))
    return +covered


def whole(table):
    return Counter((top, left) for top in range(len(table.rows)) for left in range(table.width))


@both_forms
@pytest.mark.parametrize("chapter", [2, 3, 4])
def test_the_grid_has_no_hole_and_no_overlap(form, chapter):
    table = all_tables(form, {})[chapter]

    assert squares(table) == whole(table)


@both_forms
def test_every_cell_of_the_form_is_printed_exactly_once(form):
    shown = [c.cell for table in all_tables(form, {}).values() for row in table.rows for c in row if c.cell]

    assert tuple(shown) == form.cells


@both_forms
def test_every_figure_is_printed_in_its_own_cell(form):
    figures = passing_figures(form)
    money = {cell for cell in form.table2_cells if cell.endswith(("/fee_income", "/procurement_amount"))}
    shown = {c.cell: c.text for table in all_tables(form, figures).values() for row in table.rows for c in row}

    assert {cell: text for cell, text in shown.items() if cell} == {
        cell: printed(figures[cell], "wan_yuan" if cell in money else "count") for cell in form.cells
    }


@both_forms
def test_labels_are_headers_and_figures_are_not(form):
    cells = [c for table in all_tables(form, {}).values() for row in table.rows for c in row]

    assert all(cell.header == (not cell.cell) for cell in cells)
    assert all(cell.text for cell in cells if cell.header)


@both_forms
def test_every_label_of_the_form_is_printed(form):
    text = "\n".join(c.text for table in all_tables(form, {}).values() for row in table.rows for c in row)
    labels = [form.corner, "三、本年度办理结果", "法人或其他组织", "行政诉讼"]
    labels += [label for row in form.request_rows for label in (row.label, row.parent_label) if label]
    labels += [block.heading for block in form.blocks]

    assert [label for label in labels if label not in text] == []


def label_of_row(table, cell_name):
    return next([c.text for c in row if c.header] for row in table.rows if any(c.cell == cell_name for c in row))


def test_a_group_label_stands_in_the_first_row_of_its_group_only():
    table = all_tables(FORMS["2021"], {})[3]

    assert label_of_row(table, "table3/received/total") == ["一、本年新收政府信息公开申请数量"]
    assert label_of_row(table, "table3/disclosed/total") == ["三、本年度办理结果", "（一）予以公开"]
    assert label_of_row(table, "table3/withheld_state_secret/total") == ["（三）不予公开", "1.属于国家秘密"]
    assert label_of_row(table, "table3/withheld_forbidden_by_law/total") == ["2.其他法律行政法规禁止公开"]
    assert label_of_row(table, "table3/other_remaining/total") == ["3.其他"]
    assert label_of_row(table, "table3/concluded/total") == ["（七）总计"]


def test_the_money_of_the_2019_form_states_its_unit():
    text = [c.text for row in all_tables(FORMS["2019"], {})[2].rows for c in row]

    assert "采购总金额（单位：万元）" in text


def test_a_blank_is_printed_empty_and_what_does_not_apply_as_a_stroke():
    form = FORMS["2021"]
    blank, stroke = form.table4_cells[:2]
    row = all_tables(form, {blank: Missing.BLANK, stroke: Missing.NOT_APPLICABLE})[4].rows[-1]

    assert [cell.text for cell in row[:2]] == ["", "/"]


def test_the_tables_stand_in_chapters_two_to_four_with_their_captions():
    assert {number: table.caption for number, table in all_tables(FORMS["2021"], {}).items()} == {
        2: "主动公开政府信息情况",
        3: "收到和处理政府信息公开申请情况",
        4: "政府信息公开行政复议、行政诉讼情况",
    }


@pytest.mark.parametrize(
    "rows",
    [
        [[PrintedCell("甲")]],
        [[PrintedCell("甲", columns=2, rows=2)], [PrintedCell("乙", columns=2)]],
        [[PrintedCell("甲", columns=2, rows=2)]],
    ],
    ids=["少一格", "多一行", "跨出表外"],
)
def test_the_sabotaged_twin_a_grid_with_a_wrong_span_is_noticed(rows):
    table = PrintedTable("坏表", 2, rows)

    assert squares(table) != whole(table)
