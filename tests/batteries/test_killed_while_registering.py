"""500 kill -9 of a process that registers cases: none lost, none doubled, numbers without gaps, chain intact.

A process is forked that registers one case after another, reports each before and after, and is killed at a random
moment. Whoever was not answered asks again with the same key, as a browser or a clerk would. The sabotaged twin
registers without the key and without the transaction, and must show what the guarantee prevents.
"""

import os
import random
import signal
import time
from contextlib import nullcontext
from datetime import date

import pytest
from django.db import connection, connections

from cast import NOW, make_cast
from gongkai.audit.models import Event
from gongkai.audit.verifier import verify
from gongkai.base.models import Job
from gongkai.cases.models import Case, CaseFact, CaseItem
from gongkai.cases.services import register_case as service
from gongkai.law.applicants import ApplicantKind
from gongkai.law.receipt import Channel

pytestmark = pytest.mark.battery
KILLS, SABOTAGED_KILLS = 500, 60
SEED = 711


@pytest.fixture
def database_file(tmp_path, django_db_blocker):
    """A real database file in place of the tests' own database, which a forked process could not share."""
    if connection.vendor != "sqlite":
        pytest.skip("the process tree is the embedded mode's")
    with django_db_blocker.unblock():
        kept = connections.databases["default"]["NAME"], connection.settings_dict["NAME"]
        connection.close()
        test_connection = connections["default"]
        memory = test_connection.connection
        test_connection.connection = None
        test_connection.settings_dict["NAME"] = str(tmp_path / "battery.sqlite3")
        from django.core.management import call_command  # noqa: PLC0415 - once the database is in its place

        call_command("migrate", verbosity=0)
        yield
        test_connection.close()
        test_connection.settings_dict["NAME"] = kept[1]
        test_connection.connection = memory


def register(cast, key):
    service.register_case(
        actor="li",
        now=NOW,
        agency=cast.department,
        request_key=key,
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        name="王申请",
        contact="电话",
        items=["信息"],
        channel=Channel.COUNTER,
        arrived_on=date(2020, 3, 2),
    )


def storm(cast, kills, chance, key_of):
    """Fork, let the child work, kill it; the keys the child said it had finished, in all rounds."""
    answered, asked = [], 0
    pace = _pace(cast)
    for _ in range(kills):
        connection.close()
        reading, writing = os.pipe()
        ready, started = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            os.write(started, b"x")
            _work(cast, asked, key_of, writing)
        os.close(writing)
        os.close(started)
        os.read(ready, 1)
        time.sleep(chance.uniform(0, 8) * pace)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as told:
            finished = [line.strip() for line in told if line.endswith("\n")]
        os.close(ready)
        answered += finished
        asked += len(finished)
    return answered, asked


def _pace(cast):
    """How long one registration takes on this machine now, in seconds, connection and all."""
    connection.close()
    start = time.perf_counter()
    for number in range(3):
        register(cast, f"pace-{start}-{number}")
    return (time.perf_counter() - start) / 3


def _work(cast, start, key_of, writing):
    """Register cases for ever, telling each key once it is done; never returns."""
    try:
        number = start
        while True:
            register(cast, key_of(number))
            os.write(writing, f"{number}\n".encode())
            number += 1
    finally:
        os._exit(1)


def violations():
    """What is wrong with the database, by name."""
    cases = list(Case.objects.order_by("serial").values_list("id", "serial", "request_key"))
    found = []
    if [serial for _, serial, _ in cases] != list(range(1, len(cases) + 1)):
        found.append("numbers")
    parts = (CaseFact, CaseItem)
    found += [m.__name__ for m in parts if m.objects.values("case_id").distinct().count() != len(cases)]
    if Event.objects.filter(action="case.registered").count() != len(cases):
        found.append("audit")
    if cases and not Job.objects.filter(kind="audit.checkpoint").exists():
        found.append("outbox")
    if not verify().intact:
        found.append("chain")
    return found


def test_nothing_is_lost_or_doubled(database_file):
    cast = make_cast()
    chance = random.Random(SEED)
    answered, asked = storm(cast, KILLS, chance, lambda number: f"key-{number}")
    keys = {key for key in Case.objects.values_list("request_key", flat=True) if key.startswith("key-")}

    assert violations() == []
    assert {f"key-{number}" for number in answered} <= keys
    assert len(keys) - asked in (0, 1), "at most the one in work when the last process died"
    assert Case.objects.filter(request_key__startswith="key-").count() == len(keys)
    assert asked > KILLS / 4, "the storm must have left work done"


def test_the_sabotaged_twin_shows_violations(database_file, monkeypatch):
    cast = make_cast()
    chance = random.Random(SEED)
    monkeypatch.setattr(service.transaction, "atomic", lambda *_, **__: nullcontext())
    monkeypatch.setattr(service.log, "append", lambda **_: None)
    attempts = iter(range(10**9))
    storm(cast, SABOTAGED_KILLS, chance, lambda number: f"key-{number}-{os.getpid()}-{next(attempts)}")
    sent = Case.objects.filter(request_key__startswith="key-").values_list("request_key", flat=True)
    keys = [key.rsplit("-", 2)[0] for key in sent]

    assert violations()
    assert len(keys) > len(set(keys)), "without the key what was not answered is registered twice"
