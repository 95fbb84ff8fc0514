"""Change what holds of a published item: its validity, and the three ways of taking it out of use.

A former state is retired, never overwritten; the address of the item stays and leads somewhere useful.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.audit import log
from gongkai.base.clock import day_of
from gongkai.base.errors import Refused
from gongkai.base.recorded import replace
from gongkai.publication import tallies
from gongkai.publication.kinds import Standing, Validity
from gongkai.publication.models import Document, PublicFile
from gongkai.publication.shield.engine import scan_text
from gongkai.publication.shield.findings import Severity


@transaction.atomic
def set_validity(
    *,
    actor: str,
    now: datetime,
    public_id: str,
    validity: Validity,
    on: date | None = None,
    successor: str = "",
    reason: str,
) -> Document:
    """The document with its new validity; its text stays, with a banner and the way to its successor.

    Args:
        actor: account name.
        now: the moment of the act.
        public_id: the document.
        validity: what holds from now on.
        on: the day it lapsed or was abolished; needed for these two.
        successor: public id of the document that takes its place, empty for none.
        reason: by what it was changed, e.g. the repealing document.

    Raises:
        Refused: unknown document or successor, or a day that does not fit.

    Source: Regulation art. 12 paragraph 1 (及时更新); labels 有效、已修改、失效、废止 as on live pages.
    """
    document = _current(public_id)
    ended = validity in (Validity.LAPSED, Validity.ABOLISHED)
    if document.validity == validity and document.abolished_on == on and document.successor == successor:
        return document
    if on is not None and on > day_of(now):
        raise Refused("not_yet", f"{on}还没有到；请在当日办理，文件写明有效期的请填写“有效期至”")
    if ended and on is None:
        raise Refused("no_day", f"请填写{validity.label}日期")
    if on is not None and on < document.made_on:
        raise Refused("ended_before_made", f"{validity.label}日期不能早于成文日期{document.made_on}")
    heir = _find(successor) if successor else None
    if successor and (heir is None or public_id in (successor, heir.successor)):
        raise Refused(
            "unknown_document", "承继文件不存在，或就是本文件、已由本文件承继；请填写另一份已公开文件的公开编号"
        )
    changes = {"validity": validity.value, "abolished_on": on if ended else None, "successor": successor}
    return _change(document, "document.validity_changed", actor, now, reason, changes)


@transaction.atomic
def merge_document(*, actor: str, now: datetime, public_id: str, into: str, reason: str) -> Document:
    """The document as merged: its address leads to ``into``, and lists show it no more.

    Raises:
        Refused: unknown documents, or a circle.
    """
    document, target = _current(public_id), _find(into)
    if target is None or into == public_id:
        raise Refused("unknown_document", "合并到的文件须是另一份公开中的文件")
    return _change(
        document, "document.merged", actor, now, reason, {"standing": Standing.MERGED.value, "successor": into}
    )


@transaction.atomic
def withdraw_document(*, actor: str, now: datetime, public_id: str, reason: str) -> Document:
    """The document as withdrawn: published in error, its text and files are gone from every page, list, feed and index.

    Its address tells that something was withdrawn, when and why. The rows stay for the record and are shown to nobody.

    Raises:
        Refused: unknown document, or no reason.

    Source: Regulation arts. 14 to 16 (what must not be public).
    """
    document = _current(public_id)
    PublicFile.objects.filter(public_id=public_id, retired_at=None).update(retired_at=now)
    return _change(document, "document.withdrawn", actor, now, reason, {"standing": Standing.WITHDRAWN.value})


@transaction.atomic
def lapse_expired(*, now: datetime, today: date) -> int:
    """How many documents were marked as lapsed because the day until which they hold has passed."""
    expired = Document.objects.filter(
        retired_at=None,
        expires_on__lt=today,
        validity__in=(Validity.IN_FORCE.value, Validity.AMENDED.value),
        standing=Standing.LIVE.value,
    )
    found = list(expired)
    for document in found:
        changes = {"validity": Validity.LAPSED.value, "abolished_on": document.expires_on + timedelta(days=1)}
        _change(document, "document.validity_changed", "system", now, "有效期届满", changes)
    return len(found)


def _find(public_id: str) -> Document | None:
    return Document.objects.filter(public_id=public_id, retired_at=None, standing=Standing.LIVE.value).first()


def _current(public_id: str) -> Document:
    document = Document.objects.select_for_update().filter(public_id=public_id, retired_at=None).first()
    if document is None:
        raise Refused("unknown_document", f"没有公开编号为“{public_id}”的文件")
    if document.standing in (Standing.WITHDRAWN, Standing.MERGED):
        raise Refused("not_live", f"这份文件{Standing(document.standing).label}，不能再改变状态")
    return document


def _change(
    document: Document, action: str, actor: str, now: datetime, reason: str, changes: dict[str, Any]
) -> Document:
    reason = reason.strip()
    if not reason:
        raise Refused("no_reason", "请写明理由")
    stopped = [one for one in scan_text("理由", reason) if one.severity is Severity.BLOCK]
    if stopped:
        raise Refused("shield", f"理由会公开显示，含有不宜公开的内容：{stopped[0].excerpt_masked}")
    changed = replace(document, now=now, version=document.version + 1, standing_note=reason[:300], **changes)
    tallies.change(come=[changed], gone=[document])
    log.append(
        actor=actor,
        action=action,
        object_type="document",
        object_id=document.public_id,
        agency=document.agency.code,
        now=now,
        detail={key: str(value) for key, value in changes.items()} | {"reason": reason[:300]},
    )
    return changed
