"""Questions about what is public: lists, pages, feeds, dumps, site map and the interface for machines ask here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gongkai.base.prepared import Prepared
from gongkai.base.recorded import known_at
from gongkai.organs.models import Agency, AgencyKind
from gongkai.publication.kinds import DocumentKind, Standing, Structure, Validity
from gongkai.publication.models import Document, Interpretation, PublicFile
from gongkai.publication.models.document import LISTED, Listed, Unlike

CHUNK = 5000
_STATE = Prepared(
    lambda public_id: Document.objects.filter(public_id=public_id, retired_at=None).select_related("agency", "body"),
    "a public id",
)
_FILES = Prepared(lambda public_id: PublicFile.objects.filter(public_id=public_id, retired_at=None), "a public id")
_LINKS = Prepared(
    lambda own: Interpretation.objects.filter(Q(document=own) | Q(interpretation=own), retired_at=None).order_by("id"),
    "a public id",
)
AT_ONCE = 20


def _named(*ids: str) -> QuerySet[Document]:
    rows = Document.objects.filter(public_id__in=ids, retired_at=None, standing=Standing.LIVE.value)
    return rows.select_related("agency")


_NAMED = Prepared(_named, *(f"id {number}" for number in range(AT_ONCE)))

_UNUSUAL = {
    **{one.value: Unlike("validity", Validity.IN_FORCE) for one in Validity if one is not Validity.IN_FORCE},
    DocumentKind.OTHER.value: Unlike("kind", DocumentKind.GOVERNMENT_INFORMATION),
}
"""What few documents have, each with the condition of the index that holds no others."""


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


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows; empty for all. ``subject`` is a code of any height, ``categories`` any of them."""

    agency_id: int | None = None
    categories: tuple[str, ...] = ()
    subject: str = ""
    genre: str = ""
    form: str = ""
    kind: str = ""
    validity: str = ""
    year: int | None = None
    normative_only: bool = False


def document_records(*, agency_ids: Sequence[int], published_until: date, as_of: datetime) -> Iterator[DocumentRecord]:
    """Every document of the agencies published by that day, as known at ``as_of``.

    Guides, profiles and the like are pages of the platform, not items the report counts; what was withdrawn or merged
    into another counts no more.
    """
    documents = Document.objects.filter(
        known_at(as_of),
        agency_id__in=agency_ids,
        published_on__lte=published_until,
        structure=Structure.ARTICLE.value,
        standing__in=(Standing.LIVE.value, Standing.ON_RECORD.value),
    )
    columns = ("id", "agency_id", "kind", "genre", "made_on", "published_on", "abolished_on")
    for row in documents.order_by("id").values_list(*columns).iterator(CHUNK):
        yield DocumentRecord(*row)


def listed() -> QuerySet[Document]:
    """What lists show, newest first, without bodies."""
    return Document.objects.filter(Listed()).select_related("agency").order_by("-published_on", "-id")


def filtered(chosen: Filter) -> QuerySet[Document]:
    """The listed documents that fit."""
    rows = listed()
    if chosen.agency_id is not None:
        rows = rows.filter(agency_id=chosen.agency_id)
    if len(chosen.categories) == 1:
        rows = rows.filter(category=chosen.categories[0])
    elif chosen.categories:
        rows = rows.filter(category__in=chosen.categories)
    if chosen.subject:
        is_narrow = "-" in chosen.subject
        rows = rows.filter(subject=chosen.subject) if is_narrow else rows.filter(subject_top=chosen.subject)
    if chosen.normative_only:
        rows = rows.filter(genre__in=("regulation", "normative_document"))
    for name in ("genre", "form", "kind", "validity"):
        value = getattr(chosen, name)
        if value:
            rows = rows.filter(**{name: value})
        if value in _UNUSUAL:
            rows = rows.filter(_UNUSUAL[value])
    if chosen.year is not None:
        rows = rows.filter(published_on__gte=date(chosen.year, 1, 1), published_on__lt=date(chosen.year + 1, 1, 1))
    return rows


def after(rows: QuerySet[Document], key: str) -> QuerySet[Document]:
    """The rows that follow the one named by ``<date>_<id>``; all where the key is not one of ours."""
    day, _, pk = key.partition("_")
    try:
        published_on, last = date.fromisoformat(day), int(pk)
    except ValueError:
        return rows
    return rows.filter(published_on__lte=published_on).exclude(Q(published_on=published_on) & Q(pk__gte=last))


def key_after(document: Document) -> str:
    """The key :func:`after` takes to go on behind this row."""
    return f"{document.published_on}_{document.pk}"


def current_state(public_id: str) -> Document | None:
    """The current state of an item with its agency and body, whatever its standing; the caller must look at that."""
    return next(iter(_STATE(public_id)), None)


def public_document(public_id: str) -> Document | None:
    """The current state of an item that is public; None for what is merged, withdrawn, on record only, or unknown."""
    document = current_state(public_id)
    return document if document is not None and document.standing == Standing.LIVE else None


def public_documents_by_id(public_ids: Iterable[str]) -> dict[str, Document]:
    """The live items with these public ids; for a few at a time the question is kept composed."""
    wanted = list(dict.fromkeys(public_ids))
    if len(wanted) <= AT_ONCE:
        rows = _NAMED(*wanted, *[""] * (AT_ONCE - len(wanted))) if wanted else []
    else:
        rows = list(_named(*wanted))
    return {row.public_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Links:
    """What a document's page leads to: its interpretations, what it interprets, and what took its place."""

    interpretations: list[tuple[Interpretation, Document]]
    interprets: list[tuple[Interpretation, Document]]
    successor: Document | None


def links_of(document: Document) -> Links:
    """Everything public a document is linked with, by two questions at most."""
    own = document.public_id
    links = _LINKS(own)
    wanted = {link.interpretation if link.document == own else link.document for link in links}
    wanted |= {document.successor} - {""}
    found = public_documents_by_id(wanted) if wanted else {}
    return Links(
        [(one, found[one.interpretation]) for one in links if one.document == own and one.interpretation in found],
        [(one, found[one.document]) for one in links if one.interpretation == own and one.document in found],
        found.get(document.successor),
    )


def states_of(document: Document) -> list[Document]:
    """Every state an item that is public now has been in, the latest first; nothing for one that is not."""
    if document.standing != Standing.LIVE or document.retired_at is not None:
        return []
    rows = Document.objects.filter(public_id=document.public_id, standing=Standing.LIVE.value)
    return list(rows.select_related("agency", "body").order_by("-version"))


def files_of(public_id: str) -> list[PublicFile]:
    """The files of an item as it is now."""
    return _FILES(public_id)


def public_file(public_id: str, digest: str) -> PublicFile | None:
    """A file of an item that is public, also one of an earlier state; None in every other case."""
    if public_document(public_id) is None:
        return None
    return PublicFile.objects.filter(public_id=public_id, digest__startswith=digest).order_by("-id").first()


def interpretations_of(public_id: str) -> list[tuple[Interpretation, Document]]:
    """The public interpretations of a document, the earliest first."""
    links = list(Interpretation.objects.filter(document=public_id, retired_at=None).order_by("id"))
    found = public_documents_by_id(link.interpretation for link in links)
    return [(link, found[link.interpretation]) for link in links if link.interpretation in found]


def interpreted_by(public_id: str) -> list[tuple[Interpretation, Document]]:
    """The public documents that this one interprets."""
    links = list(Interpretation.objects.filter(interpretation=public_id, retired_at=None).order_by("id"))
    found = public_documents_by_id(link.document for link in links)
    return [(link, found[link.document]) for link in links if link.document in found]


def structured(structure: Structure, agency: Agency | None = None) -> QuerySet[Document]:
    """Live guides, profiles, topics … of an agency (default: of all), the latest first."""
    # SQLite takes the partial index only where its condition is written out
    not_article = ~Q(structure=Structure.ARTICLE.value)
    rows = Document.objects.filter(
        not_article, retired_at=None, structure=structure.value, standing=Standing.LIVE.value
    ).select_related("agency", "body")
    if agency is not None:
        rows = rows.filter(agency=agency)
    return rows.order_by("-published_on", "-id")


def documents_by_id(ids: Iterable[int]) -> dict[int, Document]:
    """The documents with these row ids."""
    return Document.objects.in_bulk(list(ids))


def in_force_on(rows: QuerySet[Document], day: date) -> QuerySet[Document]:
    """Those that held on a day: in force by then and not ended."""
    begun = Q(effective_on__lte=day) | Q(effective_on__isnull=True, published_on__lte=day)
    return rows.filter(begun).filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=day))


def ended() -> QuerySet[Document]:
    """The listed documents that have lapsed or were abolished."""
    not_in_force = Unlike("validity", Validity.IN_FORCE)
    return listed().filter(not_in_force, validity__in=(Validity.LAPSED.value, Validity.ABOLISHED.value))


def every_public_state(chunk: int = CHUNK) -> Iterator[Document]:
    """Every listed document with its body, by row, for dumps and site maps; as many as there are."""
    return Document.objects.filter(LISTED).select_related("agency", "body").order_by("id").iterator(chunk)


def current_items(agencies: Sequence[Agency], words: str = "") -> QuerySet[Document]:
    """Every current item of these agencies, whatever its standing: for the desk, never for the public."""
    rows = Document.objects.filter(retired_at=None, agency__in=agencies).select_related("agency")
    if words:
        rows = rows.filter(
            Q(title__icontains=words) | Q(document_number__icontains=words) | Q(index_number=words) | Q(public_id=words)
        )
    return rows.order_by("-published_on", "-id")


def every_state_of(public_id: str) -> list[Document]:
    """Every state of an item, the latest first: for the desk, never for the public."""
    return list(Document.objects.filter(public_id=public_id).select_related("agency").order_by("-version"))


def _framed() -> QuerySet[Agency]:
    # SQLite takes the partial index only where its condition is written out
    not_article = ~Q(structure=Structure.ARTICLE.value)
    site = Document.objects.filter(
        not_article,
        retired_at=None,
        structure=Structure.SITE.value,
        standing=Standing.LIVE.value,
        agency=OuterRef("pk"),
    )
    demonstration = Document.objects.filter(is_demonstration=True, retired_at=None)
    return (
        Agency.objects.filter(kind=AgencyKind.GOVERNMENT, parent=None)
        .annotate(
            site_data=Subquery(site.order_by("-published_on", "-id").values("data")[:1]),
            holds_demonstration=Exists(demonstration),
        )
        .order_by("code")[:1]
    )


_FRAME = Prepared(_framed)


def frame() -> tuple[Agency | None, dict[str, Any], bool]:
    """What stands around every page, by one question: the government, the site's data, the demonstration mark."""
    found = next(iter(_FRAME()), None)
    return (found, found.site_data or {}, found.holds_demonstration) if found else (None, {}, False)
