import sys

import pytest
from django.db import connection

from gongkai.base import sqlite


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_versions_with_the_write_ahead_log_bug_are_known(version, safe):
    assert sqlite.is_safe(version) is safe


def test_the_start_refuses_an_affected_version_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr(sys.modules["sqlite3"], "sqlite_version_info", (3, 40, 1))

    with pytest.raises(sqlite.UnsafeSQLite, match="make setup"):
        sqlite.refuse_unsafe()


def test_the_version_in_use_is_safe():
    sqlite.refuse_unsafe()


@pytest.mark.django_db
def test_the_database_writes_through_and_keeps_foreign_keys():
    if connection.vendor != "sqlite":
        pytest.skip("these are settings of SQLite")
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")}

    assert found == {"synchronous": 2, "foreign_keys": 1}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
