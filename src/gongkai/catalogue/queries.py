"""Questions about standard directories."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.base.recorded import known_at
from gongkai.catalogue.models import StandardDirectory
from gongkai.organs.models import AgencyKind


@dataclass(frozen=True, slots=True)
class DirectoryRecord:
    """A directory as the report sees it."""

    directory_id: int
    agency_id: int
    of_township: bool
    published_on: date


def directory_records(
    *, agency_ids: Sequence[int], published_until: date, as_of: datetime
) -> Iterator[DirectoryRecord]:
    """The directories of the agencies published by that day."""
    rows = StandardDirectory.objects.filter(
        known_at(as_of), agency_id__in=agency_ids, published_on__lte=published_until
    ).order_by("id")
    for pk, agency_id, kind, day in rows.values_list("id", "agency_id", "agency__kind", "published_on"):
        yield DirectoryRecord(pk, agency_id, kind == AgencyKind.TOWNSHIP, day)


def directories_by_id(ids: Iterable[int]) -> dict[int, StandardDirectory]:
    """The directories with these ids."""
    return StandardDirectory.objects.in_bulk(list(ids))
