"""A government's report is the sum of its office, departments and townships, by the structure of the year."""

from datetime import UTC, date, datetime

import pytest

from cast import NOW, agency, case, make_cast
from gongkai.annual.report import build_report
from gongkai.organs.models import AgencyKind

pytestmark = pytest.mark.django_db
AS_OF = datetime(2022, 6, 1, tzinfo=UTC)


def received(where, year=2020, **options):
    report = build_report(agency=where, fiscal_year=year, as_of=AS_OF, **options)
    return report.figures["table3/received/total"]


def test_office_departments_and_townships_are_added_up():
    cast = make_cast()
    for number, where in enumerate([cast.government, cast.department, cast.department, cast.township]):
        case(where, key=f"k{number}", now=NOW)

    assert received(cast.government) == 4
    assert received(cast.government, own_office_only=True) == 1
    assert received(cast.department) == 2
    assert received(cast.township) == 1


def test_every_cell_of_the_government_is_the_sum_of_its_parts():
    cast = make_cast()
    for number, where in enumerate([cast.government, cast.department, cast.township]):
        case(where, key=f"k{number}", now=NOW)
    whole = build_report(agency=cast.government, fiscal_year=2020, as_of=AS_OF)
    parts = [
        build_report(agency=where, fiscal_year=2020, as_of=AS_OF, own_office_only=True)
        for where in (cast.government, cast.department, cast.township)
    ]

    for cell in whole.form.cells:
        assert whole.figures[cell] == sum(part.figures[cell] for part in parts), cell


def test_a_village_committee_is_no_administrative_organ():
    cast = make_cast()
    case(cast.village, now=NOW)

    assert received(cast.government) == 0


def test_an_agency_abolished_before_the_year_leaves_its_open_requests_to_its_successor():
    cast = make_cast()
    old = agency(
        "OLD",
        "测试区老龄委",
        AgencyKind.DEPARTMENT,
        cast.government,
        valid_to=date(2019, 6, 1),
        successor=cast.department,
    )
    case(old, received_on=date(2019, 5, 20), now=NOW)
    report = build_report(agency=cast.department, fiscal_year=2020, as_of=AS_OF)

    assert report.figures["table3/carried_in/natural_person"] == 1
    assert report.figures["table3/carried_out/natural_person"] == 1


def test_an_agency_of_a_later_year_is_not_part_of_an_earlier_report():
    cast = make_cast()
    new = agency("NEW", "测试区数据局", AgencyKind.DEPARTMENT, cast.government, valid_from=date(2021, 3, 1))
    case(new, received_on=date(2021, 4, 1), now=NOW)

    assert build_report(agency=cast.government, fiscal_year=2020, as_of=AS_OF).agencies == 3
    assert build_report(agency=cast.government, fiscal_year=2021, as_of=AS_OF).agencies == 4
    assert received(cast.government, 2021) == 1
