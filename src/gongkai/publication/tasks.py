"""Work for the outbox: what was set to become public at a time, and what is looked at once a day."""

from datetime import datetime
from functools import partial
from typing import Any

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.base.outbox import Effect, enqueue, handles
from gongkai.publication.models import Draft
from gongkai.publication.services.change_state import lapse_expired
from gongkai.publication.services.release_drafts import SCHEDULED, release_or_wait, send_back


@handles(SCHEDULED)
def release_at_its_time(payload: dict[str, Any]) -> Effect:
    """Publish the draft, if it is still approved and its time has come; what cannot go out returns to its drafter."""
    draft = Draft.objects.get(token=payload["draft"])
    return partial(_release_or_send_back, draft, clock.now())


def _release_or_send_back(draft: Draft, now: datetime) -> None:
    try:
        release_or_wait(now=now, draft=draft)
    except Refused as refused:
        send_back(now=now, draft=draft, reason=refused.message)


DAILY = "publication.daily"


def ask_for_the_day(now: datetime) -> None:
    """Ask that the day's work be done; asking again on the same day changes nothing."""
    day = clock.day_of(now).isoformat()
    enqueue(kind=DAILY, key=f"daily:{day}", payload={"day": day}, now=now)


@handles(DAILY)
def look_at_the_day(payload: dict[str, Any]) -> Effect:  # noqa: ARG001 - the outbox's signature
    """Mark what has lapsed."""
    now = clock.now()
    return partial(lapse_expired, now=now, today=clock.day_of(now))
