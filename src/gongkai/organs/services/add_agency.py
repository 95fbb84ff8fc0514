"""Enter an agency in the tree."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.models import Agency, AgencyKind


@transaction.atomic
def add_agency(
    *,
    actor: str,
    now: datetime,
    code: str,
    name: str,
    kind: AgencyKind,
    valid_from: date,
    parent: Agency | None = None,
    **optional: object,
) -> Agency:
    """The saved agency.

    Args:
        actor: account name.
        now: the moment of the act.
        code: unique for ever.
        name: full name.
        kind: kind of body.
        valid_from: first day.
        parent: body above.
        optional: ``short_name``, ``valid_to``, ``successor``, ``website``, ``unified_code``.

    Raises:
        ValidationError: a field is missing or wrong, or the code is taken.

    Source: Regulation art. 4.
    """
    agency = Agency(
        code=code, name=name, kind=kind.value, valid_from=valid_from, parent=parent, recorded_at=now, **optional
    )
    agency.full_clean()
    agency.save(force_insert=True)
    log.append(
        actor=actor,
        action="agency.added",
        object_type="agency",
        object_id=agency.pk,
        agency=code,
        now=now,
        detail={"name": name, "kind": kind.value},
    )
    return agency
