"""What is public, what held of it, and the three ways out of use."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cast import NOW, make_cast
from gongkai.audit.queries import history_of
from gongkai.base.errors import Refused
from gongkai.publication import tallies
from gongkai.publication.kinds import DocumentKind, Genre, Standing, Validity
from gongkai.publication.models import Document, PublicFile
from gongkai.publication.queries import (
    after,
    current_state,
    document_records,
    files_of,
    in_force_on,
    key_after,
    listed,
    public_document,
    public_file,
    states_of,
)
from gongkai.publication.release import Approval, Release, ReleaseFile, Road
from gongkai.publication.services.change_state import lapse_expired, merge_document, set_validity, withdraw_document
from gongkai.publication.services.publish import publish
from publishers import published

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def government():
    return make_cast().government


def test_index_numbers_follow_each_other_without_a_gap_even_after_a_failure(government):
    first = published(government)
    with pytest.raises(Refused):
        published(government, title="日期颠倒", made_on=date(2020, 6, 1), day=date(2020, 5, 1))
    second = published(government)

    assert [first.index_number, second.index_number] == ["G/2020-00001", "G/2020-00002"]


def test_an_imported_number_is_kept_and_passed_over(government):
    own = published(government, index_number="g/2020-00002")
    numbers = [published(government).index_number for _ in range(2)]

    assert own.index_number == "G/2020-00002"
    assert numbers == ["G/2020-00001", "G/2020-00003"]


@pytest.mark.parametrize("number", ["没有斜线", "G/20-1", "G/202013-00001"])
def test_a_number_of_no_known_form_is_refused(government, number):
    with pytest.raises(Refused, match="索引号"):
        published(government, index_number=number)


def test_the_unified_code_stands_before_the_stroke_once_the_agency_has_one(government):
    type(government).objects.filter(pk=government.pk).update(unified_code="11410300MB1234567X")
    government.refresh_from_db()

    assert published(government).index_number == "11410300MB1234567X/2020-00001"


def test_the_nine_digits_can_be_chosen(government, settings):
    settings.LAW = type(settings.LAW)(index_number_mode="organisation_code")
    government.unified_code = "11410300MB1234567X"

    assert published(government).index_number == "MB1234567/2020-00001"


def test_abolishing_keeps_the_text_and_names_the_successor(government):
    old, new = published(government, title="旧办法"), published(government, title="新办法")
    state = set_validity(
        actor="wang",
        now=LATER,
        public_id=old.public_id,
        validity=Validity.ABOLISHED,
        on=date(2020, 12, 1),
        successor=new.public_id,
        reason="被新办法废止",
    )

    assert public_document(old.public_id) == state
    assert (state.validity_label, state.abolished_on, state.successor) == ("废止", date(2020, 12, 1), new.public_id)
    assert [one.version for one in states_of(state)] == [2, 1]
    assert Document.objects.get(public_id=old.public_id, version=1).retired_at == LATER


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": None}, "请填写废止日期"),
        ({"on": date(2019, 1, 1)}, "不能早于成文日期"),
        ({"successor": "nowhere"}, "承继文件不存在"),
        ({"reason": " "}, "请写明理由"),
    ],
)
def test_an_abolition_that_does_not_fit_is_refused(government, changes, sentence):
    old = published(government)
    arguments = {"validity": Validity.ABOLISHED, "on": date(2020, 12, 1), "reason": "依据"} | changes

    with pytest.raises(Refused, match=sentence):
        set_validity(actor="wang", now=LATER, public_id=old.public_id, **arguments)


def test_a_document_whose_time_has_run_out_lapses_by_itself(government):
    one = published(government, expires_on=date(2020, 12, 31), genre=Genre.NORMATIVE_DOCUMENT)

    assert lapse_expired(now=NOW, today=date(2020, 12, 31)) == 0
    assert lapse_expired(now=LATER, today=date(2021, 1, 1)) == 1
    assert lapse_expired(now=LATER, today=date(2021, 1, 2)) == 0
    state = public_document(one.public_id)
    assert (state.validity_label, state.abolished_on) == ("失效", date(2021, 1, 1))


def test_merging_leads_to_the_other_and_leaves_the_list(government):
    one, other = published(government), published(government)
    merge_document(actor="wang", now=LATER, public_id=one.public_id, into=other.public_id, reason="重复发布")

    assert current_state(one.public_id).standing == Standing.MERGED
    assert [d.public_id for d in listed()] == [other.public_id]
    assert public_document(one.public_id) is None
    with pytest.raises(Refused):
        merge_document(actor="wang", now=LATER, public_id=other.public_id, into=one.public_id, reason="绕圈")


def with_file(government):
    one = published(government)
    file = ReleaseFile("a" * 64, "表.csv", "text/csv", 3)
    content_release = Release(
        agency=government,
        content=_content(),
        approval=Approval(Road.IMPORT, "zhou"),
        files=(file,),
        public_id=one.public_id,
        published_on=date(2020, 5, 8),
    )
    publish(now=NOW, releases=[content_release])
    return one.public_id


def _content():
    from gongkai.catalogue.vocabularies import all_vocabularies  # noqa: PLC0415
    from gongkai.publication.content import read  # noqa: PLC0415

    given = {
        "title": "有附件",
        "made_on": "2020-01-02",
        "body": "见附件",
        "openness": "public",
        "openness_reason": "依据",
    }
    return read(given, all_vocabularies())


def test_what_was_published_in_error_is_gone_from_everywhere_but_its_trace(government):
    public_id = with_file(government)
    assert public_file(public_id, "a" * 16)
    withdraw_document(actor="wang", now=LATER, public_id=public_id, reason="误发个人信息")

    assert public_document(public_id) is None
    assert states_of(current_state(public_id)) == []
    assert public_file(public_id, "a" * 16) is None
    assert files_of(public_id) == []
    assert not listed().exists()
    assert tallies.kept() == tallies.counted()
    assert Document.objects.filter(public_id=public_id).count() == 3  # the record remains
    assert history_of("document", public_id)[-1].action == "document.withdrawn"
    with pytest.raises(Refused):
        set_validity(actor="wang", now=LATER, public_id=public_id, validity=Validity.AMENDED, reason="再改")


def test_a_withdrawn_item_cannot_be_published_again_under_its_address(government):
    one = published(government)
    withdraw_document(actor="wang", now=LATER, public_id=one.public_id, reason="误发")

    with pytest.raises(Refused, match="撤下"):
        published(government, public_id=one.public_id)


def test_a_file_of_a_former_state_stays_reachable(government):
    public_id = with_file(government)
    published(government, public_id=public_id, now=LATER)

    assert files_of(public_id) == []
    assert public_file(public_id, "a" * 64).name == "表.csv"
    assert PublicFile.objects.get(public_id=public_id).retired_at == LATER


def test_on_record_counts_in_the_report_and_is_shown_to_nobody(government):
    one = published(government, standing=Standing.ON_RECORD)

    records = list(
        document_records(
            agency_ids=[government.pk], published_until=date(2020, 12, 31), as_of=datetime(2022, 1, 1, tzinfo=UTC)
        )
    )
    assert len(records) == 1
    assert public_document(one.public_id) is None
    assert not listed().exists()


def test_what_was_withdrawn_counts_no_more_but_did_before(government):
    one = published(government)
    withdraw_document(actor="wang", now=LATER, public_id=one.public_id, reason="误发")

    def count(as_of):
        return len(list(document_records(agency_ids=[government.pk], published_until=date(2020, 12, 31), as_of=as_of)))

    assert (count(NOW), count(LATER)) == (1, 0)


def test_a_list_goes_on_where_it_stopped_though_many_share_a_day(government):
    for number in range(25):
        published(government, title=f"第{number}件")
    seen, rows = [], list(listed()[:10])
    while rows:
        seen += [row.pk for row in rows]
        rows = list(after(listed(), key_after(rows[-1]))[:10])

    assert len(seen) == len(set(seen)) == 25
    assert list(after(listed(), "不是我们的"))[:1]


def test_what_held_on_a_day(government):
    one = published(government, effective_on=date(2020, 6, 1), genre=Genre.NORMATIVE_DOCUMENT)
    set_validity(
        actor="wang",
        now=LATER,
        public_id=one.public_id,
        validity=Validity.ABOLISHED,
        on=date(2020, 9, 1),
        reason="依据",
    )

    held = [
        bool(in_force_on(listed(), day))
        for day in (date(2020, 5, 31), date(2020, 6, 1), date(2020, 8, 31), date(2020, 9, 1))
    ]
    assert held == [False, True, True, False]


def test_tallies_follow_every_change_and_can_be_made_anew(government):
    for month in (1, 1, 2):
        published(government, day=date(2020, month, 20), kind=DocumentKind.OTHER)
    assert tallies.by_month(2020)[:2] == [("1月", 2), ("2月", 1)]
    assert tallies.kept() == tallies.counted()
    tallies.Tally.objects.update(count=7)
    tallies.rebuild()
    assert tallies.kept() == tallies.counted()


def test_a_person_who_reviews_alone_is_no_review(government):
    release = Release(
        agency=government,
        content=_content(),
        approval=Approval(Road.REVIEW, "zhou", ("zhou",)),
        published_on=date(2020, 5, 8),
    )

    with pytest.raises(Refused, match="起草人以外"):
        publish(now=NOW, releases=[release])


def test_several_go_out_together_or_none(government):
    good = Release(agency=government, content=_content(), approval=Approval(Road.IMPORT, "zhou"))
    bad = Release(agency=government, content=_content(), approval=Approval(Road.IMPORT, ""))

    with pytest.raises(Refused):
        publish(now=NOW, releases=[good, bad])
    assert not Document.objects.exists()
