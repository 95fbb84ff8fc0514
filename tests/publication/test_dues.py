"""《条例》第二十六条：自政府信息形成或者变更之日起20个工作日内公开；解读及时性（国办发〔2016〕80号）。"""

from datetime import UTC, date, datetime

import pytest

from cast import make_cast
from gongkai.base import clock
from gongkai.catalogue.models import Term
from gongkai.publication import dues
from gongkai.publication.dues import DueState, due_list, interpretation_coverage, timeliness
from gongkai.publication.kinds import DocumentKind, Genre, Standing
from gongkai.publication.models import Draft
from gongkai.publication.services.publish_document import publish_document
from gongkai.publication.services.save_draft import start_draft

pytestmark = pytest.mark.django_db
BEFORE_SPRING = date(2020, 1, 22)
LAST_DAY = date(2020, 2, 27)


@pytest.fixture
def cast():
    return make_cast()


def draft(
    cast, made_on="2020-01-22", *, title="通知", public_id="", created=datetime(2020, 1, 22, 2, tzinfo=UTC), **raw
):
    return start_draft(
        actor="li",
        now=created,
        agency=cast.department,
        raw={"title": title, "made_on": made_on, "openness": "public", "body": "正文"} | raw,
        public_id=public_id,
    )


def published(cast, made_on, published_on, **optional):
    return publish_document(
        actor="x",
        now=clock.now(),
        agency=optional.pop("agency", cast.department),
        title=optional.pop("title", "公告"),
        kind=optional.pop("kind", DocumentKind.GOVERNMENT_INFORMATION),
        genre=optional.pop("genre", Genre.OTHER),
        made_on=made_on,
        published_on=published_on,
        body=optional.pop("body", "正文"),
        **optional,
    )


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2020, 2, 26), DueState.DUE), (LAST_DAY, DueState.DUE), (date(2020, 2, 28), DueState.OVERDUE)],
)
def test_the_extended_spring_festival_moves_the_last_day(cast, today, state):
    """1月23日为第1个工作日，假期延长至2月2日，第20个工作日为2月27日，当日仍在期限内。"""
    draft(cast)
    (due,) = due_list([cast.department], today)

    assert (due.due_on, due.state, due.made_on) == (LAST_DAY, state, BEFORE_SPRING)
    assert "第20个工作日为2020-02-27" in due.explanation
    assert "第二十六条" in due.explanation
    assert due.token == Draft.objects.get().token


def test_the_earliest_comes_first_and_other_agencies_are_not_shown(cast):
    for made_on in ("2020-03-02", "2020-01-22", "2020-02-10"):
        draft(cast, made_on)

    found = due_list([cast.department], LAST_DAY)
    assert [due.made_on.isoformat() for due in found] == ["2020-01-22", "2020-02-10", "2020-03-02"]
    assert due_list([cast.township], LAST_DAY) == []


def test_a_shorter_limit_of_the_item_holds(cast):
    term = Term.objects.filter(vocabulary="statutory", retired_at=None).first()
    Term.objects.filter(pk=term.pk).update(limit_working_days=7)
    draft(cast, "2020-03-02", category=term.code)

    assert due_list([cast.department], LAST_DAY)[0].due_on == date(2020, 3, 11)


def test_a_change_has_its_own_clock_from_the_day_it_was_begun(cast):
    draft(cast, "2019-01-02", public_id="p1", created=datetime(2020, 3, 2, 2, tzinfo=UTC))

    assert due_list([cast.department], LAST_DAY)[0].due_on == date(2020, 3, 30)


@pytest.mark.parametrize(
    ("made_on", "said"),
    [("2198-12-30", "尚未收录"), ("2008-04-30", "没有法定公开期限"), ("2007-01-04", "没有法定公开期限")],
)
def test_what_cannot_be_counted_is_said_and_stands_last(cast, made_on, said):
    draft(cast, made_on)
    draft(cast, "2020-03-02")
    found = due_list([cast.department], LAST_DAY)

    assert [due.state for due in found] == [DueState.DUE, DueState.UNKNOWN_CALENDAR]
    assert found[1].due_on is None
    assert said in found[1].explanation


def test_what_has_no_day_or_is_not_to_be_public_has_no_clock(cast):
    draft(cast, "")
    draft(cast, "昨天")
    draft(cast, openness="withheld_from_public")

    assert due_list([cast.department], LAST_DAY) == []


def test_the_day_after_the_last_is_late_and_a_saturday_behind_it_too(cast):
    published(cast, BEFORE_SPRING, LAST_DAY)
    published(cast, BEFORE_SPRING, date(2020, 2, 28))
    published(cast, BEFORE_SPRING, BEFORE_SPRING)
    published(cast, date(2020, 5, 22), date(2020, 6, 20))
    found = timeliness([cast.department], 2020)

    assert (found.in_time, found.late, found.unknown) == (2, 2, 0)
    assert found.median_working_days == 20
    assert (found.examined, found.is_sample) == (4, False)


def test_what_counts_is_government_information_of_the_year_also_on_record(cast):
    published(cast, date(2020, 3, 2), date(2020, 3, 3), standing=Standing.ON_RECORD)
    published(cast, date(2020, 3, 2), date(2020, 3, 3), kind=DocumentKind.OTHER)
    published(cast, date(2019, 3, 2), date(2019, 3, 3))
    published(cast, date(1999, 3, 2), date(2020, 3, 3))
    found = timeliness([cast.department], 2020)

    assert (found.in_time, found.late, found.unknown) == (1, 0, 1)
    assert timeliness([cast.township], 2020).median_working_days is None


def test_a_large_number_is_a_sample_of_the_newest(cast, monkeypatch):
    monkeypatch.setattr(dues, "MOST_DOCUMENTS", 2)
    published(cast, date(2020, 1, 2), date(2020, 12, 1))
    published(cast, date(2020, 12, 1), date(2020, 12, 2))
    published(cast, date(2020, 12, 1), date(2020, 12, 3))
    found = timeliness([cast.department], 2020)

    assert (found.in_time, found.late, found.examined, found.is_sample) == (2, 0, 2, True)


def interpretation(cast, of, published_on, body="解读说明了为什么这样规定。", **optional):
    return published(
        cast,
        of.made_on,
        published_on,
        title=f"解读{published_on}",
        body=body,
        interprets=of.public_id,
        interpretation_form="text",
        **optional,
    )


def test_an_interpretation_within_three_working_days_is_in_time(cast):
    friday, text = date(2020, 3, 6), "为了规范低保工作，制定本办法，自发布之日起施行，有效期五年。"
    rules = [
        published(cast, friday, friday, genre=Genre.NORMATIVE_DOCUMENT, title=f"办法{number}", body=text)
        for number in range(4)
    ]
    interpretation(cast, rules[0], date(2020, 3, 11))
    interpretation(cast, rules[1], date(2020, 3, 12))
    interpretation(cast, rules[2], date(2020, 3, 20), body=text)
    interpretation(cast, rules[2], friday)
    published(cast, friday, friday)
    found = interpretation_coverage([cast.department], 2020)

    assert (found.documents, found.interpreted, found.in_time, found.late, found.without) == (4, 3, 2, 1, 1)
    assert found.missing == (("办法3", rules[3].public_id),)
    assert [title for title, _, _ in found.copied] == ["解读2020-03-20"]


def test_an_interpretation_on_record_is_none_the_public_can_read(cast):
    rule = published(cast, date(2020, 3, 6), date(2020, 3, 6), genre=Genre.REGULATION)
    interpretation(cast, rule, date(2020, 3, 9), standing=Standing.ON_RECORD)

    assert interpretation_coverage([cast.department], 2020).without == 1
