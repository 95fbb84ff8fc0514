import json

import pytest

from cast import make_cast
from commands import run
from gongkai.annual.report import build_report
from gongkai.audit.verifier import verify
from gongkai.base import clock
from gongkai.cases.models import Case
from gongkai.cli.imports import KINDS
from gongkai.organs.models import Agency
from gongkai.publication.models import Document

pytestmark = pytest.mark.django_db
HEADER = "机构代码,标题,类别,体裁,成文日期,发布日期,正文\n"
GOOD = "D,关于低保的公告,政府信息,行政规范性文件,2020-01-02,2020年1月3日,正文\n"


@pytest.fixture
def cast():
    return make_cast()


def write(tmp_path, text, name="f.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def test_all_rows_of_a_good_file(cast, tmp_path):
    status, out, _ = run("import", "documents", write(tmp_path, HEADER + GOOD * 1), "--json")

    assert (status, json.loads(out)) == (
        0,
        {"rows": 1, "imported": 1, "unchanged": 0, "drafts": 0, "errors": []},
    )
    assert Document.objects.get().title == "关于低保的公告"
    assert verify().intact


def test_one_bad_row_leaves_nothing_and_every_fault_is_named(cast, tmp_path):
    bad = "X,,坏,其他,2020-13-01,2020-01-01,正文\nD,标题,其他信息,其他,2020-02-01,2020-01-01,正文\n"
    status, out, _ = run("import", "documents", write(tmp_path, HEADER + GOOD + bad), "--json")
    answer = json.loads(out)

    assert (status, answer["imported"]) == (2, 0)
    assert [(e["line"], e["column"]) for e in answer["errors"]] == [
        (3, "机构代码"),
        (3, "标题"),
        (3, "类别"),
        (3, "成文日期"),
        (4, ""),
    ]
    assert not Document.objects.exists()


def test_a_dry_run_checks_and_leaves_nothing(cast, tmp_path):
    path = write(tmp_path, HEADER + GOOD)
    status, out, _ = run("import", "documents", path, "--dry-run")

    assert status == 0
    assert "试运行" in out
    assert not Document.objects.exists()
    assert run("import", "documents", path)[0] == 0


def test_the_same_file_twice_is_imported_once(cast, tmp_path):
    path = write(tmp_path, HEADER + GOOD)
    run("import", "documents", path)
    status, _, err = run("import", "documents", path)

    assert status == 2
    assert "导入过" in err
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"), [("", "没有数据行"), (HEADER, "没有数据行"), ("标题\n甲\n", "缺少列：机构代码")]
)
def test_a_file_without_rows_or_columns_is_refused(cast, tmp_path, text, said):
    status, _, err = run("import", "documents", write(tmp_path, text))

    assert status == 2
    assert said in err


def test_cases_with_their_outcomes_make_the_report(cast, tmp_path):
    cases = (
        "机构代码,来源编号,申请人类型,姓名或名称,联系方式,所需信息,渠道,到达日期,确认日期,处理结果,答复日期\n"
        "D,2020-1,自然人,王申请,电话,甲；乙,当面提交,2020-03-02,,provided,2020-03-09\n"
        "T,2020-2,商业企业,某公司,电话,丙,互联网渠道,2020-03-02,2020-03-03,,\n"
    )
    assert run("import", "cases", write(tmp_path, cases, "c.csv"))[0] == 0
    facts = "申请编号,事实,日期,对方,工作日数\n2020-2,批准延长答复期限,2020-03-10,,20\n"
    assert run("import", "case-facts", write(tmp_path, facts, "f.csv"))[0] == 0
    ends = "申请编号,事项序号,处理结果,答复日期\n2020-2,1,not_existing,2020-04-20\n"
    assert run("import", "outcomes", write(tmp_path, ends, "o.csv"))[0] == 0
    report = build_report(agency=cast.government, fiscal_year=2020, as_of=clock.now())

    assert Case.objects.count() == 2
    assert report.figures["table3/disclosed/natural_person"] == 1
    assert report.figures["table3/unavailable_not_held/business"] == 1
    assert report.figures["narrative/requests_in_time"] == 2


def test_half_an_outcome_is_refused(cast, tmp_path):
    text = (
        "机构代码,来源编号,申请人类型,姓名或名称,联系方式,所需信息,渠道,到达日期,处理结果\n"
        "D,1,自然人,王申请,电话,甲,当面提交,2020-03-02,provided\n"
    )
    status, _, err = run("import", "cases", write(tmp_path, text))

    assert status == 2
    assert "同时填写" in err
    assert not Case.objects.exists()


def test_registers_and_disputes(cast, tmp_path):
    files = {
        "power-items": "机构代码,类型,事项名称,列入日期\nD,行政许可,甲,2019-01-01\n",
        "decisions": "机构代码,类型,文书号,决定日期\nD,行政处罚,罚1号,2020-05-01\n",
        "fee-items": "机构代码,收费项目,设立日期\nD,工本费,2019-01-01\n",
        "fee-income": '机构代码,票据或汇总号,收取日期,金额（元）\nD,票1,2021-01-01,"1,234.56"\n',
        "procurements": "机构代码,采购项目,成交日期,金额（元）\nD,设备,2020-05-01,21579360\n",
        "disputes": "机构代码,类型,案号,受理日期,结果,审结日期\nD,行政复议,复1,2020-05-01,结果维持,2020-06-01\n",
        "directories": "机构代码,领域,公布日期\nD,养老服务,2020-05-01\n",
        "agencies": "机构代码,机构名称,类型,设立日期,上级机构代码\nN,新局,部门,2020-01-01,G\n",
    }
    for kind, text in files.items():
        assert run("import", kind, write(tmp_path, text, f"{kind}.csv"))[0] == 0, kind
    stated = build_report(agency=cast.government, fiscal_year=2020, as_of=clock.now()).as_json()

    assert stated["table2"]["article_20_5"]["行政许可"] == [1, 0, 0]
    assert stated["table2"]["article_20_6"]["行政处罚"] == [0, 0, 1]
    assert stated["table2"]["article_20_9"]["政府集中采购"] == [1, "2157.936"]
    assert stated["table4"][:5] == [1, 0, 0, 0, 1]
    assert Agency.objects.filter(code="N", parent__code="G").exists()


def test_a_duplicate_of_something_known_is_named(cast, tmp_path):
    text = "机构代码,机构名称,类型,设立日期\nD,重复,部门,2020-01-01\n"
    status, _, err = run("import", "agencies", write(tmp_path, text))

    assert status == 2
    assert "第2行“机构代码”" in err


def test_every_kind_tells_its_columns():
    for kind in KINDS:
        status, out, _ = run("import", kind)
        assert status == 0
        assert "必填" in out


def test_an_unknown_kind_is_refused():
    status, _, err = run("import", "secrets", "f.csv")

    assert status == 2
    assert "没有 'secrets' 这一项" in err


CASES = "机构代码,来源编号,申请人类型,姓名或名称,联系方式,所需信息,渠道,到达日期\n"
ROW = "{},{},自然人,王申请,电话,甲,当面提交,2020-03-02\n"


def test_two_agencies_may_use_the_same_source_key_and_then_it_names_no_case(cast, tmp_path):
    text = CASES + ROW.format("D", "1") + ROW.format("T", "1")
    assert run("import", "cases", write(tmp_path, text))[0] == 0
    assert Case.objects.count() == 2
    facts = "申请编号,事实,日期\n1,发出补正告知,2020-03-04\n"
    status, _, err = run("import", "case-facts", write(tmp_path, facts, "f.csv"))

    assert status == 2
    assert "不止指一件申请" in err


def test_a_case_that_is_already_registered_is_named_and_not_touched(cast, tmp_path):
    run("import", "cases", write(tmp_path, CASES + ROW.format("D", "1")))
    again = CASES + ROW.format("D", "1") + ROW.format("D", "2")
    status, _, err = run("import", "cases", write(tmp_path, again, "again.csv"))

    assert status == 2
    assert "第2行：来源编号“1”已登记为D-" in err
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("向第三方发出征求意见书,2020-03-04,,,,", "注明是谁"),
        ("确定延迟答复的合理期限,2020-03-04,,,,", "缺少日期"),
        ("批准延长答复期限,2020-03-04,,,,", "工作日数"),
        ("向其他机关征求意见,2020-03-04,甲,,,对", "“是”或“否”"),
    ],
)
def test_a_fact_without_what_it_needs_is_refused(cast, tmp_path, row, said):
    run("import", "cases", write(tmp_path, CASES + ROW.format("D", "1")))
    facts = f"申请编号,事实,日期,对方,工作日数,延迟至,共同制作\n1,{row}\n"
    status, _, err = run("import", "case-facts", write(tmp_path, facts, "f.csv"))

    assert status == 2
    assert said in err


def test_media_accounts_with_what_happened_to_them(cast, tmp_path):
    text = "机构代码,平台,账号名称,事实,日期\n" + "".join(
        f"D,微信公众号,民政发布,{fact},2020-05-01\n" for fact in ("备案", "关停", "注销")
    )
    assert run("import", "media-accounts", write(tmp_path, text))[0] == 0
    figures = build_report(agency=cast.government, fiscal_year=2020, as_of=clock.now()).figures

    assert figures["narrative/new_media_closed_and_cancelled"] == 1
    assert run("import", "media-accounts", write(tmp_path, text.replace(",备案,2020-05-01", ",备案,"), "b.csv"))[0] == 2
