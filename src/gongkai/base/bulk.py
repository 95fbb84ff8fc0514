"""Many rows at once, for imports: what ``bulk_create`` saves, without a statement built anew for every few rows."""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models


def insert_rows(rows: Sequence[models.Model], *, ignore_conflicts: bool = False) -> None:
    """Insert new rows of one model inside the caller's transaction; their keys are not filled in.

    Values are prepared as Django prepares them. SQLite takes at most some thousand values in a statement, so that
    ``bulk_create`` builds and parses a statement for every twenty wide rows; here one statement serves all.
    """
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = database.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join("%s" for _ in fields)
    ending = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places}){ending}"  # noqa: S608 - names of our own
    by_column = [_prepared(field, [getattr(row, field.attname) for row in rows], database) for field in fields]
    with database.cursor() as cursor:
        cursor.executemany(statement, list(zip(*by_column, strict=True)))


def _prepared(field: Any, values: list[Any], database: Any) -> list[Any]:
    """The values as the database takes them; equal ones, as columns of codes and days have many, only once."""
    if isinstance(field, (models.CharField, models.TextField)) and all(type(value) is str for value in values):
        return values
    known: dict[Any, Any] = {}
    found = []
    for value in values:
        key = repr(value) if isinstance(value, (list, dict)) else value
        ready = known.get(key, known)
        if ready is known:
            ready = known[key] = field.get_db_prep_save(value, database)
        found.append(ready)
    return found
