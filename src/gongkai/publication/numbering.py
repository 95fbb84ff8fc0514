"""Gives index numbers: unique, and without a gap in each series."""

from collections.abc import Collection, Mapping, Sequence

from gongkai.catalogue.index_numbers import emit
from gongkai.publication.models import Document, IndexSeries

Series = tuple[str, int]
AT_ONCE = 500


def take_of_series(wanted: Mapping[Series, int], reserved: Collection[str] = ()) -> dict[Series, list[str]]:
    """The next index numbers of each series (prefix and year), inside the caller's transaction.

    The series' rows are locked, in their order, until the transaction ends, so that a number is given once and, where
    the transaction fails, not at all. Numbers that came with an import stand in the way of nothing: they are passed
    over.

    Args:
        wanted: how many of each series.
        reserved: numbers that come with the same act and must not be given.
    """
    last = _locked(wanted)
    found: dict[Series, list[str]] = {series: [] for series in wanted}
    while missing := {s: count - len(found[s]) for s, count in wanted.items() if count > len(found[s])}:
        offered = {
            (prefix, year): [emit(prefix=prefix, year=year, serial=last[prefix, year] + n) for n in range(1, count + 1)]
            for (prefix, year), count in missing.items()
        }
        taken = _taken([number for numbers in offered.values() for number in numbers]) | set(reserved)
        for series, numbers in offered.items():
            found[series] += [number for number in numbers if number not in taken]
            last[series] += len(numbers)
    rows = [IndexSeries(prefix=prefix, year=year, last=last[prefix, year]) for prefix, year in sorted(wanted)]
    IndexSeries.objects.bulk_create(
        rows, AT_ONCE, update_conflicts=True, unique_fields=["prefix", "year"], update_fields=["last"]
    )
    return found


def _locked(wanted: Mapping[Series, int]) -> dict[Series, int]:
    """The last serial of each series, locked; writing first takes SQLite's lock, the rows are locked elsewhere."""
    rows = [IndexSeries(prefix=prefix, year=year, last=0) for prefix, year in sorted(wanted)]
    IndexSeries.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)
    prefixes, years = {prefix for prefix, _ in wanted}, {year for _, year in wanted}
    locked = IndexSeries.objects.select_for_update().filter(prefix__in=prefixes, year__in=years)
    return {(row.prefix, row.year): row.last for row in locked.order_by("prefix", "year")}


def _taken(numbers: Sequence[str]) -> set[str]:
    return set(Document.objects.filter(index_number__in=numbers).values_list("index_number", flat=True))
