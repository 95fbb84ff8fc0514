"""The dump: whole, repeatable, and with nothing that is not public."""

import csv
import hashlib
import json

import pytest

from cast import NOW
from commands import run
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.cli.dumps import write as writing
from openly import HIDDEN, make_stock
from publishers import published

pytestmark = pytest.mark.django_db
NAMES = {
    "README.txt",
    "SHA256SUMS",
    "agencies.csv",
    "agencies.jsonl",
    "catalog.jsonld",
    "catalogue.jsonl",
    "datapackage.json",
    "documents.csv",
    "documents.jsonl",
    "reports.jsonl",
}


@pytest.fixture
def stock():
    stock = make_stock()
    write_chapter(actor="li", now=NOW, agency=stock.cast.government, fiscal_year=2020, chapter=5, text="问题与改进")
    publish_report(actor="zhao", now=NOW, agency=stock.cast.government, fiscal_year=2020)
    published(stock.cast.department, "=1+1公告", keywords="-2")
    return stock


def dump(folder, *options):
    status, out, err = run("dump", str(folder), *options)
    assert status == 0, err
    return {path.name: path.read_bytes() for path in folder.iterdir()}, out


def test_a_dump_holds_everything_public_and_nothing_else(stock, tmp_path):
    files, _ = dump(tmp_path / "d", "--base-url", "https://www.example.gov.cn/")
    documents = [json.loads(line) for line in files["documents.jsonl"].splitlines()]

    assert set(files) == NAMES
    assert [one["title"] for one in documents] == ["关于低保标准的通知", "低保标准问答", "=1+1公告"]
    assert documents[0]["url"] == f"https://www.example.gov.cn/p/{stock.policy.public_id}/"
    for name, content in files.items():
        text = content.decode()
        assert HIDDEN not in text, name
        for hidden in (stock.merged, stock.withdrawn, stock.on_record):
            assert hidden.public_id not in text, name
        assert stock.draft_id not in text, name


def test_the_sums_and_the_descriptions_agree_with_the_files(stock, tmp_path):
    files, _ = dump(tmp_path / "d")
    package = json.loads(files["datapackage.json"])
    catalog = json.loads(files["catalog.jsonld"])

    for line in files["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert len(files["SHA256SUMS"].decode().splitlines()) == len(NAMES) - 1
    for resource in package["resources"]:
        assert resource["bytes"] == len(files[resource["path"]])
    table = next(one for one in package["resources"] if one["path"] == "documents.csv")
    rows = list(csv.reader(files["documents.csv"].decode("utf-8-sig").splitlines()))
    assert [field["name"] for field in table["schema"]["fields"]] == rows[0]
    assert {field["title"] for field in table["schema"]["fields"]} >= {"标题", "文号", "索引号", "成文日期"}
    assert len(catalog["dcat:dataset"]) == 4
    assert "政府信息" in files["README.txt"].decode()


def test_a_table_holds_no_formula(stock, tmp_path):
    files, _ = dump(tmp_path / "d")
    [row] = [
        one for one in csv.DictReader(files["documents.csv"].decode("utf-8-sig").splitlines()) if "1+1" in one["title"]
    ]

    assert files["documents.csv"].startswith(b"\xef\xbb\xbf")
    assert row["title"] == "'=1+1公告"
    assert row["keywords"] == "'-2"


def test_the_same_data_give_the_same_bytes_and_replace_the_former_dump(stock, tmp_path):
    first, _ = dump(tmp_path / "d")
    again, _ = dump(tmp_path / "d")

    assert first == again
    assert [path.name for path in tmp_path.iterdir() if "d" in path.name and path.name.startswith(".")] == []


def test_a_folder_with_something_else_is_left_alone(stock, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    status, _, err = run("dump", str(tmp_path))

    assert status == 2
    assert "不是空目录" in err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_failure_leaves_the_former_dump_as_it_was(stock, tmp_path, monkeypatch):
    before, _ = dump(tmp_path / "d")

    def broken(base):
        raise RuntimeError

    monkeypatch.setattr(writing, "_reports", broken)
    with pytest.raises(RuntimeError):
        run("dump", str(tmp_path / "d"))

    assert {path.name: path.read_bytes() for path in (tmp_path / "d").iterdir()} == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".d.")]


def test_the_command_answers_in_json_and_refuses_a_wrong_host(stock, tmp_path):
    status, out, _ = run("dump", str(tmp_path / "d"), "--json")
    wrong, _, err = run("dump", str(tmp_path / "e"), "--base-url", "javascript:alert(1)")

    assert status == 0
    assert {one["name"] for one in json.loads(out)["files"]} == NAMES - {"SHA256SUMS"}
    assert wrong == 2
    assert "网址前缀" in err


def test_an_empty_platform_has_an_empty_dump(tmp_path):
    files, _ = dump(tmp_path / "d")

    assert files["documents.jsonl"] == b""
    assert set(files) == NAMES
