"""A report of an earlier moment comes out byte for byte as it was, whatever was recorded since."""

from datetime import UTC, date, datetime

import pytest

from cast import NOW, case, make_cast
from gongkai.annual.render import FORMATS
from gongkai.annual.report import build_report
from gongkai.cases.services.conclude_item import conclude_item
from gongkai.law.applicants import ApplicantKind
from gongkai.publication.kinds import DocumentKind, Genre
from gongkai.publication.services.publish_document import publish_document

pytestmark = pytest.mark.django_db
EARLY = datetime(2021, 1, 20, tzinfo=UTC)
LATE = datetime(2021, 2, 20, tzinfo=UTC)


def fill(cast):
    first = case(cast.department, key="early", now=NOW)
    conclude_item(actor="li", now=NOW, item=first.items.get(), outcome="provided", on=date(2020, 3, 9), agency_code="D")
    return entered(cast, NOW, title="关于低保的规定", published_on=date(2020, 5, 8))


def entered(cast, now, **fields):
    return publish_document(
        actor="li",
        now=now,
        agency=cast.department,
        kind=DocumentKind.GOVERNMENT_INFORMATION,
        genre=Genre.NORMATIVE_DOCUMENT,
        made_on=date(2020, 5, 1),
        body="正文",
        **fields,
    )


def change(cast, document):
    late = case(cast.township, key="late", now=LATE, kind=ApplicantKind.BUSINESS)
    conclude_item(
        actor="li", now=LATE, item=late.items.get(), outcome="state_secret", on=date(2020, 4, 1), agency_code="T"
    )
    entered(cast, LATE, title="改了", published_on=date(2021, 2, 8), public_id=document.public_id)


@pytest.mark.parametrize("format_key", sorted(FORMATS))
def test_records_of_later_do_not_change_a_report_of_earlier(format_key):
    cast = make_cast()
    document = fill(cast)
    render = FORMATS[format_key].render
    before = render(build_report(agency=cast.government, fiscal_year=2020, as_of=EARLY))
    change(cast, document)
    after = render(build_report(agency=cast.government, fiscal_year=2020, as_of=EARLY))
    later = render(build_report(agency=cast.government, fiscal_year=2020, as_of=datetime(2021, 3, 1, tzinfo=UTC)))

    assert before == after
    assert later != before


def test_a_correction_counts_once_in_the_year_it_now_belongs_to():
    cast = make_cast()
    change(cast, fill(cast))
    now = datetime(2022, 3, 1, tzinfo=UTC)
    year_2020 = build_report(agency=cast.government, fiscal_year=2020, as_of=now).figures
    year_2021 = build_report(agency=cast.government, fiscal_year=2021, as_of=now).figures

    assert year_2020.get("narrative/proactive_government_information", 0) == 0
    assert year_2021["narrative/proactive_government_information"] == 1


def test_before_anything_was_recorded_the_report_is_all_zero():
    cast = make_cast()
    fill(cast)
    report = build_report(agency=cast.government, fiscal_year=2020, as_of=datetime(2020, 1, 1, tzinfo=UTC))

    assert not any(report.figures[cell] for cell in report.form.cells)
