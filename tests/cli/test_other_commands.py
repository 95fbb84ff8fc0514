import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.db import connection

from cast import make_cast
from commands import run
from gongkai.cli.command import usage_sentence
from gongkai.config.law_settings import load as load_law_settings


@pytest.mark.django_db
def test_agencies_as_json():
    make_cast()
    status, out, _ = run("agencies", "--json")

    assert status == 0
    expected = {"code": "G", "name": "测试区人民政府", "kind": "government", "unified_code": ""}
    assert json.loads(out)[1] == expected
    assert {a["kind"] for a in json.loads(out)} == {"government", "department", "township", "village_committee"}


@pytest.mark.django_db
def test_without_agencies_it_says_what_to_do():
    assert "gongkai demo" in run("agencies")[1]


@pytest.mark.django_db
def test_audit_verify_names_the_first_bad_event():
    make_cast()
    assert run("audit", "checkpoint")[0] == 0
    status, out, _ = run("audit", "verify", "--json")
    assert (status, json.loads(out)["intact"]) == (0, True)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_event_no_update")
        else:
            cursor.execute("DROP TRIGGER audit_event_append_only ON audit_event")
        cursor.execute("UPDATE audit_event SET action = 'x' WHERE seq = 3")
    status, out, _ = run("audit", "verify", "--json")

    assert status == 1
    assert json.loads(out)["first_bad"] == 3
    assert "第3条" in run("audit", "verify")[1]


@pytest.mark.django_db
def test_the_worker_ends_when_nothing_waits():
    assert run("worker", "--once")[0] == 0


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("the following arguments are required: --agency", "缺少参数：--agency"),
        ("argument --items: invalid int value: 'x'", "--items 须为整数，得到 'x'"),
        ("unrecognized arguments: --y", "不认识的参数：--y"),
        ("something new", "参数有误：something new"),
    ],
)
def test_usage_errors_are_said_in_chinese(message, sentence):
    assert usage_sentence(message) == sentence


@pytest.mark.django_db
def test_accounts_are_made_listed_and_closed(monkeypatch, client):
    make_cast()
    monkeypatch.setattr(sys, "stdin", io.StringIO("一个足够长的密码-2020\n"))
    arguments = ("account", "add", "xin", "--name", "新人", "--agency", "D", "--role", "clerk", "--password-stdin")
    assert run(*arguments)[0] == 0
    entered = client.post("/desk/login/", {"login": "xin", "password": "一个足够长的密码-2020"})
    assert entered["Location"] == "/desk/"
    assert run("account", "add", "xin", "--agency", "T", "--role", "inspector")[0] == 0
    listed = next(a for a in json.loads(run("account", "list", "--json")[1]) if a["username"] == "xin")
    assert listed["roles"] == [{"agency": "D", "role": "clerk"}, {"agency": "T", "role": "inspector"}]
    assert run("account", "close", "xin")[0] == 0

    assert client.get("/desk/").status_code == 302
    assert run("account", "close", "nobody")[0] == 2
    assert run("account", "add", "xin", "--agency", "D", "--role", "approver")[0] == 2
    assert "xin\t新人\t停用" in run("account", "list")[1]
    assert run("account", "reopen", "xin")[0] == 0
    assert "xin\t新人\t启用" in run("account", "list")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "a b", "x" * 61, "名\n"])
def test_a_name_no_account_may_have_is_refused(monkeypatch, name):
    make_cast()
    monkeypatch.setattr(sys, "stdin", io.StringIO("一个足够长的密码-2020\n"))

    assert run("account", "add", name, "--agency", "D", "--role", "clerk", "--password-stdin")[0] == 2


@pytest.mark.django_db
def test_a_weak_password_is_refused(monkeypatch):
    make_cast()
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))

    assert run("account", "add", "xin", "--agency", "D", "--role", "clerk", "--password-stdin")[0] == 2


def test_output_that_nobody_reads_any_more_is_no_traceback(tmp_path):
    environment = {**os.environ, "GONGKAI_DATA": str(tmp_path / "data")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = f"{sys.executable} -m gongkai law calendar 2026 | head -n 1"
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=False)

    assert "2026年" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", ["pause_from = 3", 'pause_from = "never"', 'mixed_row_policy = "x"', "unknown = 1"])
def test_a_setting_that_does_not_exist_is_refused(tmp_path, setting):
    path = tmp_path / "law.toml"
    path.write_text(setting + "\n", "utf-8")

    with pytest.raises(ValueError, match=r"可用|可选值"):
        load_law_settings(path)


def gongkai(tmp_path, *arguments, **options):
    environment = {**os.environ, "GONGKAI_DATA": str(tmp_path / "data")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "gongkai", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **options)


def test_a_bare_call_lists_the_subcommands(tmp_path):
    done = gongkai(tmp_path)

    assert done.returncode == 0
    assert "report" in done.stdout


def test_an_unknown_subcommand_is_no_traceback(tmp_path):
    done = gongkai(tmp_path, "nonsense")

    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_sentence(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "law.toml").write_text("pause_from = 3\n", "utf-8")
    done = gongkai(tmp_path, "law", "calendar", "2026")

    assert done.returncode == 2
    assert "不是可用的设置" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_changes_the_rule(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "law.toml").write_text("fee_restarts = false\n", "utf-8")
    facts = tmp_path / "facts.json"
    facts.write_text('[{"kind":"fee_notice","on":"2025-03-10"},{"kind":"fee_paid","on":"2025-03-20"}]', "utf-8")
    done = gongkai(tmp_path, "law", "deadline", "--received", "2025-03-03", "--facts", str(facts), "--json")

    assert json.loads(done.stdout)["due_on"] == "2025-03-31"


def test_before_the_database_is_set_up_a_command_says_so(tmp_path):
    done = gongkai(tmp_path, "agencies")

    assert done.returncode == 2
    assert "gongkai migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.battery
def test_the_demonstration_loads_once_serves_and_survives_being_killed(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert gongkai(tmp_path, "demo", "--no-serve").returncode == 0
    environment = {**os.environ, "GONGKAI_DATA": str(tmp_path / "data")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "gongkai", "demo", "--port", str(port)]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        for _ in range(200):
            time.sleep(0.1)
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read().decode()
                break
            except OSError:
                continue
        assert "洛阳市伊滨经开区人民政府" in page
        taken = gongkai(tmp_path, "serve", "--port", str(port))
        assert taken.returncode == 2
        assert "--port" in taken.stderr
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        said = server.stdout.read()
        server.wait()

    assert "演示区已经载入" in said
    assert "lijingban" in said
    verified = gongkai(tmp_path, "audit", "verify", "--json")
    assert json.loads(verified.stdout)["intact"]
    listed = json.loads(gongkai(tmp_path, "agencies", "--json").stdout)
    assert sum(a["kind"] == "government" for a in listed) == 1
