"""The demonstration district's 2020 report states the figures of the real report it is modelled on."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from gongkai.annual.explain import explain
from gongkai.annual.narrative import LABELS
from gongkai.annual.report import build_report
from gongkai.base.clock import moment_from_text
from gongkai.law.figures import plain

AS_OF = moment_from_text("2021-01-31T00:00")
pytestmark = pytest.mark.django_db
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "figures-2020.yaml"
NARRATIVE = {
    "proactive_government_information": 650,
    "proactive_other_information": 1010,
    "requests_handled": 13,
    "requests_late": 0,
    "reconsiderations": 0,
    "lawsuits": 0,
    "new_media_closed_and_cancelled": 1,
    "new_media_rectified": 1,
    "standard_directory_areas": 14,
}
TABLE_TWO = {
    "article_20_1": {"规章": [0, 0, 0], "规范性文件": [0, 0, 0]},
    "article_20_5": {"行政许可": [11, 2, 38], "其他对外管理服务事项": [0, 0, 0]},
    "article_20_6": {"行政处罚": [2, 6, 6], "行政强制": [0, 0, 0]},
    "article_20_8": {"行政事业性收费": [0, 0]},
    "article_20_9": {"政府集中采购": [5, "2157.936"]},
}
NOTHING = [0] * 7
TABLE_THREE = {"received": [12, 0, 0, 0, 0, 0, 12], "carried_in": [1, 0, 0, 0, 0, 0, 1]}
TABLE_THREE |= {row: [13, 0, 0, 0, 0, 0, 13] for row in ("disclosed", "concluded")}


@pytest.fixture
def report(district):
    return build_report(agency=district, fiscal_year=2020, as_of=AS_OF).as_json()


def test_table_two(report):
    assert report["table2"] == TABLE_TWO


def test_table_three(report):
    assert len(report["table3"]) == 23
    for row, values in report["table3"].items():
        assert TABLE_THREE.get(row, NOTHING) == values, row


def test_table_four(report):
    assert report["table4"] == [0] * 15


def test_figures_of_the_narrative(report):
    stated = report["narrative"][0]["figures"]

    assert {name: stated[name] for name in NARRATIVE} == NARRATIVE


def test_form_agency_and_checks(report):
    assert report["form"] == "2019"
    assert report["agency"] == "洛阳市伊滨经开区人民政府"
    assert report["verdict"] == "pass"
    assert all(check["holds"] for check in report["checks"])
    assert report["as_of"] == "2021-01-30T16:00:00+00:00"


def test_the_words_state_the_same_numbers(report):
    words = "".join(report["narrative"][0]["paragraphs"])

    for said in ("政府信息650条", "其他信息1010条", "事项13个，均按时完成", "未引发行政复议及诉讼"):
        assert said in words
    assert "关停注销1个，整改1个" in words
    assert "14个重点领域" in words
    assert "https://www.hnlykfq.gov.cn/zfgk" in words


def test_every_cell_agrees_with_the_facts_file_beside_the_checkout(report):
    if not SEED.exists():
        pytest.skip("the facts are not beside this checkout")
    seed = yaml.safe_load(SEED.read_text("utf-8"))
    for block, rows in seed["table2"].items():
        assert rows == report["table2"][block]
    for row, values in seed["table3"].items():
        if isinstance(values, list):
            stated = zip(values, report["table3"][row], strict=True)
            assert all(expected in (None, actual) for expected, actual in stated), row
    stated = report["narrative"][0]["figures"]
    for name, number in seed["narrative"].items():
        if name != "platform_url":
            assert stated[name] == number, name


def test_the_records_behind_every_cell_add_up_to_its_figure(district):
    computed = build_report(agency=district, fiscal_year=2020, as_of=AS_OF)
    counted = 0
    for cell in computed.form.cells:
        found = explain(agency=district, fiscal_year=2020, cell=cell, as_of=AS_OF)
        figure = computed.figures[cell]
        assert found.value == figure, cell
        if not cell.endswith("procurement_amount"):
            assert len(found.records) == figure, cell
        counted += 1

    assert counted == 198


def test_the_records_behind_the_procurement_amount_are_the_five_projects(district):
    cell = "table2/article_20_9/政府集中采购/procurement_amount"
    found = explain(agency=district, fiscal_year=2020, cell=cell, as_of=AS_OF)

    assert len(found.records) == 5
    assert found.value == Decimal("2157.936")


@pytest.mark.parametrize("name", sorted(LABELS))
def test_the_records_behind_a_figure_of_the_narrative(district, name):
    computed = build_report(agency=district, fiscal_year=2020, as_of=AS_OF)
    stated = dict(computed.chapters[0].figures)[name]
    found = explain(agency=district, fiscal_year=2020, cell=name, as_of=AS_OF)

    assert plain(found.value) == stated == len(found.records)
