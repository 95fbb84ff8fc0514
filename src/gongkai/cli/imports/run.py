"""The one way imports run: read, check every row, then all of the rows or none."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, transaction

from gongkai.audit import log
from gongkai.audit.queries import history_of
from gongkai.base.errors import Refused
from gongkai.base.tabular import read_rows
from gongkai.cli.imports.columns import BadCell
from gongkai.cli.imports.kinds import Kind

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row; ``column`` is empty where the row as a whole is refused."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"第{self.line}行" + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.message}"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows the file has and what is wrong; ``imported`` is 0 wherever anything is."""

    rows: int
    imported: int
    faults: tuple[Fault, ...]


class _Undo(Exception):
    """Leaves the transaction without a trace."""


def run_import(
    *,
    name: str,
    kind: Kind,
    path: Path,
    actor: str,
    now: datetime,
    dry_run: bool = False,
    progress: Callable[[list[Any]], Iterable[Any]] = iter,
) -> ImportResult:
    """The result; either every row of the file is saved or none.

    1. Read the file and refuse one that was imported before, or lacks a column.
    2. In one transaction read each row and give it to its service, gathering what is wrong.
    3. Undo everything where anything was wrong, or on a dry run; else append one event that names the file.

    Args:
        name: the kind's identifier, for the audit log.
        kind: columns and service.
        path: CSV, XLSX or JSON lines.
        actor: account name.
        now: the moment of the act.
        dry_run: check only.
        progress: wraps the rows as they are gone through.

    Raises:
        Refused: the file cannot be read, lacks columns, or was imported before.
    """
    rows = list(read_rows(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    before = history_of("import", digest[:40])
    if before and not dry_run:
        raise Refused("imported_before", f"这个文件已于{before[0].at:%Y-%m-%d %H:%M}导入过，没有重复导入")
    _refuse_missing_columns(kind, rows)
    faults: list[Fault] = []
    saved = 0
    try:
        with transaction.atomic():
            for line, row in progress(rows):
                found = _save(kind, line, row, actor, now)
                faults += found
                saved += not found
                if len(faults) >= MOST_FAULTS:
                    break
            if faults or dry_run:
                raise _Undo  # noqa: TRY301 - leaving the transaction is the point
            log.append(
                actor=actor,
                action="import.finished",
                object_type="import",
                object_id=digest[:40],
                now=now,
                detail={"kind": name, "rows": saved, "sha256": digest},
            )
    except _Undo:
        saved = 0
    return ImportResult(len(rows), saved, tuple(faults))


def _refuse_missing_columns(kind: Kind, rows: list[tuple[int, dict[str, str]]]) -> None:
    if not rows:
        raise Refused("empty_file", "文件里没有数据行")
    present = {heading for _, row in rows for heading in row}
    missing = [c.heading for c in kind.columns if c.required and not {c.heading, c.key} & present]
    if missing:
        expected = "、".join(c.heading + ("" if c.required else "（可选）") for c in kind.columns)
        raise Refused("missing_columns", f"缺少列：{'、'.join(missing)}。本类文件的列为：{expected}")


def _save(kind: Kind, line: int, row: dict[str, str], actor: str, now: datetime) -> list[Fault]:
    """Give one row to its service; what was wrong with it."""
    values: dict[str, Any] = {}
    faults = []
    for column in kind.columns:
        cell = row.get(column.heading, "") or row.get(column.key, "")
        if not cell:
            if column.required:
                faults.append(Fault(line, column.heading, "不能为空"))
            continue
        try:
            values[column.key] = column.parse(cell)
        except (BadCell, Refused) as error:
            faults.append(Fault(line, column.heading, getattr(error, "message", None) or str(error)))
    if faults:
        return faults
    try:
        with transaction.atomic():
            kind.save(values, actor, now)
    except Refused as refused:
        return [Fault(line, "", refused.message)]
    except ValidationError as error:
        return _validation_faults(kind, line, error)
    except IntegrityError:
        return [Fault(line, "", "与已有记录重复或互相矛盾")]
    except DataError:
        return [Fault(line, "", "有一格的内容过长或超出数据库可保存的范围")]
    return []


def _validation_faults(kind: Kind, line: int, error: ValidationError) -> list[Fault]:
    headings = {column.key: column.heading for column in kind.columns}
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [Fault(line, headings.get(key, ""), text) for key, texts in found.items() for text in texts]
