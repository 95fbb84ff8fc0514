"""What an import has already brought: documents and drafts by agency and source number, and what becomes of a row."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from gongkai.base.errors import Refused
from gongkai.publication.flow import Stage
from gongkai.publication.importing import Prepared, is_same
from gongkai.publication.kinds import FileUse, Standing
from gongkai.publication.models import Document, Draft, PublicFile
from gongkai.publication.release import ReleaseFile

Key = tuple[int, str]


class Fate(Enum):
    """What becomes of a row."""

    NEW = auto()
    REVISION = auto()
    DRAFT = auto()
    UNCHANGED = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """What there is under the source numbers of some rows; files by public id; index numbers that are given."""

    documents: Mapping[Key, Document] = field(default_factory=dict)
    drafts: Mapping[Key, Draft] = field(default_factory=dict)
    files: Mapping[str, tuple[ReleaseFile, ...]] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()


def draft_id(key: Key) -> str:
    """The public id that a draft of this source number will have: always the same, so that it is known again."""
    return hashlib.sha256(f"{key[0]}\n{key[1]}".encode()).hexdigest()[:16]


def known_of(keys: Iterable[Key], index_numbers: Iterable[str] = ()) -> Known:
    """What there is under these source numbers and index numbers."""
    wanted = {key for key in keys if key[1]}
    numbers = {number for number in index_numbers if number}
    taken = Document.objects.filter(retired_at=None, index_number__in=numbers).values_list("index_number", flat=True)
    documents = _documents(wanted)
    drafts: dict[Key, Draft] = {}
    if wanted and Draft.objects.exists():
        by_id = {draft_id(key): key for key in wanted}
        rows = Draft.objects.filter(public_id__in=by_id, is_revision=False).exclude(stage=Stage.DISCARDED.value)
        drafts = {by_id[row.public_id]: row for row in rows}
        published = Document.objects.filter(retired_at=None, public_id__in=[row.public_id for row in drafts.values()])
        documents |= {by_id[row.public_id]: row for row in published if by_id[row.public_id] not in documents}
    files: dict[str, tuple[ReleaseFile, ...]] = {}
    for file in PublicFile.objects.filter(public_id__in={d.public_id for d in documents.values()}, retired_at=None):
        kept = ReleaseFile(file.digest, file.name, file.media_type, file.size, FileUse(file.use), file.description)
        files[file.public_id] = (*files.get(file.public_id, ()), kept)
    return Known(documents, drafts, files, frozenset(taken))


def _documents(wanted: set[Key]) -> dict[Key, Document]:
    agencies, sources = {agency for agency, _ in wanted}, {source for _, source in wanted}
    rows = Document.objects.filter(retired_at=None, agency_id__in=agencies, source_id__in=sources).exclude(source_id="")
    found = {(row.agency_id, row.source_id): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def fate_of(prepared: Prepared, known: Known, *, publishes: bool) -> Fate:
    """What becomes of the row.

    Raises:
        Refused: its source number is known with other content, or what it names cannot be changed; or its index
            number belongs to another document.
    """
    document, draft = known.documents.get(prepared.key), known.drafts.get(prepared.key)
    if document is not None:
        return _fate_of_known(prepared, document, known, publishes=publishes)
    if draft is not None:
        return _fate_of_draft(prepared, draft, publishes=publishes)
    if prepared.index_number and prepared.index_number in known.numbers:
        raise Refused("known_index_number", f"索引号“{prepared.index_number}”已属于另一份文件")
    return Fate.NEW if publishes or prepared.published_on else Fate.DRAFT


def _fate_of_known(prepared: Prepared, document: Document, known: Known, *, publishes: bool) -> Fate:
    source, standing = prepared.source_id, Standing(document.standing)
    if standing in (Standing.WITHDRAWN, Standing.MERGED):
        raise Refused("not_live", f"来源编号“{source}”的文件{standing.label}，不能再导入")
    digests = frozenset(file.digest for file in known.files.get(document.public_id, ()))
    same = is_same(prepared, document, digests)
    if same and (standing is Standing.LIVE or not publishes):
        return Fate.UNCHANGED
    if not publishes:
        raise Refused(
            "known_source", f"来源编号“{source}”已经导入，而内容不同；要以这一行修改已导入的文件，请加 --publish"
        )
    return Fate.REVISION


def _fate_of_draft(prepared: Prepared, draft: Draft, *, publishes: bool) -> Fate:
    version = draft.versions.filter(number=1).first()
    if not publishes and prepared.raw is not None and version is not None and version.content == prepared.raw:
        return Fate.UNCHANGED
    raise Refused(
        "known_source",
        f"来源编号“{prepared.source_id}”已导入为草稿（{draft.stage_label}），请在工作台处理那份草稿，或作废后再导入",
    )
