"""Let something through that the shield stopped: one person asks with a reason, another grants it."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.publication.drafts import content_of, stopped_texts, writers
from gongkai.publication.flow import Move, Stage, move
from gongkai.publication.models import Draft, DraftFile, ShieldOverride
from gongkai.publication.release import digest_of
from gongkai.publication.shield.findings import Severity


@transaction.atomic
def ask_override(
    *, actor: str, now: datetime, draft: Draft, digest: str, reason: str, file: DraftFile | None = None
) -> ShieldOverride:
    """The request; it holds for exactly these bytes or this text, named by its digest.

    Raises:
        Refused: no reason, or the draft is not being drafted.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft.pk)
    move(Stage(draft.stage), Move.EDIT)
    if not reason.strip():
        raise Refused("no_reason", "请写明放行的理由和依据")
    place, excerpts = _stopped(draft, digest, file)
    waiting = draft.overrides.filter(subject_digest=digest, asked_by=actor, granted_by="").first()
    if waiting is not None:
        return waiting
    asked = ShieldOverride.objects.create(
        draft=draft,
        file=file,
        subject_digest=digest,
        place=place,
        excerpts=excerpts,
        reason=reason.strip()[:300],
        asked_by=actor,
        asked_at=now,
    )
    _record(asked, "draft.override_asked", actor, now)
    return asked


@transaction.atomic
def grant_override(*, actor: str, now: datetime, override: ShieldOverride) -> ShieldOverride:
    """The granted request; granting twice changes nothing.

    Raises:
        Refused: by the person who asked, or who wrote; or what was asked for is no longer there.
    """
    override = (
        ShieldOverride.objects.select_for_update(of=("self",)).select_related("draft__agency").get(pk=override.pk)
    )
    if override.granted_by:
        return override
    _stopped(override.draft, override.subject_digest, override.file)
    if actor in {override.asked_by, *writers(override.draft)}:
        raise Refused("one_person", "放行须由申请人和起草人以外的第二个人批准")
    override.granted_by, override.granted_at = actor, now
    override.save(update_fields=["granted_by", "granted_at"])
    _record(override, "draft.override_granted", actor, now)
    return override


def _stopped(draft: Draft, digest: str, file: DraftFile | None) -> tuple[str, list[str]]:
    """Where it stands and what it says, masked.

    Raises:
        Refused: nothing of this digest is stopped in the draft as it is now.
    """
    if file is not None:
        if file.removed_at is None and file.rebuilt_digest == digest:
            stopped = [one for one in file.rebuilt_findings if one["severity"] == Severity.BLOCK]
            return f"附件“{file.name}”"[:200], [f"{one['where']}：{one['excerpt_masked']}" for one in stopped[:20]]
    else:
        for one in stopped_texts(draft, content_of(draft), granted_too=True):
            if one.digest == digest:
                return one.where[:200], [found.excerpt_masked for found in one.findings[:20]]
    raise Refused("changed_meanwhile", "要放行的内容已经变动，请查看后重新申请")


def _record(override: ShieldOverride, action: str, actor: str, now: datetime) -> None:
    log.append(
        actor=actor,
        action=action,
        object_type="draft",
        object_id=override.draft.token,
        agency=override.draft.agency.code,
        now=now,
        detail={"subject": override.subject_digest, "reason": digest_of(override.reason)},
    )
