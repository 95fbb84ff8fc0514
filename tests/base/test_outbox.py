from datetime import UTC, datetime, timedelta

import pytest

from gongkai.base import outbox
from gongkai.base.models import Job
from gongkai.base.outbox import LEASE, MAX_ATTEMPTS, LeaseLost, claim, enqueue, holding, run_one

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.fixture
def effects(monkeypatch):
    """A kind of job that notes what it did."""
    done = []
    monkeypatch.setitem(outbox._handlers, "test.note", lambda payload: lambda: done.append(payload["n"]))
    return done


def ask(n=1, key=None, at=NOW):
    enqueue(kind="test.note", key=key or f"job{n}", payload={"n": n}, now=at)


def test_a_job_is_done_once(effects):
    ask()

    assert run_one(clock=lambda: NOW)
    assert not run_one(clock=lambda: NOW)
    assert effects == [1]


def test_asking_twice_with_one_key_makes_one_job(effects):
    ask(1, key="same")
    ask(2, key="same")
    while run_one(clock=lambda: NOW):
        pass

    assert effects == [1]


def test_a_job_is_not_taken_before_its_time(effects):
    ask(at=NOW + timedelta(minutes=1))

    assert claim(now=NOW) is None
    assert claim(now=NOW + timedelta(minutes=1)) is not None


def test_a_leased_job_is_taken_over_only_after_its_lease_ran_out():
    ask()
    first = claim(now=NOW)

    assert claim(now=NOW + LEASE - timedelta(seconds=1)) is None
    second = claim(now=NOW + LEASE)
    assert second.pk == first.pk
    assert second.lease_token != first.lease_token


def test_a_worker_that_lost_its_lease_changes_nothing():
    """The zombie: stopped while working, woken after somebody else took the job over."""
    ask()
    zombie = claim(now=NOW)
    taken_over = claim(now=NOW + LEASE)
    with holding(taken_over, now=NOW + LEASE):
        pass

    with pytest.raises(LeaseLost), holding(zombie, now=NOW + LEASE):
        ask(99, key="the zombie's effect")
    assert not Job.objects.filter(key="the zombie's effect").exists()


def test_without_fencing_the_zombie_would_have_had_its_effect():
    """The sabotaged twin: the same course of events, with the token made to agree, must show the effect."""
    ask()
    zombie = claim(now=NOW)
    taken_over = claim(now=NOW + LEASE)
    zombie.lease_token = taken_over.lease_token
    with holding(zombie, now=NOW + LEASE):
        ask(99, key="the zombie's effect")

    assert Job.objects.filter(key="the zombie's effect").exists()


def test_a_failing_job_is_tried_again_later_and_given_up_at_last(monkeypatch):
    def fail(_payload):
        raise ValueError("broken")

    monkeypatch.setitem(outbox._handlers, "test.note", fail)
    ask()
    moment = NOW
    for _ in range(MAX_ATTEMPTS):
        clock = iter([moment] * 9).__next__
        assert run_one(clock=clock)
        assert not run_one(clock=clock)
        moment += timedelta(hours=2)
    job = Job.objects.get()

    assert job.attempts == MAX_ATTEMPTS
    assert job.failed_at is not None
    assert job.last_error == "ValueError: broken"
    assert not run_one(clock=lambda: moment)


def test_the_effect_and_the_mark_of_being_done_stand_or_fall_together(monkeypatch):
    def half(_payload):
        def effect():
            ask(2, key="half")
            raise RuntimeError("after the effect")

        return effect

    monkeypatch.setitem(outbox._handlers, "test.note", half)
    ask(1)
    run_one(clock=lambda: NOW)

    assert not Job.objects.filter(key="half").exists()
    assert Job.objects.get(key="job1").done_at is None
