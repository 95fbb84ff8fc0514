"""Questions about documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet

from gongkai.base.recorded import known_at
from gongkai.publication.models import Document

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the report sees it."""

    document_id: int
    agency_id: int
    kind: str
    genre: str
    made_on: date
    published_on: date
    abolished_on: date | None


def document_records(*, agency_ids: Sequence[int], published_until: date, as_of: datetime) -> Iterator[DocumentRecord]:
    """Every document of the agencies published by that day, as known at ``as_of``."""
    documents = Document.objects.filter(known_at(as_of), agency_id__in=agency_ids, published_on__lte=published_until)
    columns = ("id", "agency_id", "kind", "genre", "made_on", "published_on", "abolished_on")
    for row in documents.order_by("id").values_list(*columns).iterator(CHUNK):
        yield DocumentRecord(*row)


def public_documents() -> QuerySet[Document]:
    """What the public sees, newest first."""
    return Document.objects.filter(retired_at=None).select_related("agency").order_by("-published_on", "-id")


def public_document(public_id: str) -> Document | None:
    """The current state of one document."""
    return public_documents().filter(public_id=public_id).first()


def documents_by_id(ids: Iterable[int]) -> dict[int, Document]:
    """The documents with these row ids."""
    return Document.objects.in_bulk(list(ids))


def published_by_agency() -> dict[int, int]:
    """How many current documents each agency has."""
    return dict(public_documents().order_by().values_list("agency_id").annotate(Count("id")))


def latest_year_by_month() -> tuple[int | None, list[tuple[str, int]]]:
    """The year of the newest document and how many were published in each of its months."""
    latest = public_documents().aggregate(day=Max("published_on"))["day"]
    if latest is None:
        return None, []
    in_year = public_documents().filter(published_on__gte=date(latest.year, 1, 1)).order_by()
    counts = dict(in_year.values_list("published_on__month").annotate(Count("id")))
    return latest.year, [(f"{month}月", counts.get(month, 0)) for month in range(1, 13)]


def published_years() -> list[int]:
    """The years in which something was published, latest first."""
    return [day.year for day in public_documents().order_by().dates("published_on", "year", order="DESC")]


def holds_demonstration() -> bool:
    """Whether any current document is demonstration data."""
    return Document.objects.filter(retired_at=None, is_demonstration=True).exists()
