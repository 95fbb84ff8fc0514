"""Choose which reviews an agency's drafts pass."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.models import Agency
from gongkai.publication.flow import Step, check_route
from gongkai.publication.models import ReviewRoute


@transaction.atomic
def set_route(*, actor: str, now: datetime, agency: Agency, steps: Sequence[Step]) -> ReviewRoute:
    """The agency's route; drafts already under review go on by it from where they stand.

    Raises:
        Refused: the final review is missing.
    """
    chosen = [step.value for step in check_route(steps)]
    ReviewRoute.objects.filter(agency=agency, retired_at=None).update(retired_at=now)
    route = ReviewRoute.objects.create(agency=agency, steps=chosen, recorded_at=now)
    log.append(
        actor=actor,
        action="route.set",
        object_type="agency",
        object_id=agency.code,
        agency=agency.code,
        now=now,
        detail={"steps": chosen},
    )
    return route
