"""Gives index numbers: unique, and without a gap in each series."""

from collections.abc import Sequence

from django.db.models import F

from gongkai.catalogue.index_numbers import emit
from gongkai.publication.models import Document, IndexSeries


def take_numbers(*, prefix: str, year: int, count: int) -> list[str]:
    """The next ``count`` index numbers of the series, inside the caller's transaction.

    The series' row is locked until the transaction ends, so that a number is given once and, where the transaction
    fails, not at all. Numbers that came with an import stand in the way of nothing: they are passed over.
    """
    series, _ = IndexSeries.objects.get_or_create(prefix=prefix, year=year, defaults={"last": 0})
    IndexSeries.objects.filter(pk=series.pk).update(last=F("last") + 0)  # takes the lock on every engine
    last = IndexSeries.objects.get(pk=series.pk).last
    found: list[str] = []
    while len(found) < count:
        missing = count - len(found)
        wanted = [emit(prefix=prefix, year=year, serial=last + offset) for offset in range(1, missing + 1)]
        taken = _taken(wanted)
        found += [number for number in wanted if number not in taken]
        last += missing
    IndexSeries.objects.filter(pk=series.pk).update(last=last)
    return found


def _taken(numbers: Sequence[str]) -> set[str]:
    return set(Document.objects.filter(index_number__in=numbers).values_list("index_number", flat=True))
