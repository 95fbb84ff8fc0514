"""Save a draft: every saving that changes anything is a version of its own."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.organs.models import Agency
from gongkai.publication.drafts import open_drafts_of_document, published_raw
from gongkai.publication.flow import Move, Stage, move
from gongkai.publication.kinds import FileUse, Standing
from gongkai.publication.models import Document, Draft, DraftFile, DraftVersion, PublicFile

REQUEST_KEY = re.compile(r"[0-9a-f]{32}")


@transaction.atomic
def start_draft(
    *, actor: str, now: datetime, agency: Agency, raw: dict[str, Any], public_id: str = "", request_key: str = ""
) -> Draft:
    """A new draft with its first version.

    Args:
        actor: account name of the drafter.
        now: the moment of the act.
        agency: whose document it will be.
        raw: what was typed, right or wrong; see :func:`content.read`.
        public_id: of the published item it revises, else empty.
        request_key: of the form, 32 hexadecimal digits: sent twice it makes one draft.
    """
    token = request_key if REQUEST_KEY.fullmatch(request_key) else uuid4().hex
    known = Draft.objects.filter(token=token, agency=agency, created_by=actor).first()
    if known is not None:
        return known
    draft = Draft.objects.create(
        token=token,
        agency=agency,
        public_id=public_id or uuid4().hex[:12],
        is_revision=bool(public_id),
        stage=Stage.DRAFTING.value,
        title=str(raw.get("title") or "")[:300],
        created_by=actor,
        created_at=now,
        changed_at=now,
    )
    DraftVersion.objects.create(draft=draft, number=1, content=raw, saved_by=actor, saved_at=now)
    _record(draft, "draft.started", actor, now)
    return draft


@transaction.atomic
def save_draft(*, actor: str, now: datetime, draft: Draft, raw: dict[str, Any], based_on: int) -> Draft:
    """The draft with ``raw`` as its current version; saving what is already there changes nothing.

    Args:
        actor: account name.
        now: the moment of the act.
        draft: which.
        raw: what was typed.
        based_on: the version the typing began from.

    Raises:
        Refused: ``changed_meanwhile`` where someone saved in between; an illegal stage.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft.pk)
    move(Stage(draft.stage), Move.EDIT)
    current = draft.versions.get(number=draft.version)
    if current.content == raw:
        return draft
    if based_on != draft.version:
        raise Refused(
            "changed_meanwhile",
            f"{current.saved_by}在您编辑期间保存了第{draft.version}版；您的内容仍在下面，请对照后再保存",
        )
    draft.version += 1
    draft.title = str(raw.get("title") or "")[:300]
    draft.changed_at = now
    draft.save(update_fields=["version", "title", "changed_at"])
    DraftVersion.objects.create(draft=draft, number=draft.version, content=raw, saved_by=actor, saved_at=now)
    _record(draft, "draft.saved", actor, now)
    return draft


@transaction.atomic
def start_revision(*, actor: str, now: datetime, public_id: str, agency_id: int) -> Draft:
    """A draft that begins from what is public now; the one already under way where there is one.

    Args:
        actor: account name.
        now: the moment of the act.
        public_id: the item.
        agency_id: whose it must be; the caller has asked the policy about this agency.

    Raises:
        Refused: the item is not public any more, or not of this agency.
    """
    document = (
        Document.objects.filter(public_id=public_id, retired_at=None, agency_id=agency_id)
        .select_related("agency", "body")
        .first()
    )
    if document is None or document.standing != Standing.LIVE:
        raise Refused("not_live", "这份文件不在公开状态，不能修改")
    under_way = open_drafts_of_document(public_id).first()
    if under_way is not None:
        return under_way
    draft = start_draft(
        actor=actor, now=now, agency=document.agency, raw=published_raw(document), public_id=document.public_id
    )
    for file in PublicFile.objects.filter(public_id=public_id, retired_at=None):
        DraftFile.objects.create(
            draft=draft,
            token=uuid4().hex,
            name=file.name,
            digest=file.digest,
            size=file.size,
            use=FileUse(file.use).value,
            description=file.description,
            position=file.position,
            verdict="clean",
            rebuilt_digest=file.digest,
            rebuilt_name=file.name,
            rebuilt_size=file.size,
            media_type=file.media_type,
            added_by=actor,
            added_at=now,
        )
    return draft


def _record(draft: Draft, action: str, actor: str, now: datetime) -> None:
    log.append(
        actor=actor,
        action=action,
        object_type="draft",
        object_id=draft.token,
        agency=draft.agency.code,
        now=now,
        detail={"version": draft.version, "public_id": draft.public_id},
    )
