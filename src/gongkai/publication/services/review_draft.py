"""The steps of the review: submit, decide, look for secrets, recall, discard."""

from datetime import datetime, timedelta

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.publication.content import Content
from gongkai.publication.drafts import (
    content_of,
    hindrances,
    refuse_unless_two_persons,
    refuse_unseen,
    route_of,
    secrecy_clearance,
    steps_of,
    subject_digest,
    writers,
)
from gongkai.publication.flow import IN_REVIEW, Decision, Move, SecrecyConclusion, Stage, Step, move
from gongkai.publication.kinds import Openness
from gongkai.publication.models import Draft, Review, SecrecyReview
from gongkai.publication.release import digest_of

LONGEST_WAIT = timedelta(days=366)


@transaction.atomic
def submit_draft(*, actor: str, now: datetime, draft: Draft, release_after: datetime | None = None) -> Draft:
    """The draft at its first review.

    Args:
        actor: account name.
        now: the moment of the act.
        draft: which.
        release_after: when it is to become public at the earliest; None for at once.

    Raises:
        Refused: something is wrong with it yet, or it is not being drafted.

    Source: Regulation art. 17; 国办发〔2016〕80号 (公开属性随公文一并报批).
    """
    draft = _locked(draft)
    route = route_of(draft.agency)
    following = move(Stage(draft.stage), Move.SUBMIT, route)
    hindering = hindrances(draft)
    if hindering:
        raise Refused("not_ready", "；".join(hindering))
    if release_after is not None and release_after <= now:
        raise Refused("in_the_past", "定时公开的时间已经过去，请重新选择")
    if release_after is not None and release_after > now + LONGEST_WAIT:
        raise Refused("too_late", "定时公开的时间不能晚于一年以后")
    draft.release_after = release_after
    draft.route = [step.value for step in route]
    _go(draft, following, now)
    _record(draft, "draft.submitted", actor, now)
    return draft


@transaction.atomic
def decide(
    *,
    actor: str,
    now: datetime,
    draft: Draft,
    step: Step,
    decision: Decision,
    comment: str = "",
    seen: str | None = None,
) -> Draft:
    """The draft after a reviewer's decision; the last one leaves it approved, or kept where it is not for the public.

    1. Refuse who may not: a writer of the draft, or who signed another step.
    2. The last step needs a secrecy review that says it may be public.
    3. Keep the decision with the version and the digest of the rebuilt files it was made on.

    Args:
        actor: account name.
        now: the moment of the act.
        draft: which.
        step: the review this person holds; must be the one the draft waits for.
        decision: pass or return.
        comment: needed for a return.
        seen: the mark of the page the decision was made on (:func:`drafts.seen_mark`).

    Raises:
        Refused: wrong step, wrong person, another state than the one seen, no reason, no secrecy review.

    Source: Regulation art. 17 (审查机制); 先审后公开、三审三校.
    """
    draft = _locked(draft)
    if draft.stage != step.value:
        raise Refused("illegal_move", f"这份草稿现在是“{draft.stage_label}”，不在{step.label}环节；请刷新页面")
    refuse_unseen(draft, seen)
    refuse_unless_two_persons(draft, actor, step)
    if decision is Decision.RETURN and not comment.strip():
        raise Refused("no_reason", "退回修改的，请写明理由")
    act = Move.PASS if decision is Decision.PASS else Move.RETURN
    following = move(Stage(draft.stage), act, steps_of(draft))
    if following is Stage.APPROVED:
        content = content_of(draft)
        _refuse_uncleared(draft, content)
        if content.openness is not Openness.PUBLIC:
            following = move(following, Move.KEEP)
    _keep(draft, step, decision, comment, actor, now)
    _go(draft, following, now)
    _record(draft, f"draft.{step.value}_{decision.value}", actor, now, {"comment": digest_of(comment.strip()[:500])})
    return draft


@transaction.atomic
def review_secrecy(
    *,
    actor: str,
    now: datetime,
    draft: Draft,
    basis: str,
    conclusion: SecrecyConclusion,
    comment: str = "",
    is_ruling: bool = False,
    seen: str | None = None,
) -> SecrecyReview:
    """The record of a secrecy review: who, when, on what basis, with what conclusion.

    Where it cannot be told, the draft waits for the secrecy administration's ruling; where it must not be public, it
    goes back to its drafter. The ruling itself is recorded with ``is_ruling``, its document named as the basis, and
    only while the draft waits for it; a colleague's review never takes its place.

    Raises:
        Refused: a writer of the draft, no basis, or a stage in which nothing is reviewed.

    Source: Regulation art. 17 paragraph 3; 保守国家秘密法 (2024) art. 35.
    """
    draft = _locked(draft)
    stage = Stage(draft.stage)
    if stage not in IN_REVIEW and stage is not Stage.SECRECY_RULING:
        raise Refused("illegal_move", f"这份草稿现在是“{draft.stage_label}”，不在审查环节")
    if is_ruling != (stage is Stage.SECRECY_RULING):
        raise Refused("not_a_ruling", "这份稿件的状态已变动：等待答复期间只能登记保密行政管理部门的答复，请刷新页面")
    refuse_unseen(draft, seen)
    if actor in writers(draft):
        raise Refused("own_draft", "不能对自己起草或修改过的稿件作保密审查")
    if not basis.strip():
        raise Refused("no_basis", "请写明审查依据；根据上级确定的，写明其文件名称和文号")
    last = draft.secrecy_reviews.last()
    if last and (last.reviewer, last.subject_digest, last.conclusion) == (actor, subject_digest(draft), conclusion):
        return last
    review = SecrecyReview.objects.create(
        draft=draft,
        version=draft.version,
        subject_digest=subject_digest(draft),
        is_ruling=is_ruling,
        basis=basis.strip()[:300],
        conclusion=conclusion.value,
        comment=comment.strip()[:500],
        reviewer=actor,
        at=now,
    )
    if stage is Stage.SECRECY_RULING and conclusion is SecrecyConclusion.MAY_BE_PUBLIC:
        _go(draft, move(stage, Move.RULED, steps_of(draft)), now)
    elif conclusion is SecrecyConclusion.NOT_PUBLIC:
        _go(draft, move(stage, Move.RETURN), now)
    elif conclusion is SecrecyConclusion.UNCLEAR and stage is not Stage.SECRECY_RULING:
        _go(draft, move(stage, Move.ASK_RULING), now)
    _record(
        draft, "draft.secrecy_reviewed", actor, now, {"conclusion": conclusion.value, "basis": digest_of(review.basis)}
    )
    return review


@transaction.atomic
def recall_draft(*, actor: str, now: datetime, draft: Draft) -> Draft:
    """The draft back with its drafter, before anything was published.

    Raises:
        Refused: it is not under review.
    """
    draft = _locked(draft)
    stage = Stage(draft.stage)
    act = Move.RETURN if stage is Stage.APPROVED else Move.RECALL
    _go(draft, move(stage, act), now)
    _record(draft, "draft.recalled", actor, now)
    return draft


@transaction.atomic
def discard_draft(*, actor: str, now: datetime, draft: Draft) -> Draft:
    """The draft given up; its versions stay readable on the desk.

    Raises:
        Refused: it is not being drafted.
    """
    draft = _locked(draft)
    _go(draft, move(Stage(draft.stage), Move.DISCARD), now)
    _record(draft, "draft.discarded", actor, now)
    return draft


def _refuse_uncleared(draft: Draft, content: Content) -> None:
    if content.openness is Openness.PUBLIC and secrecy_clearance(draft) is None:
        raise Refused("no_secrecy_review", "终审前须有保密审查记录，结论为“可以公开”，且针对的是现在这一版")


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update(of=("self",)).select_related("agency__parent").get(pk=draft.pk)


def _keep(draft: Draft, step: Step, decision: Decision, comment: str, actor: str, now: datetime) -> None:
    Review.objects.create(
        draft=draft,
        version=draft.version,
        subject_digest=subject_digest(draft),
        step=step.value,
        decision=decision.value,
        comment=comment.strip()[:500],
        reviewer=actor,
        at=now,
    )


def _go(draft: Draft, stage: Stage, now: datetime) -> None:
    draft.stage = stage.value
    draft.changed_at = now
    draft.save(update_fields=["stage", "changed_at", "release_after", "route"])


def _record(draft: Draft, action: str, actor: str, now: datetime, detail: dict[str, str] | None = None) -> None:
    log.append(
        actor=actor,
        action=action,
        object_type="draft",
        object_id=draft.token,
        agency=draft.agency.code,
        now=now,
        detail={"version": draft.version, "subject": subject_digest(draft), "stage": draft.stage} | (detail or {}),
    )
