from datetime import UTC, date, datetime

import pytest
from django.db import connection

from cast import CANARY, NOW, case, make_cast
from gongkai.audit.models import Event
from gongkai.audit.verifier import verify
from gongkai.base import sealed
from gongkai.base.errors import Refused
from gongkai.base.models import Job
from gongkai.cases.models import Applicant, Case
from gongkai.cases.queries import outline_of
from gongkai.cases.services.register_case import register_case
from gongkai.law.applicants import ApplicantKind
from gongkai.law.receipt import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def register(where, **changes):
    given = {
        "actor": "li",
        "now": NOW,
        "agency": where,
        "request_key": "k",
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "name": CANARY,
        "contact": "电话",
        "items": ["信息"],
        "channel": Channel.COUNTER,
        "arrived_on": date(2020, 3, 2),
    }
    return register_case(**{**given, **changes})


def test_sent_twice_is_registered_once(cast):
    first, second = register(cast.department), register(cast.department)

    assert first.pk == second.pk
    assert Case.objects.count() == 1


def test_each_agency_has_keys_of_its_own(cast):
    first, second = register(cast.department), register(cast.township)

    assert {first.agency, second.agency} == {cast.department, cast.township}


def test_numbers_have_no_gaps_within_agency_and_year(cast):
    numbers = [register(cast.department, request_key=f"k{n}").number for n in range(3)]
    other = register(cast.township, request_key="o").number
    later = register(cast.department, request_key="l", now=datetime(2022, 5, 1, tzinfo=UTC)).number

    assert numbers == ["D-2021-0001", "D-2021-0002", "D-2021-0003"]
    assert (other, later) == ("T-2021-0001", "D-2022-0001")


def test_the_year_of_the_number_is_the_year_in_china(cast):
    turn = datetime(2020, 12, 31, 16, 30, tzinfo=UTC)

    assert register(cast.department, now=turn).number == "D-2021-0001"


def test_registration_leaves_an_event_and_work_in_the_outbox(cast):
    one = register(cast.department)

    assert Event.objects.filter(action="case.registered", object_id=str(one.pk)).count() == 1
    assert Job.objects.filter(kind="audit.checkpoint").count() == 1
    assert verify().intact


def test_no_personal_data_stands_in_clear_anywhere(cast):
    register(cast.department, items=[f"{CANARY}的房屋征收决定"])
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = " ".join(
                    bytes(v).decode("utf-8", "replace") if isinstance(v, bytes | memoryview) else str(v) for v in row
                )
                assert "CANARY" not in text, table


def test_the_clerk_can_open_what_was_sealed_and_losing_the_key_erases_it(cast):
    applicant = register(cast.department).applicant

    assert sealed.unseal(applicant.wrapped_key, applicant.sealed_name, place="applicant:name") == CANARY
    Applicant.objects.filter(pk=applicant.pk).update(wrapped_key=sealed.new_wrapped_key())
    applicant.refresh_from_db()
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(applicant.wrapped_key, applicant.sealed_name, place="applicant:name")
    assert verify().intact


def test_the_day_of_receipt_follows_the_channel(cast):
    counter = register(cast.department)
    online = register(cast.department, request_key="o", channel=Channel.ONLINE, confirmed_on=date(2020, 3, 5))

    assert outline_of(counter, as_of=NOW).received_on == date(2020, 3, 2)
    assert outline_of(online, as_of=NOW).received_on == date(2020, 3, 5)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "  "}, "姓名"),
        ({"contact": ""}, "联系方式"),
        ({"items": []}, "所需政府信息"),
        ({"items": ["x"] * 51}, "最多50项"),
        ({"request_key": ""}, "幂等键"),
        ({"request_key": "x" * 81}, "幂等键"),
        ({"channel": Channel.ONLINE}, "尚未确认"),
        ({"channel": Channel.FAX, "confirmed_on": date(2020, 3, 1)}, "早于"),
    ],
)
def test_what_is_incomplete_is_refused_and_leaves_nothing(cast, changes, said):
    with pytest.raises(Refused, match=said):
        register(cast.department, **changes)

    assert not Case.objects.exists()
    assert not Event.objects.filter(action="case.registered").exists()


def test_the_cast_registers_a_case(cast):
    assert case(cast.department).number == "D-2021-0001"
