import json
from datetime import date
from pathlib import Path

import pytest

from cast import NOW, case, make_cast
from commands import run
from gongkai.annual.freeze import digest_of
from gongkai.annual.models import ReportPublication

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared"


def test_build_to_a_file_and_to_standard_output(tmp_path):
    case(make_cast().department, now=NOW)
    path = tmp_path / "r.docx"

    assert run("report", "build", "--agency", "G", "--year", "2020", "--format", "docx", "--out", str(path))[0] == 0
    assert path.read_bytes()[:2] == b"PK"
    status, out, _ = run("report", "build", "--agency", "G", "--year", "2020", "--as-of", "2021-01-31T00:00")
    answer = json.loads(out)
    assert (status, answer["form"], answer["fiscal_year"]) == (0, "2019", 2020)
    assert answer["table3"]["received"] == [1, 0, 0, 0, 0, 0, 1]
    assert len(answer["table4"]) == 15


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--agency", "X", "--year", "2020"], "unknown_agency"),
        (["--agency", "G", "--year", "2018"], "no_form"),
        (["--agency", "G", "--year", "1"], "bad_year"),
        (["--agency", "G", "--year", "99999999999999999999"], "bad_year"),
        (["--agency", "G", "--year", "2020", "--as-of", "yesterday"], "bad_date"),
        (["--agency", "G", "--year", "20x0"], "usage"),
        (["--agency", "G"], "usage"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(arguments, code):
    make_cast()
    status, out, err = run("report", "explain", *arguments, "--cell", "table3/received/total", "--json")

    assert status == 2
    assert json.loads(out)["error"]["code"] == code
    assert "Traceback" not in err


def test_an_unwritable_file_is_one_sentence(tmp_path):
    make_cast()
    status, _, err = run("report", "build", "--agency", "G", "--year", "2020", "--out", str(tmp_path / "no" / "r.json"))

    assert status == 2
    assert "无法写入" in err


def test_explain_lists_as_many_records_as_the_figure(db):
    cast = make_cast()
    for number in range(3):
        case(cast.department, key=f"k{number}", now=NOW)
    arguments = ["--agency", "G", "--year", "2020", "--cell", "table3/received/natural_person"]
    _, out, _ = run("report", "explain", *arguments, "--json")
    answer = json.loads(out)

    assert answer["value"] == len(answer["records"]) == 3
    assert run("report", "explain", *arguments)[1].startswith("一、本年新收政府信息公开申请数量 · 自然人：3")


def test_an_unknown_cell_is_refused():
    make_cast()
    status, _, err = run("report", "explain", "--agency", "G", "--year", "2020", "--cell", "table3/x/y")

    assert status == 2
    assert "没有“table3/x/y”这一格" in err


@pytest.mark.parametrize(
    ("name", "verdict", "status"),
    [
        ("reports/huaian-2024.pdf", "pass", 0),
        ("reports/shanghai-office-2019.html", "warn", 1),
        ("reports/shanghai-office-2019.txt", "warn", 1),
        ("seed/report-2020.txt", "fail", 1),
    ],
)
def test_the_published_reports_get_the_right_verdict(name, verdict, status):
    path = SHARED / name
    if not path.exists():
        pytest.skip("the reports are not beside this checkout")
    found, out, _ = run("report", "check", str(path), "--json")
    answer = json.loads(out)

    assert (answer["verdict"], found) == (verdict, status)
    if verdict == "fail":
        said = " ".join(f["message"] for f in answer["findings"])
        assert "缺少“四、政府信息公开行政复议、行政诉讼情况”" in said
        assert "部分公开" in said
        assert "中断，缺19行" in said
        assert not [f for f in answer["findings"] if f["rule"] in ("R1", "R2", "R3") and f["level"] != "info"]
        assert answer["table3"]["carried_out"] == [None] * 7
        assert answer["table4"] == [None] * 15


def test_a_file_that_is_no_report_gets_a_reason(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("今天天气很好。", "utf-8")
    status, out, _ = run("report", "check", str(path), str(tmp_path / "none.pdf"), "--json")
    answers = json.loads(out)

    assert status == 1
    assert [a["verdict"] for a in answers] == ["not_assessable"] * 2
    assert all(a["reason"] for a in answers)


def test_a_previous_report_that_cannot_be_read_is_an_input_error(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x", "utf-8")

    assert run("report", "check", str(path), "--previous", str(path))[0] == 2


def test_last_years_figures_are_compared(tmp_path):
    """The report of 2020 built without a case, that of 2021 built with one carried in from nowhere."""
    cast = make_cast()
    for year, name in ((2021, "before"), (2022, "after")):
        run(
            "report",
            "build",
            "--agency",
            "D",
            "--year",
            str(year),
            "--format",
            "html",
            "--out",
            str(tmp_path / f"{name}.html"),
        )
        if year == 2021:
            case(cast.department, now=NOW)
    status, out, _ = run(
        "report", "check", str(tmp_path / "after.html"), "--previous", str(tmp_path / "before.html"), "--json"
    )
    rules = {f["rule"] for f in json.loads(out)["findings"]}

    assert status == 1
    assert "R5" in rules


def test_constituents_are_added_up(tmp_path):
    cast = make_cast()
    for number, where in enumerate([cast.department, cast.township]):
        case(where, key=f"k{number}", now=NOW)
    for code, extra in (("G", []), ("D", []), ("T", []), ("own", ["--own-office-only"])):
        agency = "G" if code == "own" else code
        run(
            "report",
            "build",
            "--agency",
            agency,
            "--year",
            "2020",
            "--format",
            "html",
            "--out",
            str(tmp_path / f"{code}.html"),
            *extra,
        )
    files = {code: str(tmp_path / f"{code}.html") for code in ("G", "D", "T", "own")}
    whole = run("report", "check", files["G"], "--constituents", files["D"], files["T"], files["own"], "--json")[1]
    part = run("report", "check", files["G"], "--constituents", files["D"], files["own"], "--json")[1]

    assert "R12" not in {f["rule"] for f in json.loads(whole)["findings"]}
    assert "R12" in {f["rule"] for f in json.loads(part)["findings"]}


def test_publish_from_the_command_line():
    make_cast()

    assert run("report", "publish", "--agency", "G", "--year", "2020")[0] == 0
    assert run("report", "publish", "--agency", "G", "--year", "2020")[0] == 2


def test_published_reports_are_compared_with_their_records():
    cast = make_cast()
    one = case(cast.department, now=NOW)
    run("report", "publish", "--agency", "G", "--year", "2020")
    assert run("report", "verify")[0] == 0
    one.facts.update(on=date(2019, 3, 2))
    status, out, _ = run("report", "verify", "--json")
    answer = json.loads(out)[0]

    assert status == 1
    assert answer["kept_intact"]
    assert "table3/received/total" in answer["differing"]
    assert "不一致" in run("report", "verify")[1]


def test_a_kept_report_that_was_changed_in_the_database_is_found():
    make_cast()
    run("report", "publish", "--agency", "G", "--year", "2020")
    kept = ReportPublication.objects.get()
    kept.frozen["figures"]["table3/received/total"] = 99
    kept.digest = digest_of(kept.frozen)
    kept.save()

    assert json.loads(run("report", "verify", "--json")[1])[0]["kept_intact"] is False
