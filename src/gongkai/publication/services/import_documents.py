"""Import documents: a batch and its checkpoint are saved together, or neither."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from gongkai.audit import log
from gongkai.audit.queries import history_of
from gongkai.base.errors import Refused
from gongkai.organs.models import Agency
from gongkai.publication.importing import Prepared, release_of
from gongkai.publication.known_sources import Fate, draft_id, fate_of, known_of
from gongkai.publication.models import Draft, DraftFile, ImportRun
from gongkai.publication.services.publish import publish
from gongkai.publication.services.save_draft import start_draft
from gongkai.publication.shield.findings import Verdict

DIGEST_SHOWN = 40


def open_import(digest: str, *, publishes: bool) -> ImportRun | None:
    """The import of this file that was cut off, where there is one."""
    return ImportRun.objects.filter(digest=digest, publishes=publishes, finished_at=None).first()


def imported_before(digest: str, *, publishes: bool) -> datetime | None:
    """When this file was imported, or begun to be in the other way; the import that goes on is not meant."""
    events = history_of("import", digest[:DIGEST_SHOWN])
    if events:
        return events[0].at
    other = ImportRun.objects.filter(digest=digest, rows_done__gt=0).exclude(publishes=publishes, finished_at=None)
    return other.values_list("started_at", flat=True).first()


def start_import(*, actor: str, now: datetime, digest: str, name: str, publishes: bool, rows: int) -> ImportRun:
    """A new import, nothing of it done.

    Args:
        actor: who imports.
        now: the moment of the act.
        digest: of the file or folder.
        name: of the file or folder.
        publishes: whether its documents become public here.
        rows: how many there are.
    """
    return ImportRun.objects.create(
        digest=digest, name=name[:200], publishes=publishes, actor=actor, rows=rows, started_at=now
    )


@transaction.atomic
def import_documents(
    *, actor: str, now: datetime, run: ImportRun, batch: Sequence[Prepared], agencies: Mapping[int, Agency]
) -> ImportRun:
    """The import with the batch done; all of the batch and the checkpoint, or nothing.

    1. Lock the run; refuse where another process has gone on with it.
    2. See what is known under each source number: nothing to do, a revision, new, or a draft.
    3. Publish, take on record, begin drafts.
    4. Move the checkpoint.

    Args:
        actor: who answers for the documents.
        now: the moment of the act.
        run: as it was after the batch before.
        batch: the next rows, checked.
        agencies: by row id.

    Raises:
        Refused: a row cannot go in after all, or the import runs elsewhere.

    Source: Regulation arts. 13, 17, 23.
    """
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.rows_done != run.rows_done or locked.finished_at is not None:
        raise Refused("running_elsewhere", "另一个进程正在导入同一个文件，请等它结束")
    known = known_of((one.key for one in batch), (one.index_number for one in batch))
    releases, drafts = [], []
    for one in batch:
        fate = fate_of(one, known, publishes=run.publishes)
        if fate is Fate.DRAFT:
            drafts.append(one)
        elif fate is not Fate.UNCHANGED:
            former = known.documents.get(one.key)
            files = known.files.get(former.public_id, ()) if former else ()
            agency = agencies[one.agency_id]
            releases.append(
                release_of(one, agency, publishes=run.publishes, responsible=actor, former=former, former_files=files)
            )
    if releases:
        publish(now=now, releases=releases)
    for one in drafts:
        _begin(one, agencies[one.agency_id], actor, now)
    locked.rows_done += len(batch)
    locked.imported += len(releases)
    locked.drafts += len(drafts)
    locked.unchanged += len(batch) - len(releases) - len(drafts)
    locked.save(update_fields=["rows_done", "imported", "drafts", "unchanged"])
    return locked


@transaction.atomic
def finish_import(*, actor: str, now: datetime, run: ImportRun) -> ImportRun:
    """The import as finished, with one event that names the file.

    Args:
        actor: who imported.
        now: the moment of the act.
        run: all of whose rows are done.
    """
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    detail: dict[str, Any] = {"kind": "documents", "rows": run.rows, "sha256": run.digest, "publishes": run.publishes}
    detail |= {"imported": run.imported, "unchanged": run.unchanged, "drafts": run.drafts}
    log.append(
        actor=actor,
        action="import.finished",
        object_type="import",
        object_id=run.digest[:DIGEST_SHOWN],
        now=now,
        detail=detail,
    )
    return run


def _begin(one: Prepared, agency: Agency, actor: str, now: datetime) -> None:
    """Begin a draft; one with a source number has the public id by which it is known again."""
    known_by = draft_id(one.key) if one.source_id else ""
    draft = start_draft(actor=actor, now=now, agency=agency, raw=one.raw or {}, public_id=known_by)
    for position, file in enumerate(one.files):
        DraftFile.objects.create(
            draft=draft,
            token=uuid4().hex,
            name=file.name,
            digest=file.digest,
            size=file.size,
            use=file.use.value,
            description=file.description,
            position=position,
            verdict=Verdict.CLEAN.value,
            rebuilt_digest=file.digest,
            rebuilt_name=file.name,
            rebuilt_size=file.size,
            media_type=file.media_type,
            added_by=actor,
            added_at=now,
        )
    if known_by:
        Draft.objects.filter(pk=draft.pk).update(is_revision=False)
