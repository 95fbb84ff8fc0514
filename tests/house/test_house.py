"""The habits of the house, as tests over the whole repository."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from gongkai.base import rulebook

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gongkai"
MODULES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def lines(path):
    return path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_is_short_enough_to_be_read_at_once(path):
    limit = 300 if "law" in path.relative_to(SOURCE).parts[:1] else 400

    assert len(lines(path)) <= limit


def test_the_median_module_is_short():
    sizes = sorted(len(lines(path)) for path in MODULES)

    assert sizes[len(sizes) // 2] <= 80
    assert sizes[len(sizes) * 9 // 10] <= 200


def test_no_room_is_without_a_name():
    named = {"utils", "helpers", "common", "misc", "core"}

    assert not [path for path in SOURCE.rglob("*") if path.stem in named]


def test_only_the_clock_reads_the_time():
    reads = re.compile(r"date\.today\(|datetime\.now\(|timezone\.now\(|time\.time\(")
    found = [path for path in MODULES if path.name != "clock.py" and reads.search(path.read_text("utf-8"))]

    assert not found


def test_nothing_of_ours_is_imported_inside_a_function():
    hidden = re.compile(r"^[ \t]+(from gongkai|import gongkai)", re.MULTILINE)

    assert not [path for path in MODULES if hidden.search(path.read_text("utf-8"))]


def test_no_signals_and_no_save_overrides_of_our_own():
    found = re.compile(r"@receiver|\.connect\(|def save\(|def delete\(")

    assert not [path for path in MODULES if found.search(path.read_text("utf-8"))]


def routes(patterns=None, prefix=""):
    for entry in patterns or get_resolver().url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry
        else:
            yield from routes(entry.url_patterns, path)


PUBLIC = {
    "",
    "zfxxgk/fdzdgknr/",
    "p/<slug:public_id>/",
    "zfxxgk/nianbao/",
    "zfxxgk/nianbao/<str:code>/<int:year>/",
    "zfxxgk/nianbao/<str:code>/<int:year>/<slug:format_key>",
}
MACHINES = {
    "api/v1/",
    "api/v1/openapi.json",
    "api/v1/docs",
    "api/v1/documents",
    "api/v1/documents/<public_id>",
    "api/v1/documents/<public_id>/versions/<int:number>",
    "api/v1/search",
    "api/v1/catalogue",
    "api/v1/agencies",
    "api/v1/agencies/<code>",
    "api/v1/reports",
    "api/v1/reports/<code>/<int:year>",
    "api/v1/dumps/documents.jsonl",
    "api/v1/dumps/documents.csv",
    "api/v1/catalog.jsonld",
    "api/v1/<path:rest>",
    "zfxxgk/fdzdgknr/feed.<slug:kind>",
    "zfxxgk/fdzdgknr/<slug:category>/feed.<slug:kind>",
    "zfxxgk/jg/<slug:code>/fdzdgknr/feed.<slug:kind>",
    "sitemap.xml",
    "sitemaps/<int:number>.xml",
    "robots.txt",
}
DOOR = {
    *{"desk/login/", "desk/logout/", "desk/signup/", "desk/reset/", "desk/account/reauthenticate/"},
    "desk/account/second-factor/",
    "desk/account/second-factor/authenticate/",
    "desk/account/second-factor/reauthenticate/",
    "desk/account/second-factor/totp/activate/",
    "desk/account/second-factor/totp/deactivate/",
    "desk/account/second-factor/recovery-codes/",
    "desk/account/second-factor/recovery-codes/generate/",
    "desk/account/second-factor/recovery-codes/download/",
    "desk/account/second-factor/keys/",
    "desk/account/second-factor/keys/add/",
    "desk/account/second-factor/keys/reauthenticate/",
    "desk/account/second-factor/keys/<int:pk>/remove/",
}
STAFF = {
    "desk/",
    "desk/account/password/",
    "desk/accounts/",
    "desk/accounts/new/",
    "desk/accounts/<str:username>/",
    "desk/check/",
    "desk/reports/<str:code>/<int:year>/",
    "desk/reports/<str:code>/<int:year>/cell/",
    "desk/reports/<str:code>/<int:year>/cell.<slug:kind>",
    "desk/reports/<str:code>/<int:year>/words/",
    "desk/reports/<str:code>/<int:year>/publish/",
    "desk/reports/<str:code>/<int:year>/draft.<slug:format_key>",
}


def test_every_route_is_declared_public_staff_or_door():
    assert {path for path, _ in routes()} == PUBLIC | MACHINES | DOOR | STAFF


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(STAFF))
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_staff_route_asks_who_is_there(client, route, method):
    url = "/" + re.sub(r"<str:code>", "G", re.sub(r"<int:year>", "2020", re.sub(r"<slug:\w+>", "csv", route)))
    response = getattr(client, method)(url)

    assert response.status_code == 302
    assert response["Location"].startswith("/desk/login/")


def test_migrations_are_complete_and_linear(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", "GONGKAI_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    for folder in SOURCE.glob("*/migrations"):
        numbers = sorted(path.name[:4] for path in folder.glob("0*.py"))
        assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)], folder


def test_the_schemas_are_those_of_the_forms():
    source = (ROOT / "scripts" / "write-schemas.py").read_text("utf-8")
    space = {"__name__": "schemas", "__file__": str(ROOT / "scripts" / "write-schemas.py")}
    exec(compile(source, "write-schemas.py", "exec"), space)  # noqa: S102 - our own script, whose name is no module's
    import json  # noqa: PLC0415

    for key, form in rulebook.forms().items():
        kept = json.loads((ROOT / "schemas" / f"annual-report-{key}.schema.json").read_text("utf-8"))
        assert space["schema"](form) == kept


GLOSSARY = SOURCE / "law" / "glossary.toml"
ENUMS = [
    ("gongkai.law.facts", "FactKind"),
    ("gongkai.law.receipt", "Channel"),
    ("gongkai.law.applicants", "ApplicantKind"),
    ("gongkai.law.disputes", "DisputeKind"),
    ("gongkai.law.disputes", "DisputeResult"),
    ("gongkai.law.other_clocks", "CalendarPeriod"),
    ("gongkai.law.other_clocks", "ResponseStage"),
    ("gongkai.law.figures", "Missing"),
    ("gongkai.law.findings", "Level"),
    ("gongkai.law.findings", "Verdict"),
    ("gongkai.organs.models", "AgencyKind"),
    ("gongkai.organs.models", "Role"),
    ("gongkai.publication.kinds", "DocumentKind"),
    ("gongkai.publication.kinds", "Genre"),
    ("gongkai.registers.kinds", "PowerKind"),
    ("gongkai.newmedia.kinds", "AccountFactKind"),
]


def terms():
    return tomllib.loads(GLOSSARY.read_text("utf-8"))["term"]


def test_every_statutory_term_has_one_row_in_the_glossary():
    identifiers = [term["identifier"] for term in terms()]
    missing = []
    for module, name in ENUMS:
        members = getattr(import_module(module), name)
        missing += [
            f"{name}.{member.value}"
            for member in members
            if not {member.value, f"{name}.{member.value}"} & set(identifiers)
        ]
    missing += [key for key in rulebook.outcomes() if not {key, f"Outcome.{key}"} & set(identifiers)]
    missing += [
        row.key
        for form in rulebook.forms().values()
        for row in form.request_rows
        if not {row.key, f"RequestRow.{row.key}"} & set(identifiers)
    ]

    assert not missing
    assert len(identifiers) == len(set(identifiers))


def test_two_rows_with_one_chinese_term_say_how_they_differ():
    by_term = {}
    for term in terms():
        by_term.setdefault(term["zh"], []).append(term)
    doubtful = [zh for zh, rows in by_term.items() if len(rows) > 1 and not all(row["not"] for row in rows)]

    assert not doubtful


def tracked():
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split()] if done.returncode == 0 else []


def test_no_registry_host_and_no_path_of_a_machine_is_named():
    hosts = re.compile(
        "py" + r"pi\.org|pythonho" + "sted|registry" + r"\.npm|deb\.de" + r"bian\.org|/wo" + "rk/|/ro" + "ot/"
    )
    suffixes = {".py", ".toml", ".md", ".txt", ".sh", ".html", ".css", ".json", ".yaml", ""}
    named = [
        path
        for path in tracked()
        if path.is_file() and path.suffix in suffixes and hosts.search(path.read_text("utf-8", "replace"))
    ]

    assert not named


def test_no_template_names_a_foreign_host():
    outside = re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//")

    assert not [path for path in SOURCE.rglob("*.html") if outside.search(path.read_text("utf-8"))]


def test_every_link_in_the_documents_leads_somewhere():
    names = ("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
    documents = [*(ROOT / name for name in names), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{path.name} → {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]

    assert not broken
