"""Publish the standard directory of an area."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.catalogue.models import StandardDirectory
from gongkai.organs.models import Agency


@transaction.atomic
def publish_directory(*, actor: str, now: datetime, agency: Agency, area: str, published_on: date) -> StandardDirectory:
    """The published directory.

    Raises:
        ValidationError: a field is missing or wrong.

    Source: 国办发〔2019〕54号.
    """
    directory = StandardDirectory(agency=agency, area=area, published_on=published_on, recorded_at=now)
    directory.full_clean()
    directory.save(force_insert=True)
    log.append(
        actor=actor,
        action="directory.published",
        object_type="directory",
        object_id=directory.pk,
        agency=agency.code,
        now=now,
        detail={"area": area},
    )
    return directory
