"""Questions to the database that are written once: Django composes the same SQL anew each time it is asked."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators  # type: ignore[attr-defined] # as Django's own

Value = str | int


class Prepared:
    """A query set whose SQL is kept from the first asking on; only the values differ.

    Composing the SQL of one document takes five times as long as fetching it. ``make`` builds the query set from the
    values, each a text or a number that goes into it unchanged; which of them there are must not decide its shape.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *samples: Value) -> None:
        """Args: make: the query set of some values; samples: one for each, found nowhere else in the query set."""
        self._make = make
        self._samples = samples
        self._plan: tuple[Any, ...] | None = None

    def __call__(self, *values: Value) -> list[Any]:
        """The rows: model instances with what the query set selects along, or tuples for ``values_list``."""
        if self._plan is None:
            self._plan = self._composed()
        compiler, sql, places, converters, populators, database = self._plan
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[place] if at else place for at, place in places])
            rows: Iterable[Any] = cursor.fetchall()
        if converters:
            rows = compiler.apply_converters(rows, converters)
        if populators is None:
            return [tuple(row) for row in rows]
        return list(self._instances(compiler, rows, populators, database))

    def _composed(self) -> tuple[Any, ...]:
        rows = self._make(*self._samples)
        compiler = rows.query.get_compiler(using=rows.db)
        sql, parameters = compiler.as_sql()
        places = [
            (True, self._samples.index(one)) if one in self._samples else (False, one)  # a value, or part of the query
            for one in parameters
        ]
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        are_instances = rows._iterable_class is ModelIterable  # noqa: SLF001 - the one place that tells them apart
        klass = compiler.klass_info
        populators = get_related_populators(klass, compiler.select, rows.db) if are_instances else None
        return compiler, sql, places, converters, populators, rows.db

    @staticmethod
    def _instances(compiler: Any, rows: Iterable[Any], populators: list[Any], database: str) -> Iterator[Any]:
        """As Django's own iterator over instances."""
        fields = compiler.klass_info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        names = [column[0].target.attname for column in compiler.select[start:end]]
        for row in rows:
            found = compiler.klass_info["model"].from_db(database, names, row[start:end])
            for populator in populators:
                populator.populate(row, found)
            for name, position in (compiler.annotation_col_map or {}).items():
                setattr(found, name, row[position])
            yield found
