"""Publish a document."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.models import Agency
from gongkai.publication.kinds import DocumentKind, Genre
from gongkai.publication.models import Document


@transaction.atomic
def publish_document(
    *,
    actor: str,
    now: datetime,
    agency: Agency,
    title: str,
    kind: DocumentKind,
    genre: Genre,
    made_on: date,
    published_on: date,
    body: str,
    **optional: object,
) -> Document:
    """The published document.

    Args:
        actor: account name.
        now: the moment of the act.
        agency: who publishes.
        title: heading.
        kind: government information or other.
        genre: what table two counts it as.
        made_on: day it was made.
        published_on: day it became public.
        body: plain text, paragraphs by line.
        optional: ``abolished_on``, ``is_demonstration``, ``public_id``.

    Raises:
        ValidationError: a field is missing or wrong.

    Source: Regulation arts. 13, 19, 23.
    """
    document = Document(
        public_id=optional.pop("public_id", None) or uuid4().hex[:12],
        agency=agency,
        title=title,
        kind=kind.value,
        genre=genre.value,
        made_on=made_on,
        published_on=published_on,
        body=body,
        recorded_at=now,
        **optional,
    )
    document.full_clean()
    document.save(force_insert=True)
    log.append(
        actor=actor,
        action="document.published",
        object_type="document",
        object_id=document.public_id,
        agency=agency.code,
        now=now,
        detail={"title": title, "published_on": published_on.isoformat()},
    )
    return document
