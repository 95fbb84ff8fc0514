"""Work for the outbox: what was set to become public at a time."""

from functools import partial
from typing import Any

from gongkai.base import clock
from gongkai.base.outbox import Effect, handles
from gongkai.publication.models import Draft
from gongkai.publication.services.release_drafts import SCHEDULED, release_or_wait


@handles(SCHEDULED)
def release_at_its_time(payload: dict[str, Any]) -> Effect:
    """Publish the draft, if it is still approved and its time has come; else nothing."""
    draft = Draft.objects.get(token=payload["draft"])
    return partial(release_or_wait, now=clock.now(), draft=draft)
