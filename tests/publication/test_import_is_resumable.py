"""``gongkai import documents`` is killed with -9 and started anew: every row once, whole batches only."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from gongkai.cli.imports.documents.checking import WORTH_PROCESSES

ROWS, BATCH = 600, 20
COMMAND = [sys.executable, "-m", "gongkai.config.command"]
COUNT = """
import django; django.setup()
from gongkai.audit.verifier import verify
from gongkai.publication.models import Document, Draft, ImportRun
import json
current = Document.objects.filter(retired_at=None)
print(json.dumps({
    "documents": current.count(), "states": Document.objects.count(),
    "titles": current.values("title").distinct().count(), "numbers": current.values("index_number").distinct().count(),
    "done": [run.rows_done for run in ImportRun.objects.all()],
    "open": ImportRun.objects.filter(finished_at=None).count(), "intact": verify().intact,
}))
"""


@pytest.fixture
def place(tmp_path):
    environment = os.environ | {
        "GONGKAI_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    (tmp_path / "data").mkdir()
    agencies = tmp_path / "agencies.csv"
    agencies.write_text("机构代码,机构名称,类型,设立日期\nD,测试区民政局,部门,2015-01-01\n", "utf-8")
    for arguments in (["migrate"], ["import", "agencies", str(agencies)]):
        subprocess.run([*COMMAND, *arguments], env=environment, check=True, capture_output=True)
    return environment


def write(path, *, with_source):
    with path.open("w", encoding="utf-8") as file:
        for number in range(ROWS):
            row = {"agency": "D", "title": f"第{number}号", "made_on": "2020-01-02", "body": f"第{number}号正文"}
            row |= {"published_on": "2020-01-03"} | ({"source_id": str(number)} if with_source else {})
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def count(environment):
    done = subprocess.run([sys.executable, "-c", COUNT], env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def saved(environment):
    with closing(sqlite3.connect(f"{environment['GONGKAI_DATA']}/gongkai.sqlite3")) as database:
        return database.execute(
            "SELECT (SELECT count(*) FROM publication_document), (SELECT total(rows_done) FROM publication_importrun)"
        ).fetchone()


@pytest.mark.parametrize("with_source", [True, False])
def test_killed_in_the_middle_it_goes_on_and_every_row_is_there_once(place, tmp_path, with_source):
    path = write(tmp_path / "f.jsonl", with_source=with_source)
    command = [*COMMAND, "import", "documents", str(path), "--publish", "--batch-size", str(BATCH)]
    chance = random.Random(711)
    reached = []
    for _ in range(5):
        child = subprocess.Popen(command, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        seen = b""
        while "导入".encode() not in seen and (piece := child.stderr.read(1)):
            seen += piece
        time.sleep(chance.uniform(0, 0.25))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stderr.close()
        documents, done = saved(place)
        reached.append(documents)
        assert documents == done, "rows and checkpoint are saved together"
        assert documents % BATCH == 0
        if documents == ROWS:
            break
    subprocess.run(command, env=place, check=False, capture_output=True)
    last = count(place)

    assert any(0 < documents < ROWS for documents in reached), "one kill at least must have come in the middle"
    assert (last["documents"], last["states"], last["titles"], last["numbers"]) == (ROWS, ROWS, ROWS, ROWS)
    assert (last["open"], last["intact"]) == (0, True)
    assert (
        subprocess.run([*COMMAND, "catalogue", "verify"], env=place, check=False, capture_output=True).returncode == 0
    )


def test_a_second_call_on_a_finished_file_doubles_nothing(place, tmp_path):
    path = write(tmp_path / "f.jsonl", with_source=True)
    command = [*COMMAND, "import", "documents", str(path), "--publish", "--batch-size", str(BATCH), "--json"]
    first = subprocess.run(command, env=place, check=True, capture_output=True, text=True)
    again = subprocess.run(command, env=place, check=True, capture_output=True, text=True)

    assert json.loads(first.stdout)["imported"] == ROWS
    assert (json.loads(again.stdout)["imported"], json.loads(again.stdout)["unchanged"]) == (0, ROWS)
    assert count(place)["states"] == ROWS


def test_further_processes_find_what_is_wrong_in_a_large_file(place, tmp_path):
    path, bad = tmp_path / "large.jsonl", 2_900
    with path.open("w", encoding="utf-8") as file:
        for number in range(3_000):
            day = "2020-13-01" if number == bad else "2020-01-02"
            row = {"agency": "D", "title": f"第{number}号", "made_on": day, "body": "正文" * 400}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    assert path.stat().st_size > WORTH_PROCESSES
    command = [*COMMAND, "import", "documents", str(path), "--publish", "--json"]
    done = subprocess.run(command, env=place, check=False, capture_output=True, text=True)

    assert done.returncode == 2
    assert [(error["line"], error["column"]) for error in json.loads(done.stdout)["errors"]] == [(bad + 1, "成文日期")]
    assert saved(place) == (0, 0)
