"""Puts an SQLite without the write-ahead-log reset bug under Django, and refuses to start on one with it.

The bug (3.7.0 to 3.51.2; fixed in 3.51.3, 3.50.7 and 3.44.6) can corrupt a database used by two connections.
"""

import importlib
import sys

FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


class UnsafeSQLite(RuntimeError):
    """The SQLite at hand can corrupt the database."""


def is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this version of SQLite carries the fix (or predates write-ahead logging)."""
    if version < (3, 7, 0):
        return True
    same_branch = [fixed for fixed in FIXED if fixed[:2] == version[:2]]
    return version >= (same_branch[0] if same_branch else FIXED[-1])


def install() -> None:
    """Make ``import sqlite3`` mean the safe wheel where it is installed; must run before Django's back end loads."""
    try:
        module = importlib.import_module("pysqlite3")
    except ImportError:
        return
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def refuse_unsafe() -> None:
    """Raise unless the SQLite now in use is safe.

    Raises:
        UnsafeSQLite: with the sentence that says what to do.
    """
    version = sys.modules["sqlite3"].sqlite_version_info if "sqlite3" in sys.modules else _version()
    if not is_safe(version):
        text = ".".join(map(str, version))
        raise UnsafeSQLite(
            f"当前 SQLite {text} 存在可能损坏数据库的缺陷（WAL 重置，3.51.3、3.50.7、3.44.6 已修复），拒绝启动。"
            "请执行 make setup 安装附带新版 SQLite 的 pysqlite3，或设置 DATABASE_URL 使用 PostgreSQL。"
        )


def _version() -> tuple[int, int, int]:
    major, minor, patch = importlib.import_module("sqlite3").sqlite_version_info
    return major, minor, patch
