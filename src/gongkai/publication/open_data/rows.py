"""Questions only whole copies ask: rows by their id, in pieces, so that no answer grows with the stock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from gongkai.base.recorded import known_at
from gongkai.publication.kinds import Standing
from gongkai.publication.models import Document, Interpretation, PublicFile
from gongkai.publication.models.document import LISTED
from gongkai.publication.queries import public_documents_by_id

PIECE = 500
_BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


def last_change() -> tuple[int, datetime] | None:
    """Row id and moment of the last thing that happened to any item, also a withdrawal; None for an empty platform."""
    return Document.objects.order_by("-id").values_list("id", "recorded_at").first()


def listed_pieces(size: int = PIECE, *, with_bodies: bool) -> Iterator[list[Document]]:
    """Every listed document with its agency, by row id, in pieces that are asked for one by one."""
    last = 0
    rows = Document.objects.filter(LISTED).select_related("agency").order_by("id")
    if with_bodies:
        rows = rows.select_related("agency", "body")
    while piece := list(rows.filter(pk__gt=last)[:size]):
        yield piece
        last = piece[-1].pk


def files_of_all(public_ids: Sequence[str]) -> dict[str, list[PublicFile]]:
    """The current files of these items."""
    found: dict[str, list[PublicFile]] = {}
    for file in PublicFile.objects.filter(public_id__in=list(public_ids), retired_at=None):
        found.setdefault(file.public_id, []).append(file)
    return found


def files_known_at(public_id: str, moment: datetime) -> list[PublicFile]:
    """The files an item had at a moment."""
    return list(PublicFile.objects.filter(known_at(moment), public_id=public_id))


def links_among(public_ids: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """For these items the public ids of what they interpret, and of what interprets them; only what is public."""
    wanted = list(public_ids)
    links = Interpretation.objects.filter(retired_at=None).order_by("id").values_list("document", "interpretation")
    pairs = {*links.filter(document__in=wanted), *links.filter(interpretation__in=wanted)}
    live = public_documents_by_id({one for pair in pairs for one in pair})
    interprets: dict[str, list[str]] = {}
    interpreted: dict[str, list[str]] = {}
    for document, interpretation in sorted(pairs):
        if document in live and interpretation in live:
            interprets.setdefault(interpretation, []).append(document)
            interpreted.setdefault(document, []).append(interpretation)
    return interprets, interpreted


def live_among(public_ids: Sequence[str]) -> frozenset[str]:
    """Those of the public ids that can be read."""
    rows = Document.objects.filter(
        public_id__in=[one for one in public_ids if one], retired_at=None, standing=Standing.LIVE.value
    )
    return frozenset(rows.values_list("public_id", flat=True))


def state_of(document: Document, version: int) -> Document | None:
    """A former or the present state of an item that is public now."""
    rows = Document.objects.filter(public_id=document.public_id, version=version, standing=Standing.LIVE.value)
    return rows.select_related("agency", "body").first()


def history_of(document: Document) -> list[tuple[int, datetime, str, str]]:
    """Version, moment, title and validity of each state of an item that is public now, the latest first."""
    rows = Document.objects.filter(public_id=document.public_id, standing=Standing.LIVE.value).order_by("-version")
    return list(rows.values_list("version", "recorded_at", "title", "validity"))


def id_ranges(size: int) -> Iterator[tuple[int, datetime]]:
    """The number of each range of ``size`` row ids that holds a listed document, and when its newest was recorded."""
    rows = Document.objects.filter(LISTED).order_by("id")
    last = 0
    while first := rows.filter(pk__gt=last).values_list("pk", flat=True).first():
        number = (first - 1) // size + 1
        last = number * size
        newest = rows.filter(pk__gte=first, pk__lte=last).values_list("recorded_at", flat=True).last()
        if newest is not None:
            yield number, newest


def id_range(number: int, size: int) -> Iterator[tuple[str, datetime]]:
    """Public id and moment of each listed document in a range of row ids, asked for in pieces."""
    last, end = (number - 1) * size, number * size
    rows = Document.objects.filter(LISTED, pk__lte=end).order_by("id").values_list("pk", "public_id", "recorded_at")
    while piece := list(rows.filter(pk__gt=last)[: PIECE * 10]):
        for _, public_id, recorded_at in piece:
            yield public_id, recorded_at
        last = piece[-1][0]


@contextmanager
def one_moment() -> Iterator[None]:
    """Every question inside sees the data of one moment; nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
