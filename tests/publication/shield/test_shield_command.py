"""``gongkai shield``: JSON, a readable list, files made anew, exit status."""

import json
import shutil
import subprocess

import pytest
from openpyxl import Workbook, load_workbook

from commands import run
from gongkai.publication.shield import engine
from gongkai.publication.shield.confined import scan_confined
from gongkai.publication.shield.findings import Unacceptable, Verdict

CALL = "电话13812345678"


@pytest.fixture
def books(tmp_path):
    made = []
    for name, hidden in (("净.xlsx", False), ("藏.xlsx", True)):
        book = Workbook()
        book.active.append(["项目", 1])
        book.active.append([CALL if hidden else "底数", 2])
        book.active.row_dimensions[2].hidden = hidden
        book.save(tmp_path / name)
        made.append(str(tmp_path / name))
    return made


@pytest.fixture
def letter(tmp_path):
    """An old binary document by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "函.txt"
    source.write_text(f"公告\n{CALL}\n", "utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], capture_output=True, timeout=120, check=True)
    return (tmp_path / "函.doc").read_bytes()


def test_one_file_is_one_object(books):
    status, out, _ = run("shield", books[0], "--json")
    answer = json.loads(out)
    assert (status, answer["file"], answer["verdict"]) == (0, "净.xlsx", "clean")
    assert set(answer) == {"file", "findings", "verdict"}


def test_several_files_are_a_list_and_one_blocked_file_is_status_one(books):
    status, out, _ = run("shield", *books, "--json")
    answers = json.loads(out)
    assert (status, [answer["verdict"] for answer in answers]) == (1, ["clean", "blocked"])
    kinds = {row["kind"] for row in answers[1]["findings"]}
    assert {"xlsx.hidden_row", "personal.mobile"} <= kinds
    assert "13812345678" not in out


def test_the_list_tells_place_and_remedy(books):
    status, out, _ = run("shield", books[1])
    assert status == 1
    assert "工作表“Sheet”A2：隐藏的行" in out
    assert "请使用重建后的表格" in out


def test_the_file_made_anew_is_written(books, tmp_path):
    status, out, _ = run("shield", books[1], "--rebuild", str(tmp_path / "新"), "--mask")
    assert (status, "已重建" in out) == (1, True)
    sheet = load_workbook(tmp_path / "新" / "藏.xlsx").active
    assert [[cell.value for cell in row] for row in sheet] == [["项目", 1]]
    assert run("shield", str(tmp_path / "新" / "藏.xlsx"))[0] == 0


def test_a_file_that_cannot_be_taken_is_blocked_with_a_reason(tmp_path):
    path = tmp_path / "程序.pdf"
    path.write_bytes(b"MZ" + b"\0" * 100)
    status, out, _ = run("shield", str(path), "--json")
    answer = json.loads(out)
    assert (status, answer["verdict"], answer["findings"][0]["kind"]) == (1, "blocked", "file.unknown_type")


def test_a_missing_file_is_status_two(tmp_path):
    status, _, err = run("shield", str(tmp_path / "无.xlsx"))
    assert (status, "不存在" in err) == (2, True)


def test_masking_needs_a_folder(books):
    assert run("shield", books[0], "--mask")[0] == 2


def test_an_old_document_is_changed_and_looked_at(letter):
    seen = scan_confined(letter, "函.doc")
    assert seen.type == "ole"
    assert "personal.mobile" in {row.kind for row in seen.findings}


def test_an_old_document_without_libreoffice_is_refused_with_advice(letter, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Unacceptable) as raised:
        engine.scan(letter, "函.doc")
    assert raised.value.code == "legacy_format"
    assert ".docx" in raised.value.message


def test_an_old_document_made_anew_is_not_stopped_once_masked(letter):
    made = engine.mask_file(letter, "函.doc")
    assert made.suffix == "docx"
    assert engine.scan(made.content, "函.docx").verdict is Verdict.CLEAN
