from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.audit import log
from gongkai.audit.checkpoints import make_checkpoint
from gongkai.audit.merkle import MerkleRoot
from gongkai.audit.models import Checkpoint, Event
from gongkai.audit.verifier import verify

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


def append(n=1, actor="li"):
    for number in range(n):
        with transaction.atomic():
            log.append(
                actor=actor, action="test.done", object_type="thing", object_id=number, now=NOW, detail={"名": number}
            )


def tamper(sql, *parameters):
    """Change the table as one with the database's password could: the triggers are dropped first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_no_delete")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_append_only ON audit_event")
        cursor.execute(sql, parameters)


@pytest.mark.django_db
def test_an_untouched_log_is_intact():
    append(20)
    make_checkpoint(now=NOW)
    append(5)
    found = verify()

    assert found.intact
    assert (found.events, found.checkpoints) == (25, 1)


@pytest.mark.django_db
def test_an_empty_log_is_intact_and_needs_no_checkpoint():
    assert verify().intact
    assert make_checkpoint(now=NOW) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "first_bad", "kind"),
    [
        ("UPDATE audit_event SET canonical = replace(canonical, 'li', 'xx') WHERE seq = 7", 7, "chain"),
        ("UPDATE audit_event SET action = 'other' WHERE seq = 7", 7, "columns"),
        ("UPDATE audit_event SET object_id = '99' WHERE seq = 7", 7, "columns"),
        ("UPDATE audit_event SET at = '2026-01-05 08:00:01+00:00' WHERE seq = 7", 7, "columns"),
        ("UPDATE audit_event SET digest = 'ab' || substr(digest, 3) WHERE seq = 7", 7, "chain"),
        ("DELETE FROM audit_event WHERE seq = 7", 7, "missing"),
        ("DELETE FROM audit_event WHERE seq = 1", 1, "missing"),
        ("UPDATE audit_event SET seq = 100 WHERE seq = 20", 20, "missing"),
        ("DELETE FROM audit_event WHERE seq > 15", 16, "truncated"),
    ],
)
def test_tampering_is_found_at_the_first_bad_event(sql, first_bad, kind):
    append(20)
    make_checkpoint(now=NOW)
    tamper(sql)
    found = verify()

    assert (found.first_bad, found.kind) == (first_bad, kind)
    assert found.message


@pytest.mark.django_db
def test_a_rewritten_chain_is_found_by_the_checkpoint_kept_outside():
    append(5)
    make_checkpoint(now=NOW)
    tamper("DELETE FROM audit_event")
    Checkpoint.objects.all().delete()
    append(6, actor="somebody else")
    found = verify()

    assert (found.first_bad, found.kind) == (5, "checkpoint")


@pytest.mark.django_db
def test_without_the_checkpoint_outside_a_full_rewrite_would_pass(settings):
    """The sabotaged twin: the chain alone cannot see it."""
    append(5)
    make_checkpoint(now=NOW)
    tamper("DELETE FROM audit_event")
    Checkpoint.objects.all().delete()
    settings.CHECKPOINT_FILE.unlink()
    append(6, actor="somebody else")

    assert verify().intact


@pytest.mark.django_db
def test_a_forged_checkpoint_is_found():
    append(5)
    made = make_checkpoint(now=NOW)
    Checkpoint.objects.filter(size=made.size).update(signature="00" * 64)

    assert verify().kind == "checkpoint"


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses_to_change_events(sql):
    append(1)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        log.append(actor="li", action="a", object_type="t", object_id=1, now=NOW)
    assert not Event.objects.exists()


def test_the_merkle_root_is_that_of_rfc_6962():
    import hashlib  # noqa: PLC0415 - the definition, written out

    leaves = [f"{n:064x}" for n in range(1, 8)]

    def root(part):
        if len(part) == 1:
            return hashlib.sha256(b"\x00" + bytes.fromhex(part[0])).digest()
        split = 1
        while split * 2 < len(part):
            split *= 2
        return hashlib.sha256(b"\x01" + root(part[:split]) + root(part[split:])).digest()

    for size in range(1, 8):
        assert MerkleRoot(leaves[:size]).root == root(leaves[:size]).hex()
    assert MerkleRoot().root == hashlib.sha256(b"").hexdigest()


@pytest.mark.django_db
def test_a_checkpoint_goes_on_from_the_one_before():
    for size in (1, 2, 5, 13):
        append(size)
        assert make_checkpoint(now=NOW) is not None
        assert make_checkpoint(now=NOW) is None

    assert verify().intact
    assert verify().checkpoints == 4
