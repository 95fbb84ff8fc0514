import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from openpyxl import Workbook, load_workbook

from cast import NOW, make_cast
from commands import run
from gongkai.annual.models import WrittenText
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.audit import checkpoints
from gongkai.audit.models import Checkpoint
from gongkai.base.errors import Refused
from gongkai.base.keys import KeyMissing, read_or_make
from gongkai.organs.models import Agency
from gongkai.publication.models import Document

pytestmark = pytest.mark.django_db
DOCUMENTS = ["机构代码", "标题", "类别", "体裁", "成文日期", "发布日期", "正文"]
GOOD = ["D", "公告", "政府信息", "其他", "2020-01-02", "2020-01-03", "正文"]


@pytest.fixture
def cast():
    return make_cast()


def test_a_report_cannot_be_published_from_the_future(cast):
    with pytest.raises(Refused, match="不能晚于现在"):
        publish_report(
            actor="x", now=NOW, agency=cast.government, fiscal_year=2030, as_of=datetime(2031, 2, 1, tzinfo=UTC)
        )


def test_new_years_morning_in_china_is_the_new_year(cast):
    early = datetime(2020, 12, 31, 17, tzinfo=UTC)

    assert publish_report(actor="x", now=early, agency=cast.government, fiscal_year=2020).fiscal_year == 2020


@pytest.mark.parametrize("text", ["甲\x01乙", "甲\x00", "甲\ufffe"])
def test_characters_no_document_can_carry_are_refused_in_words(cast, text):
    with pytest.raises(Refused, match="控制字符"):
        write_chapter(actor="x", now=NOW, agency=cast.government, fiscal_year=2020, chapter=5, text=text)


@pytest.mark.parametrize("year", [0, 1, 2018, 99_999, 2**63])
def test_words_of_a_year_without_a_form_are_not_stored(cast, client, year):
    client.force_login(cast.li, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(f"/desk/reports/G/{year}/words/", {"chapter5": "x"}).status_code == 404
    assert not WrittenText.objects.exists()


@pytest.mark.parametrize("code", ["A/B", "..", "a b", "甲", "A\n"])
def test_a_code_that_no_address_can_carry_is_refused(cast, tmp_path, code):
    path = tmp_path / "a.jsonl"
    row = {"code": code, "name": "新局", "kind": "department", "valid_from": "2020-01-01", "parent": "G"}
    path.write_text(json.dumps(row), "utf-8")

    expected = 0 if code.strip() == "A" else 2
    assert run("import", "agencies", str(path))[0] == expected
    assert Agency.objects.filter(code=code).count() == 0


def test_what_looks_like_a_formula_is_text_in_every_export(cast, tmp_path):
    Agency.objects.filter(pk=cast.government.pk).update(name="=cmd|'/C calc'!A0")
    write_chapter(actor="x", now=NOW, agency=cast.government, fiscal_year=2020, chapter=5, text="=1+1")
    path = tmp_path / "r.xlsx"
    run("report", "build", "--agency", "G", "--year", "2020", "--format", "xlsx", "--out", str(path))
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]

    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]


def book(tmp_path, *sheets):
    """A workbook of (state, rows) sheets."""
    made = Workbook()
    made.remove(made.active)
    for number, (state, rows) in enumerate(sheets):
        sheet = made.create_sheet(f"表{number}")
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "f.xlsx")
    return str(tmp_path / "f.xlsx")


def test_a_hidden_sheet_is_not_imported(cast, tmp_path):
    secret = [DOCUMENTS, ["D", "内部", *GOOD[2:]]]
    path = book(tmp_path, ("hidden", secret), ("visible", [DOCUMENTS, GOOD]))

    assert run("import", "documents", path)[0] == 0
    assert [document.title for document in Document.objects.all()] == ["公告"]


def test_a_heading_that_stands_twice_is_refused(cast, tmp_path):
    path = book(tmp_path, ("visible", [[*DOCUMENTS, "标题"], [*GOOD, "另一个"]]))
    status, _, err = run("import", "documents", path)

    assert status == 2
    assert "重复的列：标题" in err


@pytest.mark.parametrize("text", ['{"a": ' + "[" * 100_000, '{"a": "\\ud800"}', '{"a": "\\u0000"}', "\x00"])
def test_a_line_no_parser_should_follow_is_one_sentence(cast, tmp_path, text):
    path = tmp_path / "f.jsonl"
    path.write_text(text, "utf-8")
    status, out, _ = run("import", "documents", str(path), "--json")

    assert status == 2
    assert json.loads(out)["error"]["code"] == "unreadable_file"


def test_a_line_separator_inside_a_text_is_part_of_it(cast, tmp_path):
    path = tmp_path / "f.jsonl"
    path.write_text(
        json.dumps(dict(zip(DOCUMENTS, [*GOOD[:6], "甲\u2028乙"], strict=True)), ensure_ascii=False), "utf-8"
    )

    assert run("import", "documents", str(path))[0] == 0


@pytest.mark.parametrize("amount", ["1e999999", "99999999999999999999", "NaN", "0.001"])
def test_an_amount_no_budget_has_is_refused(cast, tmp_path, amount):
    path = tmp_path / "p.csv"
    path.write_text(f"机构代码,采购项目,成交日期,金额（元）\nD,设备,2020-05-01,{amount}\n", "utf-8")

    assert run("import", "procurements", str(path))[0] == 2


@pytest.mark.parametrize("as_of", ["0001-01-01T00:00", "9999-12-31T23:59-23:59", "1999-01-01"])
def test_a_moment_outside_any_record_is_refused(cast, as_of):
    status, out, _ = run(
        "report",
        "explain",
        "--agency",
        "G",
        "--year",
        "2020",
        "--cell",
        "table3/received/total",
        "--as-of",
        as_of,
        "--json",
    )

    assert status == 2
    assert json.loads(out)["error"]["code"] == "bad_date"


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/"])
def test_what_is_no_file_is_not_read(path):
    status, out, _ = run("report", "check", path, "--json")

    assert status == 1
    assert json.loads(out)["verdict"] == "not_assessable"
    assert run("law", "deadline", "--received", "2025-03-03", "--facts", path)[0] == 2


def tamper(sql, *values):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_no_update")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_append_only ON audit_event")
        cursor.execute(sql, values)


@pytest.mark.parametrize("canonical", ["[]", "x", "{}", '{"seq":3}'])
def test_a_rewritten_text_names_its_event(cast, canonical):
    from gongkai.audit.log import digest_of  # noqa: PLC0415
    from gongkai.audit.models import Event  # noqa: PLC0415

    digest = digest_of(Event.objects.get(seq=2).digest, canonical)
    tamper("UPDATE audit_event SET canonical = %s, digest = %s WHERE seq = 3", canonical, digest)
    status, out, _ = run("audit", "verify", "--json")

    assert status == 1
    assert json.loads(out)["first_bad"] == 3


def test_a_time_that_is_none_names_its_event(cast):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores a time that is none")
    tamper("UPDATE audit_event SET at = 'garbage' WHERE seq = 3")

    assert json.loads(run("audit", "verify", "--json")[1])["first_bad"] == 3


def test_checkpoints_removed_from_the_database_or_mangled_in_the_file_are_found(cast, settings):
    run("audit", "checkpoint")
    assert run("audit", "verify")[0] == 0
    with settings.CHECKPOINT_FILE.open("a", encoding="utf-8") as file:
        file.write("乱写一行\n")
    assert "第2行" in run("audit", "verify")[1]
    settings.CHECKPOINT_FILE.write_text(settings.CHECKPOINT_FILE.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    Checkpoint.objects.all().delete()

    assert "数据库中没有" in run("audit", "verify")[1]


def test_verifying_never_makes_the_key_it_needs(cast, settings):
    run("audit", "checkpoint")
    settings.AUDIT_KEY_FILE.unlink()
    checkpoints._key.cache_clear()

    with pytest.raises(KeyMissing, match="从备份恢复"):
        run("audit", "verify")
    assert not settings.AUDIT_KEY_FILE.exists()


def test_a_key_is_made_whole_or_not_at_all(tmp_path):
    path = tmp_path / "keys" / "k"

    assert read_or_make(path, lambda: b"first") == b"first"
    assert read_or_make(path, lambda: b"second") == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [kept.name for kept in path.parent.iterdir()] == ["k"]
    path.write_bytes(b"")
    with pytest.raises(KeyMissing):
        read_or_make(path, lambda: b"third")


def test_no_cookie_goes_to_the_public_pages(cast, client):
    client.post("/desk/login/", {"login": "li", "password": "测试密码-2020-abc"})

    assert {morsel["path"] for morsel in client.cookies.values()} == {"/desk/"}


def test_a_busy_database_is_said_and_not_a_failure(client, monkeypatch):
    from django.db import OperationalError  # noqa: PLC0415

    from gongkai.portal import home  # noqa: PLC0415

    def locked(*_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(home, "blocks_for", locked)
    response = client.get("/")

    assert response.status_code == 503
    assert "系统正忙" in response.content.decode()
