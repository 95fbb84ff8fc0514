"""Appending to the audit log: the last statement of each business transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from gongkai.audit.models import Event
from gongkai.base.bulk import insert_rows

VERSION = 1
START = "0" * 64
CHAIN_LOCK = 7_190_711  # any constant of our own: PostgreSQL's advisory lock for the head of the chain


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces, text as it is: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(previous: str, canonical: str) -> str:
    """The hash of an event's text chained to the one before."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one event says: dotted action, object, agency on whose behalf, and detail without personal data."""

    action: str
    object_type: str
    object_id: str
    agency: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def append(
    *,
    actor: str,
    action: str,
    object_type: str,
    object_id: object,
    agency: str = "",
    now: datetime,
    detail: dict[str, Any] | None = None,
) -> Event:
    """Append one event to the chain, inside the caller's transaction.

    Args:
        actor: account name, or ``system``.
        action: dotted name, e.g. ``case.registered``.
        object_type: what was acted on.
        object_id: which one.
        agency: code of the agency on whose behalf.
        now: the moment, aware.
        detail: what is worth keeping and holds no personal data; personal data enters as a commitment only.

    Raises:
        TransactionManagementError: outside a transaction, where the act and its record could part.
    """
    entry = Entry(action, object_type, str(object_id), agency, detail or {})
    return append_many(actor=actor, now=now, entries=[entry])[0]


def append_many(*, actor: str, now: datetime, entries: Sequence[Entry]) -> list[Event]:
    """Append several events of one act to the chain, inside the caller's transaction.

    Raises:
        TransactionManagementError: outside a transaction, where the act and its record could part.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("审计事件只能与业务操作写在同一事务中")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    head = Event.objects.order_by("-seq").values_list("seq", "digest").first()
    seq, digest = head or (0, START)
    moment = now.astimezone(UTC).isoformat(timespec="microseconds")
    events = []
    for entry in entries:
        seq += 1
        canonical = canonical_json(
            {
                "v": VERSION,
                "seq": seq,
                "ts": moment,
                "actor": actor,
                "agency": entry.agency,
                "action": entry.action,
                "object": [entry.object_type, entry.object_id],
                "detail": entry.detail,
                "prev": digest,
            }
        )
        digest = digest_of(digest, canonical)
        events.append(
            Event(
                seq=seq,
                at=now,
                action=entry.action,
                object_type=entry.object_type,
                object_id=entry.object_id,
                canonical=canonical,
                digest=digest,
            )
        )
    insert_rows(events)
    return events
