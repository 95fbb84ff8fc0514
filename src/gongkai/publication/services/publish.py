"""Publish: the one way in which anything becomes public, by whichever road it comes."""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from gongkai.audit import log
from gongkai.base.bulk import insert_rows
from gongkai.base.clock import CHINA, day_of
from gongkai.base.errors import Refused
from gongkai.catalogue.index_numbers import IndexNumberMode, prefix_of
from gongkai.publication import tallies
from gongkai.publication.kinds import Standing
from gongkai.publication.models import Body, Document, Interpretation, PublicFile
from gongkai.publication.numbering import take_of_series
from gongkai.publication.release import Release, ReleaseFile, digest_of, refuse_unfit
from gongkai.publication.richtext.plain import to_text
from gongkai.publication.richtext.similarity import similarity

AT_ONCE = 500


@transaction.atomic
def publish(*, now: datetime, releases: Sequence[Release]) -> list[Document]:
    """The published states, in the order of ``releases``; all of them or none.

    1. Refuse what may not go out: wrong attribute, missing persons, days out of order, text the shield stops.
    2. Retire the state each revision follows; give new items their index numbers.
    3. Save bodies, documents, files, links and counts.
    4. Append one audit event a document.

    Args:
        now: the moment of the act.
        releases: what is to be public together.

    Raises:
        Refused: with the sentence for the person who tried.

    Source: Regulation arts. 13, 17, 19, 23, 26.
    """
    for release in releases:
        refuse_unfit(release, now)
    former = _former(releases)
    for release in releases:
        _refuse_unlike(release, former.get(release.public_id))
    numbers = _index_numbers(releases, former, now)
    bodies = {release.content.body: digest_of(release.content.body) for release in releases}
    insert_rows([Body(digest=digest, html=html) for html, digest in bodies.items()], ignore_conflicts=True)
    documents = [
        _document(release, former.get(release.public_id), number, bodies[release.content.body], now)
        for release, number in zip(releases, numbers, strict=True)
    ]
    Document.objects.filter(pk__in=[one.pk for one in former.values()]).update(retired_at=now)
    _save(documents)
    _save_files(releases, documents, former, now)
    _save_links(releases, documents, now)
    tallies.change(come=documents, gone=former.values())
    for actor, chosen in _by_actor(releases, documents).items():
        log.append_many(actor=actor, now=now, entries=[_event(release, document) for release, document in chosen])
    return documents


def _save(documents: Sequence[Document]) -> None:
    """Save the new states; each is given the key of its row."""
    insert_rows(documents)
    current = Document.objects.filter(retired_at=None, public_id__in=[one.public_id for one in documents])
    keys = dict(current.values_list("public_id", "id"))
    for document in documents:
        document.pk = keys[document.public_id]
        document._state.adding = False  # noqa: SLF001 - as bulk_create leaves its rows


def _former(releases: Sequence[Release]) -> dict[str, Document]:
    """The current states of the items the releases revise, locked."""
    wanted = [release.public_id for release in releases if release.public_id]
    if len(set(wanted)) != len(wanted):
        raise Refused("twice", "同一文件不能在一次公开中出现两次")
    rows = Document.objects.select_for_update().filter(retired_at=None, public_id__in=wanted)
    return {row.public_id: row for row in rows}


def _refuse_unlike(release: Release, former: Document | None) -> None:
    """Refuse a release that does not fit the state it follows."""
    if release.revises is not None and release.revises != (former is not None):
        raise Refused("not_the_item", "公开编号与要修改的文件不符，请重新起草")
    if former is None:
        return
    if former.agency_id != release.agency.pk:
        raise Refused("not_the_item", "不能修改其他机关的文件")
    if former.standing == Standing.WITHDRAWN:
        raise Refused("withdrawn", "这份文件已因误发撤下，不能再修改；请另行起草")
    if former.standing == Standing.MERGED:
        raise Refused("merged", "这份文件已合并到另一份文件，不能再修改")
    published_on = release.published_on or former.published_on
    if release.content.made_on > published_on:
        raise Refused("made_after_published", f"成文日期{release.content.made_on}晚于发布日期{published_on}")


def _index_numbers(releases: Sequence[Release], former: dict[str, Document], now: datetime) -> list[str]:
    """The index number of each release: its former one, the one it brings, or the next of its series."""
    found = [
        former[r.public_id].index_number if r.public_id in former else r.index_number.strip().upper() for r in releases
    ]
    series: dict[tuple[str, int], list[int]] = {}
    mode = IndexNumberMode(settings.LAW.index_number_mode)
    for position, (release, number) in enumerate(zip(releases, found, strict=True)):
        if not number:
            agency = release.agency
            prefix = prefix_of(unified_code=agency.unified_code, house_code=agency.code, mode=mode)
            year = (release.published_on or day_of(now)).year
            series.setdefault((prefix, year), []).append(position)
    if series:
        brought = {number for number in found if number}
        taken = take_of_series({key: len(positions) for key, positions in series.items()}, brought)
        for key, positions in series.items():
            for position, number in zip(positions, taken[key], strict=True):
                found[position] = number
    return found


def _document(release: Release, former: Document | None, number: str, body: str, now: datetime) -> Document:
    content, local = release.content, now.astimezone(CHINA)
    given = release.published_on
    return Document(
        public_id=release.public_id or uuid4().hex[:12],
        index_number=number,
        version=former.version + 1 if former else 1,
        structure=content.structure.value,
        standing=release.standing.value,
        agency=release.agency,
        joint_agencies=list(content.joint_agencies),
        title=content.title,
        kind=content.kind.value,
        genre=content.genre.value,
        form=content.form,
        document_number=content.document_number,
        registration_number=content.registration_number,
        category=content.category,
        subject=content.subject,
        subject_top=content.subject_top,
        audiences=list(content.audiences),
        openness_tags=list(content.openness_tags),
        keywords=content.keywords,
        summary=content.summary,
        source=content.source,
        made_on=content.made_on,
        published_on=given or (former.published_on if former else local.date()),
        published_time=release.published_time
        or (former.published_time if former else time(0) if given else local.time().replace(second=0, microsecond=0)),
        effective_on=content.effective_on,
        expires_on=content.expires_on,
        abolished_on=release.abolished_on,
        validity=release.validity.value,
        successor=release.successor,
        source_id=release.source_id,
        is_demonstration=release.is_demonstration,
        data=content.data,
        body_id=body,
        recorded_at=now,
    )


def _save_files(
    releases: Sequence[Release], documents: Sequence[Document], former: dict[str, Document], now: datetime
) -> None:
    """Save the files; of a revision those that are gone are retired and those that stay keep their row."""
    current: dict[str, list[PublicFile]] = {}
    for file in PublicFile.objects.filter(public_id__in=list(former), retired_at=None):
        current.setdefault(file.public_id, []).append(file)
    added, dropped = [], []
    for release, document in zip(releases, documents, strict=True):
        wanted = [_public_file(document.public_id, file, n, now) for n, file in enumerate(release.files)]
        standing = {_likeness(file): file for file in current.get(document.public_id, [])}
        kept = {standing[_likeness(file)].pk for file in wanted if _likeness(file) in standing}
        dropped += [file.pk for file in current.get(document.public_id, []) if file.pk not in kept]
        added += [file for file in wanted if _likeness(file) not in standing]
    if dropped:
        PublicFile.objects.filter(pk__in=dropped).update(retired_at=now)
    PublicFile.objects.bulk_create(added, batch_size=AT_ONCE)


def _likeness(file: PublicFile) -> tuple[object, ...]:
    """All that a reader sees of a file: whatever differs is a row of its own."""
    return file.digest, file.name, file.use, file.description, file.position


def _public_file(public_id: str, file: ReleaseFile, position: int, now: datetime) -> PublicFile:
    return PublicFile(
        public_id=public_id,
        digest=file.digest,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        use=file.use.value,
        description=file.description,
        position=position,
        recorded_at=now,
    )


def _save_links(releases: Sequence[Release], documents: Sequence[Document], now: datetime) -> None:
    """Save which document interprets which; both pages read the one row, so the link stands on both."""
    bodies = {document.public_id: release.content.body for release, document in zip(releases, documents, strict=True)}
    for release, document in zip(releases, documents, strict=True):
        target = release.content.interprets
        if document.version > 1:
            Interpretation.objects.filter(interpretation=document.public_id, retired_at=None).update(retired_at=now)
        if not target:
            continue
        original = bodies.get(target)
        if original is None:
            known = Document.objects.filter(public_id=target, retired_at=None, standing=Standing.LIVE.value)
            found = known.select_related("body").first()
            if found is None:
                raise Refused("unknown_document", "被解读的文件没有公开，请先公开文件，或与它放在同一组合中一并公开")
            original = found.body.html
        Interpretation.objects.create(
            document=target,
            interpretation=document.public_id,
            form=release.content.interpretation_form or "text",
            elements=list(release.content.elements),
            repeats=similarity(to_text(release.content.body), to_text(original)),
            recorded_at=now,
        )


def _by_actor(releases: Sequence[Release], documents: Sequence[Document]) -> dict[str, list[tuple[Release, Document]]]:
    found: dict[str, list[tuple[Release, Document]]] = {}
    for release, document in zip(releases, documents, strict=True):
        found.setdefault(release.approval.responsible, []).append((release, document))
    return found


def _event(release: Release, document: Document) -> log.Entry:
    approval = release.approval
    detail = {
        "title": document.title,
        "version": document.version,
        "index_number": document.index_number,
        "published_on": document.published_on.isoformat(),
        "standing": document.standing,
        "road": approval.road.value,
        "body": document.body_id,
    }
    if approval.reviewers:
        detail |= {"reviewers": list(approval.reviewers), "secrecy_reviewer": approval.secrecy_reviewer}
    if approval.draft:
        detail |= {"draft": approval.draft, "subject": approval.subject}
    if release.files:
        detail["files"] = [file.digest for file in release.files]
    if release.let_through:
        detail["let_through"] = sorted(release.let_through)
    action = "document.published" if document.version == 1 else "document.revised"
    return log.Entry(action, "document", document.public_id, release.agency.code, detail)
