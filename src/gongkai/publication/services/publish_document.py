"""Publish one document for which one person answers: records taken over, and the demonstration."""

from datetime import date, datetime
from typing import Any

from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.organs.models import Agency
from gongkai.publication.content import read
from gongkai.publication.kinds import DocumentKind, Genre, Openness, Standing, Validity
from gongkai.publication.models import Document
from gongkai.publication.release import Approval, Release, Road
from gongkai.publication.services.publish import publish

OF_THE_RELEASE = ("public_id", "index_number", "source_id", "is_demonstration", "files", "successor")


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
    road: Road = Road.IMPORT,
    standing: Standing = Standing.LIVE,
    **optional: Any,
) -> Document:
    """The published document.

    Args:
        actor: account name; the person who answers for it.
        now: the moment of the act.
        agency: who publishes.
        title: heading.
        kind: government information or other.
        genre: what table two counts it as.
        made_on: day it was made.
        published_on: day it became public.
        body: plain text by lines, or HTML.
        road: how it came.
        standing: live, or only on record.
        optional: further fields of :mod:`content`, and ``abolished_on``, ``public_id``, ``index_number``,
            ``source_id``, ``is_demonstration``.

    Raises:
        Refused: a field is missing or wrong, or the text must not go out.

    Source: Regulation arts. 13, 19, 23.
    """
    of_release = {key: optional.pop(key) for key in OF_THE_RELEASE if key in optional}
    abolished_on = optional.pop("abolished_on", None)
    validity = optional.pop("validity", None) or (Validity.ABOLISHED if abolished_on else Validity.IN_FORCE)
    raw = {
        "openness": Openness.PUBLIC.value,
        "openness_reason": "公开前已由责任人确认主动公开",
        **optional,
        "title": title,
        "kind": kind.value,
        "genre": genre.value,
        "made_on": made_on,
        "body": body,
    }
    release = Release(
        agency=agency,
        content=read(raw, all_vocabularies()),
        approval=Approval(road, actor),
        published_on=published_on,
        abolished_on=abolished_on,
        validity=validity,
        standing=standing,
        **of_release,
    )
    return publish(now=now, releases=[release])[0]
