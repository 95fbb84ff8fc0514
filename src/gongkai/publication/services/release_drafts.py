"""Make approved drafts public: one, or a bundle in one moment; at once, or at the time that was set."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base import outbox
from gongkai.base.clock import day_of
from gongkai.base.errors import Refused
from gongkai.publication.drafts import (
    content_of,
    current_files,
    is_ready,
    let_through,
    passed_reviews,
    secrecy_clearance,
    steps_of,
    subject_digest,
)
from gongkai.publication.flow import OVER, Decision, Move, Stage, Step, move
from gongkai.publication.kinds import FileUse, Validity
from gongkai.publication.models import Bundle, Document, Draft, Review
from gongkai.publication.release import Approval, Release, ReleaseFile, Road, digest_of
from gongkai.publication.services.publish import publish
from gongkai.publication.services.review_draft import decide

SCHEDULED = "publication.release"
SYSTEM = "system"
GONE = (Stage.DISCARDED, Stage.KEPT)


@transaction.atomic
def release_or_wait(*, now: datetime, draft: Draft) -> list[Document]:
    """What became public by the approval of ``draft``: itself, or its bundle when it was the last one.

    A draft with a time set waits for it; one of a bundle waits for the others. Nothing is returned then.

    Raises:
        Refused: as :func:`publish`.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("bundle").get(pk=draft.pk)
    if draft.stage != Stage.APPROVED:
        return settle(bundle=draft.bundle, now=now) if draft.bundle and draft.stage in GONE else []
    if draft.release_after is not None and draft.release_after > now:
        key = f"release:{draft.token}:{draft.release_after.isoformat()}:{draft.changed_at.isoformat()}"
        outbox.enqueue(kind=SCHEDULED, key=key, payload={"draft": draft.token}, now=now, after=draft.release_after)
        return []
    if draft.bundle is None:
        return _release([draft], now)
    return settle(bundle=draft.bundle, now=now)


@transaction.atomic
def settle(*, bundle: Bundle, now: datetime) -> list[Document]:
    """What became public because every draft left in the bundle is approved and its time has come; else nothing.

    Raises:
        Refused: as :func:`publish`.
    """
    members = _members(bundle)
    waiting = [m for m in members if m.stage != Stage.APPROVED or (m.release_after and m.release_after > now)]
    if waiting or not members:
        return []
    released = _release(members, now)
    Bundle.objects.filter(pk=bundle.pk).update(released_at=now)
    return released


@transaction.atomic
def send_back(*, now: datetime, draft: Draft, reason: str) -> None:
    """An approved draft that cannot go out returns to its drafter, with the reason among its reviews and in the log."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft.pk)
    if draft.stage != Stage.APPROVED:
        return
    Review.objects.create(
        draft=draft,
        version=draft.version,
        subject_digest=subject_digest(draft),
        step=Step.FINAL.value,
        decision=Decision.RETURN.value,
        comment=f"没有能够公开：{reason}"[:500],
        reviewer=SYSTEM,
        at=now,
    )
    draft.stage, draft.changed_at = move(Stage(draft.stage), Move.RETURN).value, now
    draft.save(update_fields=["stage", "changed_at"])
    log.append(
        actor=SYSTEM,
        action="draft.sent_back",
        object_type="draft",
        object_id=draft.token,
        agency=draft.agency.code,
        now=now,
        detail={"version": draft.version, "reason": digest_of(reason)},
    )


@transaction.atomic
def approve_and_release(
    *, actor: str, now: datetime, draft: Draft, comment: str = "", seen: str | None = None
) -> list[Document]:
    """What became public by the last review: both happen, or neither.

    Raises:
        Refused: as :func:`decide` and :func:`publish`.
    """
    decide(actor=actor, now=now, draft=draft, step=Step.FINAL, decision=Decision.PASS, comment=comment, seen=seen)
    return release_or_wait(now=now, draft=draft)


def _members(bundle: Bundle) -> list[Draft]:
    """The drafts of a bundle that were not given up, those interpreted before those that interpret."""
    rows = Draft.objects.select_for_update().filter(bundle=bundle).exclude(stage__in=[stage.value for stage in OVER])
    return list(rows.order_by("id"))


def _release(drafts: Sequence[Draft], now: datetime) -> list[Document]:
    documents = publish(now=now, releases=[release_of(draft, now) for draft in drafts])
    for draft in drafts:
        draft.stage = move(Stage(draft.stage), Move.PUBLISH).value
        draft.changed_at = now
        draft.save(update_fields=["stage", "changed_at"])
    return documents


def release_of(draft: Draft, now: datetime) -> Release:
    """The draft as a release; every signature is looked for again on exactly this version and these files.

    Raises:
        Refused: a step or the secrecy review is missing, or a file is not ready.
    """
    passed = passed_reviews(draft)
    missing = [step for step in steps_of(draft) if step not in passed]
    secrecy = secrecy_clearance(draft)
    if missing or secrecy is None or Step.FINAL not in passed:
        raise Refused("not_reviewed", "这一版还没有审核完毕，不能公开")
    unready = [file.name for file in current_files(draft) if not is_ready(file)]
    if unready:
        raise Refused("files_not_ready", f"附件“{unready[0]}”还不能公开")
    current = Document.objects.filter(public_id=draft.public_id, retired_at=None).first()
    content = content_of(draft)
    validity = Validity(current.validity) if current else Validity.IN_FORCE
    if validity is Validity.LAPSED and (content.expires_on is None or content.expires_on >= day_of(now)):
        validity = Validity.IN_FORCE
    return Release(
        agency=draft.agency,
        content=content,
        approval=Approval(
            Road.REVIEW,
            draft.created_by,
            tuple(review.reviewer for review in passed.values()),
            secrecy.reviewer,
            draft=draft.token,
            subject=subject_digest(draft),
        ),
        files=tuple(
            ReleaseFile(
                file.rebuilt_digest,
                file.rebuilt_name,
                file.media_type,
                file.rebuilt_size,
                FileUse(file.use),
                file.description,
            )
            for file in current_files(draft)
        ),
        public_id=draft.public_id,
        abolished_on=current.abolished_on if current and validity is not Validity.IN_FORCE else None,
        revises=draft.is_revision,
        validity=validity,
        successor=current.successor if current else "",
        source_id=current.source_id if current else "",
        is_demonstration=current.is_demonstration if current else False,
        let_through=let_through(draft),
    )
