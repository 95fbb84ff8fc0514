"""Correct what is known of a document: the former state is retired, never overwritten."""

from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.audit import log
from gongkai.base.recorded import replace
from gongkai.publication.models import Document


@transaction.atomic
def correct_document(*, actor: str, now: datetime, document: Document, agency_code: str, **changes: Any) -> Document:
    """The document's new state, e.g. with ``abolished_on`` set.

    Raises:
        ValidationError: a changed field is wrong.

    Source: Regulation art. 12 paragraph 1 (及时更新).
    """
    successor = replace(document, now=now, **changes)
    log.append(
        actor=actor,
        action="document.corrected",
        object_type="document",
        object_id=document.public_id,
        agency=agency_code,
        now=now,
        detail={"fields": sorted(changes)},
    )
    return successor
