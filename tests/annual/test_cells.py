"""Which records count in which cell."""

from datetime import UTC, date, datetime

import pytest

from cast import NOW, case, make_cast
from gongkai.annual.explain import explain
from gongkai.annual.report import build_report
from gongkai.base.rulebook import outcomes
from gongkai.cases.services.conclude_dispute import conclude_dispute
from gongkai.cases.services.conclude_item import conclude_item
from gongkai.cases.services.open_dispute import open_dispute
from gongkai.law.applicants import ApplicantKind
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.steps import RuleViolation
from gongkai.publication.kinds import DocumentKind, Genre
from gongkai.publication.services.publish_document import publish_document
from gongkai.registers.kinds import PowerKind
from gongkai.registers.services.enter import Register, enter

pytestmark = pytest.mark.django_db
AS_OF = datetime(2023, 6, 1, tzinfo=UTC)


@pytest.fixture
def cast():
    return make_cast()


def figures(where, year):
    return build_report(agency=where, fiscal_year=year, as_of=AS_OF).figures


@pytest.mark.parametrize(("year", "rows"), [(2020, 19), (2021, 21)])
def test_every_outcome_counts_in_its_row_and_every_check_holds(cast, year, rows):
    kinds = list(ApplicantKind)
    for number, key in enumerate(outcomes()):
        one = case(
            cast.department,
            key=key,
            received_on=date(year, 3, 2),
            kind=kinds[number % 6],
            now=datetime(2022, 1, 1, tzinfo=UTC),
        )
        conclude_item(
            actor="li",
            now=datetime(2022, 1, 2, tzinfo=UTC),
            item=one.items.get(),
            outcome=key,
            on=date(year, 3, 10),
            agency_code="D",
        )
    report = build_report(agency=cast.department, fiscal_year=year, as_of=AS_OF)
    filled = [row.key for row in report.form.result_rows if report.figures[f"table3/{row.key}/total"]]

    assert len(filled) == rows
    assert report.figures["table3/concluded/total"] == len(outcomes())
    assert not [finding for finding in report.findings if finding.level == "error"]


def test_an_open_request_is_carried_out_and_next_year_carried_in(cast):
    case(cast.department, received_on=date(2020, 12, 31), now=NOW)

    assert figures(cast.department, 2020)["table3/carried_out/total"] == 1
    assert figures(cast.department, 2021)["table3/carried_in/total"] == 1
    assert figures(cast.department, 2021)["table3/received/total"] == 0


def test_a_request_with_one_item_still_open_is_open(cast):
    one = case(cast.department, items=("甲", "乙"), now=NOW)
    conclude_item(
        actor="li", now=NOW, item=one.items.get(position=1), outcome="provided", on=date(2020, 3, 9), agency_code="D"
    )

    assert figures(cast.department, 2020)["table3/carried_out/total"] == 1
    assert figures(cast.department, 2020)["table3/concluded/total"] == 0


def test_items_disclosed_and_withheld_make_one_partly_disclosed_request(cast):
    one = case(cast.department, items=("甲", "乙"), now=NOW)
    for position, outcome in ((1, "provided"), (2, "internal_affairs")):
        conclude_item(
            actor="li",
            now=NOW,
            item=one.items.get(position=position),
            outcome=outcome,
            on=date(2020, 3, 9),
            agency_code="D",
        )

    assert figures(cast.department, 2020)["table3/partly_disclosed/total"] == 1
    assert figures(cast.department, 2020)["table3/concluded/total"] == 1


@pytest.mark.parametrize(("replied_on", "late"), [(date(2020, 3, 30), 0), (date(2020, 3, 31), 1)])
def test_both_sides_of_the_edge_of_lateness(cast, replied_on, late):
    one = case(cast.department, received_on=date(2020, 3, 2), now=NOW)
    conclude_item(
        actor="li",
        now=datetime(2021, 4, 1, tzinfo=UTC),
        item=one.items.get(),
        outcome="provided",
        on=replied_on,
        agency_code="D",
    )

    assert figures(cast.department, 2020).get("narrative/requests_late", 0) == late


def test_disputes_fill_table_four_by_kind_and_result(cast):
    for number, (kind, result) in enumerate((k, r) for k in DisputeKind for r in [*DisputeResult, None]):
        dispute = open_dispute(
            actor="li",
            now=NOW,
            agency=cast.department,
            kind=kind,
            reference=f"（2020）{number}号",
            filed_on=date(2020, 6, 1),
        )
        if result is not None:
            conclude_dispute(actor="li", now=NOW, dispute=dispute, result=result, on=date(2020, 8, 1), agency_code="D")
    report = build_report(agency=cast.department, fiscal_year=2020, as_of=AS_OF)

    assert report.as_json()["table4"] == [1, 1, 1, 1, 4] * 3


def test_a_dispute_left_pending_counts_again_when_decided_unless_the_setting_says_no(cast, settings):
    dispute = open_dispute(
        actor="li",
        now=NOW,
        agency=cast.department,
        kind=DisputeKind.RECONSIDERATION,
        reference="复议1号",
        filed_on=date(2020, 12, 1),
    )
    conclude_dispute(
        actor="li", now=NOW, dispute=dispute, result=DisputeResult.UPHELD, on=date(2021, 1, 10), agency_code="D"
    )

    assert figures(cast.department, 2020)["table4/reconsideration/pending"] == 1
    assert figures(cast.department, 2021)["table4/reconsideration/upheld"] == 1
    settings.LAW = type(settings.LAW)(pending_dispute_counts_again=False)
    assert figures(cast.department, 2021)["table4/reconsideration/total"] == 0


LATER = datetime(2022, 1, 5, tzinfo=UTC)


def document(where, number, genre, made_on, published_on, abolished_on=None):
    publish_document(
        actor="li",
        now=LATER,
        agency=where,
        title=f"文件{number}",
        kind=DocumentKind.GOVERNMENT_INFORMATION,
        genre=genre,
        made_on=made_on,
        published_on=published_on,
        body="正文",
        abolished_on=abolished_on,
    )


def test_normative_documents_in_both_forms(cast):
    normative = Genre.NORMATIVE_DOCUMENT
    document(cast.department, 1, normative, date(2018, 5, 1), date(2018, 5, 2))
    document(cast.department, 2, normative, date(2020, 5, 1), date(2020, 5, 2))
    document(cast.department, 3, normative, date(2019, 5, 1), date(2020, 5, 2), abolished_on=date(2021, 7, 1))
    document(cast.department, 4, normative, date(2021, 5, 1), date(2021, 5, 2))
    old = figures(cast.department, 2020)
    new = figures(cast.department, 2021)

    assert [old[f"table2/article_20_1/规范性文件/{c}"] for c in ("made", "newly_published", "published_stock")] == [
        1,
        2,
        3,
    ]
    assert [new[f"table2/article_20_1/行政规范性文件/{c}"] for c in ("made", "abolished", "in_force")] == [1, 1, 3]


def test_items_that_came_and_went_make_a_signed_change(cast):
    for name, start, end in (
        ("旧", date(2015, 1, 1), None),
        ("取消", date(2015, 1, 1), date(2020, 6, 1)),
        ("新", date(2020, 3, 1), None),
        ("早已取消", date(2015, 1, 1), date(2019, 6, 1)),
        ("取消二", date(2015, 1, 1), date(2020, 7, 1)),
    ):
        enter(
            actor="li",
            now=NOW,
            register=Register.POWER_ITEMS,
            agency=cast.department,
            kind=PowerKind.LICENCE.value,
            name=name,
            valid_from=start,
            valid_to=end,
        )
    found = figures(cast.department, 2020)

    assert found["table2/article_20_5/行政许可/items_before"] == 3
    assert found["table2/article_20_5/行政许可/items_change"] == -1
    assert found["table2/article_20_6/行政处罚/items_before"] == 0


def test_fee_income_is_reported_in_ten_thousand_yuan(cast):
    for number, fen in enumerate((18_871_000, 1)):
        enter(
            actor="li",
            now=NOW,
            register=Register.FEE_INCOME,
            agency=cast.department,
            reference=f"票{number}",
            collected_on=date(2021, 3, 1),
            amount_fen=fen,
        )
    report = build_report(agency=cast.department, fiscal_year=2021, as_of=AS_OF)

    assert report.as_json()["table2"]["article_20_8"] == {"行政事业性收费": ["18.871001"]}
    assert "行政事业性收费18.871001万元" in report.chapters[5].paragraphs[0]


def test_the_records_behind_a_cell_name_the_case_and_never_the_applicant(cast):
    case(cast.department, now=NOW)
    found = explain(agency=cast.government, fiscal_year=2020, cell="table3/received/total", as_of=AS_OF)

    assert [line.title for line in found.records] == ["D-2021-0001"]
    assert "CANARY" not in str(found)


@pytest.mark.parametrize("cell", ["", "table3", "table3/received", "table3/x/y", "narrative/x", "table9/a/b", "/" * 50])
def test_an_unknown_cell_is_refused(cast, cell):
    with pytest.raises(RuleViolation):
        explain(agency=cast.government, fiscal_year=2020, cell=cell, as_of=AS_OF)


def test_a_year_without_a_form_is_refused(cast):
    with pytest.raises(RuleViolation, match="2018"):
        build_report(agency=cast.government, fiscal_year=2018, as_of=AS_OF)
