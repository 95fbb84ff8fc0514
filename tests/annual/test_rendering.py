"""The files of a report: what their readers read back."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from openpyxl import load_workbook

from cast import NOW, make_cast
from gongkai.annual.checking import check_upload
from gongkai.annual.render import FORMATS
from gongkai.annual.report import build_report
from gongkai.law.figures import tables

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


@pytest.fixture
def report(district):
    return build_report(agency=district, fiscal_year=2020, as_of=NOW.replace(day=25))


@pytest.mark.parametrize("format_key", ["html", "docx", "pdf"])
def test_our_own_reader_reads_every_figure_back_and_finds_nothing_wrong(report, format_key):
    content = FORMATS[format_key].render(report)
    checked = check_upload(f"report.{format_key}", content)

    assert checked.verdict == "pass", checked.findings
    assert checked.agency == report.agency.name
    assert checked.fiscal_year == 2020
    assert tables(checked.reading.form, checked.reading.figures) == tables(report.form, report.figures)


def test_the_word_tables_have_the_merged_cells_of_the_form(report):
    document = Document(io.BytesIO(FORMATS["docx"].render(report)))
    two, three, four = document.tables

    assert len(three.rows) == 26
    assert three.cell(0, 0).text == three.cell(2, 2).text == report.form.corner
    assert three.cell(5, 0).text == three.cell(24, 0).text == "三、本年度办理结果"
    assert two.cell(0, 0).text == two.cell(0, 3).text == "第二十条第（一）项"
    assert four.cell(0, 0).text == four.cell(1, 4).text == "行政复议"


def test_the_workbook_holds_numbers_not_text(report):
    book = load_workbook(io.BytesIO(FORMATS["xlsx"].render(report)))
    sheet = book["表三 依申请公开"]

    assert sheet.cell(5, 4).value == 12
    assert sheet.cell(5, 10).value == 12
    assert book.sheetnames == ["表二 主动公开", "表三 依申请公开", "表四 复议诉讼", "勾稽核对", "文字"]


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_json_follows_the_open_schema_of_its_form(db, year):
    cast = make_cast()
    report = build_report(agency=cast.government, fiscal_year=year, as_of=NOW.replace(year=2022))
    schema = json.loads((SCHEMAS / f"annual-report-{report.form.key}.schema.json").read_text("utf-8"))
    stated = json.loads(FORMATS["json"].render(report))

    jsonschema.Draft202012Validator(schema).validate(stated)
    stated["table3"]["received"][0] = "12"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(stated)


def test_without_pango_only_the_pdf_is_refused_and_in_one_sentence(report, monkeypatch):
    import builtins  # noqa: PLC0415 - the import itself is what fails there

    real = builtins.__import__

    def without_weasyprint(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_weasyprint)
    from gongkai.base.errors import Refused  # noqa: PLC0415

    with pytest.raises(Refused, match="Pango"):
        FORMATS["pdf"].render(report)
    assert FORMATS["docx"].render(report)
