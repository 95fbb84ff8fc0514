"""A leased outbox in the database: at-least-once delivery, effects exactly once.

A job is claimed by writing a lease over a free one; whoever finishes must still hold that lease, so a worker that
was stopped and wakes after its lease ran out changes nothing. A handler's own database effects and the mark that
the job is done stand in one transaction.
"""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from gongkai.base.clock import now as current_moment
from gongkai.base.models import Job

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 8
LONGEST_WAIT = timedelta(hours=1)
ERROR_LENGTH = 300

Effect = Callable[[], object]
Handler = Callable[[dict[str, Any]], Effect | None]
"""Does what takes long and may safely happen twice; returns what must happen once, done in the transaction."""
_handlers: dict[str, Handler] = {}
log = logging.getLogger("gongkai.outbox")


class LeaseLost(RuntimeError):
    """Another worker took the job over."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of jobs of ``kind``."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def enqueue(*, kind: str, key: str, payload: dict[str, Any], now: datetime, after: datetime | None = None) -> None:
    """Ask for work (not before ``after``), in the caller's transaction; a key already there is left as it is."""
    job = Job(kind=kind, key=key, payload=payload, run_after=after or now)
    Job.objects.bulk_create([job], ignore_conflicts=True)


def claim(*, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Lease the next job that waits, or whose worker let its lease run out; None when there is none."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    waiting = Job.objects.filter(free, done_at__isnull=True, failed_at__isnull=True, run_after__lte=now)
    for job in waiting.order_by("run_after", "id")[:20]:
        token = secrets.token_hex(16)
        taken = Job.objects.filter(free, pk=job.pk, done_at__isnull=True, lease_token=job.lease_token).update(
            lease_token=token, leased_until=now + lease, attempts=F("attempts") + 1
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


@contextmanager
def holding(job: Job, *, now: datetime) -> Iterator[None]:
    """A transaction that ends with the job done, and is undone where the lease was lost meanwhile.

    Raises:
        LeaseLost: nothing of the transaction remains.
    """
    with transaction.atomic():
        yield
        done = Job.objects.filter(pk=job.pk, lease_token=job.lease_token, done_at__isnull=True).update(
            done_at=now, leased_until=None, last_error=""
        )
        if not done:
            raise LeaseLost(f"任务{job.pk}的租约已被他人接管")


def run_one(*, clock: Callable[[], datetime] = current_moment) -> bool:
    """Run the next job; whether there was one. A failure is noted and tried again later, at last given up."""
    job = claim(now=clock())
    if job is None:
        return False
    try:
        effect = _handlers[job.kind](job.payload)
        with holding(job, now=clock()):
            if effect is not None:
                effect()
    except LeaseLost:
        log.warning("lease lost: job %s", job.pk)
    except Exception as error:  # a worker must outlive any job
        log.exception("job %s failed", job.pk)
        _put_back(job, error, now=clock())
    return True


def _put_back(job: Job, error: Exception, *, now: datetime) -> None:
    """Release a failed job for a later attempt, or give it up after ``MAX_ATTEMPTS``."""
    wait = min(LONGEST_WAIT, timedelta(seconds=2**job.attempts))
    Job.objects.filter(pk=job.pk, lease_token=job.lease_token).update(
        leased_until=None,
        lease_token="",
        run_after=now + wait,
        last_error=f"{type(error).__name__}: {error}"[:ERROR_LENGTH],
        failed_at=now if job.attempts >= MAX_ATTEMPTS else None,
    )
