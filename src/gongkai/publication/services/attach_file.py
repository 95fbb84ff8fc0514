"""Put a file into a draft: scanned at once, and never public as it was uploaded."""

from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from django.db import transaction

from gongkai.audit import log
from gongkai.base import files
from gongkai.base.errors import Refused
from gongkai.publication.drafts import current_files, verdict_of
from gongkai.publication.flow import Move, Stage, move
from gongkai.publication.kinds import FileUse
from gongkai.publication.models import Draft, DraftFile
from gongkai.publication.shield.confined import mask_confined, rebuild_confined, scan_confined
from gongkai.publication.shield.detect import safe_name
from gongkai.publication.shield.findings import Rebuilt, Unacceptable, Verdict

MOST_FILES = 100
REBUILT = ["rebuilt_digest", "rebuilt_name", "rebuilt_size", "media_type", "rebuilt_findings", "touched_by"]
IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def attach_file(
    *,
    actor: str,
    now: datetime,
    draft: Draft,
    name: str,
    content: bytes,
    use: FileUse = FileUse.ATTACHMENT,
    description: str = "",
) -> DraftFile:
    """The file with what the shield says of it; a clean one is rebuilt at once, a stopped one waits for a person.

    Args:
        actor: account name.
        now: the moment of the act.
        draft: which.
        name: as the person's machine calls it.
        content: the bytes.
        use: attachment, image in the body, or standard text.
        description: one line for readers.

    Raises:
        Refused: the file cannot be taken, there are too many, or the draft is not being drafted.
    """
    move(Stage(draft.stage), Move.EDIT)
    if current_files(draft).count() >= MOST_FILES:
        raise Refused("too_many_files", f"一份文件最多{MOST_FILES}个附件")
    name = safe_name(name)
    try:
        scan = scan_confined(content, name)
        rebuilt = rebuild_confined(content, name) if scan.verdict is Verdict.CLEAN else None
        again = scan_confined(rebuilt.content, _renamed(name, rebuilt)).findings if rebuilt else ()
    except Unacceptable as unacceptable:
        raise Refused(unacceptable.code, unacceptable.message) from None
    if use is FileUse.IMAGE and (rebuilt is None or rebuilt.media_type not in IMAGES):
        raise Refused("not_an_image", "正文里只能插入 PNG、JPEG、GIF、WebP 图片；其他文件请作为附件上传")
    digest = files.put(content)
    kept = files.put(rebuilt.content) if rebuilt else ""
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft.pk)
        move(Stage(draft.stage), Move.EDIT)
        same = current_files(draft).filter(digest=digest, use=use.value).first()
        if same is not None:
            return same
        file = DraftFile.objects.create(
            draft=draft,
            token=uuid4().hex,
            name=name,
            digest=digest,
            size=len(content),
            use=use.value,
            description=description.strip()[:200],
            position=draft.files.count(),
            findings=[asdict(one) for one in scan.findings],
            verdict=scan.verdict.value,
            rebuilt_digest=kept,
            rebuilt_name=_renamed(name, rebuilt) if rebuilt else "",
            rebuilt_size=len(rebuilt.content) if rebuilt else 0,
            rebuilt_findings=[asdict(one) for one in again],
            media_type=rebuilt.media_type if rebuilt else "",
            added_by=actor,
            added_at=now,
        )
        _record(file, "draft.file_added", actor, now)
    return file


def rebuild_file(*, actor: str, now: datetime, file: DraftFile, mask: bool = False) -> DraftFile:
    """The file with its public form made anew: without what is hidden, and on wish with personal data masked.

    Raises:
        Refused: it cannot be rebuilt, or the draft is not being drafted.
    """
    move(Stage(file.draft.stage), Move.EDIT)
    content = files.get(file.digest)
    try:
        rebuilt = (mask_confined if mask else rebuild_confined)(content, file.name)
        name = _renamed(file.name, rebuilt)
        again = scan_confined(rebuilt.content, name).findings
    except Unacceptable as unacceptable:
        raise Refused(unacceptable.code, unacceptable.message) from None
    kept = files.put(rebuilt.content)
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=file.draft_id)
        move(Stage(draft.stage), Move.EDIT)
        file.rebuilt_digest, file.rebuilt_name = kept, name
        file.rebuilt_size, file.media_type = len(rebuilt.content), rebuilt.media_type
        file.rebuilt_findings = [asdict(one) for one in again]
        file.touched_by = sorted({*file.touched_by, actor})
        file.save(update_fields=REBUILT)
        _record(file, "draft.file_masked" if mask else "draft.file_rebuilt", actor, now)
    return file


@transaction.atomic
def remove_file(*, actor: str, now: datetime, file: DraftFile) -> None:
    """Take a file out of the draft; its row stays for the history.

    Raises:
        Refused: the draft is not being drafted.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=file.draft_id)
    move(Stage(draft.stage), Move.EDIT)
    touched_by = sorted({*file.touched_by, actor})
    DraftFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=now, touched_by=touched_by)
    _record(file, "draft.file_removed", actor, now)


def _renamed(name: str, rebuilt: Rebuilt) -> str:
    """The name with the suffix the rebuilt file has."""
    return f"{PurePath(name).stem[:110] or '附件'}.{rebuilt.suffix}"


def _record(file: DraftFile, action: str, actor: str, now: datetime) -> None:
    log.append(
        actor=actor,
        action=action,
        object_type="draft",
        object_id=file.draft.token,
        agency=file.draft.agency.code,
        now=now,
        detail={
            "file": file.token,
            "sha256": file.digest,
            "verdict": file.verdict,
            "findings": sorted({one["kind"] for one in file.findings}),
            "rebuilt": file.rebuilt_digest,
            "rebuilt_verdict": verdict_of(file.rebuilt_findings).value if file.rebuilt_digest else "",
        },
    )
