"""One document of an import: from what its row says to what can be published, without asking the database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary
from gongkai.organs.models import Agency
from gongkai.publication.content import Content, Faulty, read
from gongkai.publication.kinds import Openness, Standing, Validity
from gongkai.publication.models import Document
from gongkai.publication.release import Approval, Release, ReleaseFile, Road, digest_of, refuse_unfit, seal_of

Vocabularies = Mapping[VocabularyKey, Vocabulary]
LONGEST_SOURCE_ID = 120
_DEFAULTS = {"openness": Openness.PUBLIC.value, "openness_reason": "导入前已由责任人确认主动公开"}
_COMPARED = ("title", "kind", "genre", "form", "document_number", "category", "subject", "keywords", "summary")
_COMPARED += ("source", "made_on", "effective_on", "expires_on")
_NOT_IN_FILES = ("registration_number", "openness_tags", "joint_agencies")


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says: fields of :mod:`content` in ``raw``, and how the document is filed."""

    line: int
    agency: Agency
    raw: dict[str, Any]
    source_id: str = ""
    index_number: str = ""
    published_on: date | None = None
    abolished_on: date | None = None
    files: tuple[ReleaseFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row that may go in: valid, and passed by the shield. Holds no model, so that it can go between processes.

    ``raw`` is kept for rows that become drafts.
    """

    line: int
    agency_id: int
    content: Content
    source_id: str
    index_number: str
    published_on: date | None
    abolished_on: date | None
    files: tuple[ReleaseFile, ...]
    screened: str = ""
    raw: dict[str, Any] | None = None

    def __reduce__(self) -> tuple[type["Prepared"], tuple[Any, ...]]:
        """Packed as its values, which is faster by far than field by field."""
        return Prepared, _VALUES(self)

    @property
    def key(self) -> tuple[int, str]:
        """Agency and source number, by which a row is known again."""
        return self.agency_id, self.source_id


_VALUES = attrgetter(*Prepared.__dataclass_fields__)


def prepare(row: Row, *, publishes: bool, responsible: str, vocabularies: Vocabularies, now: datetime) -> Prepared:
    """The row, ready to be saved.

    Args:
        row: what the file says.
        publishes: whether it is to be public here; else it is taken on record, or a draft.
        responsible: who answers for it.
        vocabularies: the terms in use.
        now: the moment of the check.

    Raises:
        Faulty: fields are wrong.
        Refused: the document as a whole may not go in, e.g. the shield stops its text.
    """
    if len(row.source_id) > LONGEST_SOURCE_ID:
        raise Faulty({"source_id": f"不能超过{LONGEST_SOURCE_ID}个字"})
    raw = _DEFAULTS | row.raw
    content = read(raw | {"has_files": bool(row.files)}, vocabularies)
    if row.abolished_on and row.abolished_on < content.made_on:
        raise Faulty({"abolished_on": f"不能早于成文日期{content.made_on}"})
    found = Prepared(
        row.line,
        row.agency.pk,
        content,
        row.source_id,
        row.index_number.strip().upper(),
        row.published_on,
        row.abolished_on,
        row.files,
    )
    refuse_unfit(release_of(found, row.agency, publishes=publishes, responsible=responsible), now)
    keeps_raw = not publishes and row.published_on is None
    return Prepared(*_VALUES(found)[:-2], screened=seal_of(content), raw=raw if keeps_raw else None)


def release_of(
    prepared: Prepared,
    agency: Agency,
    *,
    publishes: bool,
    responsible: str,
    former: Document | None = None,
    former_files: tuple[ReleaseFile, ...] = (),
) -> Release:
    """The prepared row as a release; a revision keeps what the file does not speak of.

    Args:
        prepared: the row.
        agency: its agency.
        publishes: live, or only on record.
        responsible: who answers for it.
        former: the state it revises.
        former_files: the files of that state.
    """
    content = prepared.content
    ended = prepared.abolished_on or (former.abolished_on if former else None)
    validity = Validity.ABOLISHED if prepared.abolished_on else Validity.IN_FORCE
    if former is not None:
        kept = {name: getattr(former, name) for name in _NOT_IN_FILES}
        content = replace(content, **{key: tuple(v) if isinstance(v, list) else v for key, v in kept.items()})
        validity = validity if prepared.abolished_on else Validity(former.validity)
    return Release(
        agency=agency,
        content=content,
        approval=Approval(Road.IMPORT, responsible),
        files=prepared.files or former_files,
        public_id=former.public_id if former else "",
        index_number=prepared.index_number,
        published_on=prepared.published_on,
        abolished_on=ended,
        validity=validity,
        successor=former.successor if former else "",
        source_id=prepared.source_id,
        standing=Standing.LIVE if publishes else Standing.ON_RECORD,
        is_demonstration=former.is_demonstration if former else False,
        screened=prepared.screened,
    )


def is_same(prepared: Prepared, document: Document, digests: frozenset[str] = frozenset()) -> bool:
    """Whether the row says what the document says; a day, a state or files that the row leaves open do not count.

    Args:
        prepared: the row.
        document: its current state.
        digests: of the document's files.
    """
    content = prepared.content
    return (
        all(getattr(content, name) == getattr(document, name) for name in _COMPARED)
        and list(content.audiences) == document.audiences
        and digest_of(content.body) == document.body_id
        and prepared.published_on in (None, document.published_on)
        and prepared.abolished_on in (None, document.abolished_on)
        and (not prepared.files or {file.digest for file in prepared.files} == digests)
    )
