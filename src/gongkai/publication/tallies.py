"""Keeps the counts that pages show, so that none of them has to count a million rows."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from gongkai.publication.kinds import Standing, Structure
from gongkai.publication.models import Document, Tally

Key = tuple[int, str, str, str]
ADD = (
    "INSERT INTO publication_tally (agency_id, category, kind, month, count) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (agency_id, category, kind, month) DO UPDATE SET count = publication_tally.count + excluded.count"
)
"""One statement a count on every engine: an import touches hundreds of counts in each transaction."""


def key_of(document: Document) -> Key | None:
    """What a document counts under: agency, item of the catalogue, kind, month; None where lists do not show it."""
    if document.standing != Standing.LIVE or document.structure != Structure.ARTICLE:
        return None
    return document.agency_id, document.category, document.kind, f"{document.published_on:%Y-%m}"


def change(*, come: Iterable[Document] = (), gone: Iterable[Document] = ()) -> None:
    """Add what came and take away what went, inside the caller's transaction."""
    changes: Counter[Key] = Counter()
    for documents, amount in ((come, 1), (gone, -1)):
        for document in documents:
            key = key_of(document)
            if key is not None:
                changes[key] += amount
    rows = [(*key, amount) for key, amount in sorted(changes.items()) if amount]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD, rows)


def counted() -> Counter[Key]:
    """The counts from the documents themselves, which takes as long as there are many."""
    rows = (
        Document.objects.filter(retired_at=None, standing=Standing.LIVE.value, structure=Structure.ARTICLE.value)
        .order_by()
        .annotate(month=TruncMonth("published_on"))
        .values_list("agency_id", "category", "kind", "month")
        .annotate(count=Count("id"))
    )
    return Counter({(agency, category, kind, f"{month:%Y-%m}"): n for agency, category, kind, month, n in rows})


def kept() -> Counter[Key]:
    """The counts as they are kept."""
    columns = ("agency_id", "category", "kind", "month", "count")
    return Counter({tuple(row[:4]): row[4] for row in Tally.objects.exclude(count=0).values_list(*columns)})


def rebuild() -> None:
    """Make the kept counts anew, inside the caller's transaction."""
    Tally.objects.all().delete()
    Tally.objects.bulk_create(
        Tally(agency_id=agency, category=category, kind=kind, month=month, count=count)
        for (agency, category, kind, month), count in counted().items()
    )


def total(**where: object) -> int:
    """How many documents are listed, e.g. ``agency_id=…``, ``category__in=…``."""
    return Tally.objects.filter(**where).aggregate(count=Sum("count"))["count"] or 0


def by_month(year: int) -> list[tuple[str, int]]:
    """How many were published in each month of the year."""
    rows = Tally.objects.filter(month__startswith=f"{year}-").values_list("month").annotate(Sum("count"))
    counts = dict(rows.order_by())
    return [(f"{month}月", counts.get(f"{year}-{month:02d}", 0)) for month in range(1, 13)]


def by_category(agency_ids: Iterable[int] | None = None) -> dict[str, int]:
    """How many documents stand in each item of the catalogue."""
    rows = Tally.objects.all() if agency_ids is None else Tally.objects.filter(agency_id__in=list(agency_ids))
    return dict(rows.order_by().values_list("category").annotate(Sum("count")))


def by_agency() -> dict[int, int]:
    """How many documents each agency has."""
    return dict(Tally.objects.order_by().values_list("agency_id").annotate(Sum("count")))


def latest_day() -> date | None:
    """The day of the newest document, by the index the lists use."""
    listed = Document.objects.filter(
        retired_at=None,
        standing=Standing.LIVE.value,
        structure=Structure.ARTICLE.value,
        published_on__gte=date.min,  # without an edge SQLite, once it has statistics, reads and sorts every row
    ).order_by("-published_on", "-id")
    return listed.values_list("published_on", flat=True).first()
