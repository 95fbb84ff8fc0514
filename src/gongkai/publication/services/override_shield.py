"""Let something through that the shield stopped: one person asks with a reason, another grants it."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.publication.flow import Move, Stage, move
from gongkai.publication.models import Draft, DraftFile, ShieldOverride


@transaction.atomic
def ask_override(
    *, actor: str, now: datetime, draft: Draft, digest: str, reason: str, file: DraftFile | None = None
) -> ShieldOverride:
    """The request; it holds for exactly these bytes or this text, named by its digest.

    Raises:
        Refused: no reason, or the draft is not being drafted.
    """
    move(Stage(draft.stage), Move.EDIT)
    if not reason.strip():
        raise Refused("no_reason", "请写明放行的理由和依据")
    if file is not None and digest != file.rebuilt_digest:
        raise Refused("changed_meanwhile", "文件已重新生成，请查看后再申请放行")
    asked = ShieldOverride.objects.create(
        draft=draft, file=file, subject_digest=digest, reason=reason.strip()[:300], asked_by=actor, asked_at=now
    )
    _record(asked, "draft.override_asked", actor, now)
    return asked


@transaction.atomic
def grant_override(*, actor: str, now: datetime, override: ShieldOverride) -> ShieldOverride:
    """The granted request; granting twice changes nothing.

    Raises:
        Refused: by the person who asked, or who drafted.
    """
    override = ShieldOverride.objects.select_for_update().select_related("draft__agency").get(pk=override.pk)
    if override.granted_by:
        return override
    if actor in (override.asked_by, override.draft.created_by):
        raise Refused("one_person", "放行须由申请人和起草人以外的第二个人批准")
    override.granted_by, override.granted_at = actor, now
    override.save(update_fields=["granted_by", "granted_at"])
    _record(override, "draft.override_granted", actor, now)
    return override


def _record(override: ShieldOverride, action: str, actor: str, now: datetime) -> None:
    log.append(
        actor=actor,
        action=action,
        object_type="draft",
        object_id=override.draft.token,
        agency=override.draft.agency.code,
        now=now,
        detail={"subject": override.subject_digest, "reason": override.reason},
    )
