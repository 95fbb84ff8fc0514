"""From a draft to the public: who may, what is asked for, what is kept."""

from datetime import timedelta

import pytest

from cast import NOW
from gongkai.audit.queries import history_of
from gongkai.base.errors import Refused
from gongkai.base.models import Job
from gongkai.base.outbox import run_one
from gongkai.publication import tallies
from gongkai.publication.drafts import content_of, raw_content, secrecy_clearance, seen_mark, stopped_texts
from gongkai.publication.flow import Decision, SecrecyConclusion, Stage, Step
from gongkai.publication.kinds import Structure
from gongkai.publication.models import Document, DraftVersion
from gongkai.publication.queries import interpretations_of, interpreted_by, listed, public_document
from gongkai.publication.services.attach_file import attach_file, rebuild_file, remove_file
from gongkai.publication.services.change_state import merge_document, withdraw_document
from gongkai.publication.services.make_bundle import make_bundle, put_into_bundle
from gongkai.publication.services.override_shield import ask_override, grant_override
from gongkai.publication.services.release_drafts import approve_and_release, release_or_wait
from gongkai.publication.services.review_draft import (
    decide,
    discard_draft,
    recall_draft,
    review_secrecy,
    submit_draft,
)
from gongkai.publication.services.save_draft import save_draft, start_revision
from gongkai.publication.services.set_route import set_route
from gongkai.publication.structures import FIELDS
from publishers import IDENTITY, cleared, draft, make_publishers, raw, released, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_publishers()


@pytest.fixture
def government(people):
    return people.cast.government


def passing(one, step, who, now=NOW):
    return decide(actor=who, now=now, draft=one, step=step, decision=Decision.PASS)


def test_three_persons_and_a_secrecy_review_make_a_draft_public(government):
    one = draft(government)
    [document] = released(one)

    assert document.public_id == one.public_id
    assert document.index_number == "G/2021-00001"
    assert public_document(one.public_id) == document
    assert tallies.kept() == tallies.counted()
    [event] = history_of("document", document.public_id)
    assert '"reviewers":["wu","zheng","wang"]' in event.canonical
    assert '"secrecy_reviewer":"feng"' in event.canonical


def test_nobody_approves_what_they_wrote(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))

    with pytest.raises(Refused, match="自己起草"):
        passing(one, Step.FIRST, "zhou")
    with pytest.raises(Refused, match="自己起草"):
        review_secrecy(actor="zhou", now=NOW, draft=one, basis="看过", conclusion=SecrecyConclusion.MAY_BE_PUBLIC)


def test_who_changed_a_word_counts_as_a_writer(government):
    one = draft(government)
    one = save_draft(actor="wu", now=NOW, draft=one, raw=raw(title="改过的标题"), based_on=1)
    one = submit_draft(actor="zhou", now=NOW, draft=one)

    with pytest.raises(Refused, match="自己起草"):
        passing(one, Step.FIRST, "wu")


def test_each_step_has_a_person_of_its_own(government):
    one = passing(submit_draft(actor="zhou", now=NOW, draft=draft(government)), Step.FIRST, "wu")

    with pytest.raises(Refused, match="另一个环节"):
        passing(one, Step.SECOND, "wu")


def test_a_step_cannot_be_taken_out_of_turn(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))

    for step, who in ((Step.SECOND, "zheng"), (Step.FINAL, "wang")):
        with pytest.raises(Refused, match="不在"):
            passing(one, step, who)


def test_without_a_secrecy_review_of_this_version_nothing_is_final(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))
    for step, who in ((Step.FIRST, "wu"), (Step.SECOND, "zheng")):
        one = passing(one, step, who)

    with pytest.raises(Refused, match="保密审查记录"):
        approve_and_release(actor="wang", now=NOW, draft=one)
    assert not listed().exists()


def test_signatures_do_not_survive_a_change(government):
    one = cleared(draft(government))
    one = recall_draft(actor="zhou", now=NOW, draft=one)
    one = save_draft(actor="zhou", now=NOW, draft=one, raw=raw(body="<p>换了正文</p>"), based_on=1)
    one = submit_draft(actor="zhou", now=NOW, draft=one)
    for step, who in ((Step.FIRST, "wu"), (Step.SECOND, "zheng")):
        one = passing(one, step, who)

    with pytest.raises(Refused, match="保密审查记录"):
        approve_and_release(actor="wang", now=NOW, draft=one)


def test_signatures_do_not_survive_a_return_even_of_the_same_words(government):
    one = cleared(draft(government))
    one = decide(actor="wang", now=NOW, draft=one, step=Step.FINAL, decision=Decision.RETURN, comment="附件缺一份")
    one = submit_draft(actor="zhou", now=NOW, draft=one)

    assert one.stage == Stage.FIRST
    one = passing(one, Step.FIRST, "zheng")  # who held the second step before may hold the first now
    assert one.stage == Stage.SECOND


def test_a_return_says_why(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))

    with pytest.raises(Refused, match="退回"):
        decide(actor="wu", now=NOW, draft=one, step=Step.FIRST, decision=Decision.RETURN)


def test_what_cannot_be_told_goes_to_the_secrecy_administration_and_back(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))
    review_secrecy(actor="feng", now=NOW, draft=one, basis="不好判断", conclusion=SecrecyConclusion.UNCLEAR)
    one.refresh_from_db()
    assert one.stage == Stage.SECRECY_RULING
    with pytest.raises(Refused):
        passing(one, Step.FIRST, "wu")

    public = {"now": NOW, "draft": one, "conclusion": SecrecyConclusion.MAY_BE_PUBLIC}
    with pytest.raises(Refused, match="只能登记"):
        review_secrecy(actor="second", basis="我看没事", **public)
    review_secrecy(actor="feng", basis="保密局复函2021年1号", is_ruling=True, **public)
    one.refresh_from_db()
    assert one.stage == Stage.FIRST
    assert secrecy_clearance(one).is_ruling


def test_after_a_no_a_colleague_cannot_say_yes_to_the_same_words(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))
    review_secrecy(actor="feng", now=NOW, draft=one, basis="属于秘密事项", conclusion=SecrecyConclusion.NOT_PUBLIC)
    one.refresh_from_db()
    one = submit_draft(actor="zhou", now=NOW, draft=one)
    review_secrecy(actor="other", now=NOW, draft=one, basis="没事", conclusion=SecrecyConclusion.MAY_BE_PUBLIC)

    assert secrecy_clearance(one) is None


def test_a_decision_made_on_an_old_page_is_refused(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))
    seen = seen_mark(one)
    one = recall_draft(actor="zhou", now=NOW, draft=one)
    one = save_draft(actor="zhou", now=NOW, draft=one, raw=raw(body="<p>换了正文</p>"), based_on=1)
    one = submit_draft(actor="zhou", now=NOW, draft=one)

    with pytest.raises(Refused, match="有变动"):
        decide(actor="wu", now=NOW, draft=one, step=Step.FIRST, decision=Decision.PASS, seen=seen)
    with pytest.raises(Refused, match="有变动"):
        review_secrecy(
            actor="feng", now=NOW, draft=one, basis="看", conclusion=SecrecyConclusion.MAY_BE_PUBLIC, seen=seen
        )
    decide(actor="wu", now=NOW, draft=one, step=Step.FIRST, decision=Decision.PASS, seen=seen_mark(one))


def test_words_changed_behind_the_signatures_are_not_published(government):
    one = cleared(draft(government))
    DraftVersion.objects.filter(draft=one).update(content=raw(body="<p>在数据库里改的</p>"))

    with pytest.raises(Refused):
        approve_and_release(actor="wang", now=NOW, draft=one)
    assert not listed().exists()


def test_whoever_did_anything_to_a_file_counts_as_a_writer(government):
    for act in ("remove", "rebuild", "add"):
        one = draft(government)
        by = "wu" if act == "add" else "zhou"
        file = attach_file(actor=by, now=NOW, draft=one, name="表.xlsx", content=workbook())
        if act == "rebuild":
            rebuild_file(actor="wu", now=NOW, file=file)
        remove_file(actor="wu" if act == "remove" else "zhou", now=NOW, file=file)
        one = submit_draft(actor="zhou", now=NOW, draft=one)
        with pytest.raises(Refused, match="自己起草"):
            passing(one, Step.FIRST, "wu")


def test_the_same_file_put_in_twice_is_one(government):
    one = draft(government)
    content = workbook()
    files = [attach_file(actor="zhou", now=NOW, draft=one, name="表.xlsx", content=content) for _ in range(2)]

    assert files[0].pk == files[1].pk


def test_a_bundle_goes_out_when_the_last_that_was_waited_for_is_given_up(government):
    one, other = draft(government), draft(government)
    bundle = make_bundle(actor="zhou", now=NOW, agency=government, name="一组")
    for each in (one, other):
        put_into_bundle(actor="zhou", now=NOW, draft=each, bundle=bundle)
    assert released(one) == []
    other.refresh_from_db()
    other = discard_draft(actor="zhou", now=NOW, draft=other)
    release_or_wait(now=NOW, draft=other)

    assert public_document(one.public_id)


def test_what_cannot_go_out_at_its_time_returns_to_its_drafter_with_the_reason(government, monkeypatch):
    target = released(draft(government))[0]
    later = NOW + timedelta(hours=1)
    one = draft(government, form="interpretation", interprets=target.public_id, interpretation_form="text")
    one = submit_draft(actor="zhou", now=NOW, draft=one, release_after=later)
    for step, who in ((Step.FIRST, "wu"), (Step.SECOND, "zheng")):
        one = passing(one, step, who)
    review_secrecy(actor="feng", now=NOW, draft=one, basis="逐项", conclusion=SecrecyConclusion.MAY_BE_PUBLIC)
    approve_and_release(actor="wang", now=NOW, draft=one)
    withdraw_document(actor="wang", now=NOW, public_id=target.public_id, reason="误发")
    monkeypatch.setattr("gongkai.base.clock.now", lambda: later)
    while run_one(clock=lambda: later):
        pass

    one.refresh_from_db()
    assert one.stage == Stage.DRAFTING
    assert "没有公开" in one.reviews.last().comment
    assert history_of("draft", one.token)[-1].action == "draft.sent_back"


def test_no_free_text_of_reviews_stands_in_the_log(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))
    decide(actor="wu", now=NOW, draft=one, step=Step.FIRST, decision=Decision.RETURN, comment=f"删去{IDENTITY}")

    assert not [event for event in history_of("draft", one.token) if IDENTITY in event.canonical]


def test_what_must_not_be_public_goes_back(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))
    review_secrecy(actor="feng", now=NOW, draft=one, basis="属于秘密事项", conclusion=SecrecyConclusion.NOT_PUBLIC)
    one.refresh_from_db()

    assert one.stage == Stage.DRAFTING


def test_what_is_not_for_the_public_is_kept_and_never_shown(government):
    one = draft(government, openness="withheld_from_public", openness_reason="条例第十六条：内部事务信息")
    one = submit_draft(actor="zhou", now=NOW, draft=one)
    for step, who in ((Step.FIRST, "wu"), (Step.SECOND, "zheng")):
        one = passing(one, step, who)

    assert approve_and_release(actor="wang", now=NOW, draft=one) == []
    one.refresh_from_db()
    assert one.stage == Stage.KEPT
    assert not Document.objects.exists()


@pytest.mark.parametrize("missing", ["title", "openness", "openness_reason", "made_on", "body"])
def test_a_draft_may_be_wrong_but_not_submitted(government, missing):
    one = draft(government, **{missing: ""})

    with pytest.raises(Refused) as refused:
        submit_draft(actor="zhou", now=NOW, draft=one)
    assert refused.value.code == "not_ready"


def test_an_agency_may_shorten_its_route_but_two_persons_remain(government):
    set_route(actor="lead", now=NOW, agency=government, steps=[Step.FINAL])
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))

    assert one.stage == Stage.FINAL
    with pytest.raises(Refused, match="自己起草"):
        approve_and_release(actor="zhou", now=NOW, draft=one)


def test_a_department_follows_the_route_of_the_government_above_it(people, government):
    set_route(actor="lead", now=NOW, agency=government, steps=[Step.SECOND, Step.FINAL])
    one = submit_draft(actor="zhou", now=NOW, draft=draft(people.cast.department))

    assert one.stage == Stage.SECOND


def test_every_saving_is_a_version_and_saving_the_same_is_none(government):
    one = draft(government)
    one = save_draft(actor="zhou", now=NOW, draft=one, raw=raw(title="第二版"), based_on=1)
    one = save_draft(actor="zhou", now=NOW, draft=one, raw=raw(title="第二版"), based_on=2)

    assert one.version == 2
    assert DraftVersion.objects.filter(draft=one).count() == 2
    assert raw_content(one, 1)["title"] == raw()["title"]


def test_two_who_edit_at_once_do_not_overwrite_each_other(government):
    one = draft(government)
    save_draft(actor="li", now=NOW, draft=one, raw=raw(title="李改的"), based_on=1)

    with pytest.raises(Refused, match="li在您编辑期间保存了第2版"):
        save_draft(actor="zhou", now=NOW, draft=one, raw=raw(title="周改的"), based_on=1)


def test_a_draft_under_review_cannot_be_edited_or_given_files(government):
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government))

    with pytest.raises(Refused):
        save_draft(actor="zhou", now=NOW, draft=one, raw=raw(title="悄悄改"), based_on=1)
    with pytest.raises(Refused):
        attach_file(actor="zhou", now=NOW, draft=one, name="a.xlsx", content=workbook())
    with pytest.raises(Refused):
        discard_draft(actor="zhou", now=NOW, draft=one)


def test_a_hidden_sheet_stops_a_file_until_it_is_rebuilt_and_the_public_gets_the_rebuilt_bytes(government):
    one = draft(government)
    file = attach_file(actor="zhou", now=NOW, draft=one, name="汇总.xlsx", content=workbook(hidden=IDENTITY))
    assert file.verdict == "blocked"
    with pytest.raises(Refused, match="未生成可以公开的文件"):
        submit_draft(actor="zhou", now=NOW, draft=one)

    file = rebuild_file(actor="zhou", now=NOW, file=file)
    [document] = released(one)
    [event] = history_of("document", document.public_id)
    assert file.rebuilt_digest in event.canonical
    assert file.digest not in event.canonical
    assert file.rebuilt_digest != file.digest


def test_a_removed_file_no_longer_counts(government):
    one = draft(government)
    file = attach_file(actor="zhou", now=NOW, draft=one, name="汇总.xlsx", content=workbook(hidden=IDENTITY))
    remove_file(actor="zhou", now=NOW, file=file)

    assert released(one)


def test_an_identity_number_in_the_text_needs_a_second_person(government):
    one = draft(government, body=f"<p>当事人身份证号{IDENTITY}</p>")
    with pytest.raises(Refused) as refused:
        submit_draft(actor="zhou", now=NOW, draft=one)
    assert IDENTITY not in refused.value.message

    [stopped] = stopped_texts(one, content_of(one))
    with pytest.raises(Refused, match="已经变动"):
        ask_override(actor="zhou", now=NOW, draft=one, digest="0" * 64, reason="别处的内容")
    asked = ask_override(actor="zhou", now=NOW, draft=one, digest=stopped.digest, reason="法院公告要求")
    assert (asked.place, asked.excerpts) == ("正文", ["11*************011"])
    with pytest.raises(Refused, match="第二个人"):
        grant_override(actor="zhou", now=NOW, override=asked)
    grant_override(actor="feng", now=NOW, override=asked)

    assert released(one)


def test_a_bundle_goes_public_in_one_moment_or_not_at_all(government):
    policy = draft(government, title="某办法", genre="normative_document")
    reading = draft(
        government,
        title="某办法解读",
        form="interpretation",
        interprets=policy.public_id,
        interpretation_form="text",
        body="<p>通俗地说说这份办法</p>",
    )
    bundle = make_bundle(actor="zhou", now=NOW, agency=government, name="某办法及其解读")
    for one in (policy, reading):
        put_into_bundle(actor="zhou", now=NOW, draft=one, bundle=bundle)

    assert released(policy) == []
    assert not listed().exists()
    both = released(reading)
    assert {document.title for document in both} == {"某办法", "某办法解读"}
    assert [d.title for _, d in interpretations_of(policy.public_id)] == ["某办法解读"]
    assert [d.title for _, d in interpreted_by(reading.public_id)] == ["某办法"]


def test_an_interpretation_of_what_is_not_public_is_refused_and_nothing_of_it_stays(government):
    reading = draft(government, form="interpretation", interprets="nowhere", interpretation_form="text")
    one = cleared(reading)

    with pytest.raises(Refused, match="被解读的文件没有公开"):
        approve_and_release(actor="wang", now=NOW, draft=one)
    one.refresh_from_db()
    assert one.stage == Stage.FINAL
    assert not listed().exists()


def test_a_mere_copy_of_the_document_is_flagged(government):
    text = "".join(
        f"<p>第{n}条　本办法所称标准目录，是指按照统一格式编制的公开事项清单之{n}。</p>" for n in range(1, 12)
    )
    [document] = released(draft(government, title="某办法", body=text))
    released(
        draft(
            government,
            title="解读",
            body=text,
            form="interpretation",
            interprets=document.public_id,
            interpretation_form="text",
        )
    )

    [(link, _)] = interpretations_of(document.public_id)
    assert link.repeats > 0.8


def test_what_is_set_for_later_waits_for_its_time_and_then_goes_out_once(government, monkeypatch):
    later = NOW + timedelta(days=2)
    one = draft(government)
    one = submit_draft(actor="zhou", now=NOW, draft=one, release_after=later)
    for step, who in ((Step.FIRST, "wu"), (Step.SECOND, "zheng")):
        one = passing(one, step, who)
    review_secrecy(actor="feng", now=NOW, draft=one, basis="逐项", conclusion=SecrecyConclusion.MAY_BE_PUBLIC)
    assert approve_and_release(actor="wang", now=NOW, draft=one) == []

    monkeypatch.setattr("gongkai.base.clock.now", lambda: NOW + timedelta(days=1))
    while run_one(clock=lambda: NOW + timedelta(days=1)):
        pass
    assert not listed().exists()
    monkeypatch.setattr("gongkai.base.clock.now", lambda: later)
    while run_one(clock=lambda: later):
        pass
    assert [d.public_id for d in listed()] == [one.public_id]
    assert release_or_wait(now=later, draft=one) == []
    assert Job.objects.filter(kind="publication.release", done_at__isnull=False).count() == 1


def test_a_recalled_draft_is_not_published_by_the_clock(government, monkeypatch):
    later = NOW + timedelta(hours=1)
    one = submit_draft(actor="zhou", now=NOW, draft=draft(government), release_after=later)
    for step, who in ((Step.FIRST, "wu"), (Step.SECOND, "zheng")):
        one = passing(one, step, who)
    review_secrecy(actor="feng", now=NOW, draft=one, basis="逐项", conclusion=SecrecyConclusion.MAY_BE_PUBLIC)
    approve_and_release(actor="wang", now=NOW, draft=one)
    recall_draft(actor="zhou", now=NOW, draft=one)

    monkeypatch.setattr("gongkai.base.clock.now", lambda: later)
    while run_one(clock=lambda: later):
        pass
    assert not listed().exists()


def test_a_revision_keeps_address_and_number_and_the_former_state(government):
    [document] = released(draft(government))
    revision = start_revision(actor="zhou", now=NOW, public_id=document.public_id, agency_id=government.pk)
    again = start_revision(actor="zhou", now=NOW, public_id=document.public_id, agency_id=government.pk)
    assert again.pk == revision.pk
    content = raw_content(revision) | {"title": "更正后的标题"}
    revision = save_draft(actor="zhou", now=NOW, draft=revision, raw=content, based_on=1)
    [second] = released(revision, now=NOW + timedelta(days=3))

    assert (second.public_id, second.index_number, second.version) == (document.public_id, document.index_number, 2)
    assert second.published_on == document.published_on
    assert Document.objects.filter(public_id=document.public_id).count() == 2


def test_another_agencys_document_cannot_be_revised_through_ones_own(people, government):
    [document] = released(draft(government))

    with pytest.raises(Refused):
        start_revision(actor="sibling", now=NOW, public_id=document.public_id, agency_id=people.cast.department.pk)


def test_a_revision_of_an_interpretation_keeps_its_link(government):
    [policy] = released(draft(government))
    [reading] = released(
        draft(government, form="interpretation", interprets=policy.public_id, interpretation_form="text")
    )
    revision = start_revision(actor="zhou", now=NOW, public_id=reading.public_id, agency_id=government.pk)
    assert raw_content(revision)["interprets"] == policy.public_id
    released(revision, now=NOW + timedelta(days=1))

    assert [d.public_id for _, d in interpretations_of(policy.public_id)] == [reading.public_id]


def test_an_item_merged_while_its_revision_was_under_way_stays_merged(government):
    [one], [other] = released(draft(government)), released(draft(government))
    revision = start_revision(actor="zhou", now=NOW, public_id=one.public_id, agency_id=government.pk)
    merge_document(actor="wang", now=NOW, public_id=one.public_id, into=other.public_id, reason="重复")

    with pytest.raises(Refused, match="已合并"):
        released(revision, now=NOW + timedelta(days=1))
    assert public_document(one.public_id) is None


def test_a_revision_may_not_be_made_after_it_was_first_public(government):
    [one] = released(draft(government))
    revision = start_revision(actor="zhou", now=NOW, public_id=one.public_id, agency_id=government.pk)
    later = raw_content(revision) | {"made_on": "2021-06-01"}
    revision = save_draft(actor="zhou", now=NOW, draft=revision, raw=later, based_on=1)

    with pytest.raises(Refused, match="晚于首次发布日期"):
        submit_draft(actor="zhou", now=NOW, draft=revision)


@pytest.mark.parametrize("structure", ["site", "home"])
def test_only_the_government_speaks_for_the_whole_site(people, structure):
    data = {field.key: "某" for field in FIELDS[Structure(structure)]}
    data |= {"identifier_code": "1234567890", "domain": "a.example.gov.cn", "blocks": [{"kind": "latest"}]}
    one = draft(people.cast.township, structure=structure, body="", data=data)

    with pytest.raises(Refused, match="只能由本级政府发布"):
        released(one)


@pytest.mark.parametrize(
    "changes",
    [
        {"joint_agencies": [IDENTITY]},
        {"registration_number": IDENTITY},
        {"document_number": IDENTITY},
        {"elements": [IDENTITY]},
        {"body": f'<p><a href="https://example.gov.cn/?n={IDENTITY}">链接</a></p>'},
        {"structure": "topic", "body": "", "data": {"blocks": [{"kind": "text", "title": IDENTITY, "value": "x"}]}},
    ],
)
def test_the_shield_reads_everything_that_is_published(government, changes):
    with pytest.raises(Refused) as refused:
        submit_draft(actor="zhou", now=NOW, draft=draft(government, **changes))
    assert IDENTITY not in refused.value.message


def test_the_shield_reads_names_and_descriptions_of_files(government):
    one = draft(government)
    attach_file(actor="zhou", now=NOW, draft=one, name=f"{IDENTITY}.xlsx", content=workbook())

    with pytest.raises(Refused, match="文件名"):
        submit_draft(actor="zhou", now=NOW, draft=one)
