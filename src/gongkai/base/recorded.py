"""Rows that remember when they were known: nothing is overwritten, a correction retires one row and adds another."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


class Recorded(models.Model):
    """A row known from ``recorded_at`` until ``retired_at`` (null: still), both aware and in UTC."""

    recorded_at = models.DateTimeField("记录时间")
    retired_at = models.DateTimeField("失效时间", null=True, blank=True)

    class Meta:
        abstract = True


def known_at(as_of: datetime, prefix: str = "") -> Q:
    """The condition that a row (reached by ``prefix``, e.g. ``outcomes__``) was known at ``as_of``."""
    before = Q(**{f"{prefix}recorded_at__lte": as_of})
    not_yet_retired = Q(**{f"{prefix}retired_at__isnull": True}) | Q(**{f"{prefix}retired_at__gt": as_of})
    return before & not_yet_retired


def replace(row: Recorded, *, now: datetime, **changes: Any) -> Recorded:
    """Retire ``row`` at ``now`` and return a saved copy with ``changes``; call inside a transaction."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    type(row)._default_manager.filter(pk=row.pk).update(retired_at=now)
    successor = type(row)(**{**fields, **changes, "recorded_at": now, "retired_at": None})
    successor.full_clean()
    successor.save(force_insert=True)
    return successor
