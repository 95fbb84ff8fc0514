"""The habits of the house, as tests over the whole repository."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

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
    ("gongkai.publication.kinds", "Validity"),
    ("gongkai.publication.kinds", "Standing"),
    ("gongkai.publication.kinds", "Structure"),
    ("gongkai.publication.kinds", "Openness"),
    ("gongkai.publication.kinds", "InterpretationForm"),
    ("gongkai.publication.kinds", "FileUse"),
    ("gongkai.publication.flow", "Stage"),
    ("gongkai.publication.flow", "Step"),
    ("gongkai.publication.flow", "Move"),
    ("gongkai.publication.flow", "Decision"),
    ("gongkai.publication.flow", "SecrecyConclusion"),
    ("gongkai.publication.release", "Road"),
    ("gongkai.publication.dues", "DueState"),
    ("gongkai.publication.shield.findings", "Severity"),
    ("gongkai.publication.shield.findings", "Group"),
    ("gongkai.publication.shield.findings", "Verdict"),
    ("gongkai.catalogue.kinds", "VocabularyKey"),
    ("gongkai.catalogue.index_numbers", "IndexNumberMode"),
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
