"""Appending to the audit log: the last statement of each business transaction."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from gongkai.audit.models import Event

VERSION = 1
START = "0" * 64
CHAIN_LOCK = 7_190_711  # any constant of our own: PostgreSQL's advisory lock for the head of the chain


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces, text as it is: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(previous: str, canonical: str) -> str:
    """The hash of an event's text chained to the one before."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical.encode()).hexdigest()


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
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("审计事件只能与业务操作写在同一事务中")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    head = Event.objects.order_by("-seq").values_list("seq", "digest").first()
    seq, previous = (head[0] + 1, head[1]) if head else (1, START)
    canonical = canonical_json(
        {
            "v": VERSION,
            "seq": seq,
            "ts": now.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": actor,
            "agency": agency,
            "action": action,
            "object": [object_type, str(object_id)],
            "detail": detail or {},
            "prev": previous,
        }
    )
    return Event.objects.create(
        seq=seq,
        at=now,
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        canonical=canonical,
        digest=digest_of(previous, canonical),
    )
