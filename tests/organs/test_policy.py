import pytest
from django.contrib.auth.models import AnonymousUser

from cast import make_cast
from gongkai.organs.policy import Act, may, visible

pytestmark = pytest.mark.django_db


def test_a_role_reaches_the_agency_and_what_lies_below_it():
    cast = make_cast()

    assert may(cast.li, Act.SEE_REPORT, cast.township)
    assert may(cast.township_clerk, Act.SEE_REPORT, cast.township)
    assert not may(cast.township_clerk, Act.SEE_REPORT, cast.government)
    assert not may(cast.township_clerk, Act.SEE_REPORT, cast.department)


def test_each_role_may_do_its_own_acts_only():
    cast = make_cast()
    allowed = {
        name: {act for act in Act if may(getattr(cast, name), act, cast.government)}
        for name in ("li", "zhao", "chen", "outsider")
    }

    assert allowed == {
        "li": {Act.SEE_REPORT, Act.WRITE_REPORT},
        "zhao": {Act.SEE_REPORT, Act.WRITE_REPORT, Act.PUBLISH_REPORT},
        "chen": {Act.SEE_REPORT, Act.SET_ROUTE, Act.SEE_PUBLICATION, Act.EDIT_CATALOGUE},
        "outsider": set(),
    }


def test_nobody_and_a_closed_account_see_nothing():
    cast = make_cast()
    cast.li.is_active = False

    assert not visible(AnonymousUser(), Act.SEE_REPORT).exists()
    assert not visible(cast.li, Act.SEE_REPORT).exists()


def test_village_committees_have_no_report_to_see():
    cast = make_cast()

    assert {a.code for a in visible(cast.li, Act.SEE_REPORT)} == {"G", "D", "T"}
    assert {a.code for a in visible(cast.township_clerk, Act.SEE_REPORT)} == {"T"}
